import type { Problem } from '../problems/problem.ts';

/** The name of a host, a row of the hosts table. */
export type HostName = 'netlify' | 'cloudflare' | 'vercel' | 'nginx' | 'apache' | 'github-pages';

/** A feed as a host serves it. */
export interface ServedFeed {
  /** Path below the output folder. */
  readonly path: string;
  /** Absolute URL. */
  readonly url: string;
  /** Without charset. */
  readonly mediaType: string;
}

/** A permanent redirect between absolute URLs. `from` is below the site's URL and has no `?` and no `#`. */
export interface Redirect {
  readonly from: string;
  readonly to: string;
}

/** What hosts are told of a site. */
export interface HostingSite {
  /** Absolute URL of the site. It ends with `/`. */
  readonly url: string;
  /** BCP 47. */
  readonly language: string;
  readonly feeds: readonly ServedFeed[];
  readonly redirects: readonly Redirect[];
}

/** A file for a host, below the output folder: its text, or the path of the feed it repeats. */
export type HostFile =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly copyOf: string };

/** What a host needs, and what it cannot do for this site. */
export interface HostingResult {
  readonly files: readonly HostFile[];
  readonly problems: readonly Problem[];
}

/** A row of the hosts table. */
export interface Host {
  readonly name: HostName;
  /** Its name as people know it. */
  readonly label: string;
  readonly files: (site: HostingSite) => HostingResult;
}

/**
 * A feed may be kept for five minutes and is then asked for again: readers that obey it still learn of an article
 * soon after it is published, and a hub that was pinged does not get the feed of an hour ago. The question costs a
 * few bytes, since every host answers it with 304 while nothing has changed.
 */
const caching = 'public, max-age=300, must-revalidate';

/** The headers a feed is served with. The names are in their usual case: Netlify sends others a second time. */
export function feedHeaders(mediaType: string): readonly (readonly [name: string, value: string])[] {
  return [['Content-Type', `${mediaType}; charset=utf-8`], ...sharing];
}

/** The headers every feed is served with, whatever its format. A feed is public: any page may read it. */
export const sharing: readonly (readonly [name: string, value: string])[] = [
  ['Access-Control-Allow-Origin', '*'],
  ['Cache-Control', caching],
];

/** The path of a URL as it stands there, percent-encoded. */
export function urlPath(url: string): string {
  return new URL(url).pathname;
}

/** The path of a URL as servers compare it: decoded. */
export function plainPath(url: string): string {
  return decodeURIComponent(urlPath(url));
}

/** Where a redirect leads, as a visitor of any of the site's hosts (a preview too) is to be told. */
export function location(to: string, site: string): string {
  const { origin, pathname, search, hash } = new URL(to);
  return origin === new URL(site).origin ? pathname + search + hash : to;
}
