import { posix } from 'node:path';
import type { SourceFile } from './discover.ts';
import { absoluteUrl, decoded, encodePath } from '../base/url.ts';

/** The article that contains a reference. */
export interface Referrer {
  readonly source: SourceFile;
  /** Absolute permalink URL. */
  readonly url: string;
  /** Path of its page below the output folder; absent if its URL is not on this site. */
  readonly page?: string;
  /** Whether the article is a folder's `index.md`, so that the folder's files belong to it. */
  readonly bundle: boolean;
}

/** A file that articles refer to, and its published path. */
export interface Asset {
  readonly source: SourceFile;
  /** Absolute URL. */
  readonly url: string;
  /** Path below the output folder. */
  readonly path: string;
}

/** The files that articles may refer to. */
export interface Assets {
  /** Returns the file that a reference names. */
  find(href: string, from: Referrer): Asset | undefined;
  /** Returns the file published at an absolute URL, at its path below its content folder. */
  at(url: string): Asset | undefined;
}

/** Returns the file that a reference names. */
export type FindAsset = Assets['find'];

/**
 * Indexes the files of the content folders for a site at `url`. A reference is relative to the folder of the Markdown file, else to the
 * folder of the same name (Hexo), else to the content folder. The files of a bundle are published below its URL, all others at their
 * path below the content folder.
 */
export function createAssets(files: readonly SourceFile[], url: string): Assets {
  const byFile = new Map(files.map((one) => [one.file.normalize('NFC'), one]));
  const byPath = new Map(files.map((one) => [one.path, one] as const).toReversed());
  const shared = (path: string): Asset | undefined => {
    const source = byPath.get(path);
    return source && published(source, url);
  };
  const at = (address: string): Asset | undefined => {
    const path = address.startsWith(url) ? localPath(address.slice(url.length)) : undefined;
    return path === undefined ? undefined : shared(path);
  };
  return {
    at,
    find(href, from) {
      const path = localPath(href);
      if (path === undefined) return undefined;
      if (path.startsWith('/')) return at(absoluteUrl(href, url) ?? '');
      const file = from.source.file.normalize('NFC');
      const beside = posix.dirname(file);
      const own = file.replace(/\.\w+$/, '');
      for (const place of [beside, own]) {
        const found = byFile.get(posix.join(place, path).normalize('NFC'));
        if (!found) continue;
        const home = place === own || from.bundle ? `${place}/` : undefined;
        const inHome =
          home !== undefined && found.file.normalize('NFC').startsWith(home) && from.url.endsWith('/');
        if (!inHome || from.page === undefined) return published(found, url);
        const rest = found.file.normalize('NFC').slice(home.length);
        return {
          source: found,
          url: from.url + encodePath(rest),
          path: posix.join(posix.dirname(from.page), rest),
        };
      }
      return shared(path);
    },
  };
}

function published(source: SourceFile, site: string): Asset {
  return { source, url: site + encodePath(source.path), path: source.path };
}

/** Returns the path in a reference, decoded and in NFC; `undefined` for a host, a scheme or only a fragment. */
export function localPath(href: string): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|[?#]|$)/i.test(href)) return undefined;
  const path = href.replace(/[?#].*$/s, '');
  return (decoded(path) ?? path).normalize('NFC');
}

/** Whether a file runs code or configures the host where it is published: an article must not publish such a file. */
export function isActive(path: string, asImage: boolean): boolean {
  if (/\.svgz?$/i.test(path)) return !asImage;
  return /\.(?:[sx]?html?|xht|xml|xslt?|m?js|cjs|wasm|php\d?|htaccess)$|(?:^|\/)(?:CNAME|robots\.txt|ads\.txt)$/i.test(
    path,
  );
}
