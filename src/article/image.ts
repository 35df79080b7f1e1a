import { posix } from 'node:path';
import { lookup } from 'mrmime';
import type { Image } from './model.ts';
import { localPath, type FindAsset, type Referrer } from '../assets.ts';
import type { Value } from '../frontmatter.ts';
import { line } from '../text.ts';
import { absoluteUrl, isWebUrl } from '../url.ts';
import { isMap, type Field } from './fields.ts';
import { kind, type Report } from './report.ts';

/** The picture a field names: a text, or a map with `url` or `src`, `alt`, `caption`, `credit`. */
export function readImage(
  field: Field | undefined,
  from: Referrer,
  site: string,
  find: FindAsset,
  report: Report,
): Image | undefined {
  if (!field) return undefined;
  const list = Array.isArray(field.value) ? (field.value as readonly Value[]) : undefined;
  const value = list ? (list[0] ?? null) : field.value;
  const inside: (string | number)[] = list ? [0] : [];
  if (value === null || value === '') return undefined;
  const get = (...keys: readonly string[]) => {
    const found = isMap(value)
      ? keys.map((key) => value[key]).find((one) => typeof one === 'string')
      : undefined;
    return typeof found === 'string' ? line(found) || undefined : undefined;
  };
  const href = typeof value === 'string' ? line(value) : get('url', 'src', 'image', 'path', 'file');
  if (isMap(value) && href !== undefined) {
    inside.push(['url', 'src', 'image', 'path', 'file'].find((key) => typeof value[key] === 'string') ?? '');
  }
  if (href === undefined) {
    // `image: { feature: false }` and the like are settings of a theme.
    if (isMap(value) && get('alt', 'caption', 'credit') === undefined) return undefined;
    const expected = 'a text, or a map with `url`';
    report.tell(
      'bad-value',
      field,
      { received: kind(value), expected, example: `${field.key}: photo.jpg` },
      inside,
    );
    return undefined;
  }
  const url = imageUrl(href, field, inside, { from, site, find, report });
  if (url === undefined) return undefined;
  const type = lookup(new URL(url).pathname);
  const [alt, caption, credit] = [get('alt'), get('caption'), get('credit')];
  return {
    url,
    ...(type?.startsWith('image/') && { type }),
    ...(alt !== undefined && { alt }),
    ...(caption !== undefined && { caption }),
    ...(credit !== undefined && { credit }),
  };
}

interface Context {
  readonly from: Referrer;
  readonly site: string;
  readonly find: FindAsset;
  readonly report: Report;
}

function imageUrl(
  href: string,
  field: Field,
  inside: (string | number)[],
  context: Context,
): string | undefined {
  const { from, site, find, report } = context;
  const asset = find(href, from);
  if (asset) return asset.url;
  const url = absoluteUrl(href, href.startsWith('/') ? site : from.url);
  if (url === undefined || !isWebUrl(url)) {
    report.tell(
      'bad-url',
      field,
      { value: href, detail: '', example: `\`${field.key}: photo.jpg\`` },
      inside,
    );
    return undefined;
  }
  if (isWebUrl(href) || href.startsWith('/')) return url;
  report.tell('image-missing', field, { target: href, expected: beside(href, from) }, inside);
  return undefined;
}

/** Where the file a relative reference means would have to lie, below the site's root. */
function beside(href: string, from: Referrer): string {
  return posix.join(posix.dirname(from.source.file), localPath(href) ?? '');
}
