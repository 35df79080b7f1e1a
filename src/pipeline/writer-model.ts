import type { Config } from '../config/config.ts';
import type { Crew } from './worker-pool.ts';
import type { FeedFile } from './assemble-feeds.ts';
import type { Ledger } from './output-cache.ts';
import type { FeedMemory, Memory, PrintMemory } from '../cache/model.ts';
import type { Output } from '../output/output.ts';
import type { Pages } from '../pages/pages.ts';
import type { PrintSite } from './write-article.ts';
import type { Problem } from '../problems/problem.ts';
import type { FeedPlan } from '../feeds/select.ts';
import type { Lists } from '../pages/site-data.ts';
import type { Stamps } from './fingerprints.ts';
import type { Copies } from './write-site-files.ts';
import type { StagedYears } from './write-lists.ts';

/** The order of publication: nobody is ever led to a page or picture that is not there yet. */
export const rank = { asset: 0, style: 1, page: 2, archive: 3, feed: 4, index: 5 } as const;

/** What printing needs. */
export interface Press {
  readonly config: Config;
  readonly pages: Pages;
  readonly crew: Crew;
  readonly printSite: PrintSite;
  /** Absent where errors were found before: then only problems are looked for. */
  readonly output: Output | undefined;
  readonly plans: readonly FeedPlan[];
  readonly lists: Lists;
  /** Whether articles are rendered too that stand in no feed and on no page. */
  readonly everything: boolean;
  readonly memory: Memory;
  readonly stamps: Stamps;
  readonly ledger: Ledger;
  readonly copies: Copies;
}

/** What printing the articles came to. */
export interface Printed {
  readonly feeds: readonly FeedFile[];
  /** Plain texts for lists, by file. */
  readonly summaries: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** How many pages there are. */
  readonly pages: number;
  /** Whether all files that were read again were still as they were when their metadata was read. */
  readonly isAsRead: boolean;
  /** What is to be remembered of articles, and of feeds by the paths of their first documents. */
  readonly prints: ReadonlyMap<string, PrintMemory>;
  readonly feedMemories: ReadonlyMap<string, FeedMemory>;
  readonly years: StagedYears;
}
