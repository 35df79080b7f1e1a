import type { Article, ParsedArticle } from '../content/article/model.ts';
import type { Pages } from './pages.ts';
import type { Site, TopicLink, YearLink } from './site.ts';
import { byYear } from './list.ts';
import type { Feeds } from '../feeds/plan-feeds.ts';
import type { Dated, Selection } from '../feeds/select.ts';
import { listPage, type Topic, type TopicPlan } from '../feeds/plan-feeds/topic-feeds.ts';
import { normalized, spellingKey } from '../base/text.ts';
import { encodePath } from '../base/url.ts';
import type { Config } from '../config/model.ts';
import { feedLinks } from '../feeds/feed-links.ts';

/** Maximum number of articles on the index; with more, it links to a page for each year. */
const shownOnIndex = 100;

/** The properties of a site that every page needs, as plain data that can be sent to a thread. */
export interface SiteData extends Omit<Site, 'topicOf'> {
  /** The index in `topics` by the kind and key of each topic. */
  readonly topicKeys: ReadonlyMap<string, number>;
}

/** Collects the properties of the site and its feeds that every page needs. */
export function describeSite(config: Config, { plans, topics }: Feeds): SiteData {
  const { index } = config.files;
  return {
    url: config.url,
    home: index === false || index === 'index.html' ? config.url : config.url + encodePath(index),
    ...(index !== false && { index: config.url + encodePath(index) }),
    title: config.title,
    description: config.description,
    language: config.language,
    timezone: config.timezone,
    authors: config.authors,
    ...(config.license && { license: config.license }),
    ...(config.icon !== undefined && { icon: config.icon }),
    feeds: plans.filter(({ kind }) => kind === 'site').flatMap(feedLinks),
    topics: topics.map(topicLink),
    topicKeys: new Map(topics.map(({ topic }, at) => [topicKey(topic), at])),
    others: plans.filter(({ kind }) => kind === 'custom').map(feedLinks),
  };
}

/** Returns `site` with a function that finds the topic of an article's value. */
export function withTopics(site: SiteData): Site {
  const { topics, topicKeys } = site;
  // Cached, because articles have the same few topics in the same spelling.
  return {
    ...site,
    topicOf: (kind, value) => topics[topicKeys.get(topicKey({ kind, key: spellingKey(value) })) ?? -1],
  };
}

function topicKey({ kind, key }: Pick<Topic, 'kind' | 'key'>): string {
  return `${kind} ${key}`;
}

function topicLink({ topic, feed, page, url }: TopicPlan): TopicLink {
  const { kind, label, articles } = topic;
  const feeds = feedLinks(feed);
  return {
    kind,
    label,
    ...(kind === 'language' && { language: feed.language }),
    url: page === undefined ? (feeds[0]?.url ?? url) : url,
    count: articles.length,
    feeds,
  };
}

/** The page of a topic, and its articles. */
export interface TopicPage {
  readonly link: TopicLink;
  /** Path below the output folder. */
  readonly path: string;
  /** Newest first. */
  readonly articles: readonly Article[];
}

/** The page of a year, and its articles. */
export interface YearPlan extends YearLink {
  /** Path below the output folder. */
  readonly path: string;
  readonly articles: readonly Dated[];
}

/** The articles of the index, newest first, the pages of the years, newest first, and those of topics. */
export interface Lists {
  readonly index: readonly Dated[];
  readonly years: readonly YearPlan[];
  readonly topics: readonly TopicPage[];
}

/**
 * Puts `articles` (newest first) on the index and, if there are many, on a page for each year; those of a topic with a page on that
 * page.
 */
export function planLists(
  articles: readonly Dated[],
  topicPlans: readonly TopicPlan[],
  config: Config,
  pages: Pick<Pages, 'yearOf'>,
): Lists {
  const topics = topicPlans.flatMap((plan): TopicPage[] =>
    plan.page === undefined
      ? []
      : [{ link: topicLink(plan), path: plan.page, articles: plan.topic.articles.slice(0, shownOnIndex) }],
  );
  if (config.files.index === false) return { index: [], years: [], topics };
  const index = articles.slice(0, shownOnIndex);
  // If another generator writes the pages, the URLs of years belong to it.
  if (articles.length <= shownOnIndex || !config.pages) return { index, years: [], topics };
  const years = byYear(articles, pages).map(({ year, members }) => {
    const { path, url } = listPage(String(year), config);
    return { year, url, path, count: members.length, articles: members };
  });
  return { index, years, topics };
}

/** Every URL of the site that references may lead to, and the files without a URL. */
export interface Addresses {
  /** URLs by file. */
  readonly published: ReadonlyMap<string, string>;
  readonly unpublished: ReadonlySet<string>;
  readonly otherUrls: readonly string[];
}

/** Returns the URLs of a site. */
export function addresses(
  parsedArticles: readonly ParsedArticle[],
  selection: Selection,
  lists: Lists,
  site: SiteData,
): Addresses {
  const published = new Map(
    [...selection.articles, ...selection.pages].map(({ article }) => [normalized(article.file), article.url]),
  );
  const files = parsedArticles.map(({ source }) => normalized(source.file));
  return {
    published,
    unpublished: new Set(files.filter((file) => !published.has(file))),
    otherUrls: [
      site.home,
      ...[site.feeds, ...site.topics.map(({ feeds }) => feeds), ...site.others].flat().map(({ url }) => url),
      ...lists.years.map(({ url }) => url),
      ...lists.topics.map(({ link }) => link.url),
    ],
  };
}
