import { edit, type Reading } from './reading.ts';
import { attribute } from './write.ts';

const token = /\s*(?:([.#][\w:.-]+)|([\w:-]+=(?:"[^"]*"|'[^']*'|[^\s"'}]+))|([\w-]+))/y;

/** A list of attributes, `.class #id key="value" name`. */
interface List {
  readonly id: string | undefined;
  readonly words: readonly string[];
  /** Whether it contains more than words. */
  readonly isMarked: boolean;
}

function readList(source: string): List | undefined {
  const words: string[] = [];
  let id: string | undefined;
  let isMarked = false;
  let at = 0;
  while (at < source.length) {
    token.lastIndex = at;
    const match = token.exec(source);
    if (!match) return source.slice(at).trim() === '' ? { id, words, isMarked } : undefined;
    at = token.lastIndex;
    const [, short, pair, word] = match;
    if (short?.startsWith('#')) id = short.slice(1);
    if (short !== undefined || pair !== undefined) isMarked = true;
    if (word !== undefined) words.push(word);
  }
  return { id, words, isMarked };
}

/**
 * Reads a list in braces of kramdown, Goldmark or markdown-it-attrs at `start`: `{: .class #id}`, `{#id}`, `{.class}`, `{:toc}`,
 * `{::comment}…{:/comment}`. Returns `undefined` for anything else.
 */
export function readBraces(parsed: Reading, start: number): number | undefined {
  const { body, find, standing } = parsed;
  if (body.startsWith('{::', start) || body.startsWith('{:/', start)) return extension(parsed, start);
  if (/\{#[\s-]/.test(body.slice(start, start + 3))) {
    const close = find('#\\}', start + 2);
    return close && close.start - start < 4000 ? edit(parsed, start, close.end, '') : undefined;
  }
  const close = /[}\n]/.exec(body.slice(start, start + 500));
  if (!close || close[0] !== '}') return undefined;
  const end = start + close.index + 1;
  const inner = body.slice(start + 1, end - 1);
  const { isFirst, isLast } = standing(start, end);
  const isAlone = isFirst && isLast;
  const isColon = inner.startsWith(':');
  if (isAlone && /^:[\w-]+: /.test(inner)) return edit(parsed, start, end, '');
  const list = readList(isColon ? inner.slice(1) : inner);
  if (!list) return undefined;
  const behindSpan = /[)*_`\]>]/.test(body[start - 1] ?? '');
  const isNamed =
    list.words.includes('toc') || list.words.includes('footnotes') || (isAlone && inner.startsWith(': '));
  if (isColon ? !list.isMarked && !isNamed : !(list.isMarked && (isLast || behindSpan))) return undefined;
  if (isAlone && list.words.includes('toc')) dropLineBefore(parsed, start);
  if (list.id === undefined) return edit(parsed, start, end, '');
  const anchor = `<a${attribute('id', list.id)}></a>`;
  if (!isAlone) return edit(parsed, start, end, isLast ? anchor : '');
  const heading = headingBefore(body, start);
  if (heading !== undefined) edit(parsed, heading, heading, anchor);
  return edit(parsed, start, end, '');
}

function extension(parsed: Reading, start: number): number | undefined {
  const { body, find } = parsed;
  const match = /^\{:(?::([a-z]{1,20})[^{}\n]*|\/[a-z]{0,20})\}/.exec(body.slice(start, start + 500));
  if (!match) return undefined;
  const end = start + match[0].length;
  const close = match[1] === 'comment' ? find('\\{:/(?:comment)?\\}', end) : undefined;
  return edit(parsed, start, close ? close.end : end, '');
}

/** Returns the place of the text of the heading that ends on the line before `at`. */
function headingBefore(body: string, at: number): number | undefined {
  const own = body.lastIndexOf('\n', at - 1);
  const above = own < 0 ? '' : body.slice(body.lastIndexOf('\n', own - 1) + 1, own);
  const start = own - above.length;
  const mark = /^[ \t>]*#{1,6}[ \t]+/.exec(above);
  if (mark) return start + mark[0].length;
  if (!/^[ \t>]*(?:=+|-+)[ \t]*$/.test(above) || start < 1) return undefined;
  const title = body.slice(body.lastIndexOf('\n', start - 2) + 1, start - 1);
  return title.trim() === '' ? undefined : start - 1 - title.trimStart().length;
}

/** Removes `* TOC` before `{:toc}`, which replaces it. */
function dropLineBefore(parsed: Reading, at: number): void {
  const { body, pieces } = parsed;
  const end = body.lastIndexOf('\n', at - 1);
  if (end < 0 || (pieces.at(-1)?.start ?? -1) > end) return;
  const start = body.lastIndexOf('\n', end - 1) + 1;
  if (!/^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+[^\n]*$/.test(body.slice(start, end))) return;
  while ((pieces.at(-1)?.start ?? -1) >= start) pieces.pop();
  if ((pieces.at(-1)?.end ?? 0) <= start) edit(parsed, start, end, '');
}
