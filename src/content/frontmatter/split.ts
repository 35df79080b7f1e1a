import { findBlock, type Block } from './find-block.ts';
import { decode, type EncodingError } from './encoding.ts';

/** The part of a file after the front matter. */
export interface Rest {
  /** With LF line ends. */
  readonly body: string;
  /** The line of the file, from 1, on which the body begins. */
  readonly bodyLine: number;
}

/** A file, split in two. */
export interface Split {
  /** The whole file with LF line ends. */
  readonly text: string;
  readonly block: Block;
  /** Returns the body. */
  rest(): Rest;
  /** Returns the body in UTF-8 with LF line ends, without white space around it. */
  bytes(): Uint8Array;
}

/** Finds the front matter of a file. */
export function split(bytes: Uint8Array): Split | EncodingError {
  const text = decode(bytes);
  if (typeof text !== 'string') return text;
  const block = findBlock(text);
  const body = block.kind === 'block' ? block.body : 0;
  return {
    text,
    block,
    rest: () => ({ body: text.slice(body), bodyLine: text.slice(0, body).split('\n').length }),
    bytes: () => Buffer.from(/[^ \t\n](?:[^]*[^ \t\n])?/.exec(text.slice(body))?.[0] ?? ''),
  };
}
