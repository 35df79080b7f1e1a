import type { Article } from './article/model.ts';
import { spellingKey } from '../base/text.ts';

/** The fields of articles that can have feeds, each with the word for several: the name of a folder and of a heading. */
export const topicWords = {
  tag: 'tags',
  category: 'categories',
  author: 'authors',
  section: 'sections',
  language: 'languages',
} as const;

/** A field of articles that can have feeds. */
export type TopicKind = keyof typeof topicWords;

/** Values by field. An article matches a field if it has one of the values. Each value is a `spellingKey`. */
export type Terms = Readonly<Partial<Record<TopicKind, readonly string[]>>>;

/** Selects articles: they match all fields of `terms`, and none of `not`. */
export interface TopicFilter {
  readonly terms: Terms;
  readonly not: Terms;
  /** Milliseconds since 1970. Older articles do not match. */
  readonly since?: number;
}

/** Returns the values of one kind that an article has, as written. */
export function valuesOf(kind: TopicKind, article: Article): readonly string[] {
  return read[kind](article);
}

const read: Readonly<Record<TopicKind, (article: Article) => readonly string[]>> = {
  tag: ({ tags }) => tags,
  category: ({ categories }) => categories,
  author: ({ authors }) => authors.map(({ name }) => name),
  section: ({ section }) => (section === '' ? [] : [section]),
  language: ({ language }) => [language],
};

const kinds = ['tag', 'category', 'author', 'section', 'language'] as const;

/** Whether an article matches a filter. */
export function matchesFilter({ terms, not, since }: TopicFilter, article: Article): boolean {
  if (since !== undefined && article.published.instant < since) return false;
  const has = (some: Terms, kind: TopicKind) => {
    const wanted = some[kind];
    return wanted && valuesOf(kind, article).some((one) => wanted.includes(spellingKey(one)));
  };
  return kinds.every((kind) => has(terms, kind) !== false && has(not, kind) !== true);
}
