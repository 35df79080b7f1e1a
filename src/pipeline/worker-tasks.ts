import type { ReadFile } from './read-article.ts';
import type { RenderJob, RenderResult, RenderSite } from './write-article.ts';
import type { Config } from '../config/model.ts';
import type { SourceFile } from '../content/discover.ts';

/** The tasks of worker threads. Setup, jobs and results are plain data, because they are sent from thread to thread. */
export interface Tasks {
  readonly read: {
    readonly setup: ReadSite;
    readonly job: ReadJob;
    readonly result: readonly ReadFile[];
  };
  readonly render: { readonly setup: RenderSite; readonly job: RenderJob; readonly result: RenderResult };
}

/** A message to a worker. */
export type Question =
  | { readonly kind: 'setup'; readonly name: keyof Tasks; readonly setup: unknown }
  | { readonly kind: 'jobs'; readonly first: number; readonly jobs: readonly unknown[] };

/** A message from a worker: the results of the jobs from index `first` on. */
export interface Answer {
  readonly first: number;
  readonly results: readonly unknown[];
}

/** The parts of the site that reading articles needs. */
export interface ReadSite {
  readonly config: Config;
  readonly languages: ReadonlyMap<string, string>;
  readonly assets: readonly SourceFile[];
  /** Whether to compute the MinHash signatures of texts. */
  readonly textSignatures: boolean;
}

/** Files to read, with the hashes of those that the cache knows. */
export type ReadJob = readonly { readonly source: SourceFile; readonly knownHash?: string }[];
