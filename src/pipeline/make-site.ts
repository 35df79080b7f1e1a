import { resolve } from 'node:path';
import type { ArticleOptions } from '../content/article.ts';
import type { Assets } from '../content/assets.ts';
import type { BuildOptions, Outcome } from './build.ts';
import type { Config } from '../config/config.ts';
import type { Crew } from './worker-pool.ts';
import type { Discovery } from '../content/discover.ts';
import { hookArticles } from './hooks.ts';
import { many } from '../base/heap.ts';
import { settleLock } from '../subscribers/lock/file.ts';
import { createMeasures } from '../cache/media.ts';
import { measureArtwork } from '../content/media.ts';
import { nothing } from '../cache/model.ts';
import { traceOf, windowOf } from '../cache/snapshot.ts';
import type { OpenMemory } from '../cache/store.ts';
import { measured } from './render-article.ts';
import { openOutput, type Output } from '../output/output.ts';
import { createPages } from '../pages/pages.ts';
import { printArticles } from './write-articles.ts';
import { createPress } from './writer.ts';
import { printAround, printLists } from './write-lists.ts';
import { rank } from './writer-model.ts';
import { byPlace, hasErrors, type Problem } from '../problems/problem.ts';
import type { ReadArticles } from './read-articles.ts';
import { clashProblem, placer } from './locate-problems.ts';
import { findClashes, select } from '../feeds/select.ts';
import { planFeeds, polled } from '../feeds/select/feeds.ts';
import { linkTranslations } from '../feeds/select/translations.ts';
import { addresses, describeSite, planLists, withTopics } from '../pages/site-data.ts';
import { meetSubscribers } from '../subscribers/subscribers.ts';
import { formerAccount } from '../subscribers/from-last-build.ts';
import { createVoices } from '../pages/i18n.ts';
import { podcastProblems } from './podcasts.ts';
import { isToldAlready, nothingPublished } from './problems.ts';
import { createTracer } from './snapshot-sources.ts';

export { createRenderer } from '../markdown/renderer.ts';

/** What a site is made of. */
export interface Material {
  readonly config: Config;
  readonly options: BuildOptions;
  readonly crew: Crew;
  readonly found: Discovery;
  readonly assets: Assets;
  /** What articles were read with, and what they came to. */
  readonly site: ArticleOptions;
  readonly read: ReadArticles;
  /** Absent where nothing is remembered. */
  readonly opened?: OpenMemory;
}

/** Makes feeds and pages of the articles that were read, and publishes them if nothing is wrong. */
export async function makeSite({ site: reading, ...material }: Material): Promise<Outcome> {
  const { config, options, crew, found, assets, read, opened } = material;
  const { now, progress = () => {}, stage = () => {} } = options;
  const { memory, time } = opened ?? { memory: nothing, time: 0 };
  const measures = createMeasures(memory, time);
  stage('select');
  const hooked = await hookArticles(config.hooks, read.readings, reading);
  const subscribers = await meetSubscribers(hooked.readings, config, options.subscribers, {
    now,
    former: () => formerAccount(config),
    sketches: read.sketches,
  });
  const { readings } = subscribers;
  const clashes = findClashes(readings, config).map(clashProblem);

  const selection = await measured(linkTranslations(select(readings, now)), measures);
  const { articles } = selection;
  stage('plan');
  const feeds = planFeeds(
    articles.map(({ article }) => article),
    config,
    subscribers.feeds,
  );
  const planned = subscribers.plan(selection, () => polled(feeds.plans));
  const site = describeSite(config, feeds);
  const pages = createPages(withTopics(site), createVoices(config.timezone));
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
    ...nothingPublished(readings, selection),
    ...(await podcastProblems(selection, config, measures, subscribers.feeds, measure)),
  ];
  // With errors nothing is written, but what the output would have said is told in the same run.
  const writes = options.write && !hasErrors(problems);
  const root = resolve(config.root, config.output);
  const output = await open(root, config, { ...options, write: writes }, problems);
  try {
    const press = createPress({
      config,
      found,
      assets,
      plans: feeds.plans,
      addresses: addresses(readings, selection, lists, site),
      site,
      pages,
      lists,
      crew,
      output,
      everything: !options.write,
      memory,
      measures,
      digests: { languages: read.memory.languages, assets: read.memory.assets },
      time,
    });
    const { ledger, stamps } = press;
    stage('print');
    const printed = await printArticles(press, selection, (done, total) => progress('render', done, total));
    problems.push(...printed.problems);
    // They have nothing more to do, and on a large site memory that the rest has a use for.
    if (articles.length > many) await crew.close();
    stage('lists');
    printLists(press, printed);
    const around = printAround(
      press,
      [...articles, ...selection.pages],
      printed.feeds,
      (url) => assets.at(url) !== undefined,
    );
    problems.push(...around.problems);
    const covers = feeds.plans.map(({ podcast }) => podcast?.image);
    for (const picture of [config.icon, config.logo, ...covers]) {
      const asset = picture === undefined || !config.pages ? undefined : assets.at(picture);
      if (asset) ledger.copy(asset, rank.asset);
    }
    stage('publish');
    const draft = writes && !hasErrors(problems) ? subscribers.record(selection) : undefined;
    if (draft && 'code' in draft) problems.push(draft);
    const result = writes && hasErrors(problems) ? undefined : output?.commit();
    const isLockWritten =
      draft !== undefined && 'commit' in draft && settleLock(draft, result?.counts !== undefined, problems);
    problems.push(...(result?.problems ?? []).filter((one) => !isToldAlready(one, problems)));
    stage('remember');
    const files = opened && !hasErrors(problems) ? result?.files : undefined;
    // What is told of the output itself is told once.
    const trace =
      files && result?.problems.length === 0
        ? traceOf(
            found,
            createTracer({ read, printed, measures, ledger, files, time }),
            result,
            root,
            windowOf(selection, now),
          )
        : undefined;
    if (files)
      opened?.save({
        ...read.memory,
        world: stamps.world,
        topics: stamps.topics,
        prints: printed.prints,
        outputs: ledger.outputs(files),
        feeds: printed.feedMemories,
        measures: measures.memory,
        around,
      });
    stage('end');
    return {
      problems: problems.map(placer(readings)).toSorted(byPlace),
      selection,
      drafts: readings.filter(({ state }) => state === 'draft').length,
      undated: readings.filter(({ state }) => state === 'undated').length,
      feeds: printed.feeds,
      pages: printed.pages,
      plan: planned.plan,
      against: planned.against,
      isLockWritten,
      ...(result?.counts && !hasErrors(problems) && { counts: result.counts }),
      ...(result?.hashes && !hasErrors(problems) && { hashes: result.hashes }),
      ...(trace && { trace }),
    };
  } finally {
    output?.discard();
  }
}

async function open(
  root: string,
  config: Config,
  options: BuildOptions,
  problems: Problem[],
): Promise<Output | undefined> {
  const opened = await openOutput(root, { ...options, name: config.output, dryRun: !options.write });
  if ('code' in opened) {
    problems.push(opened);
    return undefined;
  }
  return opened;
}
