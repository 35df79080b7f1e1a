import { fromHtml } from 'hast-util-from-html';

/** A piece of HTML. */
export type Root = ReturnType<typeof fromHtml>;

/** A node of HTML as it stands among others. */
export type Node = Root['children'][number];

/** An element. */
export type Element = Extract<Node, { type: 'element' }>;

/** What has children. */
export type Parent = Root | Element;

/** A piece of HTML as an HTML parser sees it. */
export function parseTree(html: string): Root {
  return fromHtml(html, { fragment: true });
}

/** Whether `node` is an element, one of `names` where some are given. */
export function isElement(node: Node | undefined, ...names: readonly string[]): node is Element {
  return node?.type === 'element' && (names.length === 0 || names.includes(node.tagName));
}

/** An element of our own making. */
export function element(
  tagName: string,
  children: Element['children'],
  properties: Element['properties'] = {},
): Element {
  return { type: 'element', tagName, properties, children };
}

/** The children of `parent` without white space between them. */
export function fixedHtml(parent: Parent): readonly Node[] {
  return parent.children.filter((one) => !(one.type === 'text' && one.value.trim() === ''));
}

/** Replaces each node below `parent`, the innermost first, by what `change` makes of it; nothing takes it away. */
export function rewrite(parent: Parent, change: (node: Node) => readonly Node[]): void {
  const children = parent.children.flatMap((node): readonly Node[] => {
    if (node.type === 'element') rewrite(node, change);
    return change(node);
  });
  // A fragment has no document type, and an element holds what a fragment does.
  parent.children = children.filter((one) => one.type !== 'doctype');
}

/** Every element below `parent`, in the order of the text. */
export function* elements(parent: Parent): Generator<Element> {
  const left: Node[] = parent.children.toReversed();
  for (let node = left.pop(); node; node = left.pop()) {
    if (node.type !== 'element') continue;
    yield node;
    for (const child of node.children.toReversed()) left.push(child);
  }
}

/** Whether an element below `parent` passes `test`. */
export function contains(parent: Parent, test: (element: Element) => boolean): boolean {
  for (const one of elements(parent)) if (test(one)) return true;
  return false;
}

const blocks = new Set(
  'address article aside blockquote body br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr iframe li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

/** Whether an element stands apart from the text around it. */
export function isBlock(node: Node): boolean {
  return node.type === 'element' && node.tagName !== 'br' && blocks.has(node.tagName);
}

/** The text in `node` as it stands there, blocks set apart by spaces. */
export function textOf(node: Node | Root): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element' && node.type !== 'root') return '';
  const text = node.children.map(textOf).join('');
  return node.type === 'element' && blocks.has(node.tagName) ? ` ${text} ` : text;
}

/** A property as a text; nothing where it is none. */
export function property(node: Element, name: string): string | undefined {
  const value = node.properties[name];
  if (Array.isArray(value)) return value.join(' ');
  return typeof value === 'string' ? value : undefined;
}
