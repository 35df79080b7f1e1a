import type { ArticleOptions } from '../content/article.ts';
import type { ParsedArticle } from '../content/article/model.ts';
import { createAssets, type Assets } from '../content/assets.ts';
import type { WorkerPool } from './worker-pool.ts';
import type { SourceFile } from '../content/discover.ts';
import { fileStat, isSameStat, type FileState } from '../base/file-stat.ts';
import { contentHash } from '../base/hash.ts';
import { largeSite } from '../content/large-site.ts';
import { stableStat } from '../cache/disk-clock.ts';
import type { BuildCache, CachedArticle } from '../cache/model.ts';
import type { Problem } from '../problems/problem.ts';
import { createArticleReader, type ReadFile } from './read-article.ts';
import type { Config } from '../config/model.ts';
import type { ReadSite, ReadJob } from './worker-tasks.ts';

/** Returns the properties of a site that reading articles needs. */
export function articleOptions(
  config: Config,
  languages: ReadonlyMap<string, string>,
  assets: Assets,
  heading: ArticleOptions['heading'],
): ArticleOptions {
  return {
    ...config,
    languages,
    iri: config.files.atom !== false,
    episodes: config.podcast !== undefined || config.feeds.custom.some(({ podcast }) => podcast),
    findAsset: assets.find,
    heading,
  };
}

/** Creates a function that reads files in a worker thread. */
export function createBatchReader({
  config,
  languages,
  assets,
  textSignatures,
}: ReadSite): (job: ReadJob) => Promise<readonly ReadFile[]> {
  let find: ArticleOptions['heading'] | undefined;
  let isMissed = false;
  const heading: ArticleOptions['heading'] = (body) => {
    isMissed ||= !find;
    return find?.(body);
  };
  const site = articleOptions(config, languages, createAssets(assets, config.url), heading);
  const readOne = createArticleReader(site, textSignatures);
  const read = async ({ source, knownHash }: ReadJob[number]): Promise<ReadFile> => {
    const one = readOne(source, knownHash);
    if (!isMissed) return one;
    // Most articles set their title, so the code that finds a heading is loaded for the first article without one.
    find = (await import('../markdown/renderer.ts')).createRenderer({ pages: false }).heading;
    isMissed = false;
    return readOne(source, knownHash);
  };
  return async (job) => {
    const results: ReadFile[] = [];
    for (const one of job) results.push(await read(one));
    return results;
  };
}

/** Each job is a batch of files that takes a few milliseconds. */
const usualFilesPerJob = 32;

/**
 * The number of batches from which a worker saves more time than its start takes. Reading alone needs many, but a worker that will
 * render much anyway can also read.
 */
function worth({ pages, feeds, archiveSize }: Config): number {
  return pages || feeds.by.length > 0 || archiveSize !== undefined ? 40 : 1000;
}

/** The parts of the cache that reading articles uses. */
type ArticleCache = Pick<BuildCache, 'languages' | 'assets' | 'sources' | 'articles'>;

/** How to read articles. */
export interface ReadArticlesOptions {
  readonly files: readonly SourceFile[];
  readonly site: ArticleOptions;
  readonly pool: WorkerPool;
  readonly filesPerJob?: number;
  readonly setup: ReadSite;
  readonly cache: ArticleCache;
  /** When the build started, by the clock of the disk. */
  readonly time: number;
  readonly progress: (done: number) => void;
  /** Runs in this thread while the workers start. `site` can find headings only after it. */
  readonly meanwhile: () => Promise<void>;
}

/** The articles that were read. */
export interface ReadArticles {
  /** In the order of the files. */
  readonly parsedArticles: readonly ParsedArticle[];
  readonly problems: readonly Problem[];
  /** The entries for the next build. */
  readonly cache: ArticleCache;
  /** The MinHash signatures of the articles that were read, if requested, by file. */
  readonly textSignatures: ReadonlyMap<string, string>;
}

