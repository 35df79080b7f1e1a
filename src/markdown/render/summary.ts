import { plainText } from './plain-text.ts';

/** What a summary never quotes. */
const skipped: ReadonlySet<string> = new Set(
  'audio figcaption h1 h2 h3 h4 h5 h6 object pre table video xmp plaintext listing'.split(' '),
);

/** UTF-16 units. */
const longest = 280;
/** How much of a body is read first; more only where that holds too little text. */
const firstPart = 800;

/**
 * The text before `<!-- more -->`, whole; else the beginning of the text, at most 280 UTF-16 units, to the end of a
 * sentence if one ends in the latter half of that, else of a word with `…`. `''` where there is no text.
 * `toHtml` reads Markdown.
 */
export function summarise(body: string, toHtml: (source: string) => string): string {
  const marker = /<!--\s*more\s*-->/i.exec(body);
  if (marker) {
    // Whether it is a comment or part of a sample, only the reader of Markdown can say.
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

/** At least `size` units of `body`, to the end of a paragraph where one ends soon after. */
function beginning(body: string, size: number): string {
  if (body.length <= size * 2) return body;
  const window = body.slice(size, size * 4);
  const gap = /\n[ \t]*\r?\n/.exec(window) ?? /\s/.exec(window);
  const end = size + (gap ? gap.index + 1 : 0);
  // What is hidden in a comment must not show because that is cut.
  const comment = body.lastIndexOf('<!--', end);
  const close = comment < 0 ? -1 : body.indexOf('-->', comment) + 3;
  return close === 2 ? body : body.slice(0, Math.max(end, close));
}

/** `part` of `body`, with the definitions of links and notes that stand behind it, if it refers to any. */
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

// Latin full stops end a sentence only before white space and no small letter; East Asian ones always.
const stop = /(?:[.!?…]+["'”’»)\]]*(?=\s+(?!\p{Ll}))|[。！？]+[」』”’）】]*)/gu;

function sentences(text: string, head: string): string | undefined {
  let end = 0;
  for (const match of text.slice(0, longest + 2).matchAll(stop)) {
    const at = match.index + match[0].length;
    // `J. Doe`, `U.S. law`: an initial.
    if (/(?:^|[\s.])\p{Lu}\.$/u.test(text.slice(Math.max(0, at - 3), at))) continue;
    if (at <= head.length) end = at;
  }
  return end >= longest / 2 ? text.slice(0, end) : undefined;
}

function words(text: string): string {
  const room = longest - 1;
  const space = text.slice(0, room + 1).search(/\s\S*$/);
  const end = space >= longest / 2 ? space : lastCharacter(text.slice(0, 2 * longest), room);
  return `${text.slice(0, end).replace(/[\s,;:–—-]+$/, '')}…`;
}

/** Where the character, as a reader sees it, begins that would go beyond `room`. */
function lastCharacter(text: string, room: number): number {
  // A segmenter is slow to make; text with spaces never needs it.
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  const start = segments.containing(room)?.index ?? room;
  if (start >= longest / 2) return start;
  // No letter: marks heaped on one another. Only halves of a pair must not be parted.
  return /[\uDC00-\uDFFF]/.test(text[room] ?? '') ? room - 1 : room;
}
