import { posix } from 'node:path';
import { localPath, type Asset, type FindAsset, type Referrer } from './assets.ts';
import type { ProblemCode } from './problem.ts';
import type { Resolve, Target } from './render.ts';
import { absoluteUrl, relativeUrl } from './url.ts';

/** A reference that leads nowhere. */
export interface Miss {
  readonly code: Extract<ProblemCode, 'image-missing' | 'link-missing' | 'link-unpublished'>;
  /** As written. */
  readonly href: string;
  /** Where the file would have to lie, below the site's root. */
  readonly expected: string;
}

/** What an article's references came to. */
export interface ArticleLinks {
  /** The target of `href`; nothing where it is no address. */
  readonly resolve: Resolve;
  /** Filled by `resolve`, in the order of the text; what is referred to twice is missed twice. */
  readonly misses: Miss[];
  readonly assets: Asset[];
}

/** What `createLinks` needs to know of the site. */
export interface LinksOptions {
  /** Absolute URL of the site, ends with `/`. */
  readonly url: string;
  /** Whether Feedmill writes the pages: then it knows every address there is. */
  readonly pages: boolean;
  readonly findAsset: FindAsset;
  /** URLs of all published articles, by their file below the root. */
  readonly published: ReadonlyMap<string, string>;
  /** Files of drafts, scheduled and expired articles. */
  readonly unpublished: ReadonlySet<string>;
  /** Other addresses of the site: feeds, index pages. */
  readonly known: readonly string[];
}

/**
 * Resolves the references of articles: to another article's Markdown file (then its URL), to a file lying beside
 * (then where that is published), else against the article's own URL.
 */
export function createLinks(site: LinksOptions): (from: Referrer) => ArticleLinks {
  const urls = new Set([...site.published.values(), ...site.known]);
  return (from) => {
    const misses: Miss[] = [];
    const assets: Asset[] = [];
    const to = (url: string): Target => ({
      url,
      page: url.startsWith(site.url) ? relativeUrl(from.url, url) : url,
    });
    const miss = (href: string, kind: Parameters<Resolve>[1], path: string) => {
      const expected = posix.join(posix.dirname(from.source.file), path);
      const code = kind === 'link' ? ('link-missing' as const) : ('image-missing' as const);
      misses.push({ code, href, expected });
    };
    return {
      misses,
      assets,
      resolve(written, kind) {
        const href = written.trim();
        const url = absoluteUrl(href, href.startsWith('/') ? site.url : from.url);
        if (url === undefined) return undefined;
        const path = localPath(href);
        if (path === undefined) return to(url);
        const tail = /[?#].*$/s.exec(href)?.[0] ?? '';
        const asset = site.findAsset(href, from);
        if (asset) {
          assets.push(asset);
          return to(absoluteUrl(tail, asset.url) ?? asset.url);
        }
        if (path.startsWith('/')) return to(url);
        const found = article(path, from, site);
        if (found?.url !== undefined) return to(absoluteUrl(tail, found.url) ?? found.url);
        if (found) misses.push({ code: 'link-unpublished', href: written, expected: '' });
        else if (!urls.has(url.replace(/[?#].*$/s, '')) && (site.pages || /\.\w{1,5}$/.test(path))) {
          miss(written, kind, path);
        }
        return to(url);
      },
    };
  };
}

/** The article whose file a reference names, with or without its ending; without a URL where it is not published. */
function article(path: string, from: Referrer, site: LinksOptions): { url?: string } | undefined {
  const file = posix.join(posix.dirname(from.source.file), path).replace(/\/$/, '');
  for (const name of [file, `${file}.md`, `${file}.markdown`, `${file}/index.md`]) {
    const url = site.published.get(name);
    if (url !== undefined) return { url };
    if (site.unpublished.has(name)) return {};
  }
  return undefined;
}
