import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** The whole SHA-256 of the file at `location`; throws what the system refuses. */
export type HashFile = (location: string, encoding: 'hex' | 'base64url') => string;

/** Longer files are hashed a piece at a time: a recording may be larger than memory. */
const pieceLength = 256 * 1024;

/** Hashes one file after the other, each read into the same memory. */
export function createHasher(): HashFile {
  const buffer = new Uint8Array(pieceLength);
  return (location, encoding) => {
    const file = openSync(location, 'r');
    try {
      const next = () => readSync(file, buffer, 0, buffer.length, null);
      let length = next();
      // That is all of it. Were it not, its hash would be no file's that is known.
      if (length < buffer.length) return hash('sha256', buffer.subarray(0, length), encoding);
      const sum = createHash('sha256');
      for (; length > 0; length = next()) sum.update(buffer.subarray(0, length));
      return sum.digest(encoding);
    } finally {
      closeSync(file);
    }
  };
}
