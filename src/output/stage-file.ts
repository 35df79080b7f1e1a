import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { sha256 } from '../base/hash.ts';
import { createHasher, type HashFile } from '../base/file.ts';
import type { ExistingEntry } from './file-tree.ts';

/** The content of a file: its bytes, or the absolute path of a file to copy. */
export type Source = Uint8Array | string;

// Copies files in blocks, because a recording can be larger than the memory.
const bufferLength = 1 << 18;

/** Returns the hash of `source` if the file at `target` has the same bytes, or `undefined`. */
export function equalHash(source: Source, target: string, standing: ExistingEntry): string | undefined {
  if (standing.kind !== 'file') return undefined;
  if (typeof source === 'string') {
    if (standing.size !== statSync(source).size) return undefined;
    const hash = fileHash(source);
    return hash === fileHash(target) ? hash : undefined;
  }
  if (standing.size !== source.length || !readFileSync(target).equals(source)) return undefined;
  return sha256(source);
}

/**
 * Writes `source` to the new file `location` and returns its hash. With `durable`, flushes the bytes to
 * disk before it returns.
 */
export function stageContent(source: Source, location: string, durable: boolean): string {
  if (typeof source !== 'string') {
    writeFileSync(location, source, { flag: 'wx', flush: durable });
    return sha256(source);
  }
  const from = openSync(source, 'r');
  try {
    const to = openSync(location, 'wx');
    try {
      const hash = digest(from, (chunk) => writeWhole(to, chunk));
      if (durable) fsyncSync(to);
      return hash;
    } finally {
      closeSync(to);
    }
  } finally {
    closeSync(from);
  }
}

let hasher: HashFile | undefined;

/** Returns the hash of the file at `location`. */
export function fileHash(location: string): string {
  hasher ??= createHasher();
  return hasher(location, 'hex');
}

function digest(file: number, each: (chunk: Uint8Array) => void): string {
  const sum = createHash('sha256');
  const buffer = Buffer.allocUnsafe(bufferLength);
  for (let position = 0; ;) {
    const read = readSync(file, buffer, 0, buffer.length, position);
    if (read === 0) return sum.digest('hex');
    position += read;
    const chunk = buffer.subarray(0, read);
    sum.update(chunk);
    each(chunk);
  }
}

function writeWhole(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
}
