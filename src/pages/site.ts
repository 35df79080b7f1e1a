import type { Article, Person } from '../content/article/model.ts';
import type { License } from '../content/license.ts';
import type { TopicKind } from '../content/topic-filter.ts';
import type { FeedLink } from '../feeds/feed-links.ts';

/** A topic, author, section or language with a feed of its own. */
export interface TopicLink {
  readonly kind: TopicKind;
  /** Plain text. */
  readonly label: string;
  /** BCP 47, if it differs from the site's: topics that are languages have names of their own. */
  readonly language?: string;
  /** Absolute URL of its page or, without one, of its feed. */
  readonly url: string;
  /** Number of its articles. */
  readonly count: number;
  readonly feeds: readonly FeedLink[];
}

/** The properties of the site that every page needs. Texts are plain text. */
export interface Site {
  /** Absolute URL that everything of the site is below. It ends with `/`. */
  readonly url: string;
  /** Absolute URL of the index page. */
  readonly home: string;
  /** Absolute URL of its file, if there is one: `home` with `index.html`. */
  readonly index?: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  /** IANA name: the zone of displayed dates. */
  readonly timezone: string;
  readonly feeds: readonly FeedLink[];
  /** By kind, then by name. */
  readonly topics: readonly TopicLink[];
  /** Returns the topic of an article's value, in any spelling. */
  readonly topicOf: (kind: TopicKind, value: string) => TopicLink | undefined;
  /** Custom feeds, each in its formats. */
  readonly others: readonly (readonly FeedLink[])[];
  /** Absolute URL. */
  readonly icon?: string;
  readonly authors: readonly Person[];
  readonly license?: License;
}

/** An article in a list. */
export interface ListedArticle {
  readonly article: Article;
  /** Plain text, may be empty. */
  readonly summary: string;
  /** Absolute URL of the article's page, wherever that is. */
  readonly linked: string;
}

/** The page of a year. */
export interface YearLink {
  readonly year: number;
  /** Absolute URL. */
  readonly url: string;
  /** Number of its articles. */
  readonly count: number;
}

/** The properties of another article that a page links to. */
export type Neighbour = Pick<Article, 'title' | 'url' | 'language'>;

/** The articles published directly after and before one. */
export interface Neighbours {
  readonly newer?: Neighbour | undefined;
  readonly older?: Neighbour | undefined;
}
