import type { Article } from '../content/article/model.ts';
import { cachedFeed, openFeeds, keepUnchangedFeeds } from './write-feeds.ts';
import type { CachedFeed, CachedRendering } from '../cache/model.ts';
import { rank, type SiteWriter, type WrittenArticles, type StagedYears } from './writer-model.ts';
import { stageYears } from './write-lists.ts';
import { planRenderJobs, type UnchangedArticle } from './render-jobs.ts';
import { createArticleWriter, type RenderJob, type RenderResult } from './write-article.ts';
import type { Problem } from '../problems/problem.ts';
import type { Dated, Selection, Undated } from '../feeds/select.ts';

/** A thread that starts costs as much as printing so many articles. */
const worth = 300;

/**
 * Renders every article once that is not as it was, writes its page, and each feed as soon as its articles are there. An article's
 * text is let go when nothing needs it any more.
 */
export async function writeArticles(
  writer: SiteWriter,
  selection: Selection,
  progress: (done: number, total: number) => void,
): Promise<WrittenArticles> {
  const { config, output, pool, renderSite: printSite, fingerprints, outputCache } = writer;
  const prints = new Map<string, CachedRendering>();
  for (const parsed of [...selection.articles, ...selection.pages]) {
    const known = fingerprints.fresh(parsed);
    if (known) prints.set(parsed.article.file, known);
  }
  const sources = new Map(printSite.assets.map((one) => [one.file, one]));
  const settled = keepUnchangedFeeds(writer, prints);
  const feeds = openFeeds(writer, settled);
  const summaries = new Map<string, string>();
  const problems: Problem[] = [];
  let pages = 0;
  let isAsRead = true;
  let years: StagedYears = new Map();

  const told = (parsed: Dated | Undated, summary: string) => {
    const { file } = parsed.article;
    summaries.set(file, summary);
    if (config.pages && parsed.article.page !== undefined) pages++;
  };
  /** Takes an article of which nothing has to be printed. */
  const reuse = ({ parsed, rendering: known }: UnchangedArticle) => {
    const { article } = parsed;
    told(parsed, article.summary ?? known.summary ?? '');
    if (known.isWhole && known.problems) problems.push(...known.problems);
    if (!config.pages) return;
    for (const [file, url, path] of known.assets ?? []) {
      const source = sources.get(file);
      if (source) outputCache.copy({ source, url, path }, rank.asset);
    }
  };
  const take = ({ parsed, page: neighbours }: RenderJob, print: RenderResult): void => {
    const { file, page: path } = parsed.article;
    problems.push(...print.problems);
    isAsRead &&= print.isAsRead;
    const known = fingerprints.remember(parsed, print);
    if (known) prints.set(file, known);
    else prints.delete(file);
    if (print.summary === undefined) return;
    told(parsed, known?.summary ?? print.summary);
    if (parsed.state === 'article') feeds.add({ ...shownAs(parsed.article, print.summary), ...print });
    if (!config.pages) return;
    for (const asset of print.assets) outputCache.copy(asset, rank.asset);
    if (!print.page || path === undefined) return;
    output?.adopt(path, print.page, rank.page, file);
    if (known && neighbours) outputCache.record(path, fingerprints.page(known, neighbours));
  };

  const { jobs, unchanged } = planRenderJobs(writer, selection, feeds, prints);
  for (const one of unchanged) reuse(one);
  await pool.run({
    name: 'print',
    worth,
    setup: printSite,
    jobs,
    here: jobs.length > 0 ? createArticleWriter(printSite) : nobody,
    meanwhile() {
      years = stageYears(writer);
    },
    done(print, index) {
      progress(index, jobs.length);
      const job = jobs[index];
      if (job) take(job, print);
    },
  });
  const { article: style } = writer.pages.styles;
  if (pages > 0) output?.write(style.path, style.text, rank.style);
  const made = feeds.flush();
  const feedMemories = new Map<string, CachedFeed>();
  const all = writer.plans.map((plan) => settled.get(plan) ?? made.get(plan));
  for (const [index, plan] of writer.plans.entries()) {
    const [path, kept] = cachedFeed(plan, made.get(plan), prints, fingerprints) ?? [];
    const former = settled.get(plan);
    if (path !== undefined && kept) {
      feedMemories.set(path, kept);
      for (const file of all[index]?.files ?? []) outputCache.record(file.path, kept.fingerprint);
    } else if (former) feedMemories.set(former.files[0]?.path ?? '', former);
  }
  return {
    feeds: all.flatMap((one) => one?.files ?? []),
    summaries,
    problems: [...problems, ...all.flatMap((one) => one?.problems ?? [])],
    pages,
    isAsRead,
    years,
    prints,
    feedMemories,
  };
}

function nobody(): never {
  throw new Error('There is nothing to print.');
}

function shownAs(article: Article, summary: string) {
  const shown = { article, summary };
  return { file: article.file, shown: { rss: shown, atom: shown, json: shown } };
}
