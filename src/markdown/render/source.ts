import { sanitizeHtml } from './sanitize.ts';
import type { Markdown } from './markdown.ts';
import type { Edit } from './source/tags.ts';
import { lose, whole } from './source/view.ts';
import { editsOf } from './source/walk.ts';
import type { Resolve } from '../model.ts';

/** What publishing a source needs to know of the text. */
export interface SourceOptions {
  readonly markdown: Markdown;
  /** As the text was rendered with, and true to absolute addresses. */
  readonly resolve: Resolve;
  /** The ids of headings, afresh for each text. */
  readonly slugs: () => (text: string) => string;
}

/**
 * `body`, an article's Markdown, as it may be published beside its cleaned HTML `feed`: every address absolute, HTML only
 * as the cleaning leaves it, remarks and what nothing refers to left out. What the author wrote stays as written otherwise.
 *
 * It is proved before it is given out: rendered, it is `feed` again, and published again, it is the same. Nothing where
 * that is not so, as with HTML that is cut off.
 */
export function publishSource(body: string, feed: string, options: SourceOptions): string | undefined {
  const { markdown, resolve, slugs } = options;
  try {
    const source = publish(body, options);
    const again = sanitizeHtml(markdown.html(source), { resolve, slug: slugs() }).feed;
    return again.trim() === feed.trim() && publish(source, options) === source ? source : undefined;
  } catch {
    // Where something stands could not be told: readers have the HTML.
    return undefined;
  }
}

function publish(body: string, { markdown, resolve }: SourceOptions): string {
  const text = body.replaceAll(/\r\n?/g, '\n');
  const { tokens, html } = markdown.lex(text);
  const edits = editsOf(tokens, whole(text), { resolve, html });
  return assemble(text, edits)
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

function assemble(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: replacement } of edits.toSorted(
    (a, b) => a.start - b.start || a.end - b.end,
  )) {
    if (start < at || end < start) lose();
    parts.push(text.slice(at, start), replacement);
    at = end;
  }
  return parts.join('') + text.slice(at);
}
