import type { Discovery, SourceFile } from '../discover.ts';
import type { OutputResult } from '../output.ts';
import { manifestPath } from '../output/publish.ts';
import type { Selection } from '../select.ts';
import { outputsDigest, sourcesDigest, type Glance, type Window } from './glance.ts';

/** What of a build shows that the next one would come to the same. */
export type Trace = Pick<Glance, 'sources' | 'files' | 'outputs' | 'window'>;

/** What shows that nothing has changed: the marks of all sources as they were read, and of all files that were written. */
export function traceOf(
  found: Discovery,
  markOfSource: (source: SourceFile) => string,
  { files = new Map(), manifest }: Pick<OutputResult, 'files' | 'manifest'>,
  window: Window,
): Trace | undefined {
  const outputs = [...files.keys(), manifestPath];
  const marks = [...files, [manifestPath, manifest] as const];
  const sources = sourcesDigest(found, markOfSource);
  const digest = outputsDigest(marks);
  return sources === undefined || digest === undefined
    ? undefined
    : { sources, files: digest, outputs, window };
}

/** From the last moment on at which something was due or over, until the next one. */
export function windowOf({ articles, pages, scheduled, expired }: Selection, now: number): Window {
  let from = -8.64e15;
  let until = Infinity;
  for (const list of [articles, pages, scheduled, expired])
    for (const { due, expires } of list)
      for (const one of [due, expires])
        if (one !== undefined && one <= now) from = Math.max(from, one);
        else if (one !== undefined) until = Math.min(until, one);
  return { from, ...(until < Infinity && { until }) };
}
