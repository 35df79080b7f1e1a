import { problem, type Problem } from '../problems/problem.ts';
import { absoluteUrl, encodePath, isWebUrl } from '../base/url.ts';
import type { HostName, Redirect } from './host.ts';

/**
 * The old address `text` means on the site at `site`: absolute, percent-encoded. A path is read from the site's own
 * address on, as everywhere in the config. Nothing where it is no path below the site, or has what several hosts take
 * for a wildcard, a placeholder or a separator (`*`, `:`, an encoded slash): no server could be told of it.
 */
export function redirectSource(text: string, site: string): string | undefined {
  const url = below(text, site);
  if (url === undefined || !url.startsWith(site) || url === site || /[?#*]/.test(url)) return undefined;
  const path = url.slice(site.length);
  // Decoded, every character is one of a path: hosts compare it either way.
  if (/:|%2F|%5C|%[01][0-9A-F]|%7F|\/\//i.test(path) || !isDecodable(path)) return undefined;
  return url;
}

/** The address `text` leads to: a path below the site at `site`, or an absolute http or https address. */
export function redirectTarget(text: string, site: string): string | undefined {
  const url = below(text, site);
  if (url === undefined || !isWebUrl(url) || !isDecodable(new URL(url).pathname)) return undefined;
  const { search, hash } = new URL(url);
  return url.startsWith(site) ? canonical(url) + search + hash : url;
}

function below(text: string, site: string): string | undefined {
  if (text.trim() !== text || text.startsWith('//')) return undefined;
  if (!text.startsWith('/') && !isWebUrl(text)) return undefined;
  const url = absoluteUrl(text.startsWith('/') ? `.${text}` : text, site);
  // Hosts compare letters: everybody writes these in capitals.
  return url?.replaceAll(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase());
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** What redirects are held against. */
export interface Ground {
  /** Absolute URL of the site, ends with `/`. */
  readonly url: string;
  readonly hosting: readonly HostName[];
  /** Whether this build writes something at an absolute URL. */
  readonly isPublished: (url: string) => boolean;
  /** Whether it writes all pages of the site, so that what it does not write is not there. */
  readonly complete: boolean;
}

/**
 * `written` with each address led straight to its end (`/a` to `/b` and `/b` to `/c` are `/a` to `/c`), and what is
 * wrong with them: an address that is in use (`redirect-taken`), one that comes back to itself (`redirect-loop`), an end
 * that is not there (`redirect-nowhere`), or no host to tell (`redirects-without-host`).
 */
export function planRedirects(
  written: readonly Redirect[],
  ground: Ground,
): { readonly redirects: readonly Redirect[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  if (written.length > 0 && ground.hosting.length === 0) problems.push(problem('redirects-without-host', {}));
  const told = new Set<string>();
  const next = new Map(written.map(({ from, to }) => [known(from), to]));
  const isThere = (url: string) =>
    [known(url), `${known(url)}/`, `${known(url)}/index.html`].some(ground.isPublished);
  const redirects = written.flatMap(({ from, to: first }) => {
    if (isThere(from)) {
      problems.push(problem('redirect-taken', {}, { from }));
      return [];
    }
    const way = [from];
    let to = first;
    for (let on: string | undefined = first; on !== undefined; on = next.get(known(on))) {
      if (way.some((one) => known(one) === known(on ?? ''))) {
        // Every address of a loop leads into it; it is one mistake.
        if (!way.some((one) => told.has(known(one))))
          problems.push(problem('redirect-loop', {}, { way: [...way, on].join(' → ') }));
        for (const one of way) told.add(known(one));
        return [];
      }
      way.push(on);
      to = on;
    }
    if (ground.complete && to.startsWith(ground.url) && !isThere(to))
      problems.push(problem('redirect-nowhere', {}, { from, to }));
    return [{ from, to }];
  });
  return { redirects, problems };
}

/** An address as servers know it: a folder, the folder without its slash and its index page are one to them. */
function known(url: string): string {
  return canonical(url).replace(/\/(?:index\.html?)?$/, '');
}

/** An address without query and fragment, spelt as this build spells its own. */
function canonical(url: string): string {
  const { origin, pathname } = new URL(url);
  // A slash within a name would become one between names.
  return origin + (pathname.includes('%2F') ? pathname : encodePath(decodeURIComponent(pathname)));
}
