import { problem, type Problem } from '../problems/problem.ts';

/** The name of a host in the config. */
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

/** The properties of a site that hosts need. */
export interface HostingSite {
  /** Absolute URL of the site. It ends with `/`. */
  readonly url: string;
  /** BCP 47. */
  readonly language: string;
  readonly feeds: readonly ServedFeed[];
  readonly redirects: readonly Redirect[];
}

/** A file for a host, with its path relative to the output folder, and its text or the path of the feed that it copies. */
export type HostFile =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly copyOf: string };

/** The files for a host, and problems if the host does not support a setting of this site. */
export interface HostingResult {
  readonly files: readonly HostFile[];
  readonly problems: readonly Problem[];
}

/** A row of the hosts table. */
export interface Host {
  readonly name: HostName;
  /** Its common name. */
  readonly label: string;
  readonly files: (site: HostingSite) => HostingResult;
}

/**
 * A feed can be cached for five minutes and must then be revalidated. Readers therefore get a new article soon after its publication,
 * and a hub does not get an outdated feed after a notification. A revalidation transfers only a few bytes, because every host
 * responds with 304 if nothing has changed.
 */
const caching = 'public, max-age=300, must-revalidate';

/** Returns the headers of a feed. The names have their usual case: Netlify sends others a second time. */
export function feedHeaders(mediaType: string): readonly (readonly [name: string, value: string])[] {
  return [['Content-Type', `${mediaType}; charset=utf-8`], ...sharing];
}

/** The headers of all feeds. Feeds are public, so any page can read them. */
export const sharing: readonly (readonly [name: string, value: string])[] = [
  ['Access-Control-Allow-Origin', '*'],
  ['Cache-Control', caching],
];

/** Returns the problem that `host` cannot express a redirect. */
export function cannotRedirect(host: string, { from, to }: Redirect): Problem {
  return problem('host-cannot-redirect', {}, { host, from, to });
}

/** Returns the path of a URL as written, percent-encoded. */
export function urlPath(url: string): string {
  return new URL(url).pathname;
}

/** Returns the path of a URL as servers compare it: decoded. */
export function plainPath(url: string): string {
  return decodeURIComponent(urlPath(url));
}

/** Returns the target of a redirect, as a visitor of any of the site's hosts (a preview too) needs it. */
export function location(to: string, site: string): string {
  const { origin, pathname, search, hash } = new URL(to);
  return origin === new URL(site).origin ? pathname + search + hash : to;
}
