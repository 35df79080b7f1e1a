import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { contentHash, contentHashLength, sha256 } from '../base/hash.ts';
import { createCacheFolder, replaceFile } from '../output/cache-file.ts';
import { diskTime, type DiskClock } from './disk-clock.ts';
import { emptyCache, fromTable, type BuildCache, type CachedArticle, type LastBuild } from './model.ts';

/*
 * A build cache is one file: the body, a line of JSON for each batch of entries; the last build, a line of JSON that names the hash
 * of the body; and the hash and length of that line. A build that finds nothing changed reads only the last two lines, from the end.
 * A damaged cache counts as empty.
 */

/** The last line: a hash, a space, a length, and the end of the line. */
const endLength = contentHashLength + 1 + 12 + 1;

/** Number of entries on a line. The text of a large cache is never in memory as a whole. */
const batch = 256;

/** How many caches of a site are kept, for other versions, configs and flags. */
const mostKept = 4;

/** Matches the names of caches in their folder. */
const isCache = /^[\w-]{22}\.cache$/;

/** Returns the path of the cache with the key `key`, of the site at `root`. */
export function cachePath(root: string, key: string): string {
  return join(root, '.feedmill', `${key}.cache`);
}

/** The body of a cache. */
export type CacheBody = Omit<BuildCache, 'sources' | 'outputs'>;

/** A cache that a build reads when it starts and writes when it ends. */
export interface OpenCache {
  readonly cache: BuildCache;
  /** When the build started, by the clock of the disk. */
  readonly time: number;
  /** Replaces this cache, whole or not at all. If the disk is full, only the next build takes longer. */
  readonly save: (last: LastBuild, next: CacheBody) => void;
}

/** Opens the cache at `path`. Returns `undefined` if no cache can be written there. */
export function openCache(path: string, clock: DiskClock = diskTime): OpenCache | undefined {
  try {
    createCacheFolder(dirname(path));
    const time = clock(dirname(path));
    return { time, cache: readCache(path), save: (last, next) => saveCache(path, last, next) };
  } catch {
    return undefined;
  }
}

/** Reads the last build from the cache at `path`. Returns `undefined` if there is none or it is damaged. */
export function readLastBuild(path: string): LastBuild | undefined {
  try {
    return readEnd(path).last;
  } catch {
    return undefined;
  }
}

/** Replaces the last build in the cache at `path` and keeps its body. */
export function saveLastBuild(path: string, last: LastBuild): void {
  replaceFile(dirname(path), basename(path), (draft) => {
    const { body, bodyLength } = readEnd(path);
    copyFileSync(path, draft);
    truncateSync(draft, bodyLength);
    appendFileSync(draft, formatEnd(last, body));
  });
}

function readCache(path: string): BuildCache {
  try {
    const { last, body, bodyLength } = readEnd(path);
    const bytes = readFileSync(path).subarray(0, bodyLength);
    if (sha256(bytes) !== body) return emptyCache;
    return { ...parseBody(bytes), sources: fromTable(last.sources), outputs: fromTable(last.outputs) };
  } catch {
    return emptyCache;
  }
}

function saveCache(path: string, last: LastBuild, cache: CacheBody): void {
  const folder = dirname(path);
  const isSaved = replaceFile(folder, basename(path), (draft) => {
    const file = openSync(draft, 'w');
    try {
      const sum = createHash('sha256');
      for (const line of formatBody(cache)) {
        const bytes = Buffer.from(`${line}\n`);
        sum.update(bytes);
        write(file, bytes);
      }
      write(file, formatEnd(last, sum.digest('hex')));
    } finally {
      closeSync(file);
    }
  });
  if (isSaved) removeOldCaches(folder);
}

function write(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}

function removeOldCaches(folder: string): void {
  try {
    const caches = readdirSync(folder)
      .filter((name) => isCache.test(name))
      .map((name) => ({ path: `${folder}/${name}`, time: statSync(`${folder}/${name}`).mtimeMs }))
      .toSorted((one, other) => other.time - one.time);
    for (const { path } of caches.slice(mostKept)) rmSync(path);
  } catch {
    // Another build may be removing them.
  }
}

/** A line of the body: entries of one map, or, as the last one, everything else. */
type Line =
  | { readonly section: Section; readonly entries: readonly (readonly [string, unknown])[] }
  | (Omit<CacheBody, Section> & { readonly section?: undefined });

type Section = (typeof sections)[number];

const sections = ['articles', 'renderings', 'fingerprints', 'feeds', 'media'] as const;

function* formatBody(cache: CacheBody): Generator<string> {
  for (const section of sections) {
    const entries = section === 'articles' ? [...cache.articles].map(withoutPlace) : [...cache[section]];
    for (let at = 0; at < entries.length; at += batch)
      yield JSON.stringify({ section, entries: entries.slice(at, at + batch) });
  }
  const { languages, assets, linkTargets, topics, siteFiles } = cache;
  yield JSON.stringify({ languages, assets, linkTargets, topics, siteFiles });
}

/** Returns an article without the location of its file, which the next build finds again. */
function withoutPlace([file, { parsed, problems }]: readonly [string, CachedArticle]) {
  return [file, { parsed: { ...parsed, source: undefined }, problems }] as const;
}

// The hashes show that both parts are complete, and the file name shows that this version of Feedmill wrote them.
function parseBody(bytes: Buffer): CacheBody {
  const maps = {
    articles: new Map(),
    renderings: new Map(),
    fingerprints: new Map(),
    feeds: new Map(),
    media: new Map(),
  };
  for (let start = 0; ;) {
    const stop = bytes.indexOf('\n', start);
    const line: Line = JSON.parse(bytes.toString('utf8', start, stop));
    if (!line.section) return { ...line, ...maps };
    for (const [key, value] of line.entries) maps[line.section].set(key, value);
    start = stop + 1;
  }
}

function formatEnd(last: LastBuild, body: string): Buffer {
  const line = Buffer.from(`${JSON.stringify({ ...last, body })}\n`);
  return Buffer.concat([line, Buffer.from(`${contentHash(line)} ${String(line.length).padStart(12)}\n`)]);
}

/** Returns the last build, and the hash and length of the body. Throws if the cache is damaged. */
function readEnd(path: string): { last: LastBuild; body: string; bodyLength: number } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const end = readPart(file, size - endLength, endLength).toString('latin1');
    const length = Number(end.slice(contentHashLength));
    const bodyLength = size - endLength - length;
    const line = readPart(file, bodyLength, length);
    if (contentHash(line) !== end.slice(0, contentHashLength)) throw new Error('The cache is damaged.');
    const { body, ...last } = JSON.parse(line.toString());
    return { last, body, bodyLength };
  } finally {
    closeSync(file);
  }
}

function readPart(file: number, start: number, length: number): Buffer {
  if (!(start >= 0 && length >= 0)) throw new Error('The cache is damaged.');
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, start);
  return bytes;
}
