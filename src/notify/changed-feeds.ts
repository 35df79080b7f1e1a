import { readFileSync } from 'node:fs';
import { parseManifest } from '../output/manifest.ts';
import { manifestPath } from '../output/publish.ts';
import type { BuildReport, ReportedFeed } from './build-report.ts';
import type { Expected } from './wait-until-served.ts';
import type { Known, KnownFeeds } from './pending.ts';

/** A feed that has changed, and the hubs that are to be told of it. */
export interface ChangedFeed extends Expected {
  readonly hubs: readonly string[];
}

/** What is known before anybody is told, and the news that follow from it. */
export interface CurrentFeed {
  readonly known: KnownFeeds;
  readonly news: readonly ChangedFeed[];
}

/** What former runs left untold. */
export function pendingFeeds(known: KnownFeeds): CurrentFeed {
  return { known, news: newsOf(known) };
}

/**
 * What is new by the report of a build, and what was left untold before. A feed that has changed since is told of as it is now,
 * one that is no more is forgotten. `standing` says what the documents in the output folder are.
 */
export function reportedFeeds(
  { feeds, hubs }: BuildReport,
  before: KnownFeeds,
  standing: (path: string) => string | undefined,
): CurrentFeed {
  if (hubs.length === 0) {
    const changed = feeds.flatMap(({ sha256, ...one }) => (sha256 === undefined ? [] : [{ ...one, sha256 }]));
    return { known: new Map(), news: changed.map((one) => expected(one.url, { ...one, hubs })) };
  }
  const known = new Map<string, Known>();
  for (const feed of feeds) {
    const one = knownNow(feed, hubs, before.get(feed.url), standing);
    if (one) known.set(feed.url, one);
  }
  return { known, news: newsOf(known) };
}

function knownNow(
  { path, sha256: written, bytes }: ReportedFeed,
  hubs: readonly string[],
  before: Known | undefined,
  standing: (path: string) => string | undefined,
): Known | undefined {
  // A build that changed it may have been the last but one, whose report nobody got to read.
  const sha256 = written ?? standing(path) ?? before?.sha256;
  if (sha256 === undefined) return undefined;
  const size = bytes === undefined ? {} : { bytes };
  // As it stands since before the first report: whoever subscribed has it.
  if (!before && written === undefined) return { sha256, ...size, told: hubs, untold: [] };
  const told = before?.sha256 === sha256 ? before.told : [];
  return {
    sha256,
    ...size,
    told: hubs.filter((hub) => told.includes(hub)),
    untold: hubs.filter((hub) => !told.includes(hub)),
  };
}

function newsOf(known: KnownFeeds): ChangedFeed[] {
  return [...known]
    .filter(([, { untold }]) => untold.length > 0)
    .map(([url, { untold, ...one }]) => expected(url, { ...one, hubs: untold }));
}

function expected(url: string, { sha256, bytes, hubs }: Omit<ChangedFeed, 'url'>): ChangedFeed {
  return { url, sha256, ...(bytes !== undefined && { bytes }), hubs };
}

/** The SHA-256 of the files that Feedmill made in the output folder `output`, an absolute path; nothing is read before it is asked. */
export function currentFeed(output: string): (path: string) => string | undefined {
  let files: ReturnType<typeof parseManifest>['files'] | undefined;
  return (path) => {
    files ??= parseManifest(textAt(`${output}/${manifestPath}`)).files;
    const hashes = files.get(path) ?? [];
    return hashes.length === 1 ? hashes[0] : undefined;
  };
}

function textAt(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The output may have been built elsewhere.
    return '';
  }
}
