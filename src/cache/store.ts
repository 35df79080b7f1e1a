import { createHash } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { sha256 } from '../base/hash.ts';
import { replaceFile, createCacheFolder } from '../output/cache-file.ts';
import { fileSystemTime } from './file-stat.ts';
import { emptyCache, type BuildCache } from './model.ts';

const fileName = 'memory';

/** How many memories of a site are kept: of other versions, other flags, another output folder. */
const mostKept = 4;

/** What a `memoryKey` looks like: nothing else in the folder is a memory. */
const isKey = /^[\w-]{22}$/;

/** Entries on a line: a text of a hundred megabytes is never in memory as one. */
const batch = 256;

const sections = ['sources', 'rendered', 'outputs', 'feeds', 'media'] as const;
type Section = (typeof sections)[number];

/** What was remembered, and when this build began, by the clock of the disk. */
export interface OpenCache {
  readonly cache: BuildCache;
  readonly time: number;
  /** Remembers `next` in its place. A disk that is full loses time only. */
  readonly save: (next: BuildCache) => void;
}

/** Opens the memory in `folder`; nothing where nothing can be kept there. */
export function openCache(folder: string): OpenCache | undefined {
  try {
    prepare(folder);
    const time = fileSystemTime(folder);
    const read = load(`${folder}/${fileName}`);
    return { cache: read.cache, time, save: (next) => save(folder, read, next) };
  } catch {
    return undefined;
  }
}

/** A memory as it was read: the bytes of its first writing, and of what was written behind that. */
interface Read {
  readonly cache: BuildCache;
  readonly whole: number;
  readonly behind: number;
}

const unread: Read = { cache: emptyCache, whole: 0, behind: 0 };

/** Reads a memory; nothing where there is none, or not all of it is as it was written. */
function load(path: string): Read {
  try {
    return parse(readFileSync(path));
  } catch {
    return unread;
  }
}

/**
 * A memory is a part that was written as a whole and parts that say what changed since. Each part is lines of JSON and a
 * seal: the hash of all lines before it, so that no part is taken for another's or for whole when it is not.
 */
function parse(bytes: Buffer): Read {
  const maps: Record<Section, Map<string, unknown>> = {
    sources: new Map(),
    rendered: new Map(),
    outputs: new Map(),
    feeds: new Map(),
    media: new Map(),
  };
  let head: unknown;
  let whole = 0;
  let part = 0;
  for (let start = 0; start < bytes.length;) {
    const stop = bytes.indexOf(10, start);
    if (stop < 0) return unread;
    if (bytes[start] === sealMark) {
      if (bytes.toString('latin1', start + 1, stop) !== sha256(bytes.subarray(part, start))) return unread;
      if (part === 0) whole = stop + 1;
      part = stop + 1;
    } else {
      const line: unknown = JSON.parse(bytes.toString('utf8', start, stop));
      // Sealed, it is what was written below, and the folder's name says that it was by this version.
      /* oxlint-disable typescript/no-unsafe-type-assertion */
      if (Array.isArray(line)) {
        const [section, entries] = line as [Section, [string, unknown][]];
        for (const [key, value] of entries)
          if (value === null) maps[section].delete(key);
          else maps[section].set(key, value);
      } else head = line;
    }
    start = stop + 1;
  }
  if (whole === 0 || part !== bytes.length) return unread;
  const cache = { ...(head as BuildCache), ...(maps as unknown as BuildCache) };
  /* oxlint-enable typescript/no-unsafe-type-assertion */
  return { cache, whole, behind: bytes.length - whole };
}

/** A seal begins with `#`, which no JSON does. */
const sealMark = 0x23;

function save(folder: string, { cache, whole, behind }: Read, next: BuildCache): void {
  const changes = whole === 0 ? undefined : changesOf(cache, next);
  // What was changed again and again is written anew before it is as long as all of it.
  if (changes && behind + changes.length < whole / 4 && append(folder, whole + behind, changes)) return;
  replaceFile(folder, fileName, (draft) => writeWhole(draft, next));
}

/** Writes a part behind those that stand there, if they are still what was read; says whether it did. */
function append(folder: string, size: number, part: Uint8Array): boolean {
  const path = `${folder}/${fileName}`;
  try {
    if (statSync(path).size !== size) return false;
    appendFileSync(path, part);
    return true;
  } catch {
    return false;
  }
}

/** A part that makes `next` of `memory`. */
function changesOf(cache: BuildCache, next: BuildCache): Buffer {
  const lines = [JSON.stringify(headOf(next))];
  for (const section of sections) {
    const [before, after]: readonly ReadonlyMap<string, unknown>[] = [cache[section], next[section]];
    const entries: [string, unknown][] = [];
    for (const [key, value] of after ?? []) if (before?.get(key) !== value) entries.push([key, value]);
    for (const key of before?.keys() ?? []) if (!after?.has(key)) entries.push([key, null]);
    for (let at = 0; at < entries.length; at += batch)
      lines.push(JSON.stringify([section, entries.slice(at, at + batch)]));
  }
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  return Buffer.concat([bytes, Buffer.from(`#${sha256(bytes)}\n`)]);
}

function headOf(cache: BuildCache): object {
  const { sources: _s, rendered: _p, outputs: _o, feeds: _f, media: _m, ...head } = cache;
  return head;
}

function writeWhole(path: string, cache: BuildCache): void {
  const file = openSync(path, 'w');
  const sum = createHash('sha256');
  const put = (line: string) => {
    const bytes = Buffer.from(`${line}\n`);
    sum.update(bytes);
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
  };
  try {
    put(JSON.stringify(headOf(cache)));
    for (const section of sections) {
      let entries: unknown[] = [];
      for (const entry of cache[section]) {
        entries.push(entry);
        if (entries.length < batch) continue;
        put(JSON.stringify([section, entries]));
        entries = [];
      }
      if (entries.length > 0) put(JSON.stringify([section, entries]));
    }
    writeSync(file, `#${sum.digest('hex')}\n`);
  } finally {
    closeSync(file);
  }
}

/** Makes `folder`, tells Git to leave it out, and forgets what is older than the newest few. */
function prepare(folder: string): void {
  const home = dirname(folder);
  createCacheFolder(home);
  mkdirSync(folder, { recursive: true });
  const others = readdirSync(home, { withFileTypes: true })
    .filter((one) => one.isDirectory() && isKey.test(one.name) && one.name !== basename(folder))
    .map(({ name }) => ({ name, time: statSync(`${home}/${name}`).mtimeMs }))
    .toSorted((a, b) => b.time - a.time);
  for (const { name } of others.slice(mostKept - 1))
    rmSync(`${home}/${name}`, { recursive: true, force: true });
}
