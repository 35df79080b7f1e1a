/** A place in a text: both count from 1, `column` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds references in one body: the first, or the one whose turn it is, counted from 1. */
export type Locate = (href: string, turn?: number) => Position | undefined;

// Fenced code (also in quotes and lists), code spans, comments, and elements whose text is no markup.
const sample =
  /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})[^\n]*(?:\n(?![ \t>]*\1)[^\n]*)*(?:\n[^\n]*)?|(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[^]){1,2000}?(?<!`)\2(?!`)|<!--[^]*?(?:-->|$(?![^]))|<(pre|code|script|style|textarea)\b[^]*?(?:<\/\3>|$(?![^]))/gim;

/** A finder of references in `body`, the Markdown of an article. Samples of code are not searched. */
export function createLocate(body: string): Locate {
  const searched = body.replaceAll(sample, (found) => found.replaceAll(/[^\n]/g, ' '));
  return (href, turn = 1) => {
    const at = new Set([...spellings(href)].flatMap((form) => find(searched, form)));
    const index = [...at].toSorted((one, other) => one - other)[turn - 1];
    return index === undefined ? undefined : position(body, index);
  };
}

// As resolved, and as it may have been written.
function spellings(href: string): Set<string> {
  return new Set([
    href,
    href.replaceAll('&', '&amp;'),
    href.replaceAll(/[_*()[\]~]/g, (character) => `\\${character}`),
    href.replaceAll('_', '\\_'),
  ]);
}

/** Where `form` stands as a reference in `text`; where it nowhere does, as a word of its own. */
function find(text: string, form: string): number[] {
  const references: number[] = [];
  const others: number[] = [];
  if (form === '') return references;
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
    if (!/[\s)>"',\]]/.test(text[at + form.length] ?? '\n')) continue;
    const before = text.slice(Math.max(0, at - 12), at);
    if (/\]\(\s*<?$|\]:\s*<?$|=\s*["']?\s*$/.test(before)) references.push(at);
    else if (/(?:^|[\s<("',])$/.test(before)) others.push(at);
  }
  return references.length > 0 ? references : others;
}

function position(text: string, index: number): Position {
  const start = text.lastIndexOf('\n', index - 1) + 1;
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return { line, column: index - start + 1 };
}
