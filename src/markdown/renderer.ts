import GithubSlugger from 'github-slugger';
import { sanitizeHtml } from './render/sanitize.ts';
import { firstHeading } from './render/heading.ts';
import type { Heading } from './render/heading.ts';
import { createHighlight } from './render/highlight.ts';
import { createMarkdown } from './render/markdown.ts';
import type { Extension } from './render/markdown.ts';
import { createLocate } from './render/position.ts';
import type { Locate, Position } from './render/position.ts';
import { publishSource } from './render/source.ts';
import { summarise } from './render/summary.ts';
import type { Resolve, Rendered } from './model.ts';

export type { Extension };

/** The render stage: Markdown bodies to HTML and text. Nothing of one body reaches the next. */
export interface Renderer {
  /**
   * The HTML of `body`. Throws an `Error` whose message is a sentence about `body` where it is nested so deep that
   * no reader could show it (quotes and lists more than 100, elements more than 500), or where reading it
   * would take minutes.
   */
  render(body: string, resolve: Resolve): Rendered;
  /**
   * `body` in a sentence or two, plain text on one line: what stands before `<!-- more -->`, else its beginning,
   * at most 280 UTF-16 units. Without headings, code, tables, captions and notes; `''` where there is no text.
   * Throws as `render` does.
   */
  summarise(body: string): string;
  /** `html`, whoever wrote it, as HTML for feeds. Throws as `render` does. */
  clean(html: string, resolve: Resolve): string;
  /**
   * `body` in Markdown that may be published beside `feed`, the HTML it was rendered to; nothing where there is no safe one.
   * `resolve` gives what it gave then, and absolute addresses as they are.
   */
  source(body: string, feed: string, resolve: Resolve): string | undefined;
  /** The first heading of level 1 outside quotes, lists and code, and where its source stands in `body`. */
  heading(body: string): Heading | undefined;
  /**
   * Where in `body` the reference stands that `resolve` was given; code is not searched. `turn` counts from 1 where
   * the same one stands several times.
   */
  locate(body: string, href: string, turn?: number): Position | undefined;
}

/** What a renderer is told. */
export interface RendererOptions {
  /** Whether page HTML is wanted. */
  readonly pages: boolean;
  /** Extensions of Markdown, each winning over those before it and over what Feedmill does itself. */
  readonly extensions?: readonly Extension[];
}

/** A renderer of Markdown. */
export function createRenderer({ pages, extensions = [] }: RendererOptions): Renderer {
  const markdown = createMarkdown(extensions);
  const highlight = pages ? createHighlight() : undefined;
  // The body searched last: an article with one dead link often has more.
  let searched: { readonly body: string; readonly locate: Locate } | undefined;
  return {
    render(body, resolve) {
      const slug = slugs();
      return sanitizeHtml(markdown.html(body), highlight ? { resolve, slug, highlight } : { resolve, slug });
    },
    clean: (html, resolve) => sanitizeHtml(html, { resolve, slug: slugs() }).feed,
    source: (body, feed, resolve) => publishSource(body, feed, { markdown, resolve, slugs }),
    summarise: (body) => summarise(body, markdown.html),
    heading: (body) => firstHeading(body, markdown),
    locate(body, href, turn) {
      if (searched?.body !== body) searched = { body, locate: createLocate(body) };
      return searched.locate(href, turn);
    },
  };
}

/** Names headings by their text, none twice. */
function slugs(): (text: string) => string {
  const slugger = new GithubSlugger();
  return (text) => slugger.slug(text);
}
