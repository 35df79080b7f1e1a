import type { toMarkdown } from 'mdast-util-to-markdown';

/** What Markdown is made of. */
type Nodes = Parameters<typeof toMarkdown>[0];
type Parents = Extract<Nodes, { children: unknown }>;
type RootContent = Extract<Nodes, { type: 'root' }>['children'][number];
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
        .replaceAll(new RegExp(`(\\\\+)(?=[${ampersand}${less}])`, 'g'), '$1\\')
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
  for (let at = children.length - 1; at >= 0; at--) {
    const [before, node, behind] = [children[at - 1], children[at], children[at + 1]];
    if (node?.type === 'inlineCode' && before?.type === 'inlineCode')
      children.splice(at, 0, inlineHtml('<!-- -->'));
    if (!isEmphasis(node)) continue;
    const inside = textOf(node);
    const isHard =
      isEmphasis(before) ||
      isSplit(textOf(before).slice(-1), inside.slice(0, 1)) ||
      isSplit(textOf(behind).slice(0, 1), inside.slice(-1));
    if (isHard) children.splice(at, 1, ...tagged(node));
  }
}

const tags = { emphasis: 'em', strong: 'strong', delete: 'del' } as const;

function isEmphasis(node: RootContent | undefined): node is Emphasis {
  return node !== undefined && Object.hasOwn(tags, node.type);
}

/** Whether of two signs on both sides of a mark, with no space before it, one is half of a pair. */
function isSplit(outside: string, inside: string): boolean {
  return outside.trim() !== '' && /[\uD800-\uDFFF]/.test(outside + inside);
}

function tagged({ type, children }: Emphasis): readonly RootContent[] {
  return [inlineHtml(`<${tags[type]}>`), ...children, inlineHtml(`</${tags[type]}>`)];
}

function textOf(node: Nodes | undefined): string {
  if (node === undefined) return '';
  if ('children' in node) return node.children.map(textOf).join('');
  return node.type === 'text' ? node.value : '';
}
