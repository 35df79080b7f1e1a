import { readFileSync } from 'node:fs';
import { readArticle, type ArticleOptions } from './article.ts';
import type { Reading } from './article/model.ts';
import { findFields, type FieldName } from './article/fields.ts';
import type { Assets } from './assets.ts';
import type { Config } from './config.ts';
import type { SourceFile } from './discover.ts';
import { readFrontMatter } from './frontmatter.ts';
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

/** Reads the metadata of all `files`, in their order; no text is kept. */
export function readArticles(
  files: readonly SourceFile[],
  site: ArticleOptions,
  progress: (done: number) => void,
): { readings: readonly Reading[]; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const readings = files.map((source, index): Reading => {
    progress(index);
    const invalid = { state: 'invalid', source } as const;
    const bytes = readBytes(source);
    if (!(bytes instanceof Uint8Array)) {
      problems.push(bytes);
      return invalid;
    }
    let bodyLine = 1;
    try {
      const front = readFrontMatter(bytes, source.file);
      problems.push(...front.problems);
      if (!front.matter) return invalid;
      ({ bodyLine } = front.matter);
      const { reading, problems: found } = readArticle(source, front.matter, site);
      problems.push(...found);
      return reading;
    } catch (error) {
      // A text may be nested too deep to find a heading in, or too long to be one.
      const detail = error instanceof Error ? error.message : String(error);
      const place = { file: source.file, line: bodyLine, column: 1 };
      problems.push(problem('not-renderable', place, { detail }));
      return invalid;
    }
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
