import type { Article, Person } from '../content/article/model.ts';
import type { License } from '../content/license.ts';
import type { TopicKind } from '../content/topic-filter.ts';
import type { FeedLink } from '../feeds/feed-document.ts';

/** A topic, author, section or language with a feed of its own. */
export interface TopicLink {
  readonly kind: TopicKind;
  /** Plain text. */
  readonly label: string;
  /** BCP 47, where that is another one than the site's: of languages, whose names are their own. */
  readonly language?: string;
  /** Absolute URL of its page, or where there is none of its feed. */
  readonly url: string;
  /** Articles of it. */
  readonly count: number;
  readonly feeds: readonly FeedLink[];
}

/** What every page says of the site. Texts are plain text. */
export interface Site {
  /** Absolute URL everything of the site lies below, ends with `/`. */
  readonly url: string;
  /** Absolute URL of the index page. */
  readonly home: string;
  /** Absolute URL of its file, where there is one: `home` with `index.html`. */
  readonly index?: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  /** IANA name: the zone dates are shown in. */
  readonly timezone: string;
  readonly feeds: readonly FeedLink[];
  /** By kind, then by name. */
  readonly topics: readonly TopicLink[];
  /** The topic an article's value belongs to, whatever its spelling. */
  readonly topicOf: (kind: TopicKind, value: string) => TopicLink | undefined;
  /** Hand-made feeds, each in its formats. */
  readonly others: readonly (readonly FeedLink[])[];
  /** Absolute URL. */
  readonly icon?: string;
  readonly authors: readonly Person[];
  readonly license?: License;
}

/** An article as it stands in a list. */
export interface ListedArticle {
  readonly article: Article;
  /** Plain text, may be empty. */
  readonly summary: string;
  /** Absolute URL the title leads to: the article's page, wherever it is. */
  readonly linked: string;
}

/** The page of a year. */
export interface YearLink {
  readonly year: number;
  /** Absolute URL. */
  readonly url: string;
  /** Articles on it. */
  readonly count: number;
}

/** What a page says of another article. */
export type Neighbour = Pick<Article, 'title' | 'url' | 'language'>;

/** The articles published just after and just before one. */
export interface Neighbours {
  readonly newer?: Neighbour | undefined;
  readonly older?: Neighbour | undefined;
}
