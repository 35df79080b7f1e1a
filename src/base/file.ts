import { createHash, hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { contentHashLength } from './hash.ts';

/** Returns the full SHA-256 hash of the file at `location`. Throws file system errors. */
export type HashFile = (location: string, encoding: 'hex' | 'base64url') => string;

/** The size in bytes from which files are hashed in blocks, because a recording can be larger than the memory. */
const pieceLength = 256 * 1024;

/** Creates a function that hashes files one at a time and reuses the same buffer. */
export function createHasher(): HashFile {
  const buffer = new Uint8Array(pieceLength);
  return (location, encoding) =>
    withFile(location, (file) => {
      const first = fill(file, buffer);
      if (first < buffer.length) return hash('sha256', buffer.subarray(0, first), encoding);
      const sum = createHash('sha256');
      for (let length = first; length > 0; length = fill(file, buffer))
        sum.update(buffer.subarray(0, length));
      return sum.digest(encoding);
    });
}

/** Creates a function that returns the `contentHash` of files. It throws file system errors. */
export function createContentHasher(): (location: string) => string {
  const hashFile = createHasher();
  return (location) => hashFile(location, 'base64url').slice(0, contentHashLength);
}

/** Opens the file at `location`, calls `read` with its size, and closes the file. Throws file system errors. */
export function withFile<Result>(location: string, read: (file: number, size: number) => Result): Result {
  const file = openSync(location, 'r');
  try {
    return read(file, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

/**
 * Continues reading an open file until the end of the file or of `buffer`, because one system call can read fewer bytes. Returns
 * the number of bytes.
 */
export function fill(file: number, buffer: Uint8Array): number {
  let length = 0;
  while (length < buffer.length) {
    const count = readSync(file, buffer, length, buffer.length - length, null);
    if (count === 0) break;
    length += count;
  }
  return length;
}

/** Whether `path` is a folder, or a link to one. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
