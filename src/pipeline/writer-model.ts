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

/** The order of publication: no link ever leads to a page or picture that does not exist yet. */
export const rank = { asset: 0, style: 1, page: 2, archive: 3, feed: 4, index: 5 } as const;

/** The data that writing a site needs. */
export interface SiteWriter {
  readonly config: Config;
  readonly pages: Pages;
  readonly pool: WorkerPool;
  readonly renderSite: RenderSite;
  /** Absent after errors: then the build only looks for problems. */
  readonly output: Output | undefined;
  readonly plans: readonly FeedPlan[];
  readonly lists: Lists;
  /** Whether to render articles too that are in no feed and on no page. */
  readonly everything: boolean;
  readonly cache: BuildCache;
  readonly fingerprints: Fingerprints;
  readonly outputCache: OutputCache;
  readonly copies: Copies;
}

/** The result of writing the articles. */
export interface WrittenArticles {
  readonly feeds: readonly FeedFile[];
  /** Plain texts for lists, by file. */
  readonly summaries: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** Number of pages. */
  readonly pages: number;
  /** Whether all files that were read again are unchanged since their metadata was read. */
  readonly isAsRead: boolean;
  /** Cache entries for the next build: articles by file, and feeds by the path of their first document. */
  readonly renderings: ReadonlyMap<string, CachedRendering>;
  readonly cachedFeeds: ReadonlyMap<string, CachedFeed>;
  readonly years: StagedYears;
}

/** The fingerprint of the page of each year, and its staged file if it changed, by path. */
export type StagedYears = ReadonlyMap<string, { readonly signature: string; readonly staged?: Staged }>;
