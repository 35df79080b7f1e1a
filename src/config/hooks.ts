import type { Extension } from '../markdown/renderer.ts';
import type { Article, Page } from '../content/article/model.ts';
import type { ArticleChanges } from '../content/article/apply-changes.ts';
import type { FormatName } from './format-name.ts';

export type Answer<T> = T | void | undefined | null | Promise<T | void | undefined | null>;

/** Code of the site that a build runs. `feedmill.config.mjs` can have it beside the keys of `feedmill.yaml`. */
export interface Hooks {
  /** Extensions of `marked` for all articles. Their HTML is sanitized like all other HTML. */
  readonly marked?: readonly Extension[];
  /**
   * Called for each article and page that is not a draft, in the order of their files, before any feed is planned. It gets a
   * frozen copy, and returns changes, `false` to drop the article, or nothing to leave it as it is.
   */
  readonly article?: (article: Article | Page) => Answer<ArticleChanges | false>;
  /** Called for each article in a feed and each format, before the item is written. It returns changes, or nothing. */
  readonly item?: (item: Item, article: Article, format: FormatName) => Answer<ItemChanges>;
}

/** An item of a feed as the hook `item` gets it. It is frozen. */
export interface Item {
  /** Plain texts; the summary may be empty. */
  readonly title: string;
  readonly summary: string;
  /** Sanitized HTML with absolute URLs; empty if the article has no text. */
  readonly html: string;
  /** Categories, then tags. */
  readonly tags: readonly string[];
  /** The article's absolute URL. */
  readonly url: string;
}

/** Changes to an item. */
export interface ItemChanges {
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  /** HTML. It is sanitized as that of articles is, and its URLs become absolute. */
  readonly html?: string | undefined;
  /** Extensions of JSON Feed: any JSON value. The name begins with `_` and a letter (JSON Feed 1.1, Extensions). */
  readonly [name: `_${string}`]: unknown;
}
