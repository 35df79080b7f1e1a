import { readFileSync } from 'node:fs';
import { findFields, type FieldName } from '../content/article/fields.ts';
import type { ParsedArticle } from '../content/article/model.ts';
import type { SourceFile } from '../content/discover.ts';
import { readFrontMatter } from '../content/frontmatter.ts';
import { problem, type Problem, type ProblemCode } from '../problems/problem.ts';
import type { UrlClash } from '../feeds/select.ts';

const recordings: readonly FieldName[] = ['enclosure', 'audio', 'video', 'attachments'];

const causes: Readonly<Partial<Record<ProblemCode, readonly FieldName[]>>> = {
  'adopt-own-id': ['id'],
  'article-unclear': ['id'],
  'content-changed': ['updated'],
  'duplicate-id': ['id'],
  'guard-backlog': ['date'],
  'guard-copy': ['id'],
  'guard-date': ['date'],
  'guard-id': ['id'],
  'guard-updated': ['updated'],
  'id-reused': ['id'],
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

/** Returns a clash as a problem. */
export function clashProblem({ code, parsed, other }: UrlClash): Problem {
  const { id, url } = parsed.article;
  return problem(code, { file: parsed.source.file }, { id, url, other });
}

/** Adds to a problem the position of the value that causes it. It looks for the position only now, because that takes time. */
export function addLocation(parsedArticles: readonly ParsedArticle[]): (found: Problem) => Problem {
  let sources: ReadonlyMap<string, SourceFile> | undefined;
  return (found) => {
    const wanted = found.line === undefined ? causeOf(found) : undefined;
    if (!wanted || found.file === undefined) return found;
    sources ??= new Map(parsedArticles.map(({ source }) => [source.file, source]));
    const source = sources.get(found.file);
    if (!source) return found;
    const { matter } = readFrontMatter(readFileSync(source.location), source.file);
    const fields = matter && findFields(matter, source.file);
    const field = wanted.map((name) => fields?.get(name)).find((one) => one !== undefined);
    return { ...found, ...(matter && field ? matter.locate(field.path) : { line: 1, column: 1 }) };
  };
}
