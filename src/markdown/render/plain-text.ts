import { line } from '../../base/text.ts';
import { rules } from './allowed-elements.ts';
import { parseHtml } from './parse-html.ts';

/** The text of a piece of HTML. */
export interface PlainText {
  /** On one line, with single spaces. */
  readonly text: string;
  /** The part of it before a comment `more`, if there is one. */
  readonly lead: string | undefined;
}

/** As in cleaning. */
const deepest = 500;

/** The plain text of `html`, without elements of `skipped` and all that is no text. The text of an image is none. */
export function plainText(html: string, skipped: ReadonlySet<string> = new Set()): PlainText {
  let text = '';
  let lead: string | undefined;
  let depth = 0;
  // The elements open inside one that is left out, that one first.
  let out = 0;
  parseHtml(html, (stop) => ({
    open(tag, given) {
      // Far below, the parser slows down with every element; the text before is enough.
      if (++depth > deepest) stop();
      if (out > 0 || isOut(tag, given['class'] ?? '')) out++;
      if (isApart(tag)) text += ' ';
    },
    close(tag) {
      depth--;
      if (out > 0) out--;
      if (isApart(tag)) text += ' ';
    },
    text(data) {
      if (out === 0) text += data;
    },
    comment(data) {
      if (lead === undefined && /^\s*more\s*$/i.test(data)) lead = text;
    },
  }));
  return { text: line(text), lead: lead === undefined ? undefined : line(lead) };

  function isOut(tag: string, classes: string): boolean {
    return (
      (rules.get(tag)?.isGone ?? false) ||
      skipped.has(tag) ||
      /(?:^|\s)(?:footnote|markdown-alert-title)/.test(classes)
    );
  }
}

function isApart(tag: string): boolean {
  return tag === 'br' || (rules.get(tag)?.isBlock ?? false);
}
