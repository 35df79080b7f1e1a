import type { MediaCache } from '../cache/media-cache.ts';
import { withMediaSizes } from './render-article.ts';
import { checkPodcast } from '../feeds/check-podcast.ts';
import type { Problem } from '../problems/problem.ts';
import { planFeeds, type KnownFeeds } from '../feeds/plan-feeds.ts';
import { dated, type FeedPlan, type Selection } from '../feeds/select.ts';
import type { Config } from '../config/model.ts';

/** Returns the problems that podcast directories would find. An episode in two podcasts has its problems once. */
export async function podcastProblems(
  selection: Selection,
  config: Config,
  mediaCache: MediaCache,
  known: KnownFeeds,
  measure: Parameters<typeof checkPodcast>[1],
): Promise<Problem[]> {
  const coming = await comingPodcasts(selection, config, mediaCache, known);
  const problems = coming.flatMap((plan) => checkPodcast(plan, measure));
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
}

/** Returns the podcasts as they will be after all scheduled articles, so that mistakes are reported before that. */
async function comingPodcasts(
  selection: Selection,
  config: Config,
  mediaCache: MediaCache,
  known: KnownFeeds,
): Promise<FeedPlan[]> {
  const { feeds, limit, podcast: own } = config;
  if (!own && feeds.custom.every(({ podcast }) => !podcast)) return [];
  const coming = (
    await withMediaSizes({ ...selection, articles: dated(selection.scheduled), pages: [] }, mediaCache)
  ).articles;
  const all = [...coming, ...selection.articles].map(({ article }) => article);
  const custom = feeds.custom.map((one) => ({ ...one, limit: one.limit + coming.length }));
  const then = { ...config, limit: limit + coming.length, feeds: { ...feeds, custom } };
  const { plans } = planFeeds(all, then, known);
  return plans.filter(({ kind, podcast }) => podcast && kind !== 'archive');
}
