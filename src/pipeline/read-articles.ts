import type { ArticleOptions } from '../content/article.ts';
import type { ParsedArticle } from '../content/article/model.ts';
import { createAssets, type Assets } from '../content/assets.ts';
import type { WorkerPool } from './worker-pool.ts';
import type { SourceFile } from '../content/discover.ts';
import { contentHash } from '../base/hash.ts';
import { largeSite } from '../content/large-site.ts';
import type { SourceStats } from '../cache/up-to-date.ts';
import { isSameStat, stableStat, fileStat, type FileStat } from '../cache/file-stat.ts';
import type { BuildCache, CachedSource } from '../cache/model.ts';
import { pack, unpack, type Packed } from '../cache/pack.ts';
import { LazyArticle } from '../cache/lazy-pack.ts';
import type { Problem } from '../problems/problem.ts';
import { createArticleReader, type ReadFile } from './read-article.ts';
import type { Config } from '../config/model.ts';
import type { ReadSite, ReadJob, ReadResult, PackedArticle } from './worker-tasks.ts';

/** What the article stage is told of the site. */
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

const [isInvalid, isKnown] = ['', '='] as const;

function send(parsed: ParsedArticle | undefined, site: Config): PackedArticle {
  if (!parsed) return isKnown;
  const packed = pack(parsed, site);
  return packed === undefined ? isInvalid : JSON.stringify(packed);
}

/** Reads files for another thread. */
export function createBatchReader({
  config,
  languages,
  assets,
  textSignatures,
}: ReadSite): (job: ReadJob) => Promise<ReadResult> {
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
    // Most articles name their title: what finds a heading is loaded for the first that does not.
    find = (await import('../markdown/renderer.ts')).createRenderer({ pages: false }).heading;
    isMissed = false;
    return readOne(source, knownHash);
  };
  return async (job) => {
    const results: ReadFile[] = [];
    for (const one of job) results.push(await read(one));
    return {
      packed: results.map(({ parsed }) => send(parsed, config)),
      files: results.map(({ stat, hash, problems, sketch }) => ({
        stat,
        hash,
        problems,
        ...(sketch !== undefined && { sketch }),
      })),
    };
  };
}

/** A job for each so many files: as much as takes a few milliseconds. */
const batch = 32;

const none: readonly never[] = [];

/**
 * A thread costs as much as reading ten thousand files before it is quick at it, so that reading alone is worth one on large sites
 * only; where much is to be printed it can as well begin with this.
 */
function worth({ pages, feeds, archiveSize }: Config): number {
  return pages || feeds.by.length > 0 || archiveSize !== undefined ? 40 : 1000;
}

/** How articles are read. */
export interface ReadArticlesOptions {
  readonly files: readonly SourceFile[];
  readonly site: ArticleOptions;
  readonly pool: WorkerPool;
  readonly setup: ReadSite;
  /** What is remembered of files. */
  readonly cache: Pick<BuildCache, 'languages' | 'assets' | 'sources'>;
  /** Sizes and times of files as they were seen just before. */
  readonly stats: ReadonlyMap<string, FileStat | undefined>;
  /** The hashes of those that were read just after that, and when that began. */
  readonly seen?: SourceStats['read'];
  /** When the build began, by the clock of the disk. */
  readonly time: number;
  readonly progress: (done: number) => void;
  /** What this thread does before it takes part: `site` can find headings only then. */
  readonly meanwhile: () => Promise<void>;
}

/** What reading articles came to. */
export interface ReadArticles {
  /** In the order of the files. */
  readonly parsedArticles: readonly ParsedArticle[];
  readonly problems: readonly Problem[];
  /** What is to be remembered. */
  readonly cache: Pick<BuildCache, 'languages' | 'assets' | 'sources'>;
  /** The sketches of articles that were read, where they are wanted, by their files. */
  readonly textSignatures: ReadonlyMap<string, string>;
}

