import type { ArticleOptions } from '../content/article.ts';
import type { Reading } from '../content/article/model.ts';
import { createAssets, type Assets } from '../content/assets.ts';
import type { Config } from '../config/config.ts';
import type { Crew } from './worker-pool.ts';
import type { SourceFile } from '../content/discover.ts';
import { contentHash } from '../base/hash.ts';
import { many } from '../base/heap.ts';
import type { Seen } from '../cache/up-to-date.ts';
import { isSame, keptMark, markOf, type Mark } from '../cache/file-stat.ts';
import type { Memory, SourceMemory } from '../cache/model.ts';
import { pack, unpack, type Packed } from '../cache/pack.ts';
import { Unpacked } from '../cache/lazy-pack.ts';
import type { Problem } from '../problems/problem.ts';
import { createReadOne, type ReadFile } from './read-article.ts';

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

/** What reading articles needs to know of the site: plain data, so that a thread can be sent it. */
export interface ReadSite {
  readonly config: Config;
  readonly languages: ReadonlyMap<string, string>;
  readonly assets: readonly SourceFile[];
  /** Whether the sketches of texts are wanted. */
  readonly sketches: boolean;
}

/** Files to read, and the hashes of those that were read before. */
export type ReadJob = readonly { readonly source: SourceFile; readonly knownHash?: string }[];

/** What they came to, in their order: readings as JSON, which is quicker to send than objects are. */
export interface ReadResult {
  readonly packed: readonly Sent[];
  readonly files: readonly Omit<ReadFile, 'reading'>[];
}

/** JSON of a reading; else that it is invalid, or that the file is the one whose hash was known. */
type Sent = string;
const [isInvalid, isKnown] = ['', '='] as const;

function send(reading: Reading | undefined, site: Config): Sent {
  if (!reading) return isKnown;
  const packed = pack(reading, site);
  return packed === undefined ? isInvalid : JSON.stringify(packed);
}

