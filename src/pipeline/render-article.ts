import { readFileSync } from 'node:fs';
import type { Attachment, Image } from '../content/article/model.ts';
import type { Asset } from '../content/assets.ts';
import { bodyOf } from '../content/frontmatter.ts';
import { contentHash } from '../base/hash.ts';
import type { ArticleLinks } from '../markdown/links.ts';
import type { MediaCache } from '../cache/media-cache.ts';
import { problem, type Problem } from '../problems/problem.ts';
import type { Renderer } from '../markdown/renderer.ts';
import type { Dated, Selection, Undated } from '../feeds/select.ts';
import type { Translated } from '../markdown/templates.ts';
import type { Rendered } from '../markdown/model.ts';

/** An article as every feed and page needs it, rendered once. */
export interface RenderedArticle extends Rendered {
  /** Plain text: the author's summary, else cut from the text. */
  readonly summary: string;
  /** Local files it refers to. */
  readonly assets: readonly Asset[];
  readonly problems: readonly Problem[];
  /** Whether the file is unchanged since its metadata was read. */
  readonly isAsRead: boolean;
}

/** Maximum number of warnings per article: nobody reads more at once, and finding the position of each takes time. */
const mostMisses = 100;

/** Converts an article's text to plain Markdown, without the template syntax of another generator. */
export type Translate = (parsed: Dated | Undated, body: string) => Translated;

/** Returns the body of an article, without the heading that became its title, and its first line in the file. */
function readBody(
  parsed: Dated | Undated,
  translate: Translate,
): Translated & { bodyLine: number; isAsRead: boolean } {
  const bytes = readFileSync(parsed.source.location);
  const { body, bodyLine } = bodyOf(bytes);
  const { start, end } = parsed.heading ?? { start: 0, end: 0 };
  // The line ends of the heading stay, so that line numbers are right.
  const gap = '\n'.repeat(body.slice(start, end).split('\n').length - 1);
  const text = body.slice(0, start) + gap + body.slice(end);
  return { ...translate(parsed, text), bodyLine, isAsRead: contentHash(bytes) === parsed.hash };
}

/** Renders an article and reports references without a target; returns a problem if it cannot be rendered. */
export function renderArticle(
  parsed: Dated | Undated,
  translate: Translate,
  renderer: Renderer,
  links: ArticleLinks,
): RenderedArticle | Problem {
  const { body, leftovers, bodyLine, isAsRead } = readBody(parsed, translate);
  try {
    const html = renderer.render(body, links.resolve);
    const summary = parsed.article.summary ?? renderer.summarise(body);
    const turns = new Map<string, number>();
    const left = leftovers.slice(0, mostMisses).map(({ kind, text, line, column }) => {
      const place = { file: parsed.source.file, line: line + bodyLine - 1, column };
      return problem('template-syntax', place, { kind, text });
    });
    const missed = links.brokenLinks.slice(0, mostMisses).map((miss) => {
      const turn = (turns.get(miss.href) ?? 0) + 1;
      turns.set(miss.href, turn);
      const at = renderer.locate(body, miss.href, turn) ??
        renderer.locate(body, miss.href) ?? { line: 1, column: 1 };
      const place = { file: parsed.source.file, line: at.line + bodyLine - 1, column: at.column };
      return problem(miss.code, place, { target: miss.href, expected: miss.expected });
    });
    return {
      ...html,
      summary,
      assets: [...parsed.assets, ...links.assets],
      problems: [...left, ...missed],
      isAsRead,
    };
  } catch (error) {
    return notRenderable(error, parsed, bodyLine);
  }
}

function notRenderable(error: unknown, parsed: Dated | Undated, bodyLine: number): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  return problem('not-renderable', { file: parsed.source.file, line: bodyLine, column: 1 }, { detail });
}

/** Returns the summary of an article that is only listed; a problem if its text is unreadable. */
export function summarise(
  parsed: Dated,
  translate: Translate,
  renderer: Renderer,
): Pick<RenderedArticle, 'summary' | 'isAsRead'> | Problem {
  if (parsed.article.summary !== undefined) return { summary: parsed.article.summary, isAsRead: true };
  const { body, bodyLine, isAsRead } = readBody(parsed, translate);
  try {
    return { summary: renderer.summarise(body), isAsRead };
  } catch (error) {
    return notRenderable(error, parsed, bodyLine);
  }
}

/** Returns the selection with the measurements of the local files of published articles. */
export async function withMediaSizes(selection: Selection, mediaCache: MediaCache): Promise<Selection> {
  // Most articles have no files of their own.
  if ([selection.articles, selection.pages].every((list) => list.every((one) => one.assets.length === 0)))
    return selection;
  const articles: Dated[] = [];
  for (const one of selection.articles) articles.push(await measure(one, mediaCache));
  const pages: Undated[] = [];
  for (const one of selection.pages) pages.push(await measure(one, mediaCache));
  return { ...selection, articles, pages };
}

async function measure<One extends Dated | Undated>(parsed: One, mediaCache: MediaCache): Promise<One> {
  const { image, attachments } = parsed.article;
  const locate = (url?: string) => parsed.assets.find((one) => one.url === url)?.source;
  const picture = locate(image?.url);
  if (picture === undefined && attachments.every(({ url }) => locate(url) === undefined)) return parsed;
  const files: Attachment[] = [];
  for (const one of attachments) {
    const file = locate(one.url);
    files.push(file === undefined ? one : { ...one, ...(await mediaCache.file(file)) });
  }
  const size: Image | undefined = image && picture ? { ...image, ...mediaCache.picture(picture) } : image;
  return { ...parsed, article: { ...parsed.article, ...(size && { image: size }), attachments: files } };
}
