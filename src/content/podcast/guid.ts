import { createHash } from 'node:crypto';

/** The UUID namespace of podcasts. */
const namespace = 'ead4c236bf5858c6a2c6a6b28d128cb6';

/**
 * Returns the `podcast:guid` of a podcast whose feed is first published at `url`: the version 5 UUID (RFC 9562 §5.5) of its URL without
 * scheme and without slashes at its end.
 */
export function createGuid(url: string): string {
  const name = url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/\/+$/, '');
  // Version 5 UUIDs use SHA-1.
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace, 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
