import type { Page, Translation } from '../content/article/model.ts';
import { formats } from '../feeds/formats.ts';
import { writeHosting } from '../hosting/hosting.ts';
import { planRedirects } from '../hosting/redirects.ts';
import { opml, type OpmlFeed } from '../feeds/opml.ts';
import type { Problem } from '../problems/problem.ts';
import type { Dated, FeedKind, FeedPlan, Undated } from '../feeds/select.ts';
import type { Lists } from '../pages/site-data.ts';
import { sitemap } from '../pages/sitemap.ts';
import { encodePath } from '../base/url.ts';
import { stringsFor } from '../pages/i18n/strings.ts';
import type { Config } from '../config/model.ts';

/** The files around the feeds: lists of feeds and pages, and configuration of hosts. */
export interface SiteFiles {
  readonly files: readonly { readonly path: string; readonly text: string | Uint8Array }[];
  readonly problems: readonly Problem[];
}

/** The contents of feeds that a host also serves at their old URLs. */
export interface Copies {
  readonly contents: ReadonlyMap<string, Uint8Array>;
  /** Whether the document at `path` is such a feed. */
  wants(path: string): boolean;
  /** Call this for each feed document; it keeps only those needed again. */
  keep(path: string, content: Uint8Array): void;
}

/** Keeps the feeds that redirects lead to, if a host does not support redirects. */
export function createCopies({ url, hosting, redirects }: Config): Copies {
  const contents = new Map<string, Uint8Array>();
  const wanted = new Set(hosting.includes('github-pages') ? redirects.map(({ to }) => to) : []);
  return {
    contents,
    wants: (path) => wanted.size > 0 && wanted.has(url + encodePath(path)),
    keep(path, content) {
      if (this.wants(path)) contents.set(path, content);
    },
  };
}

/** Returns the files around the feeds `plans` and the pages of `shown`; `made` are the feeds and the files beside them. */
export function planSiteFiles(
  config: Config,
  plans: readonly FeedPlan[],
  shown: readonly (Dated | Undated)[],
  lists: Lists,
  made: { readonly paths: readonly string[]; readonly copies: ReadonlyMap<string, Uint8Array> },
  isAsset: (url: string) => boolean,
): SiteFiles {
  const { files, url, language, hosting } = config;
  const updated = Math.max(0, ...plans.map((plan) => plan.updated));
  const list = files.opml === false ? undefined : opml({ ...config, updated }, subscriptions(config, plans));
  const written = [
    ...(files.opml !== false && list !== undefined ? [{ path: files.opml, text: list }] : []),
    ...(files.sitemap !== false && config.pages
      ? sitemap(sitePages(config, shown, lists), files.sitemap, url)
      : []),
  ];
  const feeds = plans.flatMap(({ documents }) =>
    formats.flatMap(({ name, mediaType, viewable }) => {
      const document = documents[name];
      // Browsers style a feed served as plain XML, but show the source of one with its own type.
      const type = viewable && config.browserView ? 'application/xml' : mediaType;
      return document ? [{ ...document, mediaType: type }] : [];
    }),
  );
  const opmlFeed =
    files.opml !== false && list !== undefined
      ? [{ path: files.opml, url: url + encodePath(files.opml), mediaType: 'text/x-opml' }]
      : [];
  const addresses = new Set([
    ...shown.map(({ article }) => article.url),
    ...lists.years.map((year) => year.url),
    ...lists.topics.map(({ link }) => link.url),
    ...[...made.paths, ...written.map(({ path }) => path)].map((path) => url + encodePath(path)),
    ...(files.index === 'index.html' ? [url] : []),
  ]);
  const ground = {
    url,
    hosting,
    isPublished: (one: string) => addresses.has(one) || isAsset(one),
    complete: config.pages,
  };
  const planned = planRedirects(config.redirects, ground);
  const hosted = writeHosting(hosting, {
    url,
    language,
    feeds: [...feeds, ...opmlFeed],
    redirects: planned.redirects,
  });
  const texts = new Map<string, string | Uint8Array>([
    ...made.copies,
    ...written.map(({ path, text }) => [path, text] as const),
  ]);
  const hostFiles = hosted.files.map((file) =>
    'text' in file ? file : { path: file.path, text: texts.get(file.copyOf) ?? '' },
  );
  return { files: [...written, ...hostFiles], problems: [...planned.problems, ...hosted.problems] };
}

/** Returns the feeds that people subscribe to, in groups that readers show as folders. */
function subscriptions({ language }: Config, plans: readonly FeedPlan[]): OpmlFeed[] {
  const { words } = stringsFor(language);
  const groups: Partial<Record<FeedKind, string>> = {
    tag: words.tags,
    category: words.categories,
    author: words.authors,
    section: words.sections,
    language: words.languages,
  };
  return plans
    .filter(({ kind }) => kind !== 'archive')
    .map((plan) => {
      const group = groups[plan.kind];
      return group === undefined ? plan : { ...plan, group };
    });
}

/** Returns the pages for search engines, oldest first; a copy of another site's article is left out, because the original counts. */
function sitePages({ url, files }: Config, shown: readonly (Dated | Undated)[], lists: Lists) {
  const pages = shown.filter(
    ({ article }) => article.page !== undefined && (article.canonical ?? article.url) === article.url,
  );
  return [
    ...(files.index === false
      ? []
      : [{ url: files.index === 'index.html' ? url : url + encodePath(files.index) }]),
    ...lists.years.toReversed().map((year) => ({ url: year.url })),
    ...lists.topics.map(({ link }) => ({ url: link.url })),
    ...pages.toReversed().map(({ article }) => ({
      url: article.url,
      ...(article.updated && { updated: article.updated.instant }),
      ...(article.translations.length > 0 && { alternates: inEveryLanguage(article) }),
    })),
  ];
}

function inEveryLanguage({ language, url, translations }: Page): Translation[] {
  return [{ language, url }, ...translations].toSorted((a, b) => (a.language < b.language ? -1 : 1));
}
