import type { LockEntry } from '../lock.ts';
import type { Dated } from '../../feeds/select.ts';
import { day, title } from './keys.ts';
import type { Pairing } from './matching.ts';
import { createResemblance } from './minhash.ts';

/**
 * From which likeness on two texts may be one that was edited, and by how much it must be more so than another. Of other texts one pair
 * in a thousand is alike by 0.2; one in which every tenth word is another still is by 0.6, mostly.
 */
export const alike = 0.3;
const clearly = 0.3;

/** So many of those a text resembles most are looked at. */
const nearest = 8;

interface Candidate {
  readonly reading: Dated;
  readonly entry: LockEntry;
  readonly much: number;
}

/** Pairs articles with entries whose texts are alike, where none other is about as much so. */
export function pairAlike(
  readings: readonly Dated[],
  entries: readonly LockEntry[],
  sketch: (reading: Dated) => string,
  { isOpen, isFree, pair, doubt }: Pairing,
): void {
  const free = entries.filter((entry) => isFree(entry) && entry.sketch !== '');
  const open = readings.filter(isOpen);
  if (free.length === 0 || open.length === 0) return;
  const resemble = createResemblance(free.map((entry) => entry.sketch));
  const [days, titles] = [free.map(day.in), free.map(title.in)];
  const candidates = open.flatMap((reading) => {
    const [own, named] = [day.of(reading) ?? '', title.of(reading)];
    // What was published later is another article, however much it repeats, unless it bears the same name.
    const isCandidate = (at: number) => own <= (days[at] ?? '') || named === titles[at];
    return resemble(sketch(reading), { least: alike, most: nearest, isCandidate }).flatMap(
      ({ at, much }): Candidate[] => {
        const entry = free[at];
        return entry ? [{ reading, entry, much }] : [];
      },
    );
  });
  const sorted = candidates.toSorted((a, b) => b.much - a.much);
  const byReading = new Map<Dated, Candidate[]>();
  const byEntry = new Map<LockEntry, Candidate[]>();
  for (const one of sorted) {
    push(byReading, one.reading, one);
    push(byEntry, one.entry, one);
  }
  const isLeft = ({ reading, entry }: Candidate) => isOpen(reading) && isFree(entry);
  for (const one of sorted) {
    if (!isLeft(one)) continue;
    const { reading, entry, much } = one;
    const isRival = (other: Candidate) => other !== one && other.much > much - clearly && isLeft(other);
    const rival = byReading.get(reading)?.find(isRival) ?? byEntry.get(entry)?.find(isRival);
    if (!rival) pair(reading, entry);
    else doubt(reading, entry, rival.reading === reading ? rival.entry : rival.reading);
  }
}

function push<Name>(map: Map<Name, Candidate[]>, name: Name, one: Candidate): void {
  const list = map.get(name);
  if (list) list.push(one);
  else map.set(name, [one]);
}
