import type { CachedRendering } from '../cache/model.ts';
import type { Neighbours } from '../pages/site.ts';
import type { FeedWriter } from './feed-writer.ts';
import type { RenderJob } from './write-article.ts';
import type { Dated, Selection, Undated } from '../feeds/select.ts';
import { rank, type SiteWriter } from './writer-model.ts';

/** An article that needs no rendering. */
export interface UnchangedArticle {
  readonly parsed: Dated | Undated;
  readonly rendering: CachedRendering;
}

/** Separates the articles, newest first, into those to render and those with a valid entry in `renderings`. */
export function planRenderJobs(
  { config, lists, everything, plans, fingerprints, outputCache }: SiteWriter,
  { articles, pages }: Selection,
  feeds: FeedWriter,
  renderings: ReadonlyMap<string, CachedRendering>,
): { readonly jobs: readonly RenderJob[]; readonly unchanged: readonly UnchangedArticle[] } {
  const listed = new Set([
    ...lists.index.map(({ article }) => article),
    ...lists.topics.flatMap((one) => one.articles),
  ]);
  const inFeeds = new Set(plans.flatMap((plan) => plan.articles));
  const jobs: RenderJob[] = [];
  const unchanged: UnchangedArticle[] = [];

  for (const [place, parsed] of [...articles, ...pages].entries()) {
    const { file, page: path } = parsed.article;
    const isDated = parsed.state === 'article';
    const isWhole = config.pages || everything || (isDated && inFeeds.has(parsed.article));
    const isListed = !isWhole && isDated && listed.has(parsed.article);
    if (!isWhole && !isListed) continue;
    // A feed that is written again needs the items of all its articles.
    const job = { parsed, styles: feeds.wants(file), isListed };
    const page: Neighbours = isDated
      ? { newer: neighbour(articles[place - 1]), older: neighbour(articles[place + 1]) }
      : {};
    const known = renderings.get(file);
    const rendering = known && (known.isWhole || isListed) && !everything ? known : undefined;
    const hasPage =
      rendering &&
      (!config.pages ||
        path === undefined ||
        outputCache.keep([path], fingerprints.page(rendering, page), rank.page, file));
    if (!hasPage) jobs.push({ ...job, ...(config.pages && { page }) });
    else if (job.styles.length > 0) jobs.push(job);
    else unchanged.push({ parsed, rendering: isWhole ? rendering : { ...rendering, problems: [] } });
  }
  return { jobs, unchanged };
}

function neighbour(one: Dated | undefined): Neighbours['newer'] {
  return one && { title: one.article.title, url: one.article.url, language: one.article.language };
}
