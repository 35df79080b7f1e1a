import type { MediaCache } from '../cache/media-cache.ts';
import { withMediaSizes } from './render-article.ts';
import { checkPodcast } from '../feeds/check-podcast.ts';
import type { Problem } from '../problems/problem.ts';
import { planFeeds, type KnownFeeds } from '../feeds/select/feeds.ts';
import { dated, type FeedPlan, type Selection } from '../feeds/select.ts';
import type { Config } from '../config/model.ts';

/** What directories would find wrong with the podcasts of a site; an episode in two of them has its mistakes once. */
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

/** The podcasts as they will be when all that is scheduled is out, so that nobody finds a mistake at night. */
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
