import type { Discovery, SourceFile } from '../content/discover.ts';
import type { OutputResult } from '../output/output.ts';
import { hashLength } from '../output/manifest.ts';
import { manifestPath } from '../output/publish.ts';
import type { Selection } from '../feeds/select.ts';
import { createHasher } from '../base/file.ts';
import { outputMark, sourceFiles, type Glance, type Window } from './up-to-date.ts';
import { lookOf } from './fileset.ts';

/** What of a build shows that the next one would come to the same. */
export type Trace = Pick<Glance, 'found' | 'sources' | 'files' | 'outputs' | 'window'>;

/** What is known of a source. */
export interface Traced {
  /** As it was when it was read; empty where it is not settled. */
  readonly mark: string;
  /** Of what the build made of it; empty where it may have been another one for a part of it. */
  readonly hash: string;
}

/** What shows that nothing has changed: all sources as they were read, and all files that were written below `root`. */
export function traceOf(
  found: Discovery,
  trace: (source: SourceFile) => Traced,
  { files = new Map(), manifest }: Pick<OutputResult, 'files' | 'manifest'>,
  root: string,
  window: Window,
): Trace | undefined {
  if (!manifest) return undefined;
  const hashes: string[] = [];
  const sources = sourceFiles(found, (source) => {
    const { mark, hash } = trace(source);
    hashes.push(hash);
    return { text: mark, changed: 0 };
  });
  if (!sources) return undefined;
  const outputs = [
    ...files,
    [manifestPath, { ...manifest, hash: hashAt(`${root}/${manifestPath}`) }] as const,
  ];
  return {
    found: found.problems,
    sources: lookOf(sources, hashes),
    files: lookOf(
      outputs.map(([path, file]) => [path, outputMark(file)]),
      outputs.map(([, { hash }]) => hash),
    ),
    outputs: outputs.map(([path]) => path),
    window,
  };
}

/** The hash of an output; empty where it is gone again. */
function hashAt(location: string): string {
  try {
    return createHasher()(location, 'hex').slice(0, hashLength);
  } catch {
    return '';
  }
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
