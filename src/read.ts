import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { readArticle, type ArticleOptions } from './article.ts';
import type { Reading } from './article/model.ts';
import { findFields, type FieldName } from './article/fields.ts';
import type { Assets } from './assets.ts';
import type { Config } from './config.ts';
import type { SourceFile } from './discover.ts';
import { readFrontMatter, readHead } from './frontmatter.ts';
import { languageFolders } from './language.ts';
import { problem, type Problem, type ProblemCode } from './problem.ts';
import type { Renderer } from './render.ts';
import type { Clash } from './select.ts';

/** What the article stage is told of the site. */
export function articleOptions(
  config: Config,
  files: readonly SourceFile[],
  assets: Assets,
  renderer: Renderer,
): ArticleOptions {
  return {
    ...config,
    languages: config.languages ?? languageFolders(files.map(({ path }) => path)),
    iri: config.files.atom !== false,
    episodes: config.podcast !== undefined || config.feeds.custom.some(({ podcast }) => podcast),
    findAsset: assets.find,
    heading: renderer.heading,
  };
}

/** What the file of one article came to. */
export interface ReadFile {
  readonly reading: Reading;
  readonly problems: readonly Problem[];
}

/** Reads the metadata of all `files`, in their order; no text is kept. */
export function readArticles(
  files: readonly SourceFile[],
  site: ArticleOptions,
  progress: (done: number) => void,
): { readings: readonly Reading[]; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const read = createReader(site);
  const readings = files.map((source, index): Reading => {
    progress(index);
    const one = read(source);
    for (const found of one.problems) problems.push(found);
    return one.reading;
  });
  return { readings, problems };
}

/** A reader of one article after the other. */
export function createReader(site: ArticleOptions): (source: SourceFile) => ReadFile {
  const readBytes = createBytesReader();
  return (source) => {
    const bytes = readBytes(source);
    if (!(bytes instanceof Uint8Array)) return { reading: { state: 'invalid', source }, problems: [bytes] };
    let front: ReturnType<typeof readHead> = { problems: [] };
    try {
      front = readHead(bytes, source.file);
      const { head, problems } = front;
      if (!head) return { reading: { state: 'invalid', source }, problems };
      const found = readArticle(source, head, site);
      return problems.length === 0 ? found : { ...found, problems: [...problems, ...found.problems] };
    } catch (error) {
      // A text may be nested too deep to find a heading in, or too long to be one.
      const detail = error instanceof Error ? error.message : String(error);
      const place = { file: source.file, line: front.head?.rest().bodyLine ?? 1, column: 1 };
      const told = problem('not-renderable', place, { detail });
      return { reading: { state: 'invalid', source }, problems: [...front.problems, told] };
    }
  };
}

/** Longer articles are rare. */
const ordinarySize = 128 * 1024;

/** Reads files into the same memory, so that what it gave is gone with the next one. */
function createBytesReader(): (source: SourceFile) => Uint8Array | Problem {
  const buffer = new Uint8Array(ordinarySize);
  return ({ location, file }) => {
    try {
      const length = fill(buffer, location);
      return length < buffer.length ? buffer.subarray(0, length) : readFileSync(location);
    } catch (error) {
      const detail = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
      return problem('file-unreadable', { file }, { path: file, detail });
    }
  };
}

/** Reads a file up to its end or that of `buffer`: how many bytes. One read may give less than there is. */
function fill(buffer: Uint8Array, location: string): number {
  const descriptor = openSync(location, 'r');
  try {
    let length = 0;
    while (length < buffer.length) {
      const count = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (count === 0) break;
      length += count;
    }
    return length;
  } finally {
    closeSync(descriptor);
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
