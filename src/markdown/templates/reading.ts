import type { Find } from './find.ts';
import type { Edit, TemplateToken } from './token.ts';
import type { Scope } from './value.ts';

/** Resolves a name to an href as in Markdown, such as the path of an article's file. */
export type Reference = (kind: 'post_url' | 'link' | 'ref' | 'file', name: string) => string | undefined;

/** The position of something on its line. */
export interface Standing {
  /** Only white space and the marks of quotes and lists precede it. */
  readonly isFirst: boolean;
  /** Only white space follows it. */
  readonly isLast: boolean;
  /** Whether it is in HTML, in which Markdown has no meaning. */
  readonly isHtml: boolean;
}

/** A body and the tokens found so far. A function that reads syntax returns the place after it. */
export interface Reading {
  readonly body: string;
  readonly find: Find;
  readonly scope: Scope;
  readonly reference: Reference;
  readonly pieces: TemplateToken[];
  /** The indentation in columns of the current list item, and the number of quotes around it. */
  readonly container: () => { readonly indent: number; readonly quotes: number };
  /** Whether a definition makes `[label]` a link. */
  isDefined(label: string): boolean;
  standing(start: number, end: number): Standing;
}

/** Replaces `[start, end)` by `text`; `told` describes syntax without a translation. Returns `end`. */
export function edit({ pieces }: Reading, start: number, end: number, text: string, told?: string): number {
  const one: Edit = { kind: 'edit', start, end, text, ...(told !== undefined && { told }) };
  pieces.push(one);
  return end;
}

/** Keeps the brace at `start` as a plain character. */
export function brace(parsed: Reading, start: number, told?: string): number {
  if (told === undefined) return edit(parsed, start, start + 1, '&#123;');
  const until = start + (/^[^\n]*/.exec(parsed.body.slice(start, start + 100))?.[0].length ?? 1);
  parsed.pieces.push({ kind: 'edit', start, end: start + 1, text: '&#123;', told, until });
  return start + 1;
}

/** Keeps the two braces at `start` as plain characters, unless other syntax starts with the second one. */
export function braces(parsed: Reading, start: number, told: string): number {
  const end = brace(parsed, start, told);
  return /^\{(?![{%])/.test(parsed.body.slice(end, end + 2)) ? brace(parsed, end) : end;
}
