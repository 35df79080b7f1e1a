import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Harm, Writing } from './random-edits.ts';

/** A site that is built with a cache, and where its lock, output and cache are kept as they once were. */
interface KeptSite {
  readonly cached: string;
  readonly older: string;
  /** The sources by path. */
  readonly files: ReadonlyMap<string, unknown>;
}

/** Does to a site what can happen between two builds besides edits. */
export function harm(site: KeptSite, step: Harm): void {
  const { cached, files } = site;
  switch (step.step) {
    case 'touch': {
      const paths = [...files.keys()];
      for (const [index, path] of paths.entries())
        if (step.all || index === step.file % paths.length) touch(join(cached, path));
      return;
    }
    case 'checkout':
      // A copy has other times, and other files behind its names.
      cpSync(cached, `${cached}~`, { recursive: true });
      rmSync(cached, { recursive: true });
      renameSync(`${cached}~`, cached);
      return;
    case 'lock':
      restore(site, 'feedmill.lock');
      return;
    case 'output':
    case 'cache':
      return harmFiles(site, step);
    default:
  }
}

/** Gives a file new times. */
export function touch(location: string): void {
  utimesSync(location, new Date(), new Date());
}

function harmFiles(
  site: KeptSite,
  { step, harm: how, file }: Harm & { readonly step: 'output' | 'cache' },
): void {
  const folder = step === 'output' ? 'dist' : '.feedmill';
  const root = join(site.cached, folder);
  if (how === 'all' || how === 'older') rmSync(root, { recursive: true, force: true });
  if (how === 'older') restore(site, folder);
  const paths = pathsBelow(root).filter((path) => step === 'cache' || !path.startsWith('.feedmill'));
  const path = paths[file % paths.length];
  if (path === undefined) return;
  const location = join(root, path);
  const bytes = readFileSync(location);
  switch (how) {
    case 'folder':
    case 'delete':
      rmSync(location);
      if (how === 'folder') mkdirSync(location);
      break;
    case 'empty':
      writeFileSync(location, '');
      break;
    case 'garbage':
      writeFileSync(location, '{"version":1,"articles":[null]}');
      break;
    case 'append':
      writeFileSync(location, Buffer.concat([bytes, Buffer.from('!')]));
      break;
    case 'cut':
      writeFileSync(location, bytes.subarray(0, bytes.length >> 1));
      break;
    case 'same size':
    case 'flip':
      replace(location, flipped(bytes, file / 200), 'same time');
      break;
    default:
  }
}

/** Bytes of which one, at a part of their length from 0 to 1, is another. */
export function flipped(bytes: Uint8Array, part: number): Uint8Array {
  const flippedBytes = Uint8Array.from(bytes);
  const at = Math.floor((flippedBytes.length - 1) * part);
  flippedBytes[at] = (flippedBytes[at] ?? 0) ^ 1;
  return flippedBytes;
}

/** Keeps what was built, as a checkout or a CI cache would, to bring it back at the wrong time. */
export function keepOlder({ cached, older }: KeptSite): void {
  rmSync(older, { recursive: true, force: true });
  for (const name of ['dist', '.feedmill', 'feedmill.lock']) copy(join(cached, name), join(older, name));
}

function restore({ cached, older }: KeptSite, name: string): void {
  copy(join(older, name), join(cached, name));
}

function copy(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true, preserveTimestamps: true });
}

/** Writes a file of the sources or the output. */
export function replace(location: string, content: string | Uint8Array, writing: Writing | 'new'): void {
  mkdirSync(dirname(location), { recursive: true });
  const target = writing === 'anew' ? `${location}~` : location;
  const before = statSync(location, { throwIfNoEntry: false });
  // Node gives back a time to the millisecond only, so new files have no finer one.
  const time = writing === 'same time' && before ? before.mtime : new Date();
  do {
    writeFileSync(target, content);
    if (writing === 'same time' || writing === 'new') utimesSync(target, time, time);
    // The clock of the disk may stand still for some milliseconds, in which no build would be done.
  } while (statSync(target).ctimeMs === before?.ctimeMs);
  if (writing === 'anew') renameSync(target, location);
}

/** The paths of all files below `folder`, with `/`. */
export function pathsBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}
