import type { Article, Person } from '../../content/article/model.ts';
import { languageName } from '../../base/language.ts';
import { spellingKey } from '../../base/text.ts';
import { encodePath } from '../../base/url.ts';
import type { Config } from '../../config/model.ts';
import { topicWords, valuesOf, type TopicKind } from '../../content/topic-filter.ts';
import type { FeedPlan } from '../select.ts';
import { commonLanguage, planFeed } from './feed.ts';
import { slug } from './slug.ts';

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
interface TopicClash {
  readonly kind: TopicKind;
  /** The younger topic, the file of its oldest article, and the other topic. */
  readonly label: string;
  readonly file: string;
  readonly other: string;
  readonly folder: string;
}

/** A topic with its feed, and with its page if pages are written. */
export interface TopicPlan {
  readonly topic: Topic;
  readonly feed: FeedPlan;
  /** Path of the page below the output folder. */
  readonly page?: string;
  /** Absolute URL of the page; without pages, of the site. */
  readonly url: string;
}

/** Plans a feed for each topic that the config names: for each tag, author, and so on. The ids of the feeds begin with `base`. */
export function planTopicFeeds(
  articles: readonly Article[],
  config: Config,
  base: string,
): { readonly topics: readonly TopicPlan[]; readonly clashes: readonly TopicClash[] } {
  const { by, minimum } = config.feeds;
  const { topics, clashes } = findTopics(articles, by, minimum, config.language);
  return { topics: topics.map((topic) => planTopic(topic, config, base)), clashes };
}

function planTopic(topic: Topic, config: Config, base: string): TopicPlan {
  const { kind, label, folder, articles } = topic;
  const { pages, feeds } = config;
  const page = listPage(folder, config);
  const url = pages ? page.url : config.url;
  const feed = planFeed(articles, config, {
    kind,
    label,
    title: `${label} — ${config.title}`,
    description: config.description,
    language: commonLanguage(articles, config.language),
    id: `${base}${encodePath(folder)}/`,
    home: url,
    folder: `${folder}/`,
    limit: feeds.limit,
    body: feeds.body,
    authors: ownersOf(topic, config),
  });
  return { topic, feed, url, ...(pages && { page: page.path }) };
}

/** Returns the authors of a topic's feed: the author of an author's feed, else those of the site. */
function ownersOf({ kind, key, articles }: Topic, config: Config): readonly Person[] {
  if (kind !== 'author') return config.authors;
  const [latest] = articles;
  return latest?.authors.filter(({ name }) => spellingKey(name) === key) ?? config.authors;
}

/**
 * Returns the path and the URL of a page with a list of articles. They are in the style of the permalinks: if a site works when opened
 * from disk, these pages do too.
 */
export function listPage(
  folder: string,
  { url, permalink }: Pick<Config, 'url' | 'permalink'>,
): { readonly path: string; readonly url: string } {
  return permalink.endsWith('/')
    ? { path: `${folder}/index.html`, url: url + encodePath(`${folder}/`) }
    : { path: `${folder}.html`, url: url + encodePath(`${folder}.html`) };
}

/** Returns the topics of `kinds` that at least `minimum` of `articles` (newest first) have, by kind, then by name. */
function findTopics(
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
    folder: `${topicWords[kind]}/${slug(topic.label)}`,
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
