import { clean } from '../../base/text.ts';
import { parseTree } from './tree.ts';
import { markdownOf } from './write-markdown.ts';

/**
 * Converts the sanitized HTML of an item to Markdown with the same text, links and images. HTML without a Markdown equivalent stays
 * in it. U+FFFD is removed, because the W3C validator reports it as broken encoding.
 */
export function itemMarkdown(html: string): string {
  // Characters must be removed first: if they were removed from the Markdown, the rest could form a tag.
  const tree = parseTree(clean(html).replaceAll('\uFFFD', ''));
  return markdownOf(tree, 'original').trimEnd();
}
