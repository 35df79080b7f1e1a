import { posix } from 'node:path';
import { isActive, localPath, type Asset, type FindAsset, type Referrer } from '../content/assets.ts';
import { contentHash } from '../base/hash.ts';
import type { ProblemCode } from '../problems/problem.ts';
import { absoluteUrl, hrefs } from '../base/url.ts';
import type { ReferenceKind, Resolve, Target } from './model.ts';

/** A reference to something that is not there, or not published. */
export interface BrokenLink {
  readonly code: Extract<ProblemCode, 'image-missing' | 'link-missing' | 'link-unpublished' | 'asset-active'>;
  /** As the author wrote it. */
  readonly href: string;
  /** The path that the missing file would have, below the site's root. */
  readonly expected: string;
}

/** Resolves the references of one article and records what it finds. */
export interface ArticleLinks {
  /** Returns the target of `href`, or nothing if it is not a URL. */
  readonly resolve: Resolve;
  /** Filled by `resolve` in the order of the text. A reference that occurs twice is listed twice. */
  readonly brokenLinks: BrokenLink[];
  readonly assets: Asset[];
  /** The references whose targets can change when other parts of the site change, as passed to `resolve`. */
  readonly local: LocalReference[];
  /** The URLs of these references. */
  readonly targets: string[];
}

/** A reference to a place on this site: its kind, and what the author wrote. */
export type LocalReference = readonly [kind: ReferenceKind, href: string];

/** What `createLinks` needs to know about the site. */
export interface LinksOptions {
  /** Absolute URL of the site, ends with `/`. */
  readonly url: string;
  /** Whether Feedmill writes the pages. Then it knows every URL of the site. */
  readonly pages: boolean;
  readonly findAsset: FindAsset;
  /** URLs of all published articles, by their files below the root. */
  readonly published: ReadonlyMap<string, string>;
  /** Files of drafts, scheduled and expired articles. */
  readonly unpublished: ReadonlySet<string>;
  /** Other URLs of the site: feeds and index pages. */
  readonly otherUrls: readonly string[];
}

/**
 * Creates a function that resolves the references of an article: to the URL of an article if they name its Markdown file,
 * to the published URL of a file if they name a file beside the article, else against the article's own URL.
 */
export function createLinks(site: LinksOptions): (from: Referrer) => ArticleLinks {
  const urls = new Set([...site.published.values(), ...site.otherUrls]);
  const hasPage = (url: string) => urls.has(withoutTail(url));
  return (from) => {
    const [brokenLinks, assets]: [BrokenLink[], Asset[]] = [[], []];
    const [local, targets]: [LocalReference[], string[]] = [[], []];
    const relative = hrefs(from.url, site.url);
    const toTarget = (url: string): Target => ({ url, page: relative(url) });
    /** The URL of a reference whose path is on this site. `url` is what it is without a look at the files. */
    const localUrl = (written: string, path: string, url: string, kind: ReferenceKind): string => {
      const href = written.trim();
      const tail = /[?#].*$/s.exec(href)?.[0] ?? '';
      const asset = site.findAsset(href, from);
      if (asset && isActive(asset.path, kind === 'image')) {
        brokenLinks.push({ code: 'asset-active', href: written, expected: '' });
        return url;
      }
      if (asset) {
        assets.push(asset);
        return absoluteUrl(tail, asset.url) ?? asset.url;
      }
      const article = findArticle(path, from, site);
      if (article?.url !== undefined) return absoluteUrl(tail, article.url) ?? article.url;
      if (article) brokenLinks.push({ code: 'link-unpublished', href: written, expected: '' });
      else if (!hasPage(url) && mayBeMissing(path, url, site)) {
        const expected = posix.join(posix.dirname(from.source.file), path);
        brokenLinks.push({
          code: kind === 'link' ? 'link-missing' : 'image-missing',
          href: written,
          expected,
        });
      }
      return url;
    };
    return {
      brokenLinks,
      assets,
      local,
      targets,
      resolve(written, kind) {
        const href = written.trim();
        const url = absoluteUrl(href, href.startsWith('/') ? site.url : from.url);
        if (url === undefined) return undefined;
        const path = localPath(href);
        if (path === undefined) return toTarget(url);
        const target = localUrl(written, path, url, kind);
        local.push([kind, written]);
        targets.push(target);
        return toTarget(target);
      },
    };
  };
}

/** `url` without query and fragment. */
function withoutTail(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

/**
 * Whether a path is broken if nothing of the site has it. If Feedmill writes the pages, it knows every URL of them; if it does not, it
 * only knows which files are beside the article.
 */
function mayBeMissing(path: string, url: string, site: LinksOptions): boolean {
  if (path.startsWith('/'))
    return site.pages && /(?:\/|\.html?|\.md|\.markdown)$/i.test(path) && url.startsWith(site.url);
  return site.pages || /\.\w{1,5}$/.test(path);
}

/** What the name of an article's file may have after the text of a reference. */
export const articleEndings = ['', '.md', '.mdx', '.markdown', '/index.md', '/index.mdx'];

/** Finds the article whose file a reference names, with or without its extension. It has no URL if it is not published. */
function findArticle(path: string, from: Referrer, site: LinksOptions): { url?: string } | undefined {
  const { file, folder } = from.source;
  // A path from the root names a file only with its extension.
  if (path.startsWith('/') && !/\.(?:md|mdx|markdown)$/i.test(path)) return undefined;
  // `@/` is Zola's content folder.
  const isRooted = path.startsWith('@/') || path.startsWith('/');
  const joined = isRooted
    ? posix.join(folder, path.replace(/^@?\//, ''))
    : posix.join(posix.dirname(file), path);
  const base = joined.normalize('NFC').replace(/\/$/, '');
  for (const ending of articleEndings) {
    const url = site.published.get(base + ending);
    if (url !== undefined) return { url };
    if (site.unpublished.has(base + ending)) return {};
  }
  return undefined;
}

/** Resolves the `local` references of an article with `links`, which are new, and returns a digest of their targets. */
export function resolvedLinksDigest(links: ArticleLinks, local: readonly LocalReference[]): string {
  for (const [kind, href] of local) links.resolve(href, kind);
  return linksDigest(links);
}

/** Returns a digest of the targets of all references that `links` has resolved. */
export function linksDigest({ targets, brokenLinks, assets }: ArticleLinks): string {
  const files = assets.map(({ source, url, path }) => [source.file, url, path]);
  return contentHash(JSON.stringify([targets, brokenLinks, files]));
}
