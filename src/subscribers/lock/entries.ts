import { readFileSync } from 'node:fs';
import { textOf } from '../../content/frontmatter.ts';
import type { Identity } from '../identity.ts';
import { signatureSize, minHash } from '../identity/minhash.ts';
import type { Lock, LockEntry } from '../lock.ts';
import { dated, type Dated, type Selection } from '../../feeds/select.ts';
import { normalized } from '../../base/text.ts';

/** Returns the MinHash signature of an article's text on disk; empty if it cannot be read any more. */
export type TextSignature = (parsed: Dated) => string;

/** Creates a cache of signatures. `already` has known ones, by file. */
export function createTextSignatures(already: ReadonlyMap<string, string> = new Map()): TextSignature {
  const made = new Map(already);
  const buffer = new Int32Array(signatureSize);
  const make = (location: string): string => {
    try {
      return minHash(textOf(readFileSync(location)), buffer);
    } catch {
      return '';
    }
  };
  return ({ source: { file, location } }) => {
    const known = made.get(file) ?? make(location);
    made.set(file, known);
    return known;
  };
}

/** Options for writing entries. */
export interface EntryOptions {
  /** An instant (milliseconds since 1970) as RFC 3339 in the site's zone. */
  readonly local: (instant: number) => string;
  readonly textSignature: TextSignature;
}

/** Returns the entries of the next lock: what subscribers have after `selection` is published. */
export function createEntries(
  selection: Selection,
  { known, away, gone }: Identity,
  { local, textSignature }: EntryOptions,
): LockEntry[] {
  const entry = (parsed: Dated, state: LockEntry['state']) =>
    entryOf(parsed, state, known.get(parsed.source.file), { local, textSignature });
  return [
    ...selection.articles.map((one) => entry(one, 'published')),
    ...dated(selection.scheduled).map((one) => entry(one, 'scheduled')),
    // An article that comes back later is the same one.
    ...dated(selection.expired)
      .filter(({ source }) => known.has(source.file))
      .map((one) => entry(one, 'away')),
    ...away.map((one): LockEntry => (one.state === 'published' ? { ...one, state: 'away' } : one)),
    // No other article may ever have this id.
    ...gone
      .filter(({ state }) => state !== 'scheduled')
      .map((one): LockEntry => (one.state === 'gone' ? one : { ...one, path: '', state: 'gone' })),
  ];
}

/** Returns the entry of an article: the previous one if all its values still hold. */
function entryOf(
  parsed: Dated,
  state: LockEntry['state'],
  before: LockEntry | undefined,
  { local, textSignature: signatureFor }: EntryOptions,
): LockEntry {
  const { article, source, textHash } = parsed;
  const { id, url, title, published, updated } = article;
  // Some systems use another Unicode normalization for file names.
  const path = before && normalized(before.path) === normalized(source.file) ? before.path : source.file;
  const isSameText = before !== undefined && before.text === textHash && before.textSignature !== '';
  const first = writtenAs(published.instant, before?.published, local);
  const isSame = before?.updated === before?.published && updated.instant === published.instant;
  const dates = {
    published: first,
    updated: isSame ? first : writtenAs(updated.instant, before?.updated, local),
  };
  if (
    before &&
    isSameText &&
    before.id === id &&
    before.path === path &&
    before.url === url &&
    before.title === title &&
    before.state === state &&
    before.published === dates.published &&
    before.updated === dates.updated
  )
    return before;
  const textSignature = isSameText ? before.textSignature : signatureFor(parsed);
  return { id, path, url, ...dates, title, text: textHash, textSignature, state };
}

/** Returns a date as the lock has it if it is the same instant: a new zone of the site must not change every line. */
function writtenAs(instant: number, before: string | undefined, local: (instant: number) => string): string {
  return before !== undefined && Math.floor(instant / 1000) * 1000 === Date.parse(before)
    ? before
    : local(instant);
}

/** Whether `entries` are those of `lock`. */
export function isSameLock(lock: Lock | undefined, next: Lock): boolean {
  if (!lock || lock.site !== next.site || lock.limit !== next.limit || lock.feed !== next.feed) return false;
  const before = new Set(lock.entries);
  return lock.entries.length === next.entries.length && next.entries.every((entry) => before.has(entry));
}
