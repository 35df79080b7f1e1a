import type { PrintMemory } from '../cache/model.ts';
import type { Neighbours } from '../pages/site.ts';
import type { FeedPress } from './assemble-feeds.ts';
import type { Order } from './write-article.ts';
import type { Dated, FormatName, Selection, Undated } from '../feeds/select.ts';
import { itemStamp } from './fingerprints.ts';
import { rank, type Press } from './writer-model.ts';
import { createSlices, type Slices } from '../cache/slices.ts';

/** An article of which nothing has to be printed, and its place among all. */
export interface Reuse {
  readonly place: number;
  readonly reading: Dated | Undated;
  readonly known: PrintMemory;
  /** For the feeds that have to be written again. */
  readonly items?: FeedArticleItems;
}
type FeedArticleItems = NonNullable<ReturnType<Slices['find']>>;

/** What has to be printed of which article, newest first, and which are there already. */
export function planWork(
  { config, lists, everything, plans, memory, stamps, ledger, output }: Press,
  { articles, pages }: Selection,
  feeds: FeedPress,
  prints: ReadonlyMap<string, PrintMemory>,
): {
  readonly orders: readonly { readonly place: number; readonly order: Order }[];
  readonly reuses: readonly Reuse[];
} {
  const listed = new Set([
    ...lists.index.map(({ article }) => article),
    ...lists.topics.flatMap((one) => one.articles),
  ]);
  const inFeeds = new Set(plans.flatMap((plan) => plan.articles));
  const formats = (['rss', 'atom', 'json'] as const).filter(
    (name: FormatName) => config.files[name] !== false,
  );
  const slices = output && createSlices(memory, formats, output.locate);
  const orders: { place: number; order: Order }[] = [];
  const reuses: Reuse[] = [];

  for (const [place, reading] of [...articles, ...pages].entries()) {
    const { article } = reading;
    const styles = feeds.wants(article.file);
    const isInFeed = reading.state === 'article' && inFeeds.has(reading.article);
    const isWhole = config.pages || isInFeed || everything;
    const isListed = !isWhole && reading.state === 'article' && listed.has(reading.article);
    if (!isWhole && !isListed) continue;
    const neighbours: Neighbours =
      reading.state === 'article'
        ? { newer: neighbour(articles[place - 1]), older: neighbour(articles[place + 1]) }
        : {};
    const known = prints.get(article.file);
    if (known && (known.isWhole || isListed) && !everything) {
      const items = styles.length > 0 ? slices?.find(article.file, itemStamp(known), styles) : undefined;
      const hasPage =
        !config.pages ||
        article.page === undefined ||
        ledger.keep([article.page], stamps.page(known, neighbours), rank.page, article.file);
      if (hasPage && (styles.length === 0 || items)) {
        reuses.push({
          place,
          reading,
          known: isWhole ? known : { ...known, problems: [] },
          ...(items && { items }),
        });
        continue;
      }
      if (hasPage) {
        orders.push({ place, order: { reading, styles, isListed } });
        continue;
      }
    }
    orders.push({ place, order: { reading, styles, ...(config.pages && { page: neighbours }), isListed } });
  }
  return { orders, reuses };
}

function neighbour(one: Dated | undefined): Neighbours['newer'] {
  return one && { title: one.article.title, url: one.article.url, language: one.article.language };
}
