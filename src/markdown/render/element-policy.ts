import type { Given } from './allowed-attributes.ts';
import { ruleOf, unknownElement, type ElementRule } from './allowed-elements.ts';
import { embeddedLink } from './embedded-link.ts';

/**
 * What the sanitizer does with an element: it keeps it where `ruleInside` allows, drops it with its content, or writes an
 * image, a link to what the element embeds, or a character for a checkbox in its place.
 */
export type Treatment = 'keep' | 'drop' | 'image' | 'link' | 'checkbox';

/** Decides what the sanitizer does with the element `tag` that has the attributes `given`, wherever it is. */
export function treatmentOf(tag: string, given: Given): Treatment {
  if (tag === 'img') return 'image';
  if (tag === 'iframe' || tag === 'embed' || tag === 'frame') return 'link';
  // An object without an address has only its content to show.
  if (tag === 'object' && embeddedLink(given)) return 'link';
  if (tag === 'input' && given['type'] === 'checkbox' && given['disabled'] !== undefined) return 'checkbox';
  return ruleOf(tag).isDropped ? 'drop' : 'keep';
}

/** The rule of a `div`. */
export const divRule = ruleOf('div');

// These become a `div` in the wrong place, so that their content stays apart from what is beside it.
const apart: ReadonlySet<string> = new Set(['li', 'dd', 'dt', 'summary', 'figcaption']);

/**
 * Returns the rule under which an element of `rule` may come out inside `ancestors`, the elements that are open in the output,
 * outermost first; `unknownElement` if only its content may. An HTML parser leaves an element of the returned rule in
 * this place. So the tree that a reader's parser builds from the output is the tree that was written.
 */
export function ruleInside(
  rule: ElementRule,
  ancestors: readonly { readonly rule: ElementRule }[],
): ElementRule {
  const { name, parents } = rule;
  const parent = ancestors.at(-1)?.rule ?? unknownElement;
  if (name === '') return unknownElement;
  if (parents) {
    const isGroup = parent.name === 'div' && ancestors.at(-2)?.rule.name === 'dl';
    if (parents.includes(parent.name) || (isGroup && parents.includes('dl'))) return rule;
    return apart.has(name) && !parent.isTablePart ? divRule : unknownElement;
  }
  if (parent.isTablePart) return unknownElement;
  // Neither a link nor a heading may have another one inside, however deep.
  const isNested = ancestors.some(({ rule: one }) =>
    name === 'a' ? one.name === 'a' : rule.isHeading && one.isHeading,
  );
  return isNested ? unknownElement : rule;
}