/** Reads files for another thread. */
export function createReader({
  config,
  languages,
  assets,
  sketches,
}: ReadSite): (job: ReadJob) => Promise<ReadResult> {
  let find: ArticleOptions['heading'] | undefined;
  let isMissed = false;
  const heading: ArticleOptions['heading'] = (body) => {
    isMissed ||= !find;
    return find?.(body);
  };
  const site = articleOptions(config, languages, createAssets(assets, config.url), heading);
  const readOne = createReadOne(site, sketches);
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
      packed: results.map(({ reading }) => send(reading, config)),
      files: results.map(({ mark, hash, problems, sketch }) => ({
        mark,
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
  readonly crew: Crew;
  readonly setup: ReadSite;
  /** What is remembered of files. */
  readonly memory: Pick<Memory, 'languages' | 'assets' | 'sources'>;
  /** Sizes and times of files as they were seen just before. */
  readonly marks: ReadonlyMap<string, Mark | undefined>;
  /** The hashes of those that were read just after that, and when that began. */
  readonly seen?: Seen['read'];
  /** When the build began, by the clock of the disk. */
  readonly time: number;
  readonly progress: (done: number) => void;
  /** What this thread does before it takes part: `site` can find headings only then. */
  readonly meanwhile: () => Promise<void>;
}

/** What reading articles came to. */
export interface ReadArticles {
  /** In the order of the files. */
  readonly readings: readonly Reading[];
  readonly problems: readonly Problem[];
  /** What is to be remembered. */
  readonly memory: Pick<Memory, 'languages' | 'assets' | 'sources'>;
  /** The sketches of articles that were read, where they are wanted, by their files. */
  readonly sketches: ReadonlyMap<string, string>;
}

/** Reads the metadata of all files, with the help of a crew, but for those that are remembered. */
export async function readArticles(options: ReadArticlesOptions): Promise<ReadArticles> {
  const { files, site, crew, setup, time, progress } = options;
  const { config, assets } = setup;
  const languages = contentHash(JSON.stringify([...setup.languages]));
  const assetsDigest = contentHash(JSON.stringify(assets.map(({ file, path }) => [file, path])));
  const byFile = new Map(assets.map((one) => [one.file, one]));
  const find = (file: string) => byFile.get(file);

  /** What is remembered of a file, if it would be read to the same again. */
  const recall = ({ file }: SourceFile): SourceMemory | undefined => {
    const one = options.memory.languages === languages ? options.memory.sources.get(file) : undefined;
    return one && (options.memory.assets === assetsDigest || !mayRefer(one)) ? one : undefined;
  };
  const known = files.map(recall);
  const sources = new Map<string, SourceMemory>();
  const readings: (Reading | undefined)[] = [];
  const problems: Problem[] = [];
  const sketches = new Map<string, string>();
  const wanted: { at: number; source: SourceFile; knownHash?: string }[] = [];
  const accept = (at: number, source: SourceFile, one: SourceMemory, reading: Reading | undefined) => {
    const read = reading ?? unpack(JSON.parse(one.packed), source, one.hash, config, find);
    readings[at] = read ?? { state: 'invalid', source };
    problems.push(...one.problems);
    sources.set(source.file, one);
    return read;
  };
  // Taken apart and put together again they share nothing with the text they were read from, and take half the memory.
  const isTight = files.length > many;
  const acceptNew: typeof accept = (at, source, one, reading) => {
    const read = accept(at, source, one, isTight ? undefined : reading);
    if (isTight && read) sources.set(source.file, new Unpacked(one, read, config));
    return read;
  };
  for (const [at, source] of files.entries()) {
    const one = known[at];
    const mark = one && (options.marks.get(source.file) ?? markOf(source.location));
    if (one && isSame(mark, one.mark)) accept(at, source, one, undefined);
    else if (one && options.seen?.hashes.get(source.file) === one.hash)
      accept(at, source, { ...one, mark: keptMark(mark, options.seen.time) }, undefined);
    else wanted.push({ at, source, ...(one && { knownHash: one.hash }) });
  }

  const readOne = createReadOne(site, setup.sketches);
  const jobs = Array.from({ length: Math.ceil(wanted.length / batch) }, (_, index) =>
    wanted.slice(index * batch, (index + 1) * batch),
  );
  let done = files.length - wanted.length;
  await crew.run({
    name: 'read',
    worth: worth(config),
    meanwhile: options.meanwhile,
    setup,
    jobs,
    here: (job) => job.map(({ source, knownHash }) => readOne(source, knownHash)),
    done(result, index) {
      progress((done += batch));
      const sent: readonly Sent[] = 'packed' in result ? result.packed : [];
      const list: readonly ReadFile[] = 'packed' in result ? result.files : result;
      for (const [place, { mark, hash, reading, problems: found, sketch }] of list.entries()) {
        const job = jobs[index]?.[place];
        if (!job) continue;
        const { at, source } = job;
        if (sketch !== undefined) sketches.set(source.file, sketch);
        const one = sent[place] ?? send(reading, config);
        const former = known[at];
        if (one === isKnown && former)
          accept(at, source, { ...former, mark: keptMark(mark, time) }, undefined);
        else if (one === isInvalid || one === isKnown) {
          readings[at] = { state: 'invalid', source };
          problems.push(...found);
        } else
          acceptNew(
            at,
            source,
            { mark: keptMark(mark, time), hash, packed: one, problems: found.length > 0 ? found : none },
            reading,
          );
      }
    },
  });
  return {
    readings: readings.filter((one) => one !== undefined),
    problems,
    memory: { languages, assets: assetsDigest, sources },
    sketches,
  };
}

/** Whether what was read may depend on what other files there are. */
function mayRefer({ packed: text, problems }: SourceMemory): boolean {
  if (problems.length > 0) return true;
  const packed: Packed = JSON.parse(text);
  if (typeof packed === 'number') return false;
  const { image, attachments, episode } = packed.article;
  if (packed.assets) return true;
  return image !== undefined || attachments !== undefined || episode !== undefined;
}
