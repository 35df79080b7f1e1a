import type { Entry } from './formats/format.ts';
import type { View } from './formats/view.ts';
import { formats } from './formats.ts';
import type { OpenedFeed } from './pages/feed-view.ts';
import type { FeedLink } from './pages/site.ts';
import type { FeedPlan, FormatName } from './select.ts';

/** A feed document that was made. */
export interface FeedFile {
  /** What its format is called: `RSS`. */
  readonly name: string;
  /** Path below the output folder. */
  readonly path: string;
  readonly text: string;
  readonly items: number;
}

/** What a browser shows of the feed `plan` in one format. */
function opened(plan: FeedPlan, name: FormatName, entries: readonly Entry[]): OpenedFeed {
  const links = feedLinks(plan);
  return {
    ...plan,
    links: [...links.filter((one) => one.name === name), ...links.filter((one) => one.name !== name)],
    articles: entries.map(({ article, summary }) => ({ article, summary, linked: article.url })),
  };
}

/** The documents of a feed, as pages offer them. */
export function feedLinks(plan: FeedPlan): (FeedLink & { readonly name: FormatName })[] {
  return formats.flatMap(({ name, label, mediaType }) => {
    const document = plan.documents[name];
    return document ? [{ name, label, title: plan.title, url: document.url, mediaType }] : [];
  });
}

/** The documents of `plans`, each format's writer used for all of them; `view` makes what browsers show. */
export function writeFeeds(
  plans: readonly FeedPlan[],
  entry: (file: string, format: FormatName) => Entry | undefined,
  view: ((feed: OpenedFeed) => View) | undefined,
): FeedFile[] {
  return formats.flatMap((format) => {
    const writer = format.writer();
    return plans.flatMap((plan) => {
      const document = plan.documents[format.name];
      if (!document) return [];
      const entries = plan.articles.flatMap((article) => entry(article.file, format.name) ?? []);
      const items = entries.map((one) => writer.item(one, plan));
      const shown = format.viewable ? view?.(opened(plan, format.name, entries)) : undefined;
      const text = writer.head(plan, shown) + items.join(writer.separator) + writer.tail(plan);
      return [{ name: format.label, path: document.path, text, items: items.length }];
    });
  });
}
