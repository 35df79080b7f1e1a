import type { Article, Person } from '../../content/article/model.ts';
import type { Podcast } from '../../content/podcast/model.ts';
import { problem, type Place, type Problem } from '../../problems/problem.ts';
import type { FeedDocument, FeedPlan } from '../select.ts';
import { spellingKey } from '../../base/text.ts';
import { defined } from '../../base/json.ts';
import { encodePath } from '../../base/url.ts';
import { planArchives } from './archives.ts';
import { findTopics, type Topic } from './topics.ts';
import { matchesFilter } from '../../content/topic-filter.ts';
import type { CustomFeed, Config } from '../../config/model.ts';
import type { FormatName } from '../../config/format-name.ts';

/** The feeds of a site. */
export interface Feeds {
  /** First that of the site, then its archives, those of topics and custom ones. */
  readonly plans: readonly FeedPlan[];
  readonly topics: readonly TopicPlan[];
  /** Topics with the same URL, and custom feeds without any article. */
  readonly problems: readonly Problem[];
}

/** The ids by which subscribers know the feeds of a site. */
export interface KnownFeeds {
  readonly site: string;
  readonly feed?: string;
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

/**
 * Plans the feeds of a site from `articles`, newest first, and the articles of each. The ids of the feeds begin with `known.site`: the
 * site's URL, or its URL when people subscribed. The site's own feed may have a different id.
 */
export function planFeeds(
  articles: readonly Article[],
  config: Config,
  known: KnownFeeds = { site: config.url },
): Feeds {
  const { feeds, archiveSize } = config;
  const home = planHome(articles, config, known.feed ?? known.site);
  const { topics, clashes } = findTopics(articles, feeds.by, feeds.minimum, config.language);
  const planned = topics.map((topic) => planTopic(topic, config, known.site));
  const custom = feeds.custom.map((one) => planCustom(one, articles, config, known.site));
  return {
    plans: [
      ...(archiveSize === undefined ? [home] : planArchives(home, articles, archiveSize, config.url)),
      ...planned.map(({ feed }) => feed),
      ...custom,
    ],
    topics: planned,
    problems: [
      ...clashes.map(({ file, ...clash }) => problem('topic-clash', { file }, clash)),
      ...custom.flatMap((plan, index) =>
        plan.articles.length === 0 ? [emptyProblem(plan, feeds.custom[index]?.place)] : [],
      ),
    ],
  };
}

function emptyProblem({ documents }: FeedPlan, place: Place = {}): Problem {
  const { path } = documents.rss ?? documents.atom ?? documents.json ?? { path: '' };
  return problem('feed-empty', place, { path });
}

function planHome(articles: readonly Article[], config: Config, id: string): FeedPlan {
  const { title, url } = config;
  return planFeed(articles, config, {
    ...config,
    kind: 'site',
    label: title,
    id,
    home: url,
    folder: '',
  });
}

function planCustom(
  custom: CustomFeed,
  articles: readonly Article[],
  config: Config,
  base: string,
): FeedPlan {
  const folder = `feeds/${custom.name}/`;
  const held = articles.filter((article) => matchesFilter(custom.where, article));
  return planFeed(held, config, {
    ...custom,
    kind: 'custom',
    label: custom.title,
    language: common(held, config.language),
    id: base + encodePath(folder),
    home: config.url,
    authors: config.authors,
    folder,
  });
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
    language: common(articles, config.language),
    id: `${base}${encodePath(folder)}/`,
    home: url,
    folder: `${folder}/`,
    limit: feeds.limit,
    body: feeds.body,
    authors: ownersOf(topic, config),
  });
  return { topic, feed, url, ...(pages && { page: page.path }) };
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

/** Returns the language that all `articles` share, else that of the site. */
function common(articles: readonly Article[], site: string): string {
  const { language = site } = articles[0] ?? {};
  return articles.every((article) => article.language === language) ? language : site;
}

/** Returns the authors of a topic's feed: the author of an author's feed, else those of the site. */
function ownersOf({ kind, key, articles }: Topic, config: Config): readonly Person[] {
  if (kind !== 'author') return config.authors;
  const [latest] = articles;
  return latest?.authors.filter(({ name }) => spellingKey(name) === key) ?? config.authors;
}

/** The metadata that differs between the feeds of a site. */
interface Frame extends Pick<
  FeedPlan,
  'kind' | 'label' | 'title' | 'description' | 'language' | 'id' | 'home' | 'authors' | 'body'
> {
  /** Below the output folder; empty or ending with `/`. */
  readonly folder: string;
  readonly limit: number;
  readonly podcast?: Podcast;
}

function planFeed(articles: readonly Article[], config: Config, frame: Frame): FeedPlan {
  const held = articles.slice(0, frame.limit);
  const documents: Partial<Record<FormatName, FeedDocument>> = {};
  for (const name of ['rss', 'atom', 'json'] as const) {
    const file = config.files[name];
    const path = frame.folder + String(file);
    if (file !== false) documents[name] = { path, url: config.url + encodePath(path) };
  }
  const { kind, label, title, description, language, id, home, authors, body, podcast } = frame;
  const { license, icon, logo, maxBytes } = config;
  const markdown = config.markdown && body === 'full' ? true : undefined;
  const hubs = config.hubs.length > 0 ? config.hubs : undefined;
  const same = { kind, label, title, description, language, id, home, authors, body, maxBytes };
  return {
    ...same,
    ...defined({ license, icon, logo, markdown, podcast, hubs }),
    updated: latestUpdate(held),
    documents,
    articles: held,
    complete: held.length === articles.length,
  };
}

/** Returns the newest `updated` of `articles`, or 0. */
export function latestUpdate(articles: readonly Article[]): number {
  return articles.reduce((latest, { updated }) => Math.max(latest, updated.instant), 0);
}

/** Returns the files of the articles in the feeds that subscribers poll. */
export function filesInFeeds(plans: readonly FeedPlan[]): ReadonlySet<string> {
  const feeds = plans.filter(({ kind }) => kind !== 'archive');
  return new Set(feeds.flatMap((plan) => plan.articles.map(({ file }) => file)));
}
