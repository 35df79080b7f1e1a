import { readFileSync } from 'node:fs';
import type { Attachment, Image } from '../content/article/model.ts';
import type { Asset } from '../content/assets.ts';
import { bodyOf } from '../content/frontmatter.ts';
import { contentHash } from '../base/hash.ts';
import { remembered, type ArticleLinks } from '../markdown/links.ts';
import type { Measures } from '../cache/media.ts';
import { problem, type Problem } from '../problems/problem.ts';
import type { Rendered, Renderer } from '../markdown/renderer.ts';
import type { Dated, Selection, Undated } from '../feeds/select.ts';
import type { Translated } from '../markdown/templates.ts';

/** An article as every feed and page needs it, milled once. */
export interface Milled extends Rendered {
  /** Plain text: the author's summary, else cut from the text. */
  readonly summary: string;
  /** The text as it may be published in Markdown, where that is wanted and can be. */
  readonly markdown?: string;
  /** Local files it refers to. */
  readonly assets: readonly Asset[];
  readonly problems: readonly Problem[];
  /** Whether the file is still as it was when its metadata was read. */
  readonly isAsRead: boolean;
}

/** Warnings of one article; more nobody reads in one go, and each is looked for in the text. */
const mostMisses = 100;

/** Turns an article's text into plain Markdown, without the template syntax of the generator it was written for. */
export type Translate = (reading: Dated | Undated, body: string) => Translated;

/** The body of an article, without the heading that became its title, and its first line in the file. */
function readBody(
  reading: Dated | Undated,
  translate: Translate,
): Translated & { bodyLine: number; isAsRead: boolean } {
  const bytes = readFileSync(reading.source.location);
  const { body, bodyLine } = bodyOf(bytes);
  const { start, end } = reading.heading ?? { start: 0, end: 0 };
  // The heading's line ends stay, so that line numbers hold.
  const gap = '\n'.repeat(body.slice(start, end).split('\n').length - 1);
  const text = body.slice(0, start) + gap + body.slice(end);
  return { ...translate(reading, text), bodyLine, isAsRead: contentHash(bytes) === reading.hash };
}

/** Renders an article and tells which of its references lead nowhere; a problem where it cannot be rendered. */
export function mill(
  reading: Dated | Undated,
  translate: Translate,
  renderer: Renderer,
  links: ArticleLinks,
  wantsMarkdown = false,
): Milled | Problem {
  const { body, leftovers, bodyLine, isAsRead } = readBody(reading, translate);
  try {
    const { resolve, recall } = wantsMarkdown
      ? remembered(links.resolve)
      : { resolve: links.resolve, recall: links.resolve };
    const html = renderer.render(body, resolve);
    const markdown = wantsMarkdown ? renderer.source(body, html.feed, recall) : undefined;
    const summary = reading.article.summary ?? renderer.summarise(body);
    const turns = new Map<string, number>();
    const left = leftovers.slice(0, mostMisses).map(({ kind, text, line, column }) => {
      const place = { file: reading.source.file, line: line + bodyLine - 1, column };
      return problem('template-syntax', place, { kind, text });
    });
    const missed = links.misses.slice(0, mostMisses).map((miss) => {
      const turn = (turns.get(miss.href) ?? 0) + 1;
      turns.set(miss.href, turn);
      const at = renderer.locate(body, miss.href, turn) ??
        renderer.locate(body, miss.href) ?? { line: 1, column: 1 };
      const place = { file: reading.source.file, line: at.line + bodyLine - 1, column: at.column };
      return problem(miss.code, place, { target: miss.href, expected: miss.expected });
    });
    return {
      ...html,
      summary,
      ...(markdown !== undefined && { markdown }),
      assets: [...reading.assets, ...links.assets],
      problems: [...left, ...missed],
      isAsRead,
    };
  } catch (error) {
    return notRenderable(error, reading, bodyLine);
  }
}

function notRenderable(error: unknown, reading: Dated | Undated, bodyLine: number): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  return problem('not-renderable', { file: reading.source.file, line: bodyLine, column: 1 }, { detail });
}

/** The summary of an article that is only listed; a problem where its text cannot be read. */
export function summarise(
  reading: Dated,
  translate: Translate,
  renderer: Renderer,
): Pick<Milled, 'summary' | 'isAsRead'> | Problem {
  if (reading.article.summary !== undefined) return { summary: reading.article.summary, isAsRead: true };
  const { body, bodyLine, isAsRead } = readBody(reading, translate);
  try {
    return { summary: renderer.summarise(body), isAsRead };
  } catch (error) {
    return notRenderable(error, reading, bodyLine);
  }
}

/** The selection with what the local files of published articles say of themselves. */
export async function measured(selection: Selection, measures: Measures): Promise<Selection> {
  // Most articles have no files of their own.
  if ([selection.articles, selection.pages].every((list) => list.every((one) => one.assets.length === 0)))
    return selection;
  const articles: Dated[] = [];
  for (const one of selection.articles) articles.push(await measure(one, measures));
  const pages: Undated[] = [];
  for (const one of selection.pages) pages.push(await measure(one, measures));
  return { ...selection, articles, pages };
}

async function measure<One extends Dated | Undated>(reading: One, measures: Measures): Promise<One> {
  const { image, attachments } = reading.article;
  const locate = (url?: string) => reading.assets.find((one) => one.url === url)?.source;
  const picture = locate(image?.url);
  if (picture === undefined && attachments.every(({ url }) => locate(url) === undefined)) return reading;
  const files: Attachment[] = [];
  for (const one of attachments) {
    const file = locate(one.url);
    files.push(file === undefined ? one : { ...one, ...(await measures.file(file)) });
  }
  const size: Image | undefined = image && picture ? { ...image, ...measures.picture(picture) } : image;
  return { ...reading, article: { ...reading.article, ...(size && { image: size }), attachments: files } };
}
