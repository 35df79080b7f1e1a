import type { LockEntry } from '../lock.ts';
import type { Dated } from '../../feeds/select.ts';
import { day, fileName, grouped, place, type Key } from './keys.ts';

/** An article nobody can tell the entry of. */
export interface Unclear {
  readonly reading: Dated;
  /** An entry it could be. */
  readonly entry: LockEntry;
  /** Another article that could be that, or another entry it could be. */
  readonly rival: Dated | LockEntry;
}

/** What has been found out so far of articles and entries. */
export interface Pairing {
  readonly known: Map<Dated, LockEntry>;
  readonly unclear: Unclear[];
  /** Whether nobody knows yet which entry an article has, and whose an entry is. */
  readonly isOpen: (reading: Dated) => boolean;
  readonly isFree: (entry: LockEntry) => boolean;
  readonly pair: (reading: Dated, entry: LockEntry) => void;
  /** Gives up an article and an entry that could be each other. */
  readonly doubt: (reading: Dated, entry: LockEntry, rival: Dated | LockEntry) => void;
}

/** A pairing of which nothing is found out yet. */
export function createPairing(): Pairing {
  const known = new Map<Dated, LockEntry>();
  const taken = new Set<LockEntry>();
  const doubted = new Set<Dated>();
  const unclear: Unclear[] = [];
  return {
    known,
    unclear,
    isOpen: (reading) => !known.has(reading) && !doubted.has(reading),
    isFree: (entry) => !taken.has(entry),
    pair(reading, entry) {
      known.set(reading, entry);
      taken.add(entry);
    },
    doubt(reading, entry, rival) {
      unclear.push({ reading, entry, rival });
      doubted.add(reading);
      taken.add(entry);
    },
  };
}

/** What to do where several have the same key, and nothing else tells them apart. */
export type Several = 'leave' | 'doubt' | 'any';

/** Of several those in the same place are paired first, then one of each, those in files of the same name, of the same day. */
const narrower: readonly Key[] = [place, { of: () => '', in: () => '' }, fileName, day];

/**
 * Pairs articles with entries of the same key. Those that cannot be told apart are left, are doubted, or, if it does not matter
 * which is which (`any`), are paired as they come as long as there is an entry for each.
 */
export function pairBy(
  key: Key,
  readings: readonly Dated[],
  entries: readonly LockEntry[],
  pairing: Pairing,
  several: Several = 'leave',
): void {
  const open = readings.filter(pairing.isOpen);
  if (open.length === 0) return;
  const free = grouped(entries.filter(pairing.isFree), key.in);
  if (free.size === 0) return;
  for (const [said, some] of grouped(open, key.of)) {
    const candidates = free.get(said);
    if (candidates) pairAmong(some, candidates, pairing, several);
  }
}

/** As {@link pairBy}, of articles and entries that could all be each other. */
export function pairAmong(
  readings: readonly Dated[],
  entries: readonly LockEntry[],
  pairing: Pairing,
  several: Several,
): void {
  const { pair, doubt, isOpen, isFree } = pairing;
  let [open, left] = [readings, entries];
  for (const key of narrower) {
    if (open.length === 0 || left.length === 0) return;
    const candidates = grouped(left, key.in);
    for (const [said, some] of grouped(open, key.of)) {
      const same = candidates.get(said);
      const [reading, entry] = [some[0], same?.[0]];
      if (reading && entry && some.length === 1 && same?.length === 1) pair(reading, entry);
    }
    [open, left] = [open.filter(isOpen), left.filter(isFree)];
  }
  if (several === 'any' && open.length <= left.length) {
    const inOrder = left.toSorted((a, b) => (a.path < b.path ? -1 : 1));
    for (const [index, reading] of open.entries()) {
      const entry = inOrder[index];
      if (entry) pair(reading, entry);
    }
  } else if (several !== 'leave') {
    const [entry, another] = left;
    const [first, second] = open;
    for (const reading of open) {
      const rival = another ?? (reading === first ? second : first);
      if (entry && rival) doubt(reading, entry, rival);
    }
  }
}
