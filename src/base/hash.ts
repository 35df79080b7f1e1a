import { hash } from 'node:crypto';
import { flat } from './text.ts';

/** The length of a `contentHash` in base64url characters. */
export const contentHashLength = 22;

/** Returns 132 bits of the SHA-256 hash, which are sufficient for the cache. */
export function contentHash(content: Uint8Array | string): string {
  return flat(hash('sha256', content, 'base64url').slice(0, contentHashLength));
}

/** The `contentHash` of content whose SHA-256, in hexadecimal digits, is `sum`. */
export function shortHash(sum: string): string {
  return Buffer.from(sum, 'hex').toString('base64url').slice(0, contentHashLength);
}

/** Returns the SHA-256 in hexadecimal digits, as `sha256sum` prints it. */
export function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/** Whether `value` is a SHA-256 in hexadecimal digits. */
export function isSha256(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f]{64}$/.test(value);
}
