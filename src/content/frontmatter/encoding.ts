import { isUtf8 } from 'node:buffer';
import { positionAt, type Position } from '../../base/position.ts';
import { withLineFeeds } from '../../base/text.ts';

/** The first byte that is not UTF-8, and its position. */
export interface EncodingError extends Position {
  /** In hex, such as `0xE9`. */
  readonly byte: string;
}

/** Returns the text of `bytes`, decoded strictly as UTF-8, without byte order mark and with LF line ends; or the error. */
export function decode(bytes: Uint8Array): string | EncodingError {
  if (isUtf8(bytes)) return withLineFeeds(utf8.decode(bytes));
  const offset = firstInvalid(bytes);
  const before = withLineFeeds(utf8.decode(bytes.subarray(0, offset)));
  const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return { ...positionAt(before, before.length), byte: `0x${byte}` };
}

const utf8 = new TextDecoder();

function firstInvalid(bytes: Uint8Array): number {
  let offset = 0;
  while (offset < bytes.length) {
    const lead = bytes[offset] ?? 0;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (length > 1 && !isUtf8(bytes.subarray(offset, offset + length))) break;
    offset += length;
  }
  return offset;
}
