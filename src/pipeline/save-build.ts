import { fileStat, isSameStat, type FileState } from '../base/file-stat.ts';
import { createContentHasher } from '../base/file.ts';
import type { MediaCache } from '../cache/media-cache.ts';
import { toTable, type CachedSiteFiles } from '../cache/model.ts';
import { publicationWindow } from '../feeds/select/next-change.ts';
import type { OutputResult } from '../output/model.ts';
import type { SiteSources } from './site-model.ts';
import type { Outcome } from './model.ts';
import type { SiteWriter, WrittenArticles } from './writer-model.ts';

/** The parts of a finished build that the cache is made from. */
interface FinishedBuild {
  readonly writer: SiteWriter;
  readonly written: WrittenArticles;
  readonly siteFiles: CachedSiteFiles;
  readonly mediaCache: MediaCache;
  readonly result: OutputResult | undefined;
  readonly outcome: Outcome;
}

/** Saves what the next build can use in the cache, if the build has one and its output is published. */
export function saveBuild(sources: SiteSources, build: FinishedBuild): void {
  const { config, options, found, read, opened } = sources;
  const { writer, written, siteFiles, mediaCache, result, outcome } = build;
  const { outputCache, fingerprints } = writer;
  if (!opened || !result?.files) return;
  const { files: outputs } = result;
  const states = new Map<string, FileState>();
  for (const { file } of found.articles) {
    const state = read.cache.sources.get(file);
    if (state) states.set(file, state);
  }
  for (const asset of found.assets) {
    const copy = outputs.get(outputCache.copyOf(asset.file) ?? '');
    states.set(asset.file, mediaCache.state(asset, copy?.hash));
  }
  const lock = lockState(sources, build);
  // Problems of the output are reported once; an article that changed during the build has to be read again.
  const isFinal = result.problems.length === 0 && written.isAsRead;
  const report = isFinal ? options.cache?.report?.(outcome) : undefined;
  opened.save(
    {
      sources: toTable(states),
      outputs: toTable(outputs),
      lock: toTable(lock ? [['', lock]] : []),
      frozen: options.subscribers?.frozen ?? false,
      content: config.content,
      output: config.output,
      timezone: config.timezone,
      discovery: found.problems,
      window: publicationWindow(outcome.selection, options.now),
      ...(report && { report }),
    },
    {
      ...read.cache,
      linkTargets: fingerprints.linkTargets,
      topics: fingerprints.topics,
      renderings: written.renderings,
      fingerprints: outputCache.fingerprints,
      feeds: written.cachedFeeds,
      media: mediaCache.measured,
      siteFiles,
    },
  );
}

/** The state of the lock that the build read or wrote; undefined if there was none. */
function lockState({ options, lockStat }: SiteSources, { outcome }: FinishedBuild): FileState | undefined {
  const { location } = options.subscribers ?? {};
  if (location === undefined) return undefined;
  const stat = outcome.isLockWritten ? fileStat(location) : lockStat;
  if (!stat) return undefined;
  const hash = createContentHasher()(location);
  // If the file changed meanwhile, the build does not know its content.
  return { stat: stat.text, hash: isSameStat(fileStat(location), stat.text) ? hash : '' };
}
