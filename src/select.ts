import type { Article, License, Person } from './article.ts';

/** The name of a feed format, a row of the formats table. */
export type FormatName = 'rss' | 'atom' | 'json';

/** One feed document of a plan. */
export interface FeedDocument {
  /** Path below the output folder. */
  readonly path: string;
  /** Its own absolute URL. */
  readonly url: string;
}

/** A feed: its metadata, its articles newest first, and where each format's document goes. */
export interface FeedPlan {
  /** Plain texts. */
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  /** Absolute IRI of the feed itself (Atom). */
  readonly id: string;
  /** Absolute URL of the page the feed belongs to. */
  readonly home: string;
  /** Milliseconds since 1970: the newest `updated` of its articles, 0 without any. */
  readonly updated: number;
  /** Of the site. */
  readonly authors: readonly Person[];
  readonly license?: License;
  /** Absolute URLs of a square (1:1) and a wide (2:1) picture. */
  readonly icon?: string;
  readonly logo?: string;
  /** Whether items carry the whole article or only its summary. */
  readonly body: 'full' | 'summary';
  readonly documents: Readonly<Partial<Record<FormatName, FeedDocument>>>;
  readonly articles: readonly Article[];
}
