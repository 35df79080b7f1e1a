import type { Discovery, SourceFile } from '../content/discover.ts';
import type { OutputResult } from '../output/model.ts';
import { hashLength } from '../output/manifest.ts';
import { manifestPath } from '../output/publish.ts';
import type { Selection } from '../feeds/select.ts';
import { createHasher } from '../base/file.ts';
import { outputStat, sourceFiles, type LastBuild, type PublicationWindow } from './up-to-date.ts';
import { digestFiles } from './fileset.ts';

/** What of a build shows that the next one would come to the same. */
export type Snapshot = Pick<LastBuild, 'found' | 'sources' | 'files' | 'outputs' | 'window'>;

/** What is known of a source. */
export interface SourceState {
  /** As it was when it was read; empty where it is not settled. */
  readonly stat: string;
  /** Of what the build made of it; empty where it may have been another one for a part of it. */
  readonly hash: string;
}

/** What shows that nothing has changed: all sources as they were read, and all files that were written below `root`. */
export function takeSnapshot(
  found: Discovery,
  trace: (source: SourceFile) => SourceState,
  { files = new Map(), manifest }: Pick<OutputResult, 'files' | 'manifest'>,
  root: string,
  window: PublicationWindow,
): Snapshot | undefined {
  if (!manifest) return undefined;
  const hashes: string[] = [];
  const sources = sourceFiles(found, (source) => {
    const { stat, hash } = trace(source);
    hashes.push(hash);
    return { text: stat, changed: 0 };
  });
  if (!sources) return undefined;
  const outputs = [
    ...files,
    [manifestPath, { ...manifest, hash: hashAt(`${root}/${manifestPath}`) }] as const,
  ];
  return {
    found: found.problems,
    sources: digestFiles(sources, hashes),
    files: digestFiles(
      outputs.map(([path, file]) => [path, outputStat(file)]),
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
export function publicationWindow(
  { articles, pages, scheduled, expired }: Selection,
  now: number,
): PublicationWindow {
  let from = -8.64e15;
  let until = Infinity;
  for (const list of [articles, pages, scheduled, expired])
    for (const { due, expires } of list)
      for (const one of [due, expires])
        if (one !== undefined && one <= now) from = Math.max(from, one);
        else if (one !== undefined) until = Math.min(until, one);
  return { from, ...(until < Infinity && { until }) };
}
