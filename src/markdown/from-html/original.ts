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

/** Lists and quotes nested deeper stay HTML: each level indents every line in it. */
const deepest = 20;

/** In longer lists the numbers are so wide that an item begins behind the fourth column. */
const longest = 99;

/**
 * Marks what stays HTML because original Markdown has no form for it, or one that not every program reads alike. NetNewsWire
 * knows original Markdown only: no tables, no `~~`, no fences, and in an item of a list only paragraphs and then a tight list.
 */
export function keepForeign(tree: Root): void {
  unwrap(tree);
  const holders = blockHolders(tree);
  const visit = (parent: Parent, depth: number): void => {
    const isItem = parent.type === 'element' && isElement(parent, 'li');
    const last = isItem ? fixedHtml(parent).at(-1) : undefined;
    for (const [index, node] of parent.children.entries()) {
      if (node.type !== 'element') continue;
      // A tag alone on the first line of a paragraph would begin a block of HTML: there a line ends with a tag, too.
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

/** Takes away what is only around blocks: the libraries look at all of them again for each element around them. */
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

/** Whether words stand directly in a block at `index`. */
function isWords(parent: Parent, index: number): boolean {
  const node = parent.children[index];
  return node?.type === 'text' && node.value.trim() !== '' && (parent.type === 'root' || isBlock(parent));
}

/** The elements that have blocks in them. */
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

/** Whether nothing but words stands in a list, and lists that are tight at the end of items. */
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

/** How an element stays HTML, wherever it stands; nothing where it is Markdown. `holders` have blocks in them. */
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
    // Original Markdown takes a paragraph that begins with one of these for HTML.
    (isElement(node, 'p') && isElement(fixedHtml(node)[0], 'ins', 'del'));
  return isKept ? 'block' : undefined;
}

function needsTags(node: Element): boolean {
  if (isElement(node, 'a')) return isOdd(node, 'href') || /[[\]]/.test(textOf(node));
  if (isElement(node, 'em', 'i', 'strong', 'b'))
    return contains(node, (one) => isElement(one, 'em', 'i', 'strong', 'b'));
  return isElement(node, 'del', 's') || (isElement(node, 'span') && property(node, 'title') !== undefined);
}

/** Whether Markdown cannot say how a list is numbered. */
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

/** Whether the address or the words of an element could be read as something else: not every program knows the same escapes. */
function isOdd(node: Element, address: string): boolean {
  const words = (property(node, 'title') ?? '') + (property(node, 'alt') ?? '');
  return oddAddress.test(property(node, address) ?? '') || oddWords.test(words);
}
