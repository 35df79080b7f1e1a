import { createFeedWriter, type FeedWriter, type WrittenFeed } from './feed-writer.ts';
import type { CachedFeed, CachedRendering } from '../cache/model.ts';
import type { FeedPlan } from '../feeds/select.ts';
import type { Fingerprints } from './fingerprints.ts';
import { rank, type SiteWriter } from './writer-model.ts';

/** More feeds than these a build has no time to compress only to tell how large they are sent. */
const few = 12;

/** The feeds that are as they were. */
export function keepUnchangedFeeds(
  { plans, cache, fingerprints, outputCache, copies }: SiteWriter,
  prints: ReadonlyMap<string, CachedRendering>,
): ReadonlyMap<FeedPlan, CachedFeed> {
  const settled = new Map<FeedPlan, CachedFeed>();
  for (const plan of plans) {
    const paths = pathsOf(plan);
    const former = cache.feeds.get(paths[0] ?? '');
    if (!former || paths.some((path) => copies.wants(path))) continue;
    // What the summary says of feeds depends on how many there are.
    if (former.files.some(({ gzip }) => (gzip !== undefined) !== isCompressed(plan, plans))) continue;
    const held = plan.articles.flatMap(({ file }) => prints.get(file) ?? []);
    if (held.length < plan.articles.length || held.some((one) => !one.isWhole)) continue;
    const signature = fingerprints.feed(plan, held);
    if (signature === former.fingerprint && outputCache.keep(paths, signature, feedRank(plan)))
      settled.set(plan, former);
  }
  return settled;
}

/** Whether to find out how large the documents of `plan` are when they are sent. */
function isCompressed({ kind }: FeedPlan, plans: readonly FeedPlan[]): boolean {
  return kind === 'site' || plans.length <= few;
}

function feedRank({ kind }: FeedPlan): number {
  return kind === 'archive' ? rank.archive : rank.feed;
}

function pathsOf({ documents }: FeedPlan): string[] {
  return [documents.rss, documents.atom, documents.json].flatMap((one) => (one ? [one.path] : []));
}

/** A press for the feeds that are not settled; the style sheet of those that are opened in a browser is written first. */
export function openFeeds(
  { config, pages, output, plans, copies }: SiteWriter,
  settled: ReadonlyMap<FeedPlan, CachedFeed>,
): FeedWriter {
  const view = config.browserView ? pages.view : undefined;
  const { path: style, text: css } = pages.viewStyle;
  const isViewed = plans.some(({ documents }) => documents.rss ?? documents.atom);
  if (view && isViewed) output?.write(style, css, rank.page);
  const rest = plans.filter((plan) => !settled.has(plan));
  return createFeedWriter(rest, {
    isCompressed: (plan) => isCompressed(plan, plans),
    view,
    write(path, content, plan) {
      output?.write(path, content, feedRank(plan));
      copies.keep(path, content);
    },
  });
}

/** What is to be remembered of a feed that was made. */
export function cachedFeed(
  plan: FeedPlan,
  made: WrittenFeed | undefined,
  prints: ReadonlyMap<string, CachedRendering>,
  fingerprints: Fingerprints,
): [path: string, memory: CachedFeed] | undefined {
  const held = plan.articles.flatMap(({ file }) => prints.get(file) ?? []);
  const [first] = pathsOf(plan);
  if (!made || first === undefined || held.length < plan.articles.length) return undefined;
  return [first, { ...made, fingerprint: fingerprints.feed(plan, held) }];
}
