import type { Markdown } from './markdown.ts';
import { plainText } from './plain-text.ts';

/** A heading: its plain text, and where in the body its source stands, `[start, end)` with the line's end. */
export interface Heading {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The first heading of level 1 of `body` that stands in no quote, list or sample; nothing where there is none. */
export function firstHeading(body: string, markdown: Markdown): Heading | undefined {
  // A heading has a mark; most bodies have none and need not be read.
  if (!/^ {0,3}(?:#(?!#)|=+[ \t]*\r?$)/m.test(body)) return undefined;
  let at = 0;
  for (const token of markdown.blocks(body)) {
    if (token.type === 'heading' && token['depth'] === 1) {
      const start = offset(body, at);
      // `marked` gives a single line feed behind a block to the block, more of them to nobody.
      const end = offset(body, at + token.raw.replace(/\n+$/, '').length + 1);
      return { text: plainText(markdown.html(token.raw)).text, start, end };
    }
    at += token.raw.length;
  }
  return undefined;
}

/** Where in `body` the character stands that is number `at` when every line ends with LF alone. */
function offset(body: string, at: number): number {
  if (!body.includes('\r')) return Math.min(at, body.length);
  let index = 0;
  for (let count = 0; count < at && index < body.length; count++)
    index += body.startsWith('\r\n', index) ? 2 : 1;
  return index;
}
