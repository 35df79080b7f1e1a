import GithubSlugger from 'github-slugger';
import type { Position } from '../base/position.ts';
import { sanitizeHtml } from './render/sanitize.ts';
import { firstHeading, type Heading } from './render/heading.ts';
import { createHighlight } from './render/highlight.ts';
import { createMarkdown, type Extension } from './render/markdown.ts';
import { createReferenceFinder, type FindReference } from './render/find-reference.ts';
import { summarise } from './render/summary.ts';
import type { Resolve, Rendered } from './model.ts';

export type { Extension };

/** Renders Markdown bodies to HTML and to text. Keeps no state between bodies. */
export interface Renderer {
  /**
   * Renders `body` to HTML. Throws an `Error` whose message is a sentence about `body` if it is nested so deeply that no
   * reader could show it (quotes, lists and emphasis more than 100 levels, elements more than 500), or if parsing would
   * take minutes.
   */
  render(body: string, resolve: Resolve): Rendered;
  /**
   * Returns a summary of `body`, plain text on one line: the text before `<!-- more -->`, else the beginning, at most 280
   * UTF-16 code units. Omits headings, code, tables, captions and notes. Returns `''` if there is no other text.
   * Throws in the same cases as `render`.
   */
  summarise(body: string): string;
  /** Sanitizes untrusted `html` for feeds. Throws in the same cases as `render`. */
  clean(html: string, resolve: Resolve): string;
  /** Returns the first level-1 heading outside quotes, lists and code, with the range of its source in `body`. */
  heading(body: string): Heading | undefined;
  /**
   * Returns the position in `body` of a reference that was passed to `resolve`. Ignores code. If the same reference
   * occurs several times, `turn` selects one of them, starting at 1.
   */
  locate(body: string, href: string, turn?: number): Position | undefined;
}

/** Options of a renderer. */
export interface RendererOptions {
  /** Whether to render HTML for pages. */
  readonly pages: boolean;
  /** `marked` extensions. Each takes precedence over earlier ones and over Feedmill's extensions. */
  readonly extensions?: readonly Extension[];
}

/** Creates a renderer of Markdown. */
export function createRenderer({ pages, extensions = [] }: RendererOptions): Renderer {
  const markdown = createMarkdown(extensions);
  const highlight = pages ? createHighlight() : undefined;
  // Caches the last body, because an article with one broken link often has more.
  let searched: { readonly body: string; readonly find: FindReference } | undefined;
  return {
    render(body, resolve) {
      const slug = createSlugs();
      return sanitizeHtml(markdown.html(body), highlight ? { resolve, slug, highlight } : { resolve, slug });
    },
    clean: (html, resolve) => sanitizeHtml(html, { resolve, slug: createSlugs() }).feed,
    summarise: (body) => summarise(body, markdown.html),
    heading: (body) => firstHeading(body, markdown),
    locate(body, href, turn) {
      if (searched?.body !== body) searched = { body, find: createReferenceFinder(body) };
      return searched.find(href, turn);
    },
  };
}

/** Creates a function that returns a unique id for the text of a heading. */
function createSlugs(): (text: string) => string {
  const slugger = new GithubSlugger();
  return (text) => slugger.slug(text);
}
