import type { CachedFeed, CachedRendering } from '../cache/model.ts';
import type { FeedFile } from '../feeds/feed-links.ts';
import type { FeedPlan } from '../feeds/select.ts';
import type { Problem } from '../problems/problem.ts';
import { createFeedWriter, type FeedWriter } from './feed-writer.ts';
import { rank, type SiteWriter } from './writer-model.ts';

type Renderings = ReadonlyMap<string, CachedRendering>;

/** With more feeds, compressing all of them only to report their size takes too long. */
const few = 12;

/** The feeds that have not changed since the last build. */
export function keepUnchangedFeeds(
  { plans, cache, fingerprints, outputCache, copies }: SiteWriter,
  renderings: Renderings,
): ReadonlyMap<FeedPlan, CachedFeed> {
  const unchanged = new Map<FeedPlan, CachedFeed>();
  for (const plan of plans) {
    const paths = pathsOf(plan);
    const cached = cache.feeds.get(paths[0] ?? '');
    if (!cached || paths.some((path) => copies.wants(path))) continue;
    // What the summary reports of feeds depends on how many there are.
    if (cached.files.some(({ gzip }) => (gzip !== undefined) !== isCompressed(plan, plans))) continue;
    const held = renderingsOf(plan, renderings);
    if (!held || held.some(({ isWhole }) => !isWhole)) continue;
    const fingerprint = fingerprints.feed(plan, held);
    if (fingerprint === cached.fingerprint && outputCache.keep(paths, fingerprint, feedRank(plan)))
      unchanged.set(plan, cached);
  }
  return unchanged;
}

/** Returns the cache entries of the articles in a feed; `undefined` if one is missing. */
function renderingsOf({ articles }: FeedPlan, renderings: Renderings): CachedRendering[] | undefined {
  const held = articles.flatMap(({ file }) => renderings.get(file) ?? []);
  return held.length === articles.length ? held : undefined;
}

/** Whether to measure the compressed size of the documents of `plan`. */
function isCompressed({ kind }: FeedPlan, plans: readonly FeedPlan[]): boolean {
  return kind === 'site' || plans.length <= few;
}

function feedRank({ kind }: FeedPlan): number {
  return kind === 'archive' ? rank.archive : rank.feed;
}

function pathsOf({ documents }: FeedPlan): string[] {
  return [documents.rss, documents.atom, documents.json].flatMap((one) => (one ? [one.path] : []));
}

/** Creates a writer of the feeds that have changed. First it writes the style sheet of the browser view. */
export function openFeeds(
  { config, pages, output, plans, copies }: SiteWriter,
  unchanged: ReadonlyMap<FeedPlan, CachedFeed>,
): FeedWriter {
  const view = config.browserView ? pages.view : undefined;
  const { path: style, text: css } = pages.viewStyle;
  const isViewed = plans.some(({ documents }) => documents.rss ?? documents.atom);
  if (view && isViewed) output?.write(style, css, rank.page);
  const changed = plans.filter((plan) => !unchanged.has(plan));
  return createFeedWriter(changed, {
    isCompressed: (plan) => isCompressed(plan, plans),
    view,
    write(path, content, plan) {
      output?.write(path, content, feedRank(plan));
      copies.keep(path, content);
    },
  });
}

/** Writes the remaining feeds. Returns the files and problems of all feeds, and their cache entries for the next build. */
export function finishFeeds(
  { plans, fingerprints, outputCache }: SiteWriter,
  feeds: FeedWriter,
  unchanged: ReadonlyMap<FeedPlan, CachedFeed>,
  renderings: Renderings,
): {
  readonly files: readonly FeedFile[];
  readonly problems: readonly Problem[];
  readonly cached: ReadonlyMap<string, CachedFeed>;
} {
  const written = feeds.flush();
  const cached = new Map<string, CachedFeed>();
  for (const plan of plans) {
    const [first, ...others] = pathsOf(plan);
    const held = renderingsOf(plan, renderings);
    const feed = written.get(plan);
    const former = unchanged.get(plan);
    if (first === undefined) continue;
    if (former) cached.set(first, former);
    if (!feed || !held) continue;
    const fingerprint = fingerprints.feed(plan, held);
    cached.set(first, { ...feed, fingerprint });
    for (const path of [first, ...others]) outputCache.record(path, fingerprint);
  }
  const all = plans.flatMap((plan) => unchanged.get(plan) ?? written.get(plan) ?? []);
  return {
    files: all.flatMap(({ files }) => files),
    problems: all.flatMap(({ problems }) => problems),
    cached,
  };
}
