import type { MediaCache } from '../cache/media-cache.ts';
import { measureArtwork } from '../content/media.ts';
import { findClashes, select } from '../feeds/select.ts';
import { filesInFeeds, planFeeds } from '../feeds/plan-feeds.ts';
import { linkTranslations } from '../feeds/select/translations.ts';
import { createI18n } from '../pages/i18n.ts';
import { createPages } from '../pages/pages.ts';
import { describeSite, planLists, withTopics } from '../pages/site-data.ts';
import { lastBuildSnapshot } from '../subscribers/from-last-build.ts';
import { loadSubscribers } from '../subscribers/subscribers.ts';
import { hookArticles } from './run-hooks.ts';
import { clashProblem } from './locate-problems.ts';
import type { SitePlan, SiteSources } from './site-model.ts';
import { podcastProblems } from './podcasts.ts';
import { nothingPublished } from './problems.ts';
import { withMediaSizes } from './render-article.ts';

/** Selects what is published, and plans its feeds and pages. */
export async function planSite(
  { config, options, found, assets, site: articleOptions, read }: SiteSources,
  mediaCache: MediaCache,
): Promise<SitePlan> {
  const { now, stage = () => {} } = options;
  stage('select');
  const hooked = await hookArticles(config.hooks, read.parsedArticles, articleOptions);
  const subscribers = await loadSubscribers(hooked.parsedArticles, config, options.subscribers, {
    now,
    former: () => lastBuildSnapshot(config),
    textSignatures: read.textSignatures,
  });
  const { parsedArticles } = subscribers;
  const selection = await withMediaSizes(linkTranslations(select(parsedArticles, now)), mediaCache);
  const { articles } = selection;
  stage('plan');
  const feeds = planFeeds(
    articles.map(({ article }) => article),
    config,
    subscribers.feeds,
  );
  const planned = subscribers.plan(selection, () => filesInFeeds(feeds.plans));
  const site = describeSite(config, feeds);
  const pages = createPages(withTopics(site), createI18n(config.timezone));
  const lists = planLists(articles, feeds.topics, config, pages);
  const measure = (url: string) => {
    const asset = assets.at(url);
    return asset && measureArtwork(asset.source.location);
  };
  const problems = [
    ...found.problems,
    ...read.problems,
    ...hooked.problems,
    ...subscribers.problems,
    ...findClashes(parsedArticles, config).map(clashProblem),
    ...planned.problems,
    ...feeds.problems,
    ...nothingPublished(parsedArticles, selection),
    ...(await podcastProblems(selection, config, mediaCache, subscribers.feeds, measure)),
  ];
  return { parsedArticles, selection, subscribers, planned, feeds, site, pages, lists, problems };
}
