import type { OutputOptions, OutputCounts } from '../output/model.ts';
import type { SubscribersOptions } from '../subscribers/subscribers.ts';
import type { SourceStats } from '../cache/up-to-date.ts';
import type { Problem } from '../problems/problem.ts';
import type { Selection } from '../feeds/select.ts';
import type { FeedFile } from '../feeds/feed-links.ts';
import type { Plan } from '../subscribers/plan.ts';
import type { Snapshot } from '../cache/snapshot.ts';

/** Input of a build apart from the config. Nothing below reads the clock or the process by itself. */
export interface BuildInput extends Omit<OutputOptions, 'name' | 'dryRun'> {
  /** Milliseconds since 1970. Articles with a later date are not published yet. */
  readonly now: number;
  /** `false` checks everything and writes nothing. */
  readonly write: boolean;
  /**
   * Absolute path of the folder of the build cache. Another config and another version need another folder. Without it the build
   * has no cache.
   */
  readonly cache?: string;
  /** What subscribers have, and how to use it. Without it every article is new. */
  readonly subscribers?: SubscribersOptions;
  /** The state of the files just before the build, with the same config and output. */
  readonly sourceStats?: SourceStats;
  /** How many threads share the work, this one included. Default: 1. */
  readonly threads?: number;
  /** Called when a stage begins. */
  readonly stage?: (stage: Stage) => void;
  /** Called with the number of articles that a stage has finished. */
  readonly progress?: (stage: 'read' | 'render', done: number, total: number) => void;
}

/** The stages of a build as far as they take time, in their order. */
export type Stage =
  | 'discover'
  | 'recall'
  | 'read'
  | 'select'
  | 'plan'
  | 'print'
  | 'lists'
  | 'publish'
  | 'remember'
  | 'end';

/** What a build came to. */
export interface Outcome {
  readonly problems: readonly Problem[];
  readonly selection: Selection;
  readonly drafts: number;
  /** Articles left out because they have no date (`undated: skip`). */
  readonly undated: number;
  readonly feeds: readonly FeedFile[];
  readonly pages: number;
  /** What it does to subscribers. */
  readonly plan: Plan;
  /** What tells what they have; empty where nothing does. */
  readonly comparedWith: string;
  /** Whether the lock is another one now. */
  readonly isLockWritten: boolean;
  /** Absent where nothing was published: the output is as it was. */
  readonly counts?: OutputCounts;
  /** SHA-256 of each file that was written, by its path. */
  readonly hashes?: ReadonlyMap<string, string>;
  /** What of it shows that the next build would come to the same; absent where nothing does. */
  readonly snapshot?: Snapshot;
}
