import type { Article } from '../content/article/model.ts';
import { problem, type Place, type Problem } from '../problems/problem.ts';
import type { FeedPlan } from './select.ts';
import { encodePath } from '../base/url.ts';
import { planArchives } from './plan-feeds/archives.ts';
import { commonLanguage, planFeed } from './plan-feeds/feed.ts';
import { planTopicFeeds, type TopicPlan } from './plan-feeds/topic-feeds.ts';
import { matchesFilter } from '../content/topic-filter.ts';
import type { CustomFeed, Config } from '../config/model.ts';

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

/**
 * Plans the feeds of a site from `articles`, newest first, and the articles of each. The ids of the feeds begin with `known.site`: the
 * site's URL, or its URL when people subscribed. The site's own feed may have a different id.
 */
export function planFeeds(articles: readonly Article[], config: Config, known: KnownFeeds): Feeds {
  const { feeds, archiveSize } = config;
  const home = planHome(articles, config, known.feed ?? known.site);
  const { topics, clashes } = planTopicFeeds(articles, config, known.site);
  const custom = feeds.custom.map((one) => planCustom(one, articles, config, known.site));
  return {
    plans: [
      ...(archiveSize === undefined ? [home] : planArchives(home, articles, archiveSize, config.url)),
      ...topics.map(({ feed }) => feed),
      ...custom,
    ],
    topics,
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
    language: commonLanguage(held, config.language),
    id: base + encodePath(folder),
    home: config.url,
    authors: config.authors,
    folder,
  });
}

/** Returns the files of the articles in the feeds that subscribers poll. */
export function filesInFeeds(plans: readonly FeedPlan[]): ReadonlySet<string> {
  const feeds = plans.filter(({ kind }) => kind !== 'archive');
  return new Set(feeds.flatMap((plan) => plan.articles.map(({ file }) => file)));
}
