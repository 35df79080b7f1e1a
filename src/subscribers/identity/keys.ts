import { contentHash } from '../../base/hash.ts';
import type { LockEntry } from '../lock.ts';
import type { Dated } from '../../feeds/select.ts';
import { normalized, spellingKey } from '../../base/text.ts';

/** A property by which an article and an entry can match; `undefined` if one does not have it. */
export interface Key {
  readonly of: (parsed: Dated) => string | undefined;
  readonly in: (entry: LockEntry) => string | undefined;
}

/** The path of the file, in any Unicode normalization. */
export const place: Key = {
  of: ({ source }) => normalized(source.file),
  in: ({ path }) => normalized(path) || undefined,
};

/** The name of the file; for a folder's `index.md`, the name of the folder. */
export const fileName: Key = {
  of: ({ source }) => nameOf(source.file),
  in: ({ path }) => nameOf(path),
};

function nameOf(path: string): string {
  return normalized(path)
    .replace(/(?:\/index)?\.\w+$/, '')
    .replace(/.*\//, '');
}

/** The id. */
export const id: Key = { of: ({ article }) => article.id, in: (entry) => entry.id };

/** The URL. */
export const address: Key = {
  of: ({ article }) => article.url,
  in: ({ url }) => url || undefined,
};

/** The URL without scheme, host and the parts that servers may omit. */
export const loosePath: Key = {
  of: ({ article }) => pathOf(article.url),
  in: ({ url }) => (url === '' ? undefined : pathOf(url)),
};

function pathOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { pathname } = new URL(url);
  const path = pathname.replace(/(?:\/index)?(?:\.html?)?$/, '').replace(/\/$/, '');
  return path === '' ? undefined : path.toLowerCase();
}

const silent = contentHash('');

/** The exact text; `undefined` for a text without words. */
export const text: Key = {
  of: ({ textHash }) => (textHash === silent ? undefined : textHash),
  in: ({ text: said }) => (said === '' || said === silent ? undefined : said),
};

/** The exact text and title. */
export const wording: Key = {
  of: (parsed) => joined(text.of(parsed), parsed.article.title),
  in: (entry) => joined(text.in(entry), entry.title),
};

/** The title in any case. */
export const title: Key = {
  of: ({ article }) => spellingKey(article.title),
  in: (entry) => spellingKey(entry.title),
};

/** The letters and digits of the title, the only part that generators do not change. */
export const looseTitle: Key = {
  of: ({ article }) => lettersOf(article.title),
  in: (entry) => lettersOf(entry.title),
};

function lettersOf(said: string): string | undefined {
  return spellingKey(said.normalize('NFKC')).replaceAll(/[^\p{L}\p{N}]+/gu, '') || undefined;
}

/** The day as written: it stays the same in another time zone if dates have no zone. */
export const writtenDay: Key = {
  of({ article: { published } }) {
    const [month, day] = [published.month, published.day].map((part) => String(part).padStart(2, '0'));
    return `${String(published.year).padStart(4, '0')}-${month}-${day}`;
  },
  in: ({ published }) => published.slice(0, 10) || undefined,
};

/** The day in UTC: it stays the same if dates have a zone. */
export const day: Key = dayShifted(0);

/** The day in UTC, with that of the entry moved by `days`. */
export function dayShifted(days: number): Key {
  return {
    of: ({ article }) => dayOf(article.published.instant),
    in: ({ published }) => dayOf(Date.parse(published) + days * 86_400_000),
  };
}

function dayOf(instant: number): string | undefined {
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString().slice(0, 10);
}

/** Combines two keys. */
export function both(one: Key, other: Key): Key {
  return {
    of: (parsed) => joined(one.of(parsed), other.of(parsed)),
    in: (entry) => joined(one.in(entry), other.in(entry)),
  };
}

function joined(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || other === undefined ? undefined : `${one}\n${other}`;
}

/** Title and day, with either kind of day. */
export const titleDays: readonly Key[] = [both(title, writtenDay), both(title, day)];

/** Whether the two have the same `key`. */
export function isSame(key: Key, parsed: Dated, entry: LockEntry): boolean {
  const said = key.of(parsed);
  return said !== undefined && said === key.in(entry);
}

/** Whether the two have the same title and the same day of either kind. */
export function isSameTitleDay(parsed: Dated, entry: LockEntry): boolean {
  return titleDays.some((key) => isSame(key, parsed, entry));
}

/** Groups `list` by key, leaving out members without one. */
export function grouped<One>(
  list: Iterable<One>,
  keyOf: (one: One) => string | undefined,
): Map<string, One[]> {
  const found = new Map<string, One[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const group = found.get(key);
    if (group) group.push(one);
    else found.set(key, [one]);
  }
  return found;
}
