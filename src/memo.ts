import { createHash, hash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { keep } from './memo/keep.ts';
import { diskTime } from './memo/marks.ts';
import { nothing, type Memory } from './memo/model.ts';

const fileName = 'memory';

/** How many memories of a site are kept: of other versions, other flags, another output folder. */
const mostKept = 4;

/** What a `memoryKey` looks like: nothing else in the folder is a memory. */
const isKey = /^[\w-]{22}$/;

/** Entries on a line: a text of a hundred megabytes is never in memory as one. */
const batch = 256;

type Section = 'sources' | 'prints' | 'outputs' | 'feeds' | 'measures';
const sections: readonly Section[] = ['sources', 'prints', 'outputs', 'feeds', 'measures'];

/** What was remembered, and when this build began, by the clock of the disk. */
export interface OpenMemory {
  readonly memory: Memory;
  readonly time: number;
}

/** Opens the memory in `folder`; nothing where nothing can be kept there. */
export function openMemory(folder: string): OpenMemory | undefined {
  try {
    prepare(folder);
    return { memory: loadMemory(folder), time: diskTime(folder) };
  } catch {
    return undefined;
  }
}

/** Reads what was remembered in `folder`; nothing where there is nothing, or not all of it is as it was written. */
function loadMemory(folder: string): Memory {
  try {
    return parse(readFileSync(`${folder}/${fileName}`));
  } catch {
    return nothing;
  }
}

function parse(bytes: Buffer): Memory {
  const end = bytes.lastIndexOf(10, bytes.length - 2) + 1;
  const seal = bytes.toString('latin1', end).trim();
  if (end <= 0 || seal !== hash('sha256', bytes.subarray(0, end), 'hex')) return nothing;
  const maps: Record<Section, Map<string, unknown>> = {
    sources: new Map(),
    prints: new Map(),
    outputs: new Map(),
    feeds: new Map(),
    measures: new Map(),
  };
  const firstEnd = bytes.indexOf(10);
  const head: unknown = JSON.parse(bytes.toString('utf8', 0, firstEnd));
  for (let start = firstEnd + 1; start < end;) {
    const stop = bytes.indexOf(10, start);
    const [section, entries]: [Section, [string, unknown][]] = JSON.parse(
      bytes.toString('utf8', start, stop),
    );
    const map = maps[section];
    for (const [key, value] of entries) map.set(key, value);
    start = stop + 1;
  }
  // The seal says that this is what we wrote, and the folder's name that it was this version.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...(head as Memory), ...(maps as unknown as Memory) };
}

/** Puts `memory` in the place of what was remembered in `folder`, whole or not at all. A disk that is full loses time only. */
export function saveMemory(folder: string, memory: Memory): void {
  keep(folder, fileName, (draft) => write(draft, memory));
}

function write(draft: string, memory: Memory): void {
  const file = openSync(draft, 'w');
  const sum = createHash('sha256');
  const put = (line: string) => {
    const bytes = Buffer.from(`${line}\n`);
    sum.update(bytes);
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
  };
  try {
    const { sources: _s, prints: _p, outputs: _o, feeds: _f, measures: _m, ...head } = memory;
    put(JSON.stringify(head));
    for (const section of sections) {
      let entries: unknown[] = [];
      for (const entry of memory[section]) {
        entries.push(entry);
        if (entries.length < batch) continue;
        put(JSON.stringify([section, entries]));
        entries = [];
      }
      if (entries.length > 0) put(JSON.stringify([section, entries]));
    }
    writeSync(file, `${sum.digest('hex')}\n`);
  } finally {
    closeSync(file);
  }
}

/** Makes `folder`, tells Git to leave it out, and forgets what is older than the newest few. */
function prepare(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const home = dirname(folder);
  const ignore = `${home}/.gitignore`;
  if (!statSync(ignore, { throwIfNoEntry: false })) writeFileSync(ignore, '*\n');
  const others = readdirSync(home, { withFileTypes: true })
    .filter((one) => one.isDirectory() && isKey.test(one.name) && one.name !== basename(folder))
    .map(({ name }) => ({ name, time: statSync(`${home}/${name}`).mtimeMs }))
    .toSorted((a, b) => b.time - a.time);
  for (const { name } of others.slice(mostKept - 1))
    rmSync(`${home}/${name}`, { recursive: true, force: true });
}
