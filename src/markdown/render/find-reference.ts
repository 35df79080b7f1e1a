import { positionAt, type Position } from '../../base/position.ts';

/** Finds a reference to `href` in a body: the first one, or number `turn` (starting at 1). */
export type FindReference = (href: string, turn?: number) => Position | undefined;

// Fenced code (also in quotes and lists), code spans, comments, and elements whose text is not markup.
const sample =
  /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})[^\n]*(?:\n(?![ \t>]*\1)[^\n]*)*(?:\n[^\n]*)?|(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[^]){1,2000}?(?<!`)\2(?!`)|<!--[^]*?(?:-->|$(?![^]))|<(pre|code|script|style|textarea)\b[^]*?(?:<\/\3>|$(?![^]))/gim;

/** Creates a finder of references in `body`, the Markdown of an article. It does not search code samples. */
export function createReferenceFinder(body: string): FindReference {
  const searched = body.replaceAll(sample, (found) => found.replaceAll(/[^\n]/g, ' '));
  return (href, turn = 1) => {
    const at = new Set(spellings(href).flatMap((spelling) => findSpelling(searched, spelling)));
    const index = [...at].toSorted((one, other) => one - other)[turn - 1];
    return index === undefined ? undefined : positionAt(body, index);
  };
}

/** Returns the ways in which an author can write `href`. */
function spellings(href: string): string[] {
  return [
    href,
    href.replaceAll('&', '&amp;'),
    href.replaceAll(/[_*()[\]~]/g, (character) => `\\${character}`),
    href.replaceAll('_', '\\_'),
  ];
}

/**
 * Returns the positions of references with `spelling` in `text`. If there are none, returns the positions of `spelling` as a
 * separate word.
 */
function findSpelling(text: string, spelling: string): number[] {
  const references: number[] = [];
  const words: number[] = [];
  if (spelling === '') return references;
  for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + spelling.length)) {
    if (!/[\s)>"',\]]/.test(text[at + spelling.length] ?? '\n')) continue;
    const before = text.slice(Math.max(0, at - 12), at);
    if (/\]\(\s*<?$|\]:\s*<?$|=\s*["']?\s*$/.test(before)) references.push(at);
    else if (/(?:^|[\s<("',])$/.test(before)) words.push(at);
  }
  return references.length > 0 ? references : words;
}