/** Reads the metadata of all files that the cache does not know, with the help of worker threads. */
export async function readArticles(options: ReadArticlesOptions): Promise<ReadArticles> {
  const { files, site, pool, setup, filesPerJob = usualFilesPerJob, cache, time, progress } = options;
  const languages = contentHash(JSON.stringify([...setup.languages]));
  const assets = contentHash(JSON.stringify(setup.assets.map(({ file, path }) => [file, path])));
  const assetFiles = new Map(setup.assets.map((one) => [one.file, one]));
  const isCached = (one: CachedArticle | undefined) =>
    one !== undefined && languages === cache.languages && (assets === cache.assets || !mayRefer(one));

  const parsedArticles: ParsedArticle[] = [];
  const sources = new Map<string, FileState>();
  const articles = new Map<string, CachedArticle>();
  const textSignatures = new Map<string, string>();
  const problems: Problem[] = [];
  const accept = (at: number, { file }: SourceFile, state: FileState, one: CachedArticle) => {
    parsedArticles[at] = one.parsed;
    problems.push(...one.problems);
    sources.set(file, state);
    articles.set(file, one);
  };

  const pending: { at: number; source: SourceFile; knownHash?: string }[] = [];
  for (const [at, source] of files.entries()) {
    const [state, one] = [cache.sources.get(source.file), cache.articles.get(source.file)];
    if (!state || !one || !isCached(one)) pending.push({ at, source });
    else if (isSameStat(fileStat(source.location), state.stat))
      accept(at, source, state, relocate(one, source, assetFiles));
    else pending.push({ at, source, knownHash: state.hash });
  }
  const jobs = Array.from({ length: Math.ceil(pending.length / filesPerJob) }, (_, index) =>
    pending.slice(index * filesPerJob, (index + 1) * filesPerJob),
  );
  const readOne = createArticleReader(site, setup.textSignatures);
  let done = files.length - pending.length;
  await pool.run({
    name: 'read',
    worth: worth(setup.config),
    meanwhile: options.meanwhile,
    setup,
    jobs,
    here: (job) => job.map(({ source, knownHash }) => readOne(source, knownHash)),
    done(results, index) {
      progress((done += filesPerJob));
      for (const [place, result] of results.entries()) {
        const job = jobs[index]?.[place];
        if (!job) continue;
        const { at, source } = job;
        const { hash, parsed, textSignature } = result;
        const state = { stat: stableStat(result.stat, time), hash };
        const known = cache.articles.get(source.file);
        if (textSignature !== undefined) textSignatures.set(source.file, textSignature);
        if (!parsed && known) accept(at, source, state, relocate(known, source, assetFiles));
        else if (!parsed || parsed.state === 'invalid') {
          parsedArticles[at] = { state: 'invalid', source };
          problems.push(...result.problems);
        } else {
          // A text that is cut out of an article keeps all of it in memory, which a copy does not.
          const own = files.length > largeSite ? structuredClone(parsed) : parsed;
          accept(at, source, state, { parsed: own, problems: result.problems });
        }
      }
    },
  });
  return { parsedArticles, problems, cache: { languages, assets, sources, articles }, textSignatures };
}

/** A cached article with the places of this build's files: the site may have been moved to another folder. */
function relocate(
  { parsed, problems }: CachedArticle,
  source: SourceFile,
  files: ReadonlyMap<string, SourceFile>,
): CachedArticle {
  if (parsed.state !== 'article' && parsed.state !== 'page')
    return { parsed: { ...parsed, source }, problems };
  const assets = parsed.assets.map((one) => ({ ...one, source: files.get(one.source.file) ?? one.source }));
  return { parsed: { ...parsed, source, assets }, problems };
}

/** Whether an article may be read differently if other files are there. */
function mayRefer({ parsed, problems }: CachedArticle): boolean {
  if (problems.length > 0) return true;
  if (parsed.state !== 'article' && parsed.state !== 'page') return false;
  const { image, attachments, episode } = parsed.article;
  return parsed.assets.length > 0 || image !== undefined || attachments.length > 0 || episode !== undefined;
}
