import { fixedHtml, isBlock, isElement, property, type Element, type Node, type Parent } from './tree.ts';

/**
 * Prepares a tree for the libraries. Removes elements that show nothing, because the libraries would visit them again for each text
 * before them. Headings and cells are one line in Markdown, so `<br>` stays HTML there, and a cell loses its only paragraph.
 */
export function prepare(parent: Parent, isOneLine = false): void {
  const isLine =
    isOneLine ||
    (parent.type === 'element' && isElement(parent, 'td', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'));
  const children: Node[] = [];
  for (const node of parent.children) {
    if (isLine && isElement(node, 'br')) node.properties['isInline'] = 'true';
    if (node.type === 'element' && !isElement(node, 'pre')) prepare(node, isLine);
    for (const one of isNothing(node) ? inside(node) : [node]) {
      const last = children.at(-1);
      if (one.type !== 'text' || last?.type !== 'text') children.push(one);
      else children[children.length - 1] = { type: 'text', value: last.value + one.value };
    }
  }
  const isFlow = parent.type === 'root' || isBlock(parent);
  const isApart = (node: Node | undefined) => (node === undefined ? isFlow : isBlock(node));
  parent.children = children.flatMap((node, at): Element['children'] => {
    if (node.type === 'doctype') return [];
    const isBetween = !isApart(children[at - 1]) || !isApart(children[at + 1]);
    // An empty block separates the words around it.
    if (isElement(node, ...emptied) && node.children.every(isBlank))
      return isBetween ? [{ type: 'text', value: ' ' }] : [];
    return isBlank(node) && !isBetween ? [] : [node];
  });
  if (parent.type === 'element' && isElement(parent, 'td', 'th')) fitCell(parent);
}

/** Whether a node shows nothing but white space. `<!-- more -->` is kept, because it ends the summary. */
function isNothing(node: Node): boolean {
  if (node.type === 'comment') return !/^\s*more\s*$/i.test(node.value);
  if (node.type !== 'element' || isBlock(node) || own.has(node.tagName)) return node.type === 'doctype';
  return node.children.every(isBlank);
}

/** Elements that have an effect without content. */
const own = new Set(
  'audio br caption col colgroup embed iframe img input object picture source td th tr track video note-definition note-reference'.split(
    ' ',
  ),
);

/** Blocks that show nothing without content. */
const emptied =
  'address article aside blockquote div figure footer h1 h2 h3 h4 h5 h6 header ol p section ul'.split(' ');

function inside(node: Node): readonly Node[] {
  return node.type === 'element' ? node.children : [];
}

function isBlank(node: Node): boolean {
  return node.type === 'text' && node.value.trim() === '';
}

function fitCell(node: Element): void {
  const [only, ...others] = fixedHtml(node);
  if (isElement(only, 'p') && others.length === 0) node.children = only.children;
  const [first, last] = [node.children[0], node.children.at(-1)];
  if (first?.type === 'text') first.value = first.value.trimStart();
  if (last?.type === 'text') last.value = last.value.trimEnd();
  const alignment = /text-align:\s*(left|center|right)/.exec(property(node, 'style') ?? '')?.[1];
  if (alignment !== undefined) node.properties['align'] ??= alignment;
}
