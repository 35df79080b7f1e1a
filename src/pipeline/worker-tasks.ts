import type { ReadJob, ReadResult, ReadSite } from './read-articles.ts';
import type { ReadFile } from './read-article.ts';
import type { Order, Print, PrintSite } from './write-article.ts';

/** What threads can do: what they are told first, a job, and what comes of it. All of it is plain data. */
export interface Tasks {
  readonly read: {
    readonly setup: ReadSite;
    readonly job: ReadJob;
    readonly result: ReadResult | readonly ReadFile[];
  };
  readonly print: { readonly setup: PrintSite; readonly job: Order; readonly result: Print };
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
