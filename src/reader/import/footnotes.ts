import {
  element,
  elements,
  isElement,
  property,
  rewrite,
  textOf,
  type Node,
  type Element,
  type Root,
} from '../../markdown/from-html/tree.ts';
import { isEmpty } from './clean-tree.ts';

/**
 * Recognizes footnotes as most programs write them: a link to a list item that links back. The references become `note-reference`, the
 * items `note-definition` at the end; both have a `label`.
 */
export function findNotes(tree: Root): void {
  const all = [...elements(tree)];
  const items = new Map(
    all.filter((one) => isElement(one, 'li')).flatMap((one) => (idOf(one) ? [[idOf(one) ?? '', one]] : [])),
  );
  if (items.size === 0) return;
  const labels = new Map<Element, string>();
  const references = new Set<Node>();
  const contents = new Map<Element, ReadonlySet<Element>>();
  for (const link of all) {
    const item = items.get(targetOf(link) ?? '');
    if (!item) continue;
    const inside = contents.get(item) ?? new Set(elements(item));
    contents.set(item, inside);
    if (inside.has(link) || ![...inside].some(isBackLink)) continue;
    references.add(link);
    if (!labels.has(item)) labels.set(item, String(labels.size + 1));
  }
  if (labels.size === 0) return;
  const byId = new Map([...labels].map(([item, label]) => [idOf(item), label]));
  rewrite(tree, (node) => {
    if (isElement(node, 'li') && labels.has(node)) return [];
    if (isElement(node, 'a') && references.has(node))
      return [reference(byId.get(targetOf(node) ?? '') ?? '')];
    // An element around or inside the link made the number a superscript.
    if (isElement(node, 'sup') && node.children.length === 1 && isElement(node.children[0], 'note-reference'))
      return node.children;
    // The list is removed, and the rule above it with it.
    const isLeft = isElement(node, 'ol', 'section', 'div', 'aside', 'footer');
    return isLeft && node.children.every((one) => isEmpty(one) || isElement(one, 'hr')) ? [] : [node];
  });
  for (const [item, label] of labels)
    tree.children.push(element('note-definition', unled(item.children), { label }));
}

function reference(label: string): Element {
  return element('note-reference', [], { label });
}

function idOf(node: Element): string | undefined {
  return property(node, 'id');
}

/** Returns the id that an element links to, whichever page its URL has. */
function targetOf(node: Element): string | undefined {
  const href = isElement(node, 'a') ? property(node, 'href') : undefined;
  const at = href?.indexOf('#') ?? -1;
  if (href === undefined || at < 0) return undefined;
  try {
    return decodeURIComponent(href.slice(at + 1));
  } catch {
    return href.slice(at + 1);
  }
}

const arrow = /^\s*(?:[↩⏎^↑⬆⤴]|\[?back\]?)[\uFE0E\uFE0F]?\s*\d*\s*$/iu;

function isBackLink(node: Node): boolean {
  return (
    isElement(node, 'a') &&
    targetOf(node) !== undefined &&
    (arrow.test(textOf(node)) || /back/i.test(property(node, 'className') ?? ''))
  );
}

/** Returns the content of a note, without the links back to its references. */
function unled(children: Element['children']): Element['children'] {
  return children.flatMap((node): Element['children'] => {
    if (node.type !== 'element') return [node];
    if (isBackLink(node)) return [];
    const rest = unled(node.children);
    return rest.length === 0 && node.children.length > 0 ? [] : [{ ...node, children: rest }];
  });
}
