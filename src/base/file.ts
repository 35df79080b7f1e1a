import { createHash, hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** Returns the whole SHA-256 of the file at `location`; throws the system's errors. */
export type HashFile = (location: string, encoding: 'hex' | 'base64url') => string;

/** Longer files are hashed in pieces: a recording may be larger than memory. */
const pieceLength = 256 * 1024;

/** Creates a function that hashes one file after the other, each read into the same memory. */
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

/** Opens the file at `location` for `read`, which gets its size, and closes it; throws the system's errors. */
export function withFile<Result>(location: string, read: (file: number, size: number) => Result): Result {
  const file = openSync(location, 'r');
  try {
    return read(file, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

/** Reads on in an open file, up to its end or that of `buffer`. Returns the number of bytes. One system call may read fewer than exist. */
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
