import { posix } from 'node:path';
import { isActive, localPath, type Asset, type FindAsset, type Referrer } from '../assets.ts';
import { absoluteUrl, isWebUrl } from '../../base/url.ts';
import type { Field } from './fields.ts';
import type { ArticleReporter } from './problems.ts';

/** What a reference in front matter needs to be resolved. */
export interface References {
  readonly from: Referrer;
  /** Absolute URL of the site, ends with `/`. */
  readonly site: string;
  readonly find: FindAsset;
  /** Filled with the local files that are referred to. */
  readonly assets: Asset[];
  readonly report: ArticleReporter;
}

/** What a reference came to. */
export interface Target {
  /** Absolute URL. */
  readonly url: string;
  /** Whether it is a file of the site's own, which is published along. */
  readonly local: boolean;
}

/** What is referred to: how its absence is told, and what a good reference to it looks like. */
const kinds = {
  image: { missing: 'image-missing', example: 'photo.jpg' },
  attachment: { missing: 'attachment-missing', example: 'episode.mp3' },
} as const;

/**
 * Resolves `href`, which stands at `inside` of `field`: to a file of the content folders, then to an address. Tells,
 * and gives nothing, where it is neither, or a file that must not be published.
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
  // An author may write out where on the site a file of the content is published.
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
