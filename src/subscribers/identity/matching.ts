import type { LockEntry } from '../lock.ts';
import type { Dated } from '../../feeds/select.ts';
import { day, fileName, grouped, place, type Key } from './keys.ts';

/** An article whose entry is ambiguous. */
export interface AmbiguousMatch {
  readonly parsed: Dated;
  /** An entry that matches. */
  readonly entry: LockEntry;
  /** Another article that matches that entry, or another entry that matches. */
  readonly rival: Dated | LockEntry;
}

/** The matches found so far. */
export interface Matching {
  readonly known: Map<Dated, LockEntry>;
  readonly unclear: AmbiguousMatch[];
  /** Whether neither the article nor the entry is matched yet. */
  readonly isOpen: (parsed: Dated) => boolean;
  readonly isFree: (entry: LockEntry) => boolean;
  readonly pair: (parsed: Dated, entry: LockEntry) => void;
  /** Leaves an article and an entry unmatched, as ambiguous. */
  readonly doubt: (parsed: Dated, entry: LockEntry, rival: Dated | LockEntry) => void;
}

/** Creates an empty matching. */
export function createMatching(): Matching {
  const known = new Map<Dated, LockEntry>();
  const taken = new Set<LockEntry>();
  const doubted = new Set<Dated>();
  const unclear: AmbiguousMatch[] = [];
  return {
    known,
    unclear,
    isOpen: (parsed) => !known.has(parsed) && !doubted.has(parsed),
    isFree: (entry) => !taken.has(entry),
    pair(parsed, entry) {
      known.set(parsed, entry);
      taken.add(entry);
    },
    doubt(parsed, entry, rival) {
      unclear.push({ parsed, entry, rival });
      doubted.add(parsed);
      taken.add(entry);
    },
  };
}

/** How to treat several candidates with the same key that nothing else distinguishes. */
export type Candidates = 'leave' | 'doubt' | 'any';

/** The order of pairing several candidates: in the same place, a single one of each, in files of the same name, of the same day. */
const narrower: readonly Key[] = [place, { of: () => '', in: () => '' }, fileName, day];

/**
 * Pairs articles with entries of the same key. Indistinguishable ones stay open, become ambiguous or, if the choice does not matter
 * (`any`), are paired in order as long as there are entries.
 */
export function matchBy(
  key: Key,
  parsedArticles: readonly Dated[],
  entries: readonly LockEntry[],
  matching: Matching,
  several: Candidates = 'leave',
): void {
  const open = parsedArticles.filter(matching.isOpen);
  if (open.length === 0) return;
  const free = grouped(entries.filter(matching.isFree), key.in);
  if (free.size === 0) return;
  for (const [said, some] of grouped(open, key.of)) {
    const candidates = free.get(said);
    if (candidates) matchAmong(some, candidates, matching, several);
  }
}

/** As {@link matchBy}, for articles and entries that could all match each other. */
export function matchAmong(
  parsedArticles: readonly Dated[],
  entries: readonly LockEntry[],
  matching: Matching,
  several: Candidates,
): void {
  const { pair, doubt, isOpen, isFree } = matching;
  let [open, left] = [parsedArticles, entries];
  for (const key of narrower) {
    if (open.length === 0 || left.length === 0) return;
    const candidates = grouped(left, key.in);
    for (const [said, some] of grouped(open, key.of)) {
      const same = candidates.get(said);
      const [parsed, entry] = [some[0], same?.[0]];
      if (parsed && entry && some.length === 1 && same?.length === 1) pair(parsed, entry);
    }
    [open, left] = [open.filter(isOpen), left.filter(isFree)];
  }
  if (several === 'any' && open.length <= left.length) {
    const inOrder = left.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    for (const [index, parsed] of open.entries()) {
      const entry = inOrder[index];
      if (entry) pair(parsed, entry);
    }
  } else if (several !== 'leave') {
    const [entry, another] = left;
    const [first, second] = open;
    for (const parsed of open) {
      const rival = another ?? (parsed === first ? second : first);
      if (entry && rival) doubt(parsed, entry, rival);
    }
  }
}
