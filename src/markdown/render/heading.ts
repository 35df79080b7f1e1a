import type { Markdown } from './markdown.ts';
import { plainText } from './plain-text.ts';

/** A heading: its plain text, and the range `[start, end)` of its source in the body, which includes the line end. */
export interface Heading {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Returns the first level-1 heading in `body` (with LF line ends) that is not in a quote, a list or a code sample. */
export function firstHeading(body: string, markdown: Markdown): Heading | undefined {
  // Most bodies have no `#` or `=` at the start of a line and do not have to be parsed.
  if (!/^ {0,3}(?:#(?!#)|=+[ \t]*$)/m.test(body)) return undefined;
  let at = 0;
  for (const token of markdown.blocks(body)) {
    if (token.type === 'heading' && token['depth'] === 1) {
      // To `marked`, one line feed after a block belongs to the block, and several belong to no block.
      const end = Math.min(at + token.raw.replace(/\n+$/, '').length + 1, body.length);
      return { text: plainText(markdown.html(token.raw)).text, start: at, end };
    }
    at += token.raw.length;
  }
  return undefined;
}
