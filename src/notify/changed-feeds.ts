import { readFileSync } from 'node:fs';
import { parseManifest } from '../output/manifest.ts';
import { manifestPath } from '../output/publish.ts';
import type { BuildReport, ReportedFeed } from './build-report.ts';
import type { Expected } from './wait-until-served.ts';
import type { Known, KnownFeeds } from './pending.ts';

/** A changed feed, and the hubs to notify. */
export interface ChangedFeed extends Expected {
  readonly hubs: readonly string[];
}

/** The recorded state before the notification, and the changed feeds. */
export interface CurrentFeed {
  readonly known: KnownFeeds;
  readonly news: readonly ChangedFeed[];
}

/** Returns the changed feeds that former runs did not deliver. */
export function pendingFeeds(known: KnownFeeds): CurrentFeed {
  return { known, news: newsOf(known) };
}

/**
 * Returns the changed feeds in the report of a build, and those still pending. A feed that has changed since is announced as it is now,
 * and one that no longer exists is dropped. `standing` returns the SHA-256 of a document in the output folder.
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
  // The build before the last may have changed it, and nobody read that report.
  const sha256 = written ?? standing(path) ?? before?.sha256;
  if (sha256 === undefined) return undefined;
  const size = bytes === undefined ? {} : { bytes };
  // Unchanged since before the first report: subscribers already have it.
  if (!before && written === undefined) return { sha256, ...size, notified: hubs, pending: [] };
  const notified = before?.sha256 === sha256 ? before.notified : [];
  return {
    sha256,
    ...size,
    notified: hubs.filter((hub) => notified.includes(hub)),
    pending: hubs.filter((hub) => !notified.includes(hub)),
  };
}

function newsOf(known: KnownFeeds): ChangedFeed[] {
  return [...known]
    .filter(([, { pending }]) => pending.length > 0)
    .map(([url, { pending, ...one }]) => expected(url, { ...one, hubs: pending }));
}

function expected(url: string, { sha256, bytes, hubs }: Omit<ChangedFeed, 'url'>): ChangedFeed {
  return { url, sha256, ...(bytes !== undefined && { bytes }), hubs };
}

/** Returns the SHA-256 of files that Feedmill wrote in `output` (absolute path). It reads nothing before the first call. */
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
    // The output may come from another machine.
    return '';
  }
}
