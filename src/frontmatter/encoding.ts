import { isUtf8 } from 'node:buffer';

/** The first byte that is not UTF-8, and where it stands. */
export interface EncodingFault {
  readonly line: number;
  readonly column: number;
  /** In hex, such as `0xE9`. */
  readonly byte: string;
}

/** The text of `bytes`, strictly read as UTF-8, without byte order mark and with LF line ends; or what is wrong. */
export function decode(bytes: Uint8Array): string | EncodingFault {
  if (isUtf8(bytes)) return textOf(bytes);
  const offset = firstInvalid(bytes);
  const lines = textOf(bytes.subarray(0, offset)).split('\n');
  const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1, byte: `0x${byte}` };
}

function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

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
