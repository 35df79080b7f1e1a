import { Parser } from 'htmlparser2';
import { escapeText } from '../../../base/text.ts';
import { escapeKeepingReferences } from '../marked-renderer.ts';
import { lose } from './view.ts';

/** Where an address stands in Markdown, with the `<…>` around it: `[start, end)`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The address that begins in `source` at `start` or after white space (CommonMark §6.3). */
export function destinationAt(source: string, start: number): Range {
  let at = start;
  while (/\s/.test(source[at] ?? '')) at++;
  const first = at;
  if (source[at] === '<') {
    const end = source.indexOf('>', at);
    return end < 0 ? lose() : { start: first, end: end + 1 };
  }
  let depth = 0;
  for (; at < source.length; at++) {
    const character = source[at] ?? '';
    if (character === '\\') at++;
    else if (/\s/.test(character)) break;
    else if (character === '(') depth++;
    else if (character === ')' && depth-- === 0) break;
  }
  return { start: first, end: at };
}

/** Where the address of a definition stands: behind its label and a colon. */
export function definedAt(source: string): Range {
  let at = source.indexOf('[') + 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return source[at + 1] === ':' ? destinationAt(source, at + 2) : lose();
}

/** `url` as an address of Markdown. */
export function written(url: string): string {
  if (/[<>\n]/.test(url)) lose();
  // What looks like a character reference would be read as one.
  const safe = url.replaceAll(/&(?=#?\w+;)/g, '&amp;').replaceAll('\\', '\\\\');
  return url === '' || /[\s()]/.test(url) ? `<${safe}>` : safe;
}

/** The address that `href`, as `marked` gives it, comes to in HTML. */
export function decoded(href: string, isAutolink: boolean): string {
  if (!href.includes('&')) return href;
  let value = href;
  const parser = new Parser({ onopentag: (_, given) => void (value = given['href'] ?? '') });
  parser.end(
    `<a href="${(isAutolink ? escapeText(href) : escapeKeepingReferences(href)).replaceAll('"', '&quot;')}">`,
  );
  return value;
}

/** HTML that is only text as Markdown that says the same; its character references mean the same there. */
export function plainly(html: string): string {
  if (/[<\n]/.test(html)) lose();
  return html
    .replaceAll(/[\\`*_[\]!~|$:]|^[=#+-]/g, String.raw`\$&`)
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`);
}
