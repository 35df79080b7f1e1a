import { fromHtml } from 'hast-util-from-html';

/** A parsed fragment of HTML. */
export type Root = ReturnType<typeof fromHtml>;

/** A node that has a parent. */
export type Node = Root['children'][number];

/** An element. */
export type Element = Extract<Node, { type: 'element' }>;

/** A node that has children. */
export type Parent = Root | Element;

/** Parses a fragment of HTML. */
export function parseTree(html: string): Root {
  return fromHtml(html, { fragment: true });
}

/** Whether `node` is an element, and has one of `names` if any are given. */
export function isElement(node: Node | undefined, ...names: readonly string[]): node is Element {
  return node?.type === 'element' && (names.length === 0 || names.includes(node.tagName));
}

/** Creates an element. */
export function element(
  tagName: string,
  children: Element['children'],
  properties: Element['properties'] = {},
): Element {
  return { type: 'element', tagName, properties, children };
}

/** Returns the children of `parent` without white space between them. */
export function fixedHtml(parent: Parent): readonly Node[] {
  return parent.children.filter((one) => !(one.type === 'text' && one.value.trim() === ''));
}

/** Replaces each node below `parent`, the innermost first, with the nodes that `change` returns. */
export function rewrite(parent: Parent, change: (node: Node) => readonly Node[]): void {
  const children = parent.children.flatMap((node): readonly Node[] => {
    if (node.type === 'element') rewrite(node, change);
    return change(node);
  });
  // A fragment has no document type, so its children are those of an element.
  parent.children = children.filter((one) => one.type !== 'doctype');
}

/** Yields every element below `parent`, in document order. */
export function* elements(parent: Parent): Generator<Element> {
  const left: Node[] = parent.children.toReversed();
  for (let node = left.pop(); node; node = left.pop()) {
    if (node.type !== 'element') continue;
    yield node;
    for (const child of node.children.toReversed()) left.push(child);
  }
}

/** Whether any element below `parent` passes `test`. */
export function contains(parent: Parent, test: (element: Element) => boolean): boolean {
  for (const one of elements(parent)) if (test(one)) return true;
  return false;
}

const blocks = new Set(
  'address article aside blockquote body br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr iframe li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

/** Whether a node is an element that is separate from the text around it. */
export function isBlock(node: Node): boolean {
  return node.type === 'element' && node.tagName !== 'br' && blocks.has(node.tagName);
}

/** Returns the text in `node`, with spaces around blocks. */
export function textOf(node: Node | Root): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element' && node.type !== 'root') return '';
  const text = node.children.map(textOf).join('');
  return node.type === 'element' && blocks.has(node.tagName) ? ` ${text} ` : text;
}

/** Returns a property as text, or `undefined` if it is not text. */
export function property(node: Element, name: string): string | undefined {
  const value = node.properties[name];
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' ? value : undefined;
}
