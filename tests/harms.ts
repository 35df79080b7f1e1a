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
import type { Step, Writing } from './random-edits.ts';

/** The root of a site, and where its output and cache are kept as they once were. */
interface Kept {
  readonly warm: string;
  readonly older: string;
}

/** What can happen to files of ours between two builds. */
export function harm(
  { warm, older }: Kept,
  { step, harm: how, file }: Step & { readonly step: 'output' | 'cache' },
): void {
  const folder = step === 'output' ? 'dist' : '.feedmill';
  const root = join(warm, folder);
  if (how === 'all' || how === 'older') rmSync(root, { recursive: true, force: true });
  if (how === 'older' && existsSync(join(older, folder)))
    cpSync(join(older, folder), root, { recursive: true, preserveTimestamps: true });
  const paths = pathsBelow(root).filter((path) => step === 'cache' || !path.startsWith('.feedmill'));
  const path = paths[file % paths.length];
  if (path === undefined) return;
  const location = join(root, path);
  const bytes = readFileSync(location);
  const middle = bytes.length >> 1;
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
      writeFileSync(location, bytes.subarray(0, middle));
      break;
    case 'same size':
    case 'flip':
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      replace(location, bytes, 'same time');
      break;
    default:
  }
}

/** Keeps what was built, as a checkout or a CI cache would, to bring it back at the wrong time. */
export function keepOlder({ warm, older }: Kept): void {
  rmSync(older, { recursive: true, force: true });
  for (const folder of ['dist', '.feedmill'])
    if (existsSync(join(warm, folder)))
      cpSync(join(warm, folder), join(older, folder), { recursive: true, preserveTimestamps: true });
}

/** Writes a file of the sources or the output. */
export function replace(location: string, content: string | Uint8Array, writing: Writing | 'new'): void {
  mkdirSync(dirname(location), { recursive: true });
  const target = writing === 'anew' ? `${location}~` : location;
  // Node gives back a time to the millisecond only, so new files have no finer one.
  const time = writing === 'same time' ? statSync(location).mtime : new Date();
  writeFileSync(target, content);
  if (writing === 'same time' || writing === 'new') utimesSync(target, time, time);
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
