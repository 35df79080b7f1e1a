import type { toMarkdown } from 'mdast-util-to-markdown';
import { literalCode } from '../templates/write.ts';

/** What Markdown is made of. */
export type Nodes = Parameters<typeof toMarkdown>[0];
type Parents = Extract<Nodes, { children: unknown }>;

/** What stands in a text. */
export type RootContent = Extract<Nodes, { type: 'root' }>['children'][number];
type Emphasis = Extract<RootContent, { type: 'emphasis' | 'strong' | 'delete' }>;

/** A tag among words. What mdast calls HTML ends a paragraph; what it calls this one does not. */
export interface InlineHtml {
  type: 'mdxTextExpression';
  value: string;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    mdxTextExpression: InlineHtml;
  }
  interface RootContentMap {
    mdxTextExpression: InlineHtml;
  }
}

/** A tag among words. */
export function inlineHtml(value: string): InlineHtml {
  return { type: 'mdxTextExpression', value };
}

/**
 * Changes what marked would read otherwise than mdast's own reader: parts samples side by side, makes tags of emphasis beside
 * other emphasis and beside signs that are two units long (mdast takes them for letters, marked does not), and puts signs in the
 * place of characters that have to be references. Gives what puts these in the Markdown.
 */
export function escapeMarkdown(nodes: Nodes): (markdown: string) => string {
  const whole = JSON.stringify(nodes);
  // Punctuation marks, as what they stand for is, and such as the text does not have.
  const [ampersand = '', less = ''] = signs.filter((one) => !whole.includes(one));
  change(nodes, (words) =>
    words
      // In links and pictures marked reads one behind a backslash as it likes.
      .replaceAll('&', ampersand)
      // A remark that is only spoken of must not end the summary.
      .replaceAll(/<(?=!--)/g, less),
  );
  return (markdown) => {
    const settled = markdown.replaceAll(encoded(ampersand), '&amp;').replaceAll(encoded(less), '&lt;');
    return (
      settled
        // No backslash before it had to be escaped; before an ampersand it has.
        .replaceAll(new RegExp(`(?<!\\\\)(\\\\+)(?=[${ampersand}${less}])`, 'g'), '$1\\')
        .replaceAll(new RegExp(`${ampersand}(?=#?\\w+;)`, 'g'), '&amp;')
        .replaceAll(ampersand, '&')
        .replaceAll(less, '&lt;')
    );
  };
}

/** The last two no text has, for they are no characters. */
const signs = '⸗⹀⸚⸛⸞⸟⹃⹄⹅⹆⹇⹈⹉\uFDD1\uFDD2'.split('');

/** A character as mdast writes it where it has to be a reference. */
function encoded(character: string): string {
  return `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
}

function change(node: Nodes, marked: (words: string) => string): void {
  if (node.type === 'text') node.value = marked(node.value);
  if (node.type === 'link' || node.type === 'image') {
    node.url = marked(node.url);
    if (node.title) node.title = marked(node.title);
    if (node.type === 'image' && node.alt) node.alt = marked(node.alt);
  }
  if (!('children' in node)) return;
  for (const child of node.children) change(child, marked);
  separate(node);
}

function separate(parent: Parents): void {
  const children: RootContent[] = parent.children;
  const given = [...children];
  children.length = 0;
  for (const [at, node] of given.entries()) {
    const [before, behind] = [given[at - 1], given[at + 1]];
    if (isEmphasis(node) && !isEasy(before, node, behind)) for (const one of tagged(node)) children.push(one);
    else if (node.type === 'inlineCode' && before?.type === 'inlineCode')
      children.push(inlineHtml(`<code>${literalCode(node.value)}</code>`));
    else children.push(node);
  }
}

const tags = { emphasis: 'em', strong: 'strong', delete: 'del' } as const;

function isEmphasis(node: RootContent | undefined): node is Emphasis {
  return node !== undefined && Object.hasOwn(tags, node.type);
}

/** Whether marks around `node` are read as such by whoever reads them (CommonMark §6.2). */
function isEasy(before: RootContent | undefined, node: Emphasis, behind: RootContent | undefined): boolean {
  return (
    !isEmphasis(before) &&
    isEdge(edgeOf(before, -1), edgeOf(node, 0)) &&
    isEdge(edgeOf(behind, 0), edgeOf(node, -1))
  );
}

const word = /^[\p{L}\p{N}]$/u;
const halfOrSpace = /^[\s\p{C}]?$/u;

function isEdge(outside: string, inside: string): boolean {
  // marked takes half of a character that is two units long for a sign.
  if (halfOrSpace.test(inside) || /[\uD800-\uDFFF]/.test(outside)) return false;
  return word.test(inside) || !word.test(outside);
}

/** The UTF-16 unit that Markdown for `node` begins (0) or ends (-1) with; a mark stands for any mark. */
function edgeOf(node: Nodes | undefined, at: 0 | -1): string {
  if (node === undefined) return '';
  if (node.type === 'text') return node.value.at(at) ?? '';
  return 'children' in node && Object.hasOwn(tags, node.type) ? edgeOf(node.children.at(at), at) : '`';
}

function* tagged({ type, children }: Emphasis): Generator<RootContent> {
  yield inlineHtml(`<${tags[type]}>`);
  yield* children;
  yield inlineHtml(`</${tags[type]}>`);
}
