import { problem, type Problem } from '../problems/problem.ts';
import { absoluteUrl, decoded, encodePath, isWebUrl } from '../base/url.ts';
import type { HostName, Redirect } from './host.ts';

/**
 * Returns the old URL that `text` means on the site at `site`: absolute, percent-encoded. A path begins at the site's URL, as everywhere
 * in the config. `undefined` if it is not a path below the site, or has characters that several hosts take for a wildcard, a placeholder
 * or a separator (`*`, `:`, an encoded slash): no server could match it.
 */
export function redirectSource(text: string, site: string): string | undefined {
  const url = below(text, site);
  if (url === undefined || !url.startsWith(site) || url === site || /[?#*]/.test(url)) return undefined;
  const path = url.slice(site.length);
  // Once decoded, every character belongs to a path: hosts compare either form.
  if (/:|%2F|%5C|%[01][0-9A-F]|%7F|\/\//i.test(path) || decoded(path) === undefined) return undefined;
  return url;
}

/** Returns the target in `text`: a path below the site at `site`, or an absolute http or https URL. */
export function redirectTarget(text: string, site: string): string | undefined {
  const url = below(text, site);
  if (url === undefined || !isWebUrl(url) || decoded(new URL(url).pathname) === undefined) return undefined;
  const { search, hash } = new URL(url);
  return url.startsWith(site) ? canonical(url) + search + hash : url;
}

function below(text: string, site: string): string | undefined {
  if (text.trim() !== text || text.startsWith('//')) return undefined;
  if (!text.startsWith('/') && !isWebUrl(text)) return undefined;
  const url = absoluteUrl(text.startsWith('/') ? `.${text}` : text, site);
  // Hosts compare letters, and the usual form of these is upper case.
  return url?.replaceAll(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase());
}

/** The data that redirects are checked against. */
export interface Ground {
  /** Absolute URL of the site. It ends with `/`. */
  readonly url: string;
  readonly hosting: readonly HostName[];
  /** Returns whether this build writes a file at an absolute URL. */
  readonly isPublished: (url: string) => boolean;
  /** Whether it writes all pages of the site, so that other pages do not exist. */
  readonly complete: boolean;
}

/**
 * Returns `written` with each redirect leading directly to its last target (`/a` to `/b` and `/b` to `/c` become `/a` to `/c`), and its
 * problems: a URL in use (`redirect-taken`), a URL that leads back to itself (`redirect-loop`), a target that does not exist
 * (`redirect-nowhere`), or no host to configure (`redirects-without-host`).
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
        // Reports each loop only once, although every URL in it leads into the loop.
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

/** Returns a URL as servers compare it: a folder, the folder without its slash and its index page are the same. */
function known(url: string): string {
  return canonical(url).replace(/\/(?:index\.html?)?$/, '');
}

/** Returns a URL without query and fragment, in the spelling of this build. */
function canonical(url: string): string {
  const { origin, pathname } = new URL(url);
  // An encoded slash in a name would become a separator.
  return origin + (pathname.includes('%2F') ? pathname : encodePath(decodeURIComponent(pathname)));
}
