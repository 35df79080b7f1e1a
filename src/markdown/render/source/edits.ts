import type { Token, Tokens } from 'marked';
import type { ReferenceKind as Kind } from '../../model.ts';
import type { Edit } from './tags.ts';
import { lose } from './view.ts';
import type { View } from './view.ts';
import type { Resolve } from '../../model.ts';

/** What a text is read with. */
export interface Reading {
  readonly resolve: Resolve;
  /** The HTML of a token that only an extension knows, not cleaned. */
  readonly html: (token: Token, isInline: boolean) => string;
}

/** A text being read, and what was found so far. */
export interface Walk extends Reading {
  readonly edits: Edit[];
  /** Definitions referred to, by label, and what for; notes referred to. */
  readonly used: Map<string, Kind>;
  readonly noted: Set<string>;
  readonly definitions: Definition<Tokens.Def>[];
  readonly notes: Definition<Tokens.Generic>[];
}

/** Something that shows only where it is referred to. */
export interface Definition<T> {
  readonly token: T;
  readonly view: View;
  /** Whether it stands in no quote and no list. */
  readonly isOutside: boolean;
}

/** Takes something away that shows nowhere. */
export function remove(
  { view, isOutside }: Pick<Definition<unknown>, 'view' | 'isOutside'>,
  walk: Walk,
): void {
  const start = view.text.length - view.text.trimStart().length;
  // In a list, a blank line in its place would say something else of how its items stand.
  replace(start, view.text.trimEnd().length, isOutside ? '' : unused, view, walk, false);
}

/** A definition of nothing. */
const unused = '[-]: about:blank';

/** Makes `some` edits of `view` edits of the whole text. */
export function replaceAll(edits: readonly Edit[], view: View, walk: Walk, isCell: boolean): void {
  for (const { start, end, text } of edits) replace(start, end, text, view, walk, isCell);
}

/** Puts `text` in place of `[from, to)` of `view`; in a cell of a table, where `|` ends it. */
export function replace(
  from: number,
  to: number,
  text: string,
  view: View,
  { edits }: Walk,
  isCell: boolean,
): void {
  const [start, end] = [view.at(from) ?? lose(), view.at(to) ?? lose()];
  edits.push({ start, end, text: isCell ? text.replaceAll(/\\?\|/g, String.raw`\|`) : text });
}
