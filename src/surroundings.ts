import type { Config } from './config.ts';
import { formats } from './formats.ts';
import { writeHosting } from './hosting.ts';
import { planRedirects } from './hosting/redirects.ts';
import { opml } from './opml.ts';
import type { Problem } from './problem.ts';
import type { Dated, FeedPlan, Undated } from './select.ts';
import type { Lists } from './site.ts';
import { sitemap } from './sitemap.ts';
import { encodePath } from './url.ts';

/** The files around the feeds: lists of feeds and pages, and what hosts are told. */
export interface Surroundings {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly problems: readonly Problem[];
}

/** What stands around the feeds `plans` and the pages of `shown`; `made` are the feeds and the texts beside them. */
export function planSurroundings(
  config: Config,
  plans: readonly FeedPlan[],
  shown: readonly (Dated | Undated)[],
  lists: Lists,
  made: ReadonlyMap<string, string>,
  isAsset: (url: string) => boolean,
): Surroundings {
  const { files, url, language, hosting } = config;
  const updated = Math.max(0, ...plans.map((plan) => plan.updated));
  const list = files.opml === false ? undefined : opml({ ...config, updated }, plans);
  const written = [
    ...(files.opml !== false && list !== undefined ? [{ path: files.opml, text: list }] : []),
    ...(files.sitemap !== false && config.pages
      ? sitemap(sitePages(config, shown, lists), files.sitemap, url)
      : []),
  ];
  const feeds = plans.flatMap(({ documents }) =>
    formats.flatMap(({ name, mediaType, viewable }) => {
      const document = documents[name];
      // Browsers style a feed served as plain XML, and show the source of one with a type of its own.
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
    ...[...made.keys(), ...written.map(({ path }) => path)].map((path) => url + encodePath(path)),
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
  const hostFiles = hosted.files.map((file) =>
    'text' in file ? file : { path: file.path, text: made.get(file.copyOf) ?? '' },
  );
  return { files: [...written, ...hostFiles], problems: [...planned.problems, ...hosted.problems] };
}

/** The pages search engines may show, oldest first; a copy of somebody else's article is not ours to be found by. */
function sitePages({ url, files }: Config, shown: readonly (Dated | Undated)[], lists: Lists) {
  const pages = shown.filter(
    ({ article }) => article.page !== undefined && (article.canonical ?? article.url) === article.url,
  );
  return [
    ...(files.index === false
      ? []
      : [{ url: files.index === 'index.html' ? url : url + encodePath(files.index) }]),
    ...lists.years.toReversed().map((year) => ({ url: year.url })),
    ...pages.toReversed().map(({ article }) => ({
      url: article.url,
      ...(article.updated && { updated: article.updated.instant }),
    })),
  ];
}
