import type { Extension } from '../markdown/renderer.ts';
import type { Article, Page } from '../content/article/model.ts';
import type { ArticleChanges } from '../content/article/apply-changes.ts';
import type { FormatName } from './format-name.ts';

export type Answer<T> = T | void | undefined | null | Promise<T | void | undefined | null>;

/** Code of the site's own that a build runs: what `feedmill.config.js` can hold beside the keys of `feedmill.yaml`. */
export interface Hooks {
  /** For `marked`, each used for every article. What they write is cleaned like everything else. */
  readonly marked?: readonly Extension[];
  /**
   * Called for each article and page that is read and no draft, in the order of their files, before anything is selected.
   * Gets a frozen copy; gives what is to be changed, `false` to leave the article out of everything, or nothing.
   */
  readonly article?: (article: Article | Page) => Answer<ArticleChanges | false>;
  /** Called for each article of the feeds and each format, before its item is written; gives what is to be changed. */
  readonly item?: (item: Item, article: Article, format: FormatName) => Answer<ItemChanges>;
}

/** An item of a feed as the hook `item` gets it: frozen. */
export interface Item {
  /** Plain texts; the summary may be empty. */
  readonly title: string;
  readonly summary: string;
  /** Cleaned, with absolute addresses; empty where there is no text. */
  readonly html: string;
  /** The topics: categories, then tags. */
  readonly tags: readonly string[];
  /** The article's absolute URL. */
  readonly url: string;
}

/** What of an item may be changed. */
export interface ItemChanges {
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  /** Cleaned as articles are: no script, no form; addresses are made absolute. */
  readonly html?: string | undefined;
  /** In JSON Feed, custom objects (§ Extensions): anything JSON can hold, under a name of `_` and a letter. */
  readonly [name: `_${string}`]: unknown;
}
