import type { Markdown } from './markdown.ts';
import { plainText } from './plain-text.ts';

/** A heading: its plain text, and the range `[start, end)` of its source in the body, which includes the line end. */
export interface Heading {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Returns the first heading of level 1 in `body` that is not in a quote, a list or a code sample. */
export function firstHeading(body: string, markdown: Markdown): Heading | undefined {
  // Most bodies have no such mark and need not be parsed.
  if (!/^ {0,3}(?:#(?!#)|=+[ \t]*\r?$)/m.test(body)) return undefined;
  let at = 0;
  for (const token of markdown.blocks(body)) {
    if (token.type === 'heading' && token['depth'] === 1) {
      const start = offset(body, at);
      // To `marked`, one line feed after a block belongs to the block, and several belong to no block.
      const end = offset(body, at + token.raw.replace(/\n+$/, '').length + 1);
      return { text: plainText(markdown.html(token.raw)).text, start, end };
    }
    at += token.raw.length;
  }
  return undefined;
}

/** Returns the index in `body` of the character that has index `at` in `body` with LF line ends. */
function offset(body: string, at: number): number {
  if (!body.includes('\r')) return Math.min(at, body.length);
  let index = 0;
  for (let count = 0; count < at && index < body.length; count++)
    index += body.startsWith('\r\n', index) ? 2 : 1;
  return index;
}
