import type { toMarkdown } from 'mdast-util-to-markdown';
import { literalCode } from '../templates/write.ts';

/** A node of mdast. */
export type Nodes = Parameters<typeof toMarkdown>[0];
type Parents = Extract<Nodes, { children: unknown }>;

/** A node of mdast that has a parent. */
export type RootContent = Extract<Nodes, { type: 'root' }>['children'][number];
type Emphasis = Extract<RootContent, { type: 'emphasis' | 'strong' | 'delete' }>;

/** An HTML tag in a line. The `html` node of mdast would end the paragraph. */
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

/** Creates an HTML tag in a line. */
export function inlineHtml(value: string): InlineHtml {
  return { type: 'mdxTextExpression', value };
}

/** Creates inline code as HTML. */
export function inlineCodeHtml(code: string): InlineHtml {
  return inlineHtml(`<code>${literalCode(code)}</code>`);
}

/**
 * Prepares `nodes` for programs that read Markdown in other ways than mdast does. Adjacent code samples and ambiguous emphasis
 * become HTML, and placeholders replace characters that must be references. Returns a function that resolves the placeholders
 * in the Markdown.
 */
export function escapeMarkdown(nodes: Nodes): (markdown: string) => string {
  const whole = JSON.stringify(nodes);
  // Punctuation, like the characters they replace, that does not occur in the text.
  const [ampersand = '', less = ''] = signs.filter((one) => !whole.includes(one));
  change(nodes, (words) =>
    words
      // In links and pictures, marked does not always read `\&` as an escape.
      .replaceAll('&', ampersand)
      // A comment that is text must not end the summary.
      .replaceAll(/<(?=!--)/g, less),
  );
  return (markdown) => {
    const settled = markdown.replaceAll(encoded(ampersand), '&amp;').replaceAll(encoded(less), '&lt;');
    return (
      settled
        // mdast escapes no backslash before a placeholder, but before `&` it must be escaped.
        .replaceAll(new RegExp(`(?<!\\\\)(\\\\+)(?=[${ampersand}${less}])`, 'g'), '$1\\')
        .replaceAll(new RegExp(`${ampersand}(?=#?\\w+;)`, 'g'), '&amp;')
        .replaceAll(ampersand, '&')
        .replaceAll(less, '&lt;')
    );
  };
}

/** The last two are noncharacters, which no text contains. */
const signs = '⸗⹀⸚⸛⸞⸟⹃⹄⹅⹆⹇⹈⹉\uFDD1\uFDD2'.split('');

/** Returns the reference that mdast writes for a character. */
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
      children.push(inlineCodeHtml(node.value));
    else children.push(node);
  }
}

const tags = { emphasis: 'em', strong: 'strong', delete: 'del' } as const;

function isEmphasis(node: RootContent | undefined): node is Emphasis {
  return node !== undefined && Object.hasOwn(tags, node.type);
}

/** Whether every program reads asterisks around `node` as emphasis (CommonMark §6.2). */
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
  // marked classifies each half of a surrogate pair by itself.
  if (halfOrSpace.test(inside) || /[\uD800-\uDFFF]/.test(outside)) return false;
  return word.test(inside) || !word.test(outside);
}

/** Returns the first (0) or last (-1) UTF-16 unit of the Markdown for `node`. A backtick stands for any punctuation. */
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
