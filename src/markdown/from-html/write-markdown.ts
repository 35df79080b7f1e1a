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
 * Whose Markdown is written. `github` is what Feedmill reads, with tables, fences and footnotes. `original` is what every program
 * reads: Markdown as it was in 2004, and HTML for the rest.
 */
export type Dialect = 'github' | 'original';

/**
 * A tree of HTML as Markdown that is read as the same. Text that looks like Markdown is escaped, in `github` also what looks like
 * a generator's template syntax. What Markdown has no form for stays HTML. Changes `tree`.
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

/** Text in which no backtick, escaped or not, can begin or end a sample that stands before or behind it. */
const text: Handle = (node: { readonly value: string }, _parent, state, info) =>
  state.safe(node.value, info).replaceAll(/(?<!\\)((?:\\\\)*)\\`/g, '$1&#96;');

/** Text with references in place of the escapes that original Markdown does not know, and no emphasis in the middle of words. */
const originalText: Handle = (node: { readonly value: string }, _parent, state, info) =>
  state.safe(node.value, info).replaceAll(/\\([!-/:-@[-`{-~])|_/g, (found, character?: string) => {
    if (character === undefined) return String.raw`\_`;
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
   * What begins template syntax, kramdown's attributes or a formula, wherever it stands in a text. In a row of the same signs a
   * pattern is looked for behind the last place it was found at: hence two for each.
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
};
