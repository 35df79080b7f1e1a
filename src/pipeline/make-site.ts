import { resolve } from 'node:path';
import { createMediaCache } from '../cache/media-cache.ts';
import { emptyCache } from '../cache/model.ts';
import type { Config } from '../config/model.ts';
import type { Assets } from '../content/assets.ts';
import type { Output, OutputResult } from '../output/model.ts';
import { openOutput } from '../output/output.ts';
import { byPlace, hasErrors, type Problem } from '../problems/problem.ts';
import { commitLock } from '../subscribers/lock/read-write.ts';
import { addLocation } from './locate-problems.ts';
import type { BuildInput, Outcome } from './model.ts';
import { planSite } from './plan-site.ts';
import { isAlreadyReported } from './problems.ts';
import type { SitePlan, SiteSources } from './site-model.ts';
import { saveBuild } from './save-build.ts';
import { writeArticles } from './write-articles.ts';
import { writeLists, writeSiteFiles } from './write-lists.ts';
import { createSiteWriter } from './writer.ts';
import { rank, type SiteWriter, type WrittenArticles } from './writer-model.ts';

export { createRenderer } from '../markdown/renderer.ts';

/** Writes feeds and pages from the articles that were read, and publishes them if there is no error. */
export async function makeSite(sources: SiteSources): Promise<Outcome> {
  const { config, options, pool, opened } = sources;
  const { progress = () => {}, stage = () => {} } = options;
  const { cache, time } = opened ?? { cache: emptyCache, time: 0 };
  const mediaCache = createMediaCache(cache, time);
  const plan = await planSite(sources, mediaCache);
  const { selection } = plan;
  const problems = [...plan.problems];

  // With errors nothing is written, but problems of the output are reported in the same run.
  const write = options.write && !hasErrors(problems);
  const output = await open(config, { ...options, write }, problems);
  try {
    const writer = createSiteWriter({ ...sources, plan, output, cache, mediaCache, time });
    stage('render');
    const written = await writeArticles(writer, selection, (done, total) => progress('render', done, total));
    problems.push(...written.problems);
    // The worker threads have nothing more to do, and hold memory.
    await pool.close();
    stage('lists');
    writeLists(writer, written);
    const siteFiles = writeSiteFiles(writer, selection, written.feeds, sources.assets);
    problems.push(...siteFiles.problems);
    copyPictures(writer, sources.assets);
    stage('publish');
    const published = publish(write, output, plan, problems);
    const outcome = outcomeOf(plan, written, problems, published);
    stage('save');
    if (!hasErrors(problems))
      saveBuild(sources, { writer, written, siteFiles, mediaCache, outcome, result: published.result });
    stage('end');
    return outcome;
  } finally {
    output?.discard();
  }
}

async function open(config: Config, options: BuildInput, problems: Problem[]): Promise<Output | undefined> {
  const root = resolve(config.root, config.output);
  const opened = await openOutput(root, { ...options, name: config.output, dryRun: !options.write });
  if (!('code' in opened)) return opened;
  problems.push(opened);
  return undefined;
}

/** Copies the pictures of the site and of its podcasts. */
function copyPictures({ config, plans, outputCache }: SiteWriter, assets: Assets): void {
  const covers = plans.map(({ podcast }) => podcast?.image);
  for (const picture of [config.icon, config.logo, ...covers]) {
    const asset = picture === undefined || !config.pages ? undefined : assets.at(picture);
    if (asset) outputCache.copy(asset, rank.asset);
  }
}

/** The result of publishing. Without `result`, nothing was published. */
interface Published {
  readonly result: OutputResult | undefined;
  readonly isLockWritten: boolean;
}

/** Publishes the output, then the lock that lists what is published; neither if there are errors. */
function publish(
  write: boolean,
  output: Output | undefined,
  { selection, subscribers }: SitePlan,
  problems: Problem[],
): Published {
  const draft = write && !hasErrors(problems) ? subscribers.record(selection) : undefined;
  if (draft && 'code' in draft) problems.push(draft);
  const result = write && hasErrors(problems) ? undefined : output?.commit();
  const isLockWritten =
    draft !== undefined && 'commit' in draft && commitLock(draft, result?.counts !== undefined, problems);
  problems.push(...(result?.problems ?? []).filter((one) => !isAlreadyReported(one, problems)));
  return { result, isLockWritten };
}

function outcomeOf(
  { parsedArticles, selection, planned }: SitePlan,
  { feeds, pages }: WrittenArticles,
  problems: readonly Problem[],
  { result, isLockWritten }: Published,
): Outcome {
  const published = hasErrors(problems) ? undefined : result;
  return {
    problems: problems.map(addLocation(parsedArticles)).toSorted(byPlace),
    selection,
    drafts: parsedArticles.filter(({ state }) => state === 'draft').length,
    undated: parsedArticles.filter(({ state }) => state === 'undated').length,
    feeds,
    pages,
    plan: planned.plan,
    comparedWith: planned.against,
    isLockWritten,
    ...(published?.counts && { counts: published.counts }),
    ...(published?.hashes && { hashes: published.hashes }),
  };
}
