import { isUtf8 } from 'node:buffer';
import { findBlock, type Block } from './find-block.ts';
import { withLineFeeds } from '../../base/text.ts';
import { decode, decodePart, type EncodingError } from './encoding.ts';

/** The part of a file after the front matter. */
export interface Rest {
  /** With LF line ends. */
  readonly body: string;
  /** The line of the file, from 1, on which the body begins. */
  readonly bodyLine: number;
}

/** A file, split in two. */
export interface Split {
  /** The beginning of the file with LF line ends, at least up to the end of the block's content. */
  readonly head: string;
  readonly block: Block;
  /** Whether the body begins with text, as far as that is known without reading it. */
  readonly startsWithText: boolean;
  /** Reads the body from the current bytes. */
  rest(): Rest;
  /** Returns the body in UTF-8 with LF line ends, without white space around it, from the current bytes. */
  text(): Uint8Array;
}

/** Finds the front matter of a file. For most files it decodes only that. */
export function split(bytes: Uint8Array): Split | EncodingError {
  return splitOrdinary(bytes) ?? splitAny(bytes);
}

const fence = { start: 0, end: 3 };

/** Splits a file that begins with `---` and a line feed and has LF line ends up to the body, as {@link findBlock} does. */
function splitOrdinary(bytes: Uint8Array): Split | undefined {
  if (!isFence(bytes, 0, dash) || bytes[3] !== lineFeed) return undefined;
  const first = 4;
  let start = first;
  while (!isFence(bytes, start, dash) && !isFence(bytes, start, dot)) {
    const end = bytes.indexOf(lineFeed, start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  let end = start + 3;
  while (bytes[end] === space || bytes[end] === tab) end++;
  // A line with more after the marks belongs to the block, or ends with CR.
  if (end < bytes.length && bytes[end] !== lineFeed) return undefined;
  const body = Math.min(end + 1, bytes.length);
  if (!isUtf8(bytes)) return undefined;
  const text = decodePart(bytes.subarray(0, Math.max(first, start - 1)));
  if (text.includes('\r')) return undefined;
  const rest = () => ({
    body: withLineFeeds(decodePart(bytes.subarray(body))),
    bodyLine: linesOf(bytes, body),
  });
  return {
    head: text,
    block: { kind: 'block', syntax: 'yaml', fence, content: { start: first, end: text.length }, body },
    startsWithText: startsWithText(bytes, body),
    rest,
    text: () =>
      trimmed(bytes.includes(carriageReturn, body) ? Buffer.from(rest().body) : bytes.subarray(body)),
  };
}

function splitAny(bytes: Uint8Array): Split | EncodingError {
  const text = decode(bytes);
  if (typeof text !== 'string') return text;
  const block = findBlock(text);
  const body = block.kind === 'block' ? block.body : 0;
  return {
    head: text,
    block,
    startsWithText: false,
    rest: () => ({ body: text.slice(body), bodyLine: text.slice(0, body).split('\n').length }),
    text: () => trimmed(Buffer.from(text.slice(body))),
  };
}

const [tab, lineFeed, carriageReturn, space, dash, dot] = [0x09, 0x0a, 0x0d, 0x20, 0x2d, 0x2e];
const [lessThan, tilde] = [0x3c, 0x7e];

function isFence(bytes: Uint8Array, at: number, mark: number): boolean {
  return bytes[at] === mark && bytes[at + 1] === mark && bytes[at + 2] === mark;
}

/** Whether the first character after white space is ASCII and cannot begin a comment. */
function startsWithText(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (bytes[at] === lineFeed || bytes[at] === carriageReturn || bytes[at] === space) at++;
  const first = bytes[at] ?? 0;
  return first > space && first <= tilde && first !== lessThan;
}

/** Returns `bytes` without ASCII white space at both ends. */
function trimmed(bytes: Uint8Array): Uint8Array {
  let [start, end] = [0, bytes.length];
  while (start < end && isBlank(bytes[start])) start++;
  while (end > start && isBlank(bytes[end - 1])) end--;
  return bytes.subarray(start, end);
}

function isBlank(byte: number | undefined): boolean {
  return byte === space || byte === lineFeed || byte === tab || byte === carriageReturn;
}

function linesOf(bytes: Uint8Array, end: number): number {
  let line = 1;
  for (let at = bytes.indexOf(lineFeed); at >= 0 && at < end; at = bytes.indexOf(lineFeed, at + 1)) line++;
  return line;
}
