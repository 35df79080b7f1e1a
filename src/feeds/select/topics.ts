import type { Article } from '../../content/article/model.ts';
import { languageName } from '../../base/language.ts';
import { spellingKey } from '../../base/text.ts';
import { slug } from './slug.ts';
import { valuesOf, type TopicKind } from '../../content/topic-filter.ts';

/** A value that articles share: a tag, an author, a language. */
export interface Topic {
  readonly kind: TopicKind;
  /** Its `spellingKey`. */
  readonly key: string;
  /** Plain text: the spelling of its oldest article; for a language, its name in that language. */
  readonly label: string;
  /** Folder of its feeds and page below the output folder: `tags/ferry`. */
  readonly folder: string;
  /** Newest first. */
  readonly articles: readonly Article[];
}

/** Two topics with the same URL. */
export interface TopicClash {
  readonly kind: TopicKind;
  /** The younger topic, the file of its oldest article, and the other topic. */
  readonly label: string;
  readonly file: string;
  readonly other: string;
  readonly folder: string;
}

const folders: Readonly<Record<TopicKind, string>> = {
  tag: 'tags',
  category: 'categories',
  author: 'authors',
  section: 'sections',
  language: 'languages',
};

/** Returns the topics of `kinds` that at least `minimum` of `articles` (newest first) have, by kind, then by name. */
export function findTopics(
  articles: readonly Article[],
  kinds: readonly TopicKind[],
  minimum: number,
  language: string,
): { readonly topics: readonly Topic[]; readonly clashes: readonly TopicClash[] } {
  let collator: Intl.Collator | undefined;
  const compare = (one: string, other: string) => {
    // Created only if there is something to sort: it takes as long as a small feed.
    collator ??= new Intl.Collator(language, { numeric: true });
    return collator.compare(one, other);
  };
  const topics = kinds.flatMap((kind) =>
    group(articles, kind)
      .filter((topic) => topic.articles.length >= minimum)
      .toSorted((a, b) => compare(a.label, b.label) || (a.key < b.key ? -1 : 1)),
  );
  const clashes = findClashes(topics);
  const isClashing = ({ kind, label }: Topic) =>
    clashes.some((one) => one.kind === kind && one.label === label);
  return { topics: clashes.length === 0 ? topics : topics.filter((one) => !isClashing(one)), clashes };
}

function group(articles: readonly Article[], kind: TopicKind): Topic[] {
  const found = new Map<string, { label: string; readonly articles: Article[] }>();
  for (const article of articles) {
    for (const value of valuesOf(kind, article)) {
      const key = spellingKey(value);
      const known = found.get(key) ?? { label: value, articles: [] };
      found.set(key, known);
      // The oldest article comes last, so its spelling stays, whatever is written later.
      known.label = value;
      if (known.articles.at(-1) !== article) known.articles.push(article);
    }
  }
  return [...found].map(([key, topic]) => ({
    kind,
    key,
    label: kind === 'language' ? languageName(topic.label) : topic.label,
    // The folder of a language is its tag.
    folder: `${folders[kind]}/${slug(topic.label)}`,
    articles: topic.articles,
  }));
}

function findClashes(topics: readonly Topic[]): TopicClash[] {
  const first = new Map<string, Topic>();
  const age = ({ articles }: Topic) => articles.at(-1)?.published.instant ?? 0;
  return topics
    .toSorted((a, b) => age(a) - age(b))
    .flatMap((topic) => {
      const key = topic.folder.normalize('NFC');
      const other = first.get(key);
      if (!other) first.set(key, topic);
      const file = topic.articles.at(-1)?.file ?? '';
      const { kind, label, folder } = topic;
      return other ? [{ kind, label, file, other: other.label, folder }] : [];
    });
}
