import { line } from '../../base/text.ts';
import { ruleOf } from './allowed-elements.ts';
import { parseHtml } from './parse-html.ts';

/** The text of a piece of HTML. */
export interface PlainText {
  /** On one line, with single spaces. */
  readonly text: string;
  /** The part of it before the comment `<!-- more -->`, if there is one. */
  readonly lead: string | undefined;
}

/** The limit of the sanitizer. */
const maxDepth = 500;

/** Returns the plain text of `html`, without footnotes, alternative texts, and elements that `skipped` names or that are dropped. */
export function plainText(html: string, skipped: ReadonlySet<string> = new Set()): PlainText {
  let text = '';
  let lead: string | undefined;
  let depth = 0;
  // How many elements are open, counted from the outermost one that is left out.
  let omitted = 0;
  parseHtml(html, (stop) => ({
    open(tag, given) {
      // The parser slows down with every level. The text so far is enough.
      if (++depth > maxDepth) stop();
      if (omitted > 0 || isOmitted(tag, given['class'] ?? '')) omitted++;
      if (isApart(tag)) text += ' ';
    },
    close(tag) {
      depth--;
      if (omitted > 0) omitted--;
      if (isApart(tag)) text += ' ';
    },
    text(data) {
      if (omitted === 0) text += data;
    },
    comment(data) {
      if (lead === undefined && /^\s*more\s*$/i.test(data)) lead = text;
    },
  }));
  return { text: line(text), lead: lead === undefined ? undefined : line(lead) };

  function isOmitted(tag: string, classes: string): boolean {
    return (
      ruleOf(tag).isDropped || skipped.has(tag) || /(?:^|\s)(?:footnote|markdown-alert-title)/.test(classes)
    );
  }
}

function isApart(tag: string): boolean {
  return tag === 'br' || ruleOf(tag).isBlock;
}
