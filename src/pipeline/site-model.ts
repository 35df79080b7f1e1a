import type { FileStat } from '../base/file-stat.ts';
import type { OpenCache } from '../cache/store.ts';
import type { Config } from '../config/model.ts';
import type { ArticleOptions } from '../content/article.ts';
import type { ParsedArticle } from '../content/article/model.ts';
import type { Assets } from '../content/assets.ts';
import type { Discovery } from '../content/discover.ts';
import type { Selection } from '../feeds/select.ts';
import type { planFeeds } from '../feeds/plan-feeds.ts';
import type { Pages } from '../pages/pages.ts';
import type { Lists, SiteData } from '../pages/site-data.ts';
import type { Problem } from '../problems/problem.ts';
import type { Planned, Subscribers } from '../subscribers/subscribers.ts';
import type { BuildInput } from './model.ts';
import type { ReadArticles } from './read-articles.ts';
import type { WorkerPool } from './worker-pool.ts';

/** The inputs of a site. */
export interface SiteSources {
  readonly config: Config;
  readonly options: BuildInput;
  readonly pool: WorkerPool;
  readonly found: Discovery;
  readonly assets: Assets;
  /** The options with which articles were read, and the articles. */
  readonly site: ArticleOptions;
  readonly read: ReadArticles;
  /** The stat of the lock file before it was read; undefined if there was none. */
  readonly lockStat: FileStat | undefined;
  /** Absent if the build has no cache. */
  readonly opened?: OpenCache;
}

/** Which articles are published in which feeds, and on which pages. */
export interface SitePlan {
  readonly parsedArticles: readonly ParsedArticle[];
  readonly selection: Selection;
  readonly subscribers: Subscribers;
  /** The changes for subscribers. */
  readonly planned: Planned;
  readonly feeds: ReturnType<typeof planFeeds>;
  readonly site: SiteData;
  readonly pages: Pages;
  readonly lists: Lists;
  readonly problems: readonly Problem[];
}
