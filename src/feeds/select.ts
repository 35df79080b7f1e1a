import type { Article, Person, Published, ParsedArticle } from '../content/article/model.ts';
import type { License } from '../content/license.ts';
import type { TopicKind } from '../content/topic-filter.ts';
import type { Podcast } from '../content/podcast/model.ts';
import { encodePath } from '../base/url.ts';
import type { Config } from '../config/model.ts';
import type { FormatName } from '../config/format-name.ts';

/** One feed document of a plan. */
export interface FeedDocument {
  /** Path below the output folder. */
  readonly path: string;
  /** Absolute URL of the document. */
  readonly url: string;
  /** Absolute URLs of the archives before and after it, and of the feed an archive belongs to (RFC 5005 §4). */
  readonly previous?: string;
  readonly next?: string;
  readonly current?: string;
}

/** The scope of a feed: the whole site, one topic, an editor's choice, or older articles of the site. */
export type FeedKind = 'site' | TopicKind | 'custom' | 'archive';

/** A feed: its metadata, its articles newest first, and the document of each format. */
export interface FeedPlan {
  readonly kind: FeedKind;
  /** Plain text: the topic as first written; for the site and its archives, the title of the site. */
  readonly label: string;
  /** Plain texts. */
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  /** Absolute IRI of the feed itself (Atom). */
  readonly id: string;
  /** Absolute URL of the page the feed belongs to. */
  readonly home: string;
  /** Milliseconds since 1970: the newest `updated` of its articles, or 0. */
  readonly updated: number;
  /** Of the site. */
  readonly authors: readonly Person[];
  readonly license?: License;
  /** Absolute URLs of a square (1:1) and a wide (2:1) picture. */
  readonly icon?: string;
  readonly logo?: string;
  /** Whether items contain the whole article or only its summary. */
  readonly body: 'full' | 'summary';
  /** Whether items also contain the article's Markdown. */
  readonly markdown?: boolean;
  /** Maximum size of a document; absent if it must hold all of its articles. */
  readonly maxBytes?: number;
  /** Present if the feed is a podcast, whose articles are episodes. */
  readonly podcast?: Podcast;
  /** Absolute URLs of the WebSub hubs that notify its subscribers; absent if there are none. */
  readonly hubs?: readonly string[];
  readonly documents: Readonly<Partial<Record<FormatName, FeedDocument>>>;
  readonly articles: readonly Article[];
  /** Whether its items keep their bytes: they leave out everything that later articles would change. */
  readonly final?: boolean;
  /** Whether the feed holds every article it could (RFC 5005 §2). */
  readonly complete: boolean;
}

/** The articles that are published now, later, and no longer. */
export interface Selection {
  /** Newest first; at the same instant, by URL. */
  readonly articles: readonly Dated[];
  /** Published, but in no feed and on no list page. */
  readonly pages: readonly Undated[];
  /** Soonest first. */
  readonly scheduled: readonly (Dated | Undated)[];
  readonly expired: readonly (Dated | Undated)[];
}

/** A parsed file that is an article with a date, or a page without feeds. */
export type Dated = Extract<ParsedArticle, { state: 'article' }>;
export type Undated = Extract<ParsedArticle, { state: 'page' }>;

/** Returns the members of `list` that are articles of the feeds. */
export function dated(list: readonly (Dated | Undated)[]): Dated[] {
  return list.filter((one) => one.state === 'article');
}

/** Sorts `parsedArticles` by their state at `now` (milliseconds since 1970): one filter for feeds, lists and pages. */
export function select(parsedArticles: readonly ParsedArticle[], now: number): Selection {
  const newest = parsedArticles.filter((one) => one.state === 'article').toSorted(newestFirst);
  const undated = parsedArticles.filter((one) => one.state === 'page');
  const articles: Dated[] = [];
  const pages: Undated[] = [];
  const scheduled: (Dated | Undated)[] = [];
  const expired: (Dated | Undated)[] = [];
  const isNow = (one: Dated | Undated): boolean => {
    const { due, expires } = one;
    if (expires !== undefined && expires <= now) expired.push(one);
    else if (due !== undefined && due > now) scheduled.push(one);
    else return true;
    return false;
  };
  for (const one of newest) if (isNow(one)) articles.push(one);
  for (const one of undated) if (isNow(one)) pages.push(one);
  return { articles, pages, scheduled: scheduled.toSorted(soonestFirst), expired };
}

function newestFirst(a: Dated, b: Dated): number {
  const difference = b.article.published.instant - a.article.published.instant;
  return difference || (a.url < b.url ? -1 : a.url > b.url ? 1 : 0);
}

function soonestFirst(a: Published, b: Published): number {
  return (a.due ?? 0) - (b.due ?? 0) || (a.url < b.url ? -1 : 1);
}

/**
 * Two articles with the same id or URL. It names the later one by file, or the one whose id is only its URL if subscribers know the
 * other by that id; and the file (or feed) it collides with.
 */
export interface UrlClash {
  readonly code: 'duplicate-id' | 'duplicate-url';
  readonly parsed: Dated | Undated;
  readonly other: string;
}

/** Returns every id and URL that two parsed articles share. Scheduled ones count, so that you learn of a clash early. */
export function findClashes(
  parsedArticles: readonly ParsedArticle[],
  config: Pick<Config, 'url' | 'files'>,
): UrlClash[] {
  const ids = new Map<string, Dated | Undated>();
  const urls = new Map(ownAddresses(config));
  const clashes: UrlClash[] = [];
  const published = parsedArticles.filter((one) => one.state === 'article' || one.state === 'page');
  for (const parsed of published) {
    const { id, url, file } = parsed.article;
    const sameUrl = urls.get(url);
    const sameId = ids.get(id);
    if (sameUrl !== undefined) clashes.push({ code: 'duplicate-url', parsed, other: sameUrl });
    // An id that equals the URL is the same mistake, reported once.
    if (sameId && !(sameUrl !== undefined && id === url)) {
      const [one, other] = isRecorded(parsed) && !isRecorded(sameId) ? [sameId, parsed] : [parsed, sameId];
      clashes.push({ code: 'duplicate-id', parsed: one, other: other.article.file });
    }
    if (sameUrl === undefined) urls.set(url, file);
    if (!sameId) ids.set(id, parsed);
  }
  return clashes;
}

/** Whether an article's id comes from the lock, not from its front matter. */
function isRecorded({ article }: Dated | Undated): boolean {
  return article.ownId !== true && article.id !== article.url;
}

/** Returns the URLs that Feedmill itself writes. */
function ownAddresses({ url, files }: Pick<Config, 'url' | 'files'>): [url: string, file: string][] {
  const named = Object.values(files).flatMap((file): [string, string][] =>
    file === false ? [] : [[url + encodePath(file), file]],
  );
  return files.index === 'index.html' ? [...named, [url, files.index]] : named;
}
