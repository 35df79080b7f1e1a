import type { ReadFile } from './read-article.ts';
import type { RenderJob, RenderResult, RenderSite } from './write-article.ts';
import type { Config } from '../config/model.ts';
import type { SourceFile } from '../content/discover.ts';

/** What threads can do: what they are told first, a job, and what comes of it. All of it is plain data. */
export interface Tasks {
  readonly read: {
    readonly setup: ReadSite;
    readonly job: ReadJob;
    readonly result: readonly ReadFile[];
  };
  readonly render: { readonly setup: RenderSite; readonly job: RenderJob; readonly result: RenderResult };
}

/** What a thread is told. */
export type Question =
  | { readonly kind: 'setup'; readonly name: keyof Tasks; readonly setup: unknown }
  | { readonly kind: 'jobs'; readonly first: number; readonly jobs: readonly unknown[] };

/** What a thread says: the results of jobs from the number `first` on. */
export interface Answer {
  readonly first: number;
  readonly results: readonly unknown[];
}

/** What reading articles needs to know of the site: plain data, so that a thread can be sent it. */
export interface ReadSite {
  readonly config: Config;
  readonly languages: ReadonlyMap<string, string>;
  readonly assets: readonly SourceFile[];
  /** Whether the sketches of texts are wanted. */
  readonly textSignatures: boolean;
}

/** Files to read, and the hashes of those that were read before. */
export type ReadJob = readonly { readonly source: SourceFile; readonly knownHash?: string }[];
