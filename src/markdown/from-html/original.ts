import { keep, type KeptAs } from './elements.ts';
import {
  contains,
  fixedHtml,
  isBlock,
  isElement,
  property,
  textOf,
  type Element,
  type Parent,
  type Root,
} from './tree.ts';

/** Lists and quotes that are nested deeper stay HTML, because each level indents every line in it. */
const deepest = 20;

/** Longer ordered lists stay HTML, because their numbers are so wide that items begin after the fourth column. */
const longest = 99;

/**
 * Marks the elements that stay HTML because original Markdown has no form for them, or programs disagree about it. NetNewsWire reads
 * original Markdown only: no tables, no `~~`, no fences, and in a list item only paragraphs, followed by a tight list.
 */
export function keepForeign(tree: Root): void {
  unwrap(tree);
  const holders = blockHolders(tree);
  const visit = (parent: Parent, depth: number): void => {
    const isItem = parent.type === 'element' && isElement(parent, 'li');
    const last = isItem ? fixedHtml(parent).at(-1) : undefined;
    for (const [index, node] of parent.children.entries()) {
      if (node.type !== 'element') continue;
      // A line with nothing but tags could start a block of HTML, so it ends with a tag, not with a line feed.
      if (isElement(node, 'br') && !isWords(parent, index - 1)) node.properties['isInline'] = 'true';
      const isContainer = isElement(node, 'ul', 'ol', 'blockquote');
      const form = isContainer && depth >= deepest ? 'block' : formOf(node, holders);
      const keptAs = isItem ? formInItem(node, form, node === last) : form;
      if (keptAs !== undefined) parent.children[index] = keep(node, keptAs);
      if (keptAs === undefined || keptAs === 'tags') visit(node, isContainer ? depth + 1 : depth);
    }
  };
  visit(tree, 0);
}

/** Removes elements that only wrap blocks. The libraries would visit the blocks again for each of them. */
function unwrap(parent: Parent): void {
  parent.children = parent.children.flatMap((node): Element['children'] => {
    if (node.type === 'doctype') return [];
    if (node.type !== 'element') return [node];
    unwrap(node);
    if (isElement(node, 'figure') && !isCaptioned(node)) node.tagName = 'div';
    const isAround = isElement(node, 'address', 'article', 'aside', 'div', 'footer', 'header', 'section');
    return isAround && !hasLanguage(node) && node.children.every(isBlock) ? node.children : [node];
  });
}

function isCaptioned(figure: Element): boolean {
  return figure.children.some((one) => isElement(one, 'figcaption'));
}

function hasLanguage(node: Element): boolean {
  return property(node, 'dir') !== undefined || property(node, 'lang') !== undefined;
}

/** Whether the child at `index` is text directly in a block. */
function isWords(parent: Parent, index: number): boolean {
  const node = parent.children[index];
  return node?.type === 'text' && node.value.trim() !== '' && (parent.type === 'root' || isBlock(parent));
}

/** Returns the elements that contain blocks. */
function blockHolders(tree: Root): ReadonlySet<Element> {
  const found = new Set<Element>();
  const visit = (parent: Parent): boolean => {
    let has = false;
    for (const node of parent.children)
      if (node.type === 'element' && (visit(node) || isBlock(node))) has = true;
    if (has && parent.type === 'element') found.add(parent);
    return has;
  };
  visit(tree);
  return found;
}

function formInItem(node: Element, form: KeptAs | undefined, isLast: boolean): KeptAs | undefined {
  if (!isBlock(node)) return form;
  const isKnown = form === undefined && (isElement(node, 'p') || (isLast && isTight(node)));
  return isKnown ? undefined : 'block';
}

/** Whether each item of a list contains only text, and at most a tight list at its end. */
function isTight(list: Element): boolean {
  return (
    isElement(list, 'ul', 'ol') &&
    list.children.every((item) => {
      if (item.type !== 'element') return true;
      const inside = fixedHtml(item);
      const last = inside.at(-1);
      return inside.every((one) => !isBlock(one) || (one === last && isElement(one) && isTight(one)));
    })
  );
}

/** Returns how an element stays HTML, or `undefined` if it becomes Markdown. `holders` contain blocks. */
function formOf(node: Element, holders: ReadonlySet<Element>): KeptAs | undefined {
  const isForeign = hasLanguage(node);
  if (isElement(node, 'audio', 'object', 'picture', 'video')) return 'inline';
  if (isElement(node, 'img')) return isOdd(node, 'src') ? 'inline' : undefined;
  const isPhrase = isElement(node, 'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6') || !isBlock(node);
  if (isPhrase && holders.has(node)) return isBlock(node) ? 'block' : 'inline';
  if (!isBlock(node)) return isForeign || needsTags(node) ? 'tags' : undefined;
  const isKept =
    isForeign ||
    isElement(node, 'table', 'dl', 'details', 'figure') ||
    (isElement(node, 'pre') && holders.has(node)) ||
    (isElement(node, 'ul', 'ol') && isOddList(node)) ||
    // In original Markdown these elements start a block of HTML.
    (isElement(node, 'p') && isElement(fixedHtml(node)[0], 'ins', 'del'));
  return isKept ? 'block' : undefined;
}

function needsTags(node: Element): boolean {
  if (isElement(node, 'a')) return isOdd(node, 'href') || /[[\]]/.test(textOf(node));
  if (isElement(node, 'em', 'i', 'strong', 'b'))
    return contains(node, (one) => isElement(one, 'em', 'i', 'strong', 'b'));
  return isElement(node, 'del', 's') || (isElement(node, 'span') && property(node, 'title') !== undefined);
}

/** Whether Markdown cannot express the numbers, languages or empty items of a list. */
function isOddList(list: Element): boolean {
  const items = list.children.filter((one) => isElement(one, 'li'));
  const isNumbered = isElement(list, 'ol');
  return (
    ['start', 'reversed', 'type'].some((name) => list.properties[name] !== undefined) ||
    (isNumbered && items.length > longest) ||
    items.some(
      (item) =>
        ['value', 'dir', 'lang'].some((name) => item.properties[name] !== undefined) ||
        textOf(item).trim() === '',
    )
  );
}

const oddAddress = /[\\"'<>()[\]`*\s]|&#?\w+;/;
const oddWords = /[\\"<>()[\]`*_&~@{}|]|www\.|:\/\//i;

/** Whether programs could misread the address, title or alternative text, because they know different escapes. */
function isOdd(node: Element, address: string): boolean {
  const words = (property(node, 'title') ?? '') + (property(node, 'alt') ?? '');
  return oddAddress.test(property(node, address) ?? '') || oddWords.test(words);
}
