import { resolve } from 'node:path';
import type { ArticleOptions } from '../content/article.ts';
import type { Assets } from '../content/assets.ts';
import type { WorkerPool } from './worker-pool.ts';
import type { Discovery } from '../content/discover.ts';
import { hookArticles } from './run-hooks.ts';
import { commitLock } from '../subscribers/lock/read-write.ts';
import { createMediaCache } from '../cache/media-cache.ts';
import { measureArtwork } from '../content/media.ts';
import { emptyCache } from '../cache/model.ts';
import { takeSnapshot, publicationWindow } from '../cache/snapshot.ts';
import type { OpenCache } from '../cache/store.ts';
import { withMediaSizes } from './render-article.ts';
import { openOutput } from '../output/output.ts';
import type { Output } from '../output/model.ts';
import { createPages } from '../pages/pages.ts';
import { writeArticles } from './write-articles.ts';
import { createSiteWriter } from './writer.ts';
import { writeSiteFiles, writeLists } from './write-lists.ts';
import { rank } from './writer-model.ts';
import { byPlace, hasErrors, type Problem } from '../problems/problem.ts';
import type { ReadArticles } from './read-articles.ts';
import { clashProblem, addLocation } from './locate-problems.ts';
import { findClashes, select } from '../feeds/select.ts';
import { planFeeds, filesInFeeds } from '../feeds/plan-feeds.ts';
import { linkTranslations } from '../feeds/select/translations.ts';
import { addresses, describeSite, planLists, withTopics } from '../pages/site-data.ts';
import { loadSubscribers } from '../subscribers/subscribers.ts';
import { lastBuildSnapshot } from '../subscribers/from-last-build.ts';
import { createI18n } from '../pages/i18n.ts';
import { podcastProblems } from './podcasts.ts';
import { isAlreadyReported, nothingPublished } from './problems.ts';
import { createSourceSnapshot } from './snapshot-sources.ts';
import type { Config } from '../config/model.ts';
import type { BuildInput, Outcome } from './model.ts';

export { createRenderer } from '../markdown/renderer.ts';

/** What a site is made of. */
export interface SiteSources {
  readonly config: Config;
  readonly options: BuildInput;
  readonly pool: WorkerPool;
  readonly found: Discovery;
  readonly assets: Assets;
  /** What articles were read with, and what they came to. */
  readonly site: ArticleOptions;
  readonly read: ReadArticles;
  /** Absent where nothing is remembered. */
  readonly opened?: OpenCache;
}

/** Makes feeds and pages of the articles that were read, and publishes them if nothing is wrong. */
export async function makeSite({ site: parsed, ...material }: SiteSources): Promise<Outcome> {
  const { config, options, pool, found, assets, read, opened } = material;
  const { now, progress = () => {}, stage = () => {} } = options;
  const { cache, time } = opened ?? { cache: emptyCache, time: 0 };
  const mediaCache = createMediaCache(cache, time);
  stage('select');
  const hooked = await hookArticles(config.hooks, read.parsedArticles, parsed);
  const subscribers = await loadSubscribers(hooked.parsedArticles, config, options.subscribers, {
    now,
    former: () => lastBuildSnapshot(config),
    textSignatures: read.textSignatures,
  });
  const { parsedArticles } = subscribers;
  const clashes = findClashes(parsedArticles, config).map(clashProblem);

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
    ...clashes,
    ...planned.problems,
    ...feeds.problems,
    ...nothingPublished(parsedArticles, selection),
    ...(await podcastProblems(selection, config, mediaCache, subscribers.feeds, measure)),
  ];
  // With errors nothing is written, but what the output would have said is told in the same run.
  const writes = options.write && !hasErrors(problems);
  const root = resolve(config.root, config.output);
  const output = await open(root, config, { ...options, write: writes }, problems);
  try {
    const writer = createSiteWriter({
      config,
      found,
      assets,
      plans: feeds.plans,
      addresses: addresses(parsedArticles, selection, lists, site),
      site,
      pages,
      lists,
      pool,
      output,
      everything: !options.write,
      cache,
      mediaCache,
      digests: { languages: read.cache.languages, assets: read.cache.assets },
      time,
    });
    const { outputCache, fingerprints } = writer;
    stage('print');
    const written = await writeArticles(writer, selection, (done, total) => progress('render', done, total));
    problems.push(...written.problems);
    // The threads have nothing more to do, and hold memory.
    await pool.close();
    stage('lists');
    writeLists(writer, written);
    const siteFiles = writeSiteFiles(
      writer,
      [...articles, ...selection.pages],
      written.feeds,
      (url) => assets.at(url) !== undefined,
    );
    problems.push(...siteFiles.problems);
    const covers = feeds.plans.map(({ podcast }) => podcast?.image);
    for (const picture of [config.icon, config.logo, ...covers]) {
      const asset = picture === undefined || !config.pages ? undefined : assets.at(picture);
      if (asset) outputCache.copy(asset, rank.asset);
    }
    stage('publish');
    const draft = writes && !hasErrors(problems) ? subscribers.record(selection) : undefined;
    if (draft && 'code' in draft) problems.push(draft);
    const result = writes && hasErrors(problems) ? undefined : output?.commit();
    const isLockWritten =
      draft !== undefined && 'commit' in draft && commitLock(draft, result?.counts !== undefined, problems);
    problems.push(...(result?.problems ?? []).filter((one) => !isAlreadyReported(one, problems)));
    stage('remember');
    const files = opened && !hasErrors(problems) ? result?.files : undefined;
    // What is told of the output itself is told once.
    const trace =
      files && result?.problems.length === 0
        ? takeSnapshot(
            found,
            createSourceSnapshot({ read, printed: written, mediaCache, outputCache, files, time }),
            result,
            root,
            publicationWindow(selection, now),
          )
        : undefined;
    if (files)
      opened?.save({
        ...read.cache,
        linkTargets: fingerprints.linkTargets,
        topics: fingerprints.topics,
        rendered: written.prints,
        outputs: outputCache.outputs(files),
        feeds: written.feedMemories,
        media: mediaCache.cache,
        siteFiles,
      });
    stage('end');
    return {
      problems: problems.map(addLocation(parsedArticles)).toSorted(byPlace),
      selection,
      drafts: parsedArticles.filter(({ state }) => state === 'draft').length,
      undated: parsedArticles.filter(({ state }) => state === 'undated').length,
      feeds: written.feeds,
      pages: written.pages,
      plan: planned.plan,
      comparedWith: planned.against,
      isLockWritten,
      ...(result?.counts && !hasErrors(problems) && { counts: result.counts }),
      ...(result?.hashes && !hasErrors(problems) && { hashes: result.hashes }),
      ...(trace && { snapshot: trace }),
    };
  } finally {
    output?.discard();
  }
}

async function open(
  root: string,
  config: Config,
  options: BuildInput,
  problems: Problem[],
): Promise<Output | undefined> {
  const opened = await openOutput(root, { ...options, name: config.output, dryRun: !options.write });
  if ('code' in opened) {
    problems.push(opened);
    return undefined;
  }
  return opened;
}
