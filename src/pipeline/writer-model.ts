import type { WorkerPool } from './worker-pool.ts';
import type { OutputCache } from './output-cache.ts';
import type { CachedFeed, BuildCache, CachedRendering } from '../cache/model.ts';
import type { Output } from '../output/model.ts';
import type { Pages } from '../pages/pages.ts';
import type { RenderSite } from './write-article.ts';
import type { Problem } from '../problems/problem.ts';
import type { FeedPlan } from '../feeds/select.ts';
import type { Lists } from '../pages/site-data.ts';
import type { Fingerprints } from './fingerprints.ts';
import type { Copies } from './write-site-files.ts';
import type { Config } from '../config/model.ts';
import type { FeedFile } from '../feeds/feed-links.ts';
import type { Staged } from '../output/staging.ts';

/** The order of publication: nobody is ever led to a page or picture that is not there yet. */
export const rank = { asset: 0, style: 1, page: 2, archive: 3, feed: 4, index: 5 } as const;

/** What printing needs. */
export interface SiteWriter {
  readonly config: Config;
  readonly pages: Pages;
  readonly pool: WorkerPool;
  readonly renderSite: RenderSite;
  /** Absent where errors were found before: then only problems are looked for. */
  readonly output: Output | undefined;
  readonly plans: readonly FeedPlan[];
  readonly lists: Lists;
  /** Whether articles are rendered too that stand in no feed and on no page. */
  readonly everything: boolean;
  readonly cache: BuildCache;
  readonly fingerprints: Fingerprints;
  readonly outputCache: OutputCache;
  readonly copies: Copies;
}

/** What printing the articles came to. */
export interface WrittenArticles {
  readonly feeds: readonly FeedFile[];
  /** Plain texts for lists, by file. */
  readonly summaries: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** How many pages there are. */
  readonly pages: number;
  /** Whether all files that were read again were still as they were when their metadata was read. */
  readonly isAsRead: boolean;
  /** What the next build need not render or write: articles by their files, and feeds by the paths of their first documents. */
  readonly renderings: ReadonlyMap<string, CachedRendering>;
  readonly cachedFeeds: ReadonlyMap<string, CachedFeed>;
  readonly years: StagedYears;
}

/** What each page of a year is made from, and what was staged for it if that has changed; by the paths. */
export type StagedYears = ReadonlyMap<string, { readonly signature: string; readonly staged?: Staged }>;
