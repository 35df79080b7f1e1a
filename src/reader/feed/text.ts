import { Parser } from 'htmlparser2';
import { line } from '../../base/text.ts';

/** Maximum length of a title or a summary in UTF-16 units, and maximum depth of its elements. */
const longest = 100_000;
const deepest = 200;

const blocks = new Set(
  'address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table td th tr ul'.split(
    ' ',
  ),
);
const silent = new Set(['script', 'style', 'template', 'title']);

/** Returns the visible text of `html`, on one line. */
export function htmlLine(html: string): string {
  let text = '';
  let [depth, out] = [0, 0];
  const parser = new Parser({
    onopentag(name) {
      if (++depth > deepest) parser.pause();
      if (out > 0 || silent.has(name)) out++;
      if (blocks.has(name)) text += ' ';
    },
    onclosetag(name) {
      depth--;
      if (out > 0) out--;
      if (blocks.has(name)) text += ' ';
    },
    ontext(data) {
      if (out === 0) text += data;
    },
  });
  parser.end(html.slice(0, longest));
  return line(text);
}

const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i;
const element =
  /<(a|abbr|b|bdi|cite|code|del|div|em|font|i|ins|kbd|mark|p|q|s|small|span|strike|strong|sub|sup|tt|u)(?:\s[^<>]*)?>[^]*?<\/\1\s*>|<(?:br|img|wbr)(?:\s[^<>]*)?\/?>/i;

/**
 * Returns an RSS title, which may be text or HTML: it is HTML if it contains a character reference or an end tag, as readers assume. A
 * title from Feedmill is text.
 */
export function eitherLine(text: string): string {
  // The search for a missing end takes quadratic time.
  const start = text.slice(0, longest / 10);
  return reference.test(start) || element.test(start) ? htmlLine(start) : line(start);
}

/** Returns a name or a topic as text, from a program that may have escaped it once too often. */
export function unescaped(text: string): string {
  return /&(?:#\d{1,7}|#x[\da-f]{1,6}|amp|lt|gt|quot|apos);/i.test(text) ? htmlLine(text) : text;
}

/** Returns `text`, or `undefined` if it is absent or empty. */
export function some(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** Resolves `address` against `base`; returns it unchanged if it is unreadable, or already absolute and so known by that spelling. */
export function resolved(address: string | undefined, base: string | undefined): string | undefined {
  if (address === undefined || address === '') return undefined;
  if (/^[a-z][a-z\d+.-]*:/i.test(address) || base === undefined) return address;
  return URL.canParse(address, base) ? new URL(address, base).href : address;
}

/** Returns `list` without members that repeat the `key` of an earlier one. */
export function distinct<T>(list: readonly T[], key: (one: T) => string | undefined): readonly T[] {
  const seen = new Set<string | undefined>();
  return list.filter((one) => {
    const known = key(one);
    if (seen.has(known)) return false;
    seen.add(known);
    return true;
  });
}
