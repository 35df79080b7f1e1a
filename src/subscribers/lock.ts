import { sha256 } from '../base/hash.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { isRecord, parseJson } from '../base/json.ts';

/** An article as subscribers have it: a line of the lock file. */
export interface LockEntry {
  /** The id readers know, byte for byte. */
  readonly id: string;
  /** Path of its Markdown file below the site's root; empty if unknown. */
  readonly path: string;
  /** Absolute permalink URL. */
  readonly url: string;
  /** RFC 3339, in the site's zone. */
  readonly published: string;
  readonly updated: string;
  /** Plain text. */
  readonly title: string;
  /** `contentHash` of its text, and its MinHash signature to find similar ones; empty if unknown. */
  readonly text: string;
  readonly textSignature: string;
  /**
   * `scheduled`: not published yet; `away`: was published, is now a draft or expired; `gone`: was published, has no file any
   * more.
   */
  readonly state: 'published' | 'scheduled' | 'away' | 'gone';
  /** Its line in the lock file, from 1. */
  readonly line?: number;
}

/** What subscribers have of a site. */
export interface Lock {
  /** Absolute URL that the ids of the feeds begin with: that of the site when the lock was first written. */
  readonly site: string;
  /** Maximum number of items in the site's feed. */
  readonly limit: number;
  /** The id of the site's feed, if it differs from that URL. */
  readonly feed?: string;
  readonly entries: readonly LockEntry[];
}

/** Returns a text, or an equal one that is already in memory. */
export type Share = (text: string) => string;

const version = 1;
const about =
  '# The articles that subscribers have, with their ids. Feedmill writes this file. Commit it. The numbered lines avoid merge conflicts.';

/** Number of groups of lines, each with a separator. The id decides the group, so two branches add articles in different places. */
const buckets = 1024;

/** Returns the lock as a text, in parts: the same for the same articles in any order. */
export function* formatLock({ site, limit, feed, entries }: Lock): Generator<string> {
  yield `${about}\n${JSON.stringify({ feedmill: version, site, limit, feed })}\n`;
  const groups: LockEntry[][] = Array.from({ length: buckets }, () => []);
  for (const entry of entries) groups[bucketOf(entry.id)]?.push(entry);
  for (const [number, group] of groups.entries()) {
    const sorted = group.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    yield `${[separator(number), ...sorted.map(formatEntry)].join('\n')}\n`;
  }
}

function separator(number: number): string {
  return `#${number.toString(16).padStart(3, '0')}`;
}

function bucketOf(id: string): number {
  return Number.parseInt(sha256(Buffer.from(id)).slice(0, 3), 16) % buckets;
}

function formatEntry({
  id,
  path,
  url,
  published,
  updated,
  title,
  text,
  textSignature,
  state,
}: LockEntry): string {
  return JSON.stringify({
    id,
    path,
    ...(url !== id && { url }),
    published,
    ...(updated !== published && { updated }),
    title,
    text,
    sketch: textSignature,
    ...(state !== 'published' && { state }),
  });
}

/**
 * Reads the lock `file` (its name in messages). If one line is unreadable, it returns no entries. `share` returns an equal text that is
 * already in memory.
 */
export function parseLock(
  text: string,
  file: string,
  share: Share = (same) => same,
): { lock?: Lock; problems: readonly Problem[] } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const conflict = lines.findIndex((line) => /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(line));
  if (conflict >= 0) return { problems: [problem('lock-conflict', { file, line: conflict + 1, column: 1 })] };
  const problems: Problem[] = [];
  const entries: LockEntry[] = [];
  let head: Omit<Lock, 'entries'> | undefined;
  const damaged = (index: number, detail: string): void => {
    problems.push(problem('lock-damaged', { file, line: index + 1, column: 1 }, { detail }));
  };
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('#') || line === '') continue;
    const data = parseJson(line);
    if (!isRecord(data)) damaged(index, 'it is not a JSON object');
    else if (head) {
      const entry = readEntry(data, index + 1, share);
      if (entry) entries.push(entry);
      else damaged(index, 'a value is missing or invalid');
    } else {
      head = readHead(data);
      if (typeof data['feedmill'] === 'number' && data['feedmill'] > version)
        return { problems: [problem('lock-version', { file, line: index + 1, column: 1 })] };
      if (!head) damaged(index, 'it must describe the site');
      if (!head) break;
    }
  }
  if (problems.length === 0 && !lines.includes(separator(buckets - 1)))
    damaged(lines.length - 1, 'the end of the file is missing');
  problems.push(...doubles(entries, file));
  return head && problems.length === 0 ? { lock: { ...head, entries }, problems } : { problems };
}

function readHead(data: Readonly<Record<string, unknown>>): Omit<Lock, 'entries'> | undefined {
  const { feedmill, site, limit, feed } = data;
  if (typeof feedmill !== 'number' || typeof site !== 'string' || typeof limit !== 'number') return undefined;
  return { site, limit, ...(typeof feed === 'string' && { feed }) };
}

function readEntry(
  data: Readonly<Record<string, unknown>>,
  line: number,
  share: Share,
): LockEntry | undefined {
  const {
    id,
    path,
    url = id,
    published,
    updated = published,
    title,
    text,
    sketch: textSignature,
    state = 'published',
  } = data;
  if (typeof id !== 'string' || id === '' || typeof path !== 'string' || typeof url !== 'string')
    return undefined;
  if (typeof published !== 'string' || Number.isNaN(Date.parse(published))) return undefined;
  if (typeof updated !== 'string') return undefined;
  if (updated !== published && Number.isNaN(Date.parse(updated))) return undefined;
  if (typeof title !== 'string' || typeof text !== 'string' || typeof textSignature !== 'string')
    return undefined;
  if (state !== 'published' && state !== 'scheduled' && state !== 'away' && state !== 'gone')
    return undefined;
  const texts = { id: share(id), path: share(path), url: share(url), title: share(title), text: share(text) };
  return { ...texts, published, updated, textSignature, state, line };
}

/** Reports two lines about one article, of which you must choose one. */
function doubles(entries: readonly LockEntry[], file: string): Problem[] {
  const ids = new Map<string, number>();
  const paths = new Map<string, number>();
  return entries.flatMap(({ id, path, line = 0 }) => {
    const other = ids.get(id) ?? (path === '' ? undefined : paths.get(path));
    const name = ids.has(id) ? 'id' : 'path';
    ids.set(id, line);
    paths.set(path, line);
    if (other === undefined) return [];
    return [
      problem('lock-duplicate', { file, line, column: 1 }, { name, value: name === 'id' ? id : path, other }),
    ];
  });
}
