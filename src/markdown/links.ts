import { posix } from 'node:path';
import { isActive, localPath, type Asset, type FindAsset, type Referrer } from '../content/assets.ts';
import { contentHash } from '../base/hash.ts';
import type { ProblemCode } from '../problems/problem.ts';
import { absoluteUrl, hrefs } from '../base/url.ts';
import type { ReferenceKind, Resolve, Target } from './model.ts';

/** A reference that leads nowhere. */
export interface BrokenLink {
  readonly code: Extract<ProblemCode, 'image-missing' | 'link-missing' | 'link-unpublished' | 'asset-active'>;
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
  readonly misses: BrokenLink[];
  readonly assets: Asset[];
  /** References that may lead elsewhere when the rest of the site changes, as `resolve` was given them. */
  readonly local: LocalReference[];
  /** The URLs these lead to. */
  readonly targets: string[];
}

/** A reference to a place of this site: its kind, and what was written. */
export type LocalReference = readonly [kind: ReferenceKind, href: string];

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
  const leads = (url: string) => urls.has(withoutTail(url));
  return (from) => {
    const misses: BrokenLink[] = [];
    const assets: Asset[] = [];
    const local: LocalReference[] = [];
    const targets: string[] = [];
    const relative = hrefs(from.url, site.url);
    const to = (url: string): Target => ({ url, page: relative(url) });
    const miss = (href: string, kind: ReferenceKind, path: string) => {
      const expected = posix.join(posix.dirname(from.source.file), path);
      const code = kind === 'link' ? ('link-missing' as const) : ('image-missing' as const);
      misses.push({ code, href, expected });
    };
    // Where Feedmill writes the pages it knows every address; else only that a file beside is not there.
    const isMissing = (path: string, url: string) => {
      if (path.startsWith('/')) return site.pages && isPage(path) && url.startsWith(site.url) && !leads(url);
      return !leads(url) && (site.pages || /\.\w{1,5}$/.test(path));
    };
    const lead = (written: string, href: string, path: string, url: string, kind: ReferenceKind): Target => {
      const tail = /[?#].*$/s.exec(href)?.[0] ?? '';
      const asset = site.findAsset(href, from);
      if (asset && isActive(asset.path, kind === 'image')) {
        misses.push({ code: 'asset-active', href: written, expected: '' });
        return to(url);
      }
      if (asset) {
        assets.push(asset);
        return to(absoluteUrl(tail, asset.url) ?? asset.url);
      }
      const found = article(path, from, site);
      if (found?.url !== undefined) return to(absoluteUrl(tail, found.url) ?? found.url);
      if (found) misses.push({ code: 'link-unpublished', href: written, expected: '' });
      else if (isMissing(path, url)) miss(written, kind, path);
      return to(url);
    };
    return {
      misses,
      assets,
      local,
      targets,
      resolve(written, kind) {
        const href = written.trim();
        const url = absoluteUrl(href, href.startsWith('/') ? site.url : from.url);
        if (url === undefined) return undefined;
        const path = localPath(href);
        if (path === undefined) return to(url);
        const target = lead(written, href, path, url, kind);
        local.push([kind, written]);
        targets.push(target.url);
        return target;
      },
    };
  };
}

/** `resolve`, and a copy that gives the same once more without looking for anything, and absolute addresses as they are. */
export function rememberTargets(resolve: Resolve): { resolve: Resolve; recall: Resolve } {
  const seen = new Map<string, Target | undefined>();
  return {
    resolve(href, kind) {
      const target = resolve(href, kind);
      seen.set(`${kind} ${href}`, target);
      return target;
    },
    recall(href, kind) {
      const known = seen.get(`${kind} ${href}`);
      const url = known ? undefined : absoluteUrl(href);
      return url === undefined ? known : { url, page: url };
    },
  };
}

/** `url` without query and fragment. */
function withoutTail(url: string): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}

function isPage(path: string): boolean {
  return /(?:\/|\.html?|\.md|\.markdown)$/i.test(path);
}

/** The article whose file a reference names, with or without its ending; without a URL where it is not published. */
function article(path: string, from: Referrer, site: LinksOptions): { url?: string } | undefined {
  const { file, folder } = from.source;
  // `@/` is Zola's content folder; a path from the root names a file only with its ending.
  const isRooted = path.startsWith('@/') || path.startsWith('/');
  if (path.startsWith('/') && !/\.(?:md|mdx|markdown)$/i.test(path)) return undefined;
  const base = isRooted
    ? posix.join(folder, path.replace(/^@?\//, ''))
    : posix.join(posix.dirname(file), path);
  const name = base.normalize('NFC').replace(/\/$/, '');
  for (const one of [
    name,
    `${name}.md`,
    `${name}.mdx`,
    `${name}.markdown`,
    `${name}/index.md`,
    `${name}/index.mdx`,
  ]) {
    const url = site.published.get(one);
    if (url !== undefined) return { url };
    if (site.unpublished.has(one)) return {};
  }
  return undefined;
}

/** A digest of where the `local` references of an article lead; `found` is fresh. */
export function targetsDigest(found: ArticleLinks, local: readonly LocalReference[]): string {
  for (const [kind, href] of local) found.resolve(href, kind);
  return referencesIn(found);
}

/** A digest of where the references led to that were resolved. */
export function referencesIn({ targets, misses, assets }: ArticleLinks): string {
  const files = assets.map(({ source, url, path }) => [source.file, url, path]);
  return contentHash(JSON.stringify([targets, misses, files]));
}
