import { cutAtWord } from '../../base/text.ts';
import { plainText } from './plain-text.ts';

/** Elements that a summary never quotes. */
const skipped: ReadonlySet<string> = new Set(
  'audio figcaption h1 h2 h3 h4 h5 h6 object pre table video xmp plaintext listing'.split(' '),
);

/** UTF-16 units. */
const longest = 280;
/** The length of the first part of a body to read. The rest is read only if that part contains too little text. */
const firstPart = 800;

/**
 * Returns the whole text before `<!-- more -->`. Without that comment it returns the beginning of the text, at most 280
 * UTF-16 units: up to the end of a sentence if one ends in the latter half, else up to the end of a word, with `…`.
 * Returns `''` if there is no text. `toHtml` converts Markdown to HTML.
 */
export function summarise(body: string, toHtml: (source: string) => string): string {
  const marker = /<!--\s*more\s*-->/i.exec(body);
  if (marker) {
    // It may also be part of a code sample. Only a parser can tell.
    const part = beginning(body, marker.index + marker[0].length);
    const read = (source: string) => plainText(toHtml(source), skipped).lead;
    const lead = read(withDefinitions(part, body)) ?? read(body);
    if (lead !== undefined && lead !== '') return lead;
  }
  for (let size = firstPart; ; size *= 4) {
    const part = beginning(body, size);
    const { text } = plainText(toHtml(withDefinitions(part, body)), skipped);
    if (part.length === body.length || text.length > longest + 20) return cut(text);
  }
}

/** Returns at least `size` units of `body`, up to the end of a paragraph if one ends soon after. */
function beginning(body: string, size: number): string {
  if (body.length <= size * 2) return body;
  const window = body.slice(size, size * 4);
  const gap = /\n[ \t]*\r?\n/.exec(window) ?? /\s/.exec(window);
  const end = size + (gap ? gap.index + 1 : 0);
  // A comment that is cut off would show its content.
  const comment = body.lastIndexOf('<!--', end);
  const close = comment < 0 ? -1 : body.indexOf('-->', comment) + 3;
  return close === 2 ? body : body.slice(0, Math.max(end, close));
}

/** Returns `part`, the beginning of `body`, with the link and footnote definitions that follow it, if it may refer to any. */
function withDefinitions(part: string, body: string): string {
  if (part.length === body.length || !/\[[^\]\n]+\](?!\()/.test(part)) return part;
  const found = body.slice(part.length).match(/^ {0,3}\[[^\]\n]+\]:.*$/gm);
  return found ? `${part}\n\n${found.join('\n')}` : part;
}

function cut(text: string): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest);
  return sentences(text, head) ?? words(text);
}

// A Latin full stop ends a sentence only before white space, and not before a small letter. An East Asian one always does.
const stop = /(?:[.!?…]+["'”’»)\]]*(?=\s+(?!\p{Ll}))|[。！？]+[」』”’）】]*)/gu;

function sentences(text: string, head: string): string | undefined {
  let end = 0;
  for (const match of text.slice(0, longest + 2).matchAll(stop)) {
    const at = match.index + match[0].length;
    // This is an initial, as in `J. Doe` and `U.S. law`.
    if (/(?:^|[\s.])\p{Lu}\.$/u.test(text.slice(Math.max(0, at - 3), at))) continue;
    if (at <= head.length) end = at;
  }
  return end >= longest / 2 ? text.slice(0, end) : undefined;
}

function words(text: string): string {
  return `${cutAtWord(text, longest - 1).replace(/[\s,;:–—-]+$/, '')}…`;
}
