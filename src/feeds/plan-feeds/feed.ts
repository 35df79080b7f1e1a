import type { Article } from '../../content/article/model.ts';
import type { Podcast } from '../../content/podcast/model.ts';
import type { FeedDocument, FeedPlan } from '../select.ts';
import { defined } from '../../base/json.ts';
import { encodePath } from '../../base/url.ts';
import type { Config } from '../../config/model.ts';
import type { FormatName } from '../../config/format-name.ts';

/** The metadata that differs between the feeds of a site. */
interface Frame extends Pick<
  FeedPlan,
  'kind' | 'label' | 'title' | 'description' | 'language' | 'id' | 'home' | 'authors' | 'body'
> {
  /** Below the output folder; empty or ending with `/`. */
  readonly folder: string;
  readonly limit: number;
  readonly podcast?: Podcast;
}

/** Plans a feed of `articles`, newest first: it holds the newest of them. */
export function planFeed(articles: readonly Article[], config: Config, frame: Frame): FeedPlan {
  const held = articles.slice(0, frame.limit);
  const documents: Partial<Record<FormatName, FeedDocument>> = {};
  for (const name of ['rss', 'atom', 'json'] as const) {
    const file = config.files[name];
    const path = frame.folder + String(file);
    if (file !== false) documents[name] = { path, url: config.url + encodePath(path) };
  }
  const { kind, label, title, description, language, id, home, authors, body, podcast } = frame;
  const { license, icon, logo, maxBytes } = config;
  const markdown = config.markdown && body === 'full' ? true : undefined;
  const hubs = config.hubs.length > 0 ? config.hubs : undefined;
  const same = { kind, label, title, description, language, id, home, authors, body, maxBytes };
  return {
    ...same,
    ...defined({ license, icon, logo, markdown, podcast, hubs }),
    updated: feedUpdated(held),
    documents,
    articles: held,
    complete: held.length === articles.length,
  };
}

/** Returns the `updated` of a feed of `articles`: the newest of theirs, or 0. */
export function feedUpdated(articles: readonly Article[]): number {
  return articles.reduce((latest, { updated }) => Math.max(latest, updated.instant), 0);
}

/** Returns the language that all `articles` share, else that of the site. */
export function commonLanguage(articles: readonly Article[], site: string): string {
  const { language = site } = articles[0] ?? {};
  return articles.every((article) => article.language === language) ? language : site;
}
