import { hash } from 'node:crypto';

/** 132 bits of a SHA-256 in 22 characters: what tells apart all that is kept between builds. */
export function contentHash(content: Uint8Array | string): string {
  return hash('sha256', content, 'base64url').slice(0, 22);
}
