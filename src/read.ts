import { readFileSync } from 'node:fs';
import { readArticle, type ArticleOptions } from './article.ts';
import type { Reading } from './article/model.ts';
import { findFields, type FieldName } from './article/fields.ts';
import { createAssets, type Assets } from './assets.ts';
import type { Config } from './config.ts';
import type { Crew } from './crew.ts';
import type { SourceFile } from './discover.ts';
import { readFrontMatter } from './frontmatter.ts';
import { contentHash } from './hash.ts';
import { pack, unpack, type Packed } from './memo/pack.ts';
import { problem, type Problem, type ProblemCode } from './problem.ts';
import { createRenderer, type Renderer } from './render.ts';
import type { Clash } from './select.ts';

/** What the article stage is told of the site. */
export function articleOptions(
  config: Config,
  languages: ReadonlyMap<string, string>,
  assets: Assets,
  renderer: Renderer,
): ArticleOptions {
  return {
    ...config,
    languages,
    iri: config.files.atom !== false,
    episodes: config.podcast !== undefined || config.feeds.custom.some(({ podcast }) => podcast),
    findAsset: assets.find,
    heading: renderer.heading,
  };
}

/** What one file came to. */
export interface ReadFile {
  readonly reading: Reading;
  readonly problems: readonly Problem[];
}

/** Reads the metadata of the article `source`; its text is not kept. */
export function readOne(source: SourceFile, site: ArticleOptions): ReadFile {
  const invalid = { state: 'invalid', source } as const;
  const bytes = readBytes(source);
  if (!(bytes instanceof Uint8Array)) return { reading: invalid, problems: [bytes] };
  const problems: Problem[] = [];
  let bodyLine = 1;
  try {
    const front = readFrontMatter(bytes, source.file);
    problems.push(...front.problems);
    if (!front.matter) return { reading: invalid, problems };
    ({ bodyLine } = front.matter);
    const { reading, problems: found } = readArticle(source, front.matter, contentHash(bytes), site);
    problems.push(...found);
    return { reading, problems };
  } catch (error) {
    // A text may be nested too deep to find a heading in, or too long to be one.
    const detail = error instanceof Error ? error.message : String(error);
    const place = { file: source.file, line: bodyLine, column: 1 };
    problems.push(problem('not-renderable', place, { detail }));
    return { reading: invalid, problems };
  }
}

/** What reading articles needs to know of the site: plain data, so that a thread can be sent it. */
export interface ReadSite {
  readonly config: Config;
  readonly languages: ReadonlyMap<string, string>;
  readonly assets: readonly SourceFile[];
}

/** Files to read. */
export type ReadJob = readonly SourceFile[];

/** What they came to, in their order: as JSON of a list of readings, which is quicker to send than readings are. */
export interface ReadResult {
  readonly packed: string;
  readonly problems: readonly (readonly Problem[])[];
}

/** Reads files for another thread. */
export function createReader({ config, languages, assets }: ReadSite): (job: ReadJob) => ReadResult {
  const renderer = createRenderer({ pages: false });
  const site = articleOptions(config, languages, createAssets(assets, config.url), renderer);
  return (files) => {
    const results = files.map((source) => readOne(source, site));
    return {
      packed: JSON.stringify(results.map(({ reading }) => pack(reading, config) ?? null)),
      problems: results.map(({ problems }) => problems),
    };
  };
}

/** A job for each so many files: as much as takes a few milliseconds. */
const batch = 32;
/** A thread that starts costs as much as reading a thousand files. */
const worth = 64;

/** Reads the metadata of all `files`, in their order, with the help of a `crew`. */
export async function readArticles(
  files: readonly SourceFile[],
  site: ArticleOptions,
  crew: Crew,
  setup: ReadSite,
  progress: (done: number) => void,
): Promise<{ readings: readonly Reading[]; problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const { config, assets } = setup;
  const jobs = Array.from({ length: Math.ceil(files.length / batch) }, (_, index) =>
    files.slice(index * batch, (index + 1) * batch),
  );
  const byFile = new Map(assets.map((one) => [one.file, one]));
  const readings: Reading[] = [];
  await crew.run({
    name: 'read',
    worth,
    setup,
    jobs,
    here: (job) => job.map((source) => readOne(source, site)),
    done(result, index) {
      progress(readings.length);
      const sources = jobs[index] ?? [];
      if ('packed' in result) {
        const list: (Packed | null)[] = JSON.parse(result.packed);
        for (const [at, source] of sources.entries()) {
          const one = list[at];
          const reading =
            one === null || one === undefined
              ? undefined
              : unpack(one, source, config, (file) => byFile.get(file));
          readings.push(reading ?? { state: 'invalid', source });
        }
        problems.push(...result.problems.flat());
      } else {
        readings.push(...result.map(({ reading }) => reading));
        problems.push(...result.flatMap((one) => one.problems));
      }
    },
  });
  return { readings, problems };
}

function readBytes(source: SourceFile): Uint8Array | Problem {
  try {
    return readFileSync(source.location);
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return problem('file-unreadable', { file: source.file }, { path: source.file, detail });
  }
}

const recordings: readonly FieldName[] = ['enclosure', 'audio', 'video', 'attachments'];

const causes: Readonly<Partial<Record<ProblemCode, readonly FieldName[]>>> = {
  'duplicate-id': ['id'],
  'duplicate-url': ['permalink', 'slug', 'path'],
  'output-collision': ['permalink', 'slug', 'path'],
  'output-outside': ['permalink', 'slug', 'path'],
  'podcast-duration': recordings,
  'podcast-episode-image': ['image'],
  'podcast-format': recordings,
  'podcast-incomplete': recordings,
};

const topicFields: Readonly<Record<string, FieldName>> = {
  tag: 'tags',
  category: 'categories',
  author: 'authors',
  language: 'language',
};

function causeOf({ code, args }: Problem): readonly FieldName[] | undefined {
  if (code !== 'topic-clash') return causes[code];
  const field = topicFields[String(args['kind'])];
  return field === undefined ? undefined : [field];
}

/** A clash as a problem. */
export function clashProblem({ code, reading, other }: Clash): Problem {
  const { id, url } = reading.article;
  return problem(code, { file: reading.source.file }, { id, url, other });
}

/** `found` at the value of the article that causes it, which only now is looked for. */
export function placed(found: Problem, readings: readonly Reading[]): Problem {
  const wanted = found.line === undefined ? causeOf(found) : undefined;
  const source = wanted && readings.map((one) => one.source).find(({ file }) => file === found.file);
  if (!wanted || !source) return found;
  const { matter } = readFrontMatter(readFileSync(source.location), source.file);
  const fields = matter && findFields(matter, source.file);
  const field = wanted.map((name) => fields?.get(name)).find((one) => one !== undefined);
  return { ...found, ...(matter && field ? matter.locate(field.path) : { line: 1, column: 1 }) };
}
