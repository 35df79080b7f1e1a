import type { CachedRendering } from '../cache/model.ts';
import type { Neighbours } from '../pages/site.ts';
import type { FeedWriter } from './assemble-feeds.ts';
import type { RenderJob } from './write-article.ts';
import type { Dated, Selection, Undated } from '../feeds/select.ts';
import { itemFingerprint } from './fingerprints.ts';
import { rank, type SiteWriter } from './writer-model.ts';
import { createSlices, type Slices } from './slices.ts';
import type { FormatName } from '../config/format-name.ts';

/** An article of which nothing has to be printed, and its place among all. */
export interface UnchangedArticle {
  readonly place: number;
  readonly parsed: Dated | Undated;
  readonly known: CachedRendering;
  /** For the feeds that have to be written again. */
  readonly items?: FeedArticleItems;
}
type FeedArticleItems = NonNullable<ReturnType<Slices['find']>>;

/** What has to be printed of which article, newest first, and which are there already. */
export function planWork(
  { config, lists, everything, plans, cache, fingerprints, outputCache, output }: SiteWriter,
  { articles, pages }: Selection,
  feeds: FeedWriter,
  prints: ReadonlyMap<string, CachedRendering>,
): {
  readonly orders: readonly { readonly place: number; readonly order: RenderJob }[];
  readonly reuses: readonly UnchangedArticle[];
} {
  const listed = new Set([
    ...lists.index.map(({ article }) => article),
    ...lists.topics.flatMap((one) => one.articles),
  ]);
  const inFeeds = new Set(plans.flatMap((plan) => plan.articles));
  const formats = (['rss', 'atom', 'json'] as const).filter(
    (name: FormatName) => config.files[name] !== false,
  );
  const slices = output && createSlices(cache, formats, output.locate);
  const jobs: { place: number; order: RenderJob }[] = [];
  const reuses: UnchangedArticle[] = [];

  for (const [place, parsed] of [...articles, ...pages].entries()) {
    const { article } = parsed;
    const styles = feeds.wants(article.file);
    const isInFeed = parsed.state === 'article' && inFeeds.has(parsed.article);
    const isWhole = config.pages || isInFeed || everything;
    const isListed = !isWhole && parsed.state === 'article' && listed.has(parsed.article);
    if (!isWhole && !isListed) continue;
    const neighbours: Neighbours =
      parsed.state === 'article'
        ? { newer: neighbour(articles[place - 1]), older: neighbour(articles[place + 1]) }
        : {};
    const known = prints.get(article.file);
    if (known && (known.isWhole || isListed) && !everything) {
      const items =
        styles.length > 0 ? slices?.find(article.file, itemFingerprint(known), styles) : undefined;
      const hasPage =
        !config.pages ||
        article.page === undefined ||
        outputCache.keep([article.page], fingerprints.page(known, neighbours), rank.page, article.file);
      if (hasPage && (styles.length === 0 || items)) {
        reuses.push({
          place,
          parsed,
          known: isWhole ? known : { ...known, problems: [] },
          ...(items && { items }),
        });
        continue;
      }
      if (hasPage) {
        jobs.push({ place, order: { parsed, styles, isListed } });
        continue;
      }
    }
    jobs.push({ place, order: { parsed, styles, ...(config.pages && { page: neighbours }), isListed } });
  }
  return { orders: jobs, reuses };
}

function neighbour(one: Dated | undefined): Neighbours['newer'] {
  return one && { title: one.article.title, url: one.article.url, language: one.article.language };
}
