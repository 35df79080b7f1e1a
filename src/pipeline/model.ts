import type { DiskClock } from '../cache/disk-clock.ts';
import type { UnchangedReport } from '../cache/model.ts';
import type { OutputOptions, OutputCounts } from '../output/model.ts';
import type { SubscribersOptions } from '../subscribers/subscribers.ts';
import type { Sharing } from '../base/io.ts';
import type { Problem } from '../problems/problem.ts';
import type { Selection } from '../feeds/select.ts';
import type { FeedFile } from '../feeds/feed-links.ts';
import type { Plan } from '../subscribers/plan.ts';

/** Input of a build apart from the config. Nothing below reads the clock or the process by itself. */
export interface BuildInput extends Omit<OutputOptions, 'name' | 'dryRun'> {
  /** Milliseconds since 1970. Articles with a later date are not published yet. */
  readonly now: number;
  /** `false` checks everything and writes nothing. */
  readonly write: boolean;
  /** Where the build cache is. Without it the build has no cache. */
  readonly cache?: CacheOptions;
  /** What subscribers have, and how to use it. Without it every article is new. */
  readonly subscribers?: SubscribersOptions;
  /** How many threads share the work, this one included. Default: 1. */
  readonly threads?: number;
  /** How threads share the work, if not as usual. */
  readonly sharing?: Sharing;
  /** Called when a stage begins. */
  readonly stage?: (stage: Stage) => void;
  /** Called with the number of articles that a stage has finished. */
  readonly progress?: (stage: 'read' | 'render', done: number, total: number) => void;
}

/** Options of the build cache. */
export interface CacheOptions {
  /** Absolute path of the file. Each config and each version needs its own. */
  readonly file: string;
  /** Returns the report of the next build if nothing changes. If it is absent or returns `undefined`, the next build runs anyway. */
  readonly report?: (outcome: Outcome) => UnchangedReport | undefined;
  /** The clock of the disk. Default: the cache writes a file to find out. */
  readonly clock?: DiskClock;
}

/** The stages of a build that take time, in order. */
export type Stage =
  | 'discover'
  | 'cache'
  | 'read'
  | 'select'
  | 'plan'
  | 'render'
  | 'lists'
  | 'publish'
  | 'save'
  | 'end';

/** The result of a build. */
export interface Outcome {
  readonly problems: readonly Problem[];
  readonly selection: Selection;
  readonly drafts: number;
  /** Articles left out because they have no date (`undated: skip`). */
  readonly undated: number;
  readonly feeds: readonly FeedFile[];
  readonly pages: number;
  /** The changes for subscribers. */
  readonly plan: Plan;
  /** The source that shows what subscribers have; empty if there is none. */
  readonly comparedWith: string;
  /** Whether the build changed the lock file. */
  readonly isLockWritten: boolean;
  /** Absent if nothing was published: the output is unchanged. */
  readonly counts?: OutputCounts;
  /** SHA-256 of each file that was written, by its path. */
  readonly hashes?: ReadonlyMap<string, string>;
}
