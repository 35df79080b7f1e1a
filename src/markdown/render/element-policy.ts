import type { Given } from './allowed-attributes.ts';
import { ruleOf, unknownElement, type ElementRule } from './allowed-elements.ts';
import { embeddedLink } from './embedded-link.ts';

/**
 * The treatment of an element by the sanitizer: keep it if `ruleInside` allows it, drop it with its content, or replace it with an
 * image, a link to the embedded content, or a character for a checkbox.
 */
export type Treatment = 'keep' | 'drop' | 'image' | 'link' | 'checkbox';

/** Returns the treatment of the element `tag` with the attributes `given`, regardless of its parents. */
export function treatmentOf(tag: string, given: Given): Treatment {
  if (tag === 'img') return 'image';
  if (tag === 'iframe' || tag === 'embed' || tag === 'frame') return 'link';
  // An object without an address can show only its content.
  if (tag === 'object' && embeddedLink(given)) return 'link';
  if (tag === 'input' && given['type'] === 'checkbox' && given['disabled'] !== undefined) return 'checkbox';
  return ruleOf(tag).isDropped ? 'drop' : 'keep';
}

/** The rule of a `div`. */
export const divRule = ruleOf('div');

// In an invalid place, these elements become a `div`, so that their content stays separate from adjacent text.
const apart: ReadonlySet<string> = new Set(['li', 'dd', 'dt', 'summary', 'figcaption']);

/**
 * Returns the rule for writing an element of `rule` inside `ancestors`, the open elements in the output,
 * outermost first. Returns `unknownElement` if only its content can be written. An HTML parser keeps an element of the returned rule in
 * this place, so the tree that a reader's parser builds from the output is the tree that was written.
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
  // Links and headings must not be nested, at any depth.
  const isNested = ancestors.some(({ rule: one }) =>
    name === 'a' ? one.name === 'a' : rule.isHeading && one.isHeading,
  );
  return isNested ? unknownElement : rule;
}
