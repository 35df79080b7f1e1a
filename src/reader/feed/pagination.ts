import { existsSync } from 'node:fs';
import { dirname, isAbsolute, posix, relative, resolve } from 'node:path';
import { isWebUrl } from '../../base/url.ts';
import type { FetchedDocument, Location } from './fetch.ts';

/**
 * Returns the location of `href`. A web document leads only to the web. A file leads to a file beside it, which a URL of the same site
 * also means (`https://example.com/archive/1.xml`, in the feed of `https://example.com/feed.xml`) if that file exists; else to the web.
 * Never out of the folder of the `first` file.
 */
export function locate(
  href: string,
  from: { readonly loaded: FetchedDocument; readonly location: Location; readonly url: string | undefined },
  first: Location,
): Location | undefined {
  const { loaded, location, url: self } = from;
  if ('url' in location || 'url' in first) {
    const url = URL.canParse(href, loaded.base) ? new URL(href, loaded.base).href : href;
    return isWebUrl(url) ? { url: url.replace(/#.*$/s, '') } : undefined;
  }
  const root = dirname(first.path);
  const beside = besideOf(href, self);
  if (beside !== undefined) {
    const path = resolve(dirname(location.path), beside);
    const inside = relative(root, path);
    if (!inside.startsWith('..') && !isAbsolute(inside) && existsSync(path)) return { path };
  }
  return isWebUrl(href) ? { url: href.replace(/#.*$/s, '') } : undefined;
}

/** Returns `href` as a path from the folder of the document with the URL `self`. */
function besideOf(href: string, self: string | undefined): string | undefined {
  if (!isWebUrl(href)) return /^[a-z][a-z\d+.-]*:|^\/|\\|\0/i.test(href) ? undefined : decoded(href);
  if (self === undefined || !isWebUrl(self)) return undefined;
  const [target, own] = [new URL(href), new URL(self)];
  if (target.origin !== own.origin || target.search !== '') return undefined;
  return decoded(posix.relative(posix.dirname(own.pathname), target.pathname));
}

function decoded(path: string): string | undefined {
  try {
    const text = decodeURIComponent(path.replace(/[?#].*$/s, ''));
    return /[\\\0]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
