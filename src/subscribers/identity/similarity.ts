import type { LockEntry } from '../lock.ts';
import type { Dated } from '../../feeds/select.ts';
import { day, title } from './keys.ts';
import type { Matching } from './matching.ts';
import { createSimilarityIndex } from './minhash.ts';

/**
 * The similarity from which two texts may be versions of one, and the lead it needs over other pairs. Of unrelated texts, one pair in a
 * thousand reaches 0.2; a text with every tenth word replaced still has 0.6, usually.
 */
export const similar = 0.3;
const clearly = 0.3;

/** Number of the most similar texts to look at. */
const nearest = 8;

interface Candidate {
  readonly parsed: Dated;
  readonly entry: LockEntry;
  readonly much: number;
}

/** Pairs articles with entries of similar text, unless another one is about as similar. */
export function matchSimilar(
  parsedArticles: readonly Dated[],
  entries: readonly LockEntry[],
  textSignature: (parsed: Dated) => string,
  { isOpen, isFree, pair, doubt }: Matching,
): void {
  const free = entries.filter((entry) => isFree(entry) && entry.textSignature !== '');
  const open = parsedArticles.filter(isOpen);
  if (free.length === 0 || open.length === 0) return;
  const resemble = createSimilarityIndex(free.map((entry) => entry.textSignature));
  const [days, titles] = [free.map(day.in), free.map(title.in)];
  const candidates = open.flatMap((parsed) => {
    const [own, named] = [day.of(parsed) ?? '', title.of(parsed)];
    // A later entry is another article, however much it repeats, unless it has the same title.
    const isCandidate = (at: number) => own <= (days[at] ?? '') || named === titles[at];
    return resemble(textSignature(parsed), { least: similar, most: nearest, isCandidate }).flatMap(
      ({ at, much }): Candidate[] => {
        const entry = free[at];
        return entry ? [{ parsed, entry, much }] : [];
      },
    );
  });
  const sorted = candidates.toSorted((a, b) => b.much - a.much);
  const byReading = new Map<Dated, Candidate[]>();
  const byEntry = new Map<LockEntry, Candidate[]>();
  for (const one of sorted) {
    push(byReading, one.parsed, one);
    push(byEntry, one.entry, one);
  }
  const isLeft = ({ parsed, entry }: Candidate) => isOpen(parsed) && isFree(entry);
  for (const one of sorted) {
    if (!isLeft(one)) continue;
    const { parsed, entry, much } = one;
    const isRival = (other: Candidate) => other !== one && other.much > much - clearly && isLeft(other);
    const rival = byReading.get(parsed)?.find(isRival) ?? byEntry.get(entry)?.find(isRival);
    if (!rival) pair(parsed, entry);
    else doubt(parsed, entry, rival.parsed === parsed ? rival.entry : rival.parsed);
  }
}

function push<Name>(map: Map<Name, Candidate[]>, name: Name, one: Candidate): void {
  const list = map.get(name);
  if (list) list.push(one);
  else map.set(name, [one]);
}
