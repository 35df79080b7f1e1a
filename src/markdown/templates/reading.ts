import type { Find } from './span.ts';
import type { Edit, TemplateToken } from './token.ts';
import type { Scope } from './value.ts';

/** Finds what a name means: an href as Markdown has it, such as the path of an article's file. */
export type Reference = (kind: 'post_url' | 'link' | 'ref' | 'file', name: string) => string | undefined;

/** How something stands on its line. */
export interface Standing {
  /** Nothing but white space and the marks of quotes and lists stands before it. */
  readonly isFirst: boolean;
  /** Nothing but white space stands behind it. */
  readonly isLast: boolean;
  /** It stands in HTML, where Markdown is not read. */
  readonly isHtml: boolean;
}

/** A body that is being read, and what was found in it. A reader of syntax gives the place behind what it read. */
export interface Reading {
  readonly body: string;
  readonly find: Find;
  readonly scope: Scope;
  readonly reference: Reference;
  readonly pieces: TemplateToken[];
  /** Columns that lines of the list item being read are indented by, and the quotes around it. */
  readonly container: () => { readonly indent: number; readonly quotes: number };
  /** Whether `[label]` is a link because a definition says so. */
  isDefined(label: string): boolean;
  standing(start: number, end: number): Standing;
}

/** Replaces `[start, end)` by `text`; `told` where it could not be translated. Gives `end`. */
export function edit({ pieces }: Reading, start: number, end: number, text: string, told?: string): number {
  const one: Edit = { kind: 'edit', start, end, text, ...(told !== undefined && { told }) };
  pieces.push(one);
  return end;
}

/** Keeps the brace at `start` as a character that opens nothing. */
export function brace(parsed: Reading, start: number, told?: string): number {
  if (told === undefined) return edit(parsed, start, start + 1, '&#123;');
  const until = start + (/^[^\n]*/.exec(parsed.body.slice(start, start + 100))?.[0].length ?? 1);
  parsed.pieces.push({ kind: 'edit', start, end: start + 1, text: '&#123;', told, until });
  return start + 1;
}

/** Keeps the two braces at `start` as characters, unless something can begin with the second one. */
export function braces(parsed: Reading, start: number, told: string): number {
  const end = brace(parsed, start, told);
  return /^\{(?![{%])/.test(parsed.body.slice(end, end + 2)) ? brace(parsed, end) : end;
}
