import type { Article } from '../content/article/model.ts';
import type { CachedRendering } from '../cache/model.ts';
import type { FeedWriter } from './feed-writer.ts';
import type { Dated, Selection, Undated } from '../feeds/select.ts';
import type { Problem } from '../problems/problem.ts';
import { planRenderJobs, type UnchangedArticle } from './render-jobs.ts';
import { createArticleWriter, type RenderJob, type RenderResult } from './write-article.ts';
import { finishFeeds, keepUnchangedFeeds, openFeeds } from './write-feeds.ts';
import { stageYears } from './write-lists.ts';
import { rank, type SiteWriter, type StagedYears, type WrittenArticles } from './writer-model.ts';

/** The number of articles whose rendering takes as long as starting a worker. */
const worth = 300;

/**
 * Renders every article that has changed once, writes its page, and each feed as soon as its articles are rendered. The text of an
 * article is released as soon as no feed needs it.
 */
export async function writeArticles(
  writer: SiteWriter,
  selection: Selection,
  progress: (done: number, total: number) => void,
): Promise<WrittenArticles> {
  const { output, pool, renderSite, fingerprints } = writer;
  const renderings = new Map<string, CachedRendering>();
  for (const parsed of [...selection.articles, ...selection.pages]) {
    const rendering = fingerprints.fresh(parsed);
    if (rendering) renderings.set(parsed.article.file, rendering);
  }
  const unchangedFeeds = keepUnchangedFeeds(writer, renderings);
  const feeds = openFeeds(writer, unchangedFeeds);
  const { jobs, unchanged } = planRenderJobs(writer, selection, feeds, renderings);

  const articles = collectArticles(writer, feeds, renderings);
  for (const one of unchanged) articles.keep(one);
  let years: StagedYears = new Map();
  await pool.run({
    name: 'render',
    worth,
    setup: renderSite,
    jobs,
    here: jobs.length > 0 ? createArticleWriter(renderSite) : noJob,
    meanwhile() {
      years = stageYears(writer);
    },
    done(result, index) {
      progress(index, jobs.length);
      const job = jobs[index];
      if (job) articles.add(job, result);
    },
  });
  const { article: style } = writer.pages.styles;
  if (articles.pages() > 0) output?.write(style.path, style.text, rank.style);
  const finished = finishFeeds(writer, feeds, unchangedFeeds, renderings);
  return {
    feeds: finished.files,
    summaries: articles.summaries,
    problems: [...articles.problems, ...finished.problems],
    pages: articles.pages(),
    isAsRead: articles.isAsRead(),
    years,
    renderings,
    cachedFeeds: finished.cached,
  };
}

function noJob(): never {
  throw new Error('There is nothing to render.');
}

/** Writes the pages of articles and the files that they refer to, and collects what lists and feeds need of them. */
function collectArticles(
  { config, output, renderSite, fingerprints, outputCache }: SiteWriter,
  feeds: FeedWriter,
  renderings: Map<string, CachedRendering>,
) {
  const sources = new Map(renderSite.assets.map((one) => [one.file, one]));
  const summaries = new Map<string, string>();
  const problems: Problem[] = [];
  let pages = 0;
  let isAsRead = true;

  const list = ({ article }: Dated | Undated, summary: string) => {
    summaries.set(article.file, summary);
    if (config.pages && article.page !== undefined) pages++;
  };
  return {
    summaries,
    problems,
    pages: () => pages,
    isAsRead: () => isAsRead,
    keep({ parsed, rendering }: UnchangedArticle): void {
      list(parsed, parsed.article.summary ?? rendering.summary ?? '');
      if (rendering.isWhole) problems.push(...(rendering.problems ?? []));
      if (!config.pages) return;
      for (const [file, url, path] of rendering.assets ?? []) {
        const source = sources.get(file);
        if (source) outputCache.copy({ source, url, path }, rank.asset);
      }
    },
    add({ parsed, page: neighbours }: RenderJob, result: RenderResult): void {
      const { file, page: path } = parsed.article;
      problems.push(...result.problems);
      isAsRead &&= result.isAsRead;
      const rendering = fingerprints.cacheEntry(parsed, result);
      if (rendering) renderings.set(file, rendering);
      else renderings.delete(file);
      if (result.summary === undefined) return;
      list(parsed, rendering?.summary ?? result.summary);
      if (parsed.state === 'article') feeds.add({ ...shownAs(parsed.article, result.summary), ...result });
      if (!config.pages) return;
      for (const asset of result.assets) outputCache.copy(asset, rank.asset);
      if (!result.page || path === undefined) return;
      output?.adopt(path, result.page, rank.page, file);
      if (rendering && neighbours) outputCache.record(path, fingerprints.page(rendering, neighbours));
    },
  };
}

function shownAs(article: Article, summary: string) {
  const shown = { article, summary };
  return { file: article.file, shown: { rss: shown, atom: shown, json: shown } };
}
