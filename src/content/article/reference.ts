import { posix } from 'node:path';
import { isActive, localPath, type Asset, type FindAsset, type Referrer } from '../assets.ts';
import { absoluteUrl, isWebUrl } from '../../base/url.ts';
import type { Field } from './fields.ts';
import type { ArticleReporter } from './problems.ts';

/** The data that resolving a reference in front matter needs. */
export interface References {
  readonly from: Referrer;
  /** Absolute URL of the site. It ends with `/`. */
  readonly site: string;
  readonly find: FindAsset;
  /** Receives the local files that references lead to. */
  readonly assets: Asset[];
  readonly report: ArticleReporter;
}

/** The result of resolving a reference. */
export interface Target {
  /** Absolute URL. */
  readonly url: string;
  /** Whether it is a file of the site, which is published too. */
  readonly local: boolean;
}

/** The kinds of references: the problem if one is missing, and a good example. */
const kinds = {
  image: { missing: 'image-missing', example: 'photo.jpg' },
  attachment: { missing: 'attachment-missing', example: 'episode.mp3' },
} as const;

/**
 * Resolves `href` at `inside` of `field`: to a file of the content folders, else to a URL. If it is neither, or a file that must not be
 * published, reports that and returns nothing.
 */
export function readReference(
  what: keyof typeof kinds,
  href: string,
  field: Field,
  inside: readonly (string | number)[],
  { from, site, find, assets, report }: References,
): Target | undefined {
  const { missing, example } = kinds[what];
  const url = absoluteUrl(href, href.startsWith('/') ? site : from.url);
  // An author may write the full URL where a content file is published.
  const isOwn = url !== undefined && isWebUrl(href) && url.startsWith(site);
  const asset = find(isOwn ? new URL(url).pathname : href, from);
  if (asset && isActive(asset.path, what === 'image')) {
    report.tell('asset-active', field, { target: href }, inside);
    return undefined;
  }
  if (asset) {
    assets.push(asset);
    return { url: asset.url, local: true };
  }
  if (url === undefined || !isWebUrl(url)) {
    const args = { value: href, detail: '', example: `\`${field.key}: ${example}\`` };
    report.tell('bad-url', field, args, inside);
    return undefined;
  }
  if (isWebUrl(href) || href.startsWith('/')) return { url, local: false };
  const expected = posix.join(posix.dirname(from.source.file), localPath(href) ?? '');
  report.tell(missing, field, { target: href, expected }, inside);
  return undefined;
}
