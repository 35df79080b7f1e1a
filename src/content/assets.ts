import { posix } from 'node:path';
import type { SourceFile } from './discover.ts';
import { absoluteUrl, encodePath } from '../base/url.ts';

/** The article a reference stands in. */
export interface Referrer {
  readonly source: SourceFile;
  /** Absolute permalink URL. */
  readonly url: string;
  /** Path of its page below the output folder; none where its URL is not one of this site. */
  readonly page?: string;
  /** Whether the article is a folder's `index.md`, so that the folder's files belong to it. */
  readonly bundle: boolean;
}

/** A file articles refer to, and where it is published. */
export interface Asset {
  readonly source: SourceFile;
  /** Absolute URL. */
  readonly url: string;
  /** Path below the output folder. */
  readonly path: string;
}

/** The files articles may refer to. */
export interface Assets {
  /** The file a reference means. */
  find(href: string, from: Referrer): Asset | undefined;
  /** The file that is published at an absolute URL, at its path below its content folder. */
  at(url: string): Asset | undefined;
}

/** Finds the file a reference means. */
export type FindAsset = Assets['find'];

/**
 * The files of the content folders, for a site at `url`. A reference is read from beside the Markdown file, then
 * from the folder of the same name (Hexo), then from the content folder. Files of a bundle are published below its
 * URL, all others at their path below the content folder.
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

/** The path a reference names, decoded and in NFC; nothing where it names a host, a scheme or only a fragment. */
export function localPath(href: string): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|[?#]|$)/i.test(href)) return undefined;
  // Most have neither anything encoded nor a letter that could be written in two ways.
  if (/^[!-"$&->@-~ ]+$/.test(href)) return href;
  const path = href.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path.normalize('NFC');
  }
}

/** Whether a file runs code or steers the host where it is published: an article may not bring that along. */
export function isActive(path: string, asImage: boolean): boolean {
  if (/\.svgz?$/i.test(path)) return !asImage;
  return /\.(?:[sx]?html?|xht|xml|xslt?|m?js|cjs|wasm|php\d?|htaccess)$|(?:^|\/)(?:CNAME|robots\.txt|ads\.txt)$/i.test(
    path,
  );
}
