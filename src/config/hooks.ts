import type { Extension } from '../markdown/renderer.ts';
import type { Article, Page } from '../content/article/model.ts';
import type { ArticleChanges } from '../content/article/apply-changes.ts';
import type { FormatName } from './format-name.ts';

export type Answer<T> = T | void | undefined | null | Promise<T | void | undefined | null>;

/** Code that a build runs. `feedmill.config.mjs` can contain it in addition to the keys of `feedmill.yaml`. */
export interface Hooks {
  /** `marked` extensions for all articles. Feedmill sanitizes their HTML like all other HTML. */
  readonly marked?: readonly Extension[];
  /**
   * Called for each article and page that is not a draft, sorted by file path, before Feedmill selects what to publish. It gets a
   * frozen copy. It returns the changes, `false` to omit the article, or `undefined` to leave it unchanged.
   */
  readonly article?: (article: Article | Page) => Answer<ArticleChanges | false>;
  /** Called for each article in the feeds and each format, before Feedmill writes the item. It returns the changes or `undefined`. */
  readonly item?: (item: Item, article: Article, format: FormatName) => Answer<ItemChanges>;
}

/** A feed item, as passed to the hook `item`. It is frozen. */
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
  /** HTML. Feedmill sanitizes it like the HTML of articles, and makes its URLs absolute. */
  readonly html?: string | undefined;
  /** JSON Feed extensions: any JSON value. The name starts with `_` and a letter (JSON Feed 1.1, Extensions). */
  readonly [name: `_${string}`]: unknown;
}