/** Reads the metadata of all files, with the help of a crew, but for those that are remembered. */
export async function readArticles(options: ReadArticlesOptions): Promise<ReadArticles> {
  const { files, site, pool, setup, time, progress } = options;
  const { config, assets } = setup;
  const languages = contentHash(JSON.stringify([...setup.languages]));
  const assetsDigest = contentHash(JSON.stringify(assets.map(({ file, path }) => [file, path])));
  const byFile = new Map(assets.map((one) => [one.file, one]));
  const find = (file: string) => byFile.get(file);

  /** What is remembered of a file, if it would be read to the same again. */
  const recall = ({ file }: SourceFile): CachedSource | undefined => {
    const one = options.cache.languages === languages ? options.cache.sources.get(file) : undefined;
    return one && (options.cache.assets === assetsDigest || !mayRefer(one)) ? one : undefined;
  };
  const known = files.map(recall);
  const sources = new Map<string, CachedSource>();
  const parsedArticles: (ParsedArticle | undefined)[] = [];
  const problems: Problem[] = [];
  const textSignatures = new Map<string, string>();
  const wanted: { at: number; source: SourceFile; knownHash?: string }[] = [];
  const accept = (at: number, source: SourceFile, one: CachedSource, parsed: ParsedArticle | undefined) => {
    const read = parsed ?? unpack(JSON.parse(one.packed), source, one.hash, config, find);
    parsedArticles[at] = read ?? { state: 'invalid', source };
    problems.push(...one.problems);
    sources.set(source.file, one);
    return read;
  };
  // Taken apart and put together again they share nothing with the text they were read from, and take half the memory.
  const isTight = files.length > largeSite;
  const acceptNew: typeof accept = (at, source, one, parsed) => {
    const read = accept(at, source, one, isTight ? undefined : parsed);
    if (isTight && read) sources.set(source.file, new LazyArticle(one, read, config));
    return read;
  };
  for (const [at, source] of files.entries()) {
    const one = known[at];
    const stat = one && (options.stats.get(source.file) ?? fileStat(source.location));
    if (one && isSameStat(stat, one.stat)) accept(at, source, one, undefined);
    else if (one && options.seen?.hashes.get(source.file) === one.hash)
      accept(at, source, { ...one, stat: stableStat(stat, options.seen.time) }, undefined);
    else wanted.push({ at, source, ...(one && { knownHash: one.hash }) });
  }

  const readOne = createArticleReader(site, setup.textSignatures);
  const jobs = Array.from({ length: Math.ceil(wanted.length / batch) }, (_, index) =>
    wanted.slice(index * batch, (index + 1) * batch),
  );
  let done = files.length - wanted.length;
  await pool.run({
    name: 'read',
    worth: worth(config),
    meanwhile: options.meanwhile,
    setup,
    jobs,
    here: (job) => job.map(({ source, knownHash }) => readOne(source, knownHash)),
    done(result, index) {
      progress((done += batch));
      const sent: readonly PackedArticle[] = 'packed' in result ? result.packed : [];
      const list: readonly ReadFile[] = 'packed' in result ? result.files : result;
      for (const [place, { stat, hash, parsed, problems: found, sketch }] of list.entries()) {
        const job = jobs[index]?.[place];
        if (!job) continue;
        const { at, source } = job;
        if (sketch !== undefined) textSignatures.set(source.file, sketch);
        const one = sent[place] ?? send(parsed, config);
        const former = known[at];
        if (one === isKnown && former)
          accept(at, source, { ...former, stat: stableStat(stat, time) }, undefined);
        else if (one === isInvalid || one === isKnown) {
          parsedArticles[at] = { state: 'invalid', source };
          problems.push(...found);
        } else
          acceptNew(
            at,
            source,
            { stat: stableStat(stat, time), hash, packed: one, problems: found.length > 0 ? found : none },
            parsed,
          );
      }
    },
  });
  return {
    parsedArticles: parsedArticles.filter((one) => one !== undefined),
    problems,
    cache: { languages, assets: assetsDigest, sources },
    textSignatures,
  };
}

/** Whether what was read may depend on what other files there are. */
function mayRefer({ packed: text, problems }: CachedSource): boolean {
  if (problems.length > 0) return true;
  const packed: Packed = JSON.parse(text);
  if (typeof packed === 'number') return false;
  const { image, attachments, episode } = packed.article;
  if (packed.assets) return true;
  return image !== undefined || attachments !== undefined || episode !== undefined;
}
