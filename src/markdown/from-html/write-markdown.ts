import { toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown, type Handle, type Options } from 'mdast-util-to-markdown';
import { comment, handlers } from './elements.ts';
import { escapeMarkdown, type InlineHtml } from './escapes.ts';
import { prepare } from './prepare.ts';
import { keepForeign } from './original.ts';
import { keepSamples } from './samples.ts';
import type { Root } from './tree.ts';

/**
 * The form of Markdown. `github` is what Feedmill reads, with tables, fences and footnotes. `original` is what every program reads:
 * the Markdown of 2004, with HTML for the rest.
 */
export type Dialect = 'github' | 'original';

/**
 * Writes a tree of HTML as Markdown that renders to the same content. Escapes text that looks like Markdown, and in `github` also
 * text that looks like template syntax. Elements without a form in Markdown stay HTML. Changes `tree`.
 */
export function markdownOf(tree: Root, dialect: Dialect): string {
  const isOriginal = dialect === 'original';
  prepare(tree);
  if (isOriginal) keepForeign(tree);
  const nodes = toMdast(tree, { handlers, nodeHandlers: { comment } });
  if (isOriginal) keepSamples(nodes);
  const settle = escapeMarkdown(nodes);
  return settle(toMarkdown(nodes, isOriginal ? original : github));
}

/** Writes text. Backticks become references: some programs let an escaped backtick begin or end a code sample. */
const text: Handle = (node: { readonly value: string }, _parent, state, info) =>
  state.safe(node.value, info).replaceAll(/(?<!\\)((?:\\\\)*)\\`/g, '$1&#96;');

/** Writes text. Escapes that original Markdown does not know become references, and underscores in words are escaped. */
const originalText: Handle = (node: { readonly value: string }, _parent, state, info) =>
  state.safe(node.value, info).replaceAll(/\\([!-/:-@[-`{-~])|_|(?<=\]):/g, (found, character?: string) => {
    // A bracket followed by a colon could be a link definition.
    if (character === undefined) return found === ':' ? '&#58;' : String.raw`\_`;
    if (/[\\*_{}[\]()+.!-]/.test(character)) return found;
    return character === '<' ? '&lt;' : `&#${character.charCodeAt(0)};`;
  });

const mdxTextExpression: Handle = (node: InlineHtml) => node.value;

const shared: Options = {
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  bullet: '-',
};

const github: Options = {
  ...shared,
  handlers: { mdxTextExpression, text },
  /*
   * The beginnings of template syntax, of kramdown's attributes and of formulas. After a match the search continues behind it, so
   * each needs two patterns for a row of the same characters.
   */
  unsafe: [
    { character: '{', after: '[{%#:.]' },
    { character: '{', before: '\\{' },
    { character: '$', after: '\\$' },
    { character: '$', before: '\\$' },
  ],
  fences: true,
  listItemIndent: 'one',
};

const original: Options = {
  ...shared,
  handlers: { break: () => '  \n', mdxTextExpression, text: originalText },
  fences: false,
  listItemIndent: 'tab',
  // Programs disagree about addresses between `<` and `>`.
  resourceLink: true,
};
