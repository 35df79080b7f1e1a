import type { Page } from '../content/article/model.ts';
import type { DateTime } from '../base/date.ts';
import type { BrowserView } from '../feeds/formats/browser-view.ts';
import { articlePage } from './article-page.ts';
import { feedStyle } from './feed-style.ts';
import { feedView, type OpenedFeed } from './feed-view.ts';
import { indexPage } from './index-page.ts';
import type { ListedArticle, Neighbours, Site, TopicLink, YearLink } from './site.ts';
import { articleStyle, listStyle, type StyleSheet } from './style.ts';
import { topicPage } from './topic-page.ts';
import { createI18n, type I18nCache } from './i18n.ts';
import { yearPage } from './year-page.ts';
import { hrefs } from '../base/url.ts';

/** Functions that return the HTML pages of a site. Each one returns a complete document. */
export interface Pages {
  /** Returns the year of a date as displayed, in the site's time zone. */
  yearOf(date: DateTime): number;
  /** `articles` are newest first; `years` is empty if `articles` has all of them. */
  index(articles: readonly ListedArticle[], years: readonly YearLink[]): string;
  /** `url` is absolute; `articles` are newest first. */
  year(year: number, url: string, articles: readonly ListedArticle[], years: readonly YearLink[]): string;
  /** For a topic with a page. `articles` are newest first. */
  topic(topic: TopicLink, articles: readonly ListedArticle[]): string;
  /**
   * For an article, or a page without a date. `html` is sanitized content, inserted unchanged; `summary` is plain text and may be
   * empty.
   */
  article(article: Page, html: string, summary: string, neighbours: Neighbours): string;
  /** Returns the browser view of an XML feed. */
  view(feed: OpenedFeed): BrowserView;
  /** The style sheet of all browser views: path below the output folder, and text. */
  readonly viewStyle: { readonly path: string; readonly text: string };
  /** The style sheets of article pages and of list pages. */
  readonly styles: { readonly article: StyleSheet; readonly list: StyleSheet };
}

/** Creates the pages of `site`, with the strings of one build: create it once and use it for all pages. */
export function createPages(site: Site, i18nCache: I18nCache = createI18n(site.timezone)): Pages {
  return {
    yearOf: (date) => i18nCache.yearOf(date),
    index: (articles, years) => indexPage(site, i18nCache, articles, years),
    year: (year, url, articles, years) => yearPage(site, i18nCache, { year, url }, articles, years),
    topic: (topic, articles) => topicPage(site, i18nCache, topic, articles),
    article: (article, html, summary, neighbours) =>
      articlePage(site, i18nCache, article, html, summary, neighbours),
    view: (feed) => ({
      style: hrefs(feed.links[0]?.url ?? site.url, site.url)(site.url + feedStyle.path),
      div: feedView(feed, i18nCache),
    }),
    viewStyle: feedStyle,
    styles: { article: articleStyle, list: listStyle },
  };
}
