import { clean } from '../../base/text.ts';
import { parseTree } from './tree.ts';
import { markdownOf } from './write-markdown.ts';

/**
 * The HTML of an item, cleaned before, as Markdown that says the same in words, links and pictures. Every program reads it alike,
 * with HTML where Markdown has no form; that HTML is what the cleaning has left. Without U+FFFD, which the W3C validator takes for a sign of
 * broken encoding.
 */
export function itemMarkdown(html: string): string {
  // Nothing may be taken out afterwards: what is left could join to a tag.
  const tree = parseTree(clean(html).replaceAll('\uFFFD', ''));
  return markdownOf(tree, 'original').trimEnd();
}
