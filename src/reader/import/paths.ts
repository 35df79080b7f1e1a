import GithubSlugger, { slug as slugOf } from 'github-slugger';
import type { SubscribedItem } from '../feed/model.ts';
import { dateInPath } from '../../base/date.ts';
import { isWebUrl } from '../../base/url.ts';

/** Returns the absolute URL of the site of most `items`, which ends with `/`; `home` if they are below it. */
export function siteOf(home: string | undefined, items: readonly SubscribedItem[]): string | undefined {
  const urls = items.flatMap(({ url }) => (url !== undefined && isWebUrl(url) ? [new URL(url)] : []));
  const own = home !== undefined && isWebUrl(home) ? new URL(home) : undefined;
  if (own) own.search = own.hash = '';
  const folder =
    own &&
    (own.pathname.endsWith('/') || own.pathname.includes('.') ? new URL('.', own) : new URL(`${own.href}/`));
  if (folder && (urls.length === 0 || urls.filter((url) => isBelow(url, folder)).length * 2 >= urls.length))
    return folder.href;
  const origins = new Map<string, number>();
  for (const { origin } of urls) origins.set(origin, (origins.get(origin) ?? 0) + 1);
  const [most] = [...origins].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  return most === undefined ? folder?.href : `${most}/`;
}

/**
 * Returns the `permalink` with which an item keeps its URL: a path below `site`, or a URL elsewhere. `undefined` if a file cannot have
 * that URL (`?p=12`).
 */
export function permalinkOf(url: string | undefined, site: string | undefined): string | undefined {
  if (url === undefined || !isWebUrl(url)) return undefined;
  const [page, base] = [new URL(url), site === undefined ? undefined : new URL(site)];
  if (base === undefined || !isBelow(page, base)) return url.length > 1000 ? undefined : url;
  if (page.search !== '' || page.hash !== '') return undefined;
  const path = decoded(page.pathname.slice(base.pathname.length));
  if (path === '' || /\{\{|\{%|^:|\/:[a-z]|[?#\\\0]|\/\/|(?:^|\/)\.{1,2}(?:\/|$)|[\u0000-\u001F]/.test(path))
    return undefined;
  return path.length > 1000 || path.split('/').some((part) => Buffer.byteLength(part) > 200)
    ? undefined
    : `/${path}`;
}

function isBelow(url: URL, base: URL): boolean {
  return url.host === base.host && url.pathname.startsWith(base.pathname);
}

/** Returns a decoded path, if encoding it again gives the same. */
function decoded(path: string): string {
  try {
    const text = decodeURIComponent(path);
    return text.normalize('NFC') === text && !/[%\s]/.test(text) ? text : path;
  } catch {
    return path;
  }
}

const longest = 80;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Returns the file name of an article without its extension: its day, and the name in its URL, else its `title`. */
export function nameOf({ published, url, post }: SubscribedItem, title: string): string {
  const path = url === undefined || !isWebUrl(url) ? '' : new URL(url).pathname;
  const day = published === undefined ? '' : `${dayOf(published, path)}-`;
  const last = path.split('/').findLast((one) => one !== '') ?? '';
  const address = decoded(last)
    .replace(/\.\w{1,5}$/, '')
    .replace(/^\d{4}-\d\d-\d\d-(?=.)/, '');
  const called = [
    post?.slug ?? '',
    /\p{L}/u.test(address) && address !== 'index' ? address : '',
    title,
    'item',
  ]
    .map(fileSlug)
    .find((one) => one !== '');
  const name = `${day}${called ?? 'item'}`;
  return reserved.test(name) ? `${name}-1` : name;
}

const oneDay = 24 * 60 * 60 * 1000;

/** Returns the day an item was published: the one in its URL if its author is in another zone. */
function dayOf(published: number, path: string): string {
  const [year = '', month = '', day = ''] = dateInPath(path)?.split('-') ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const isNear = Math.abs(Date.parse(written) + oneDay / 2 - published) <= oneDay * 1.1;
  return isNear ? written : new Date(published).toISOString().slice(0, 10);
}

/** Returns a text as part of a file name: no separators, no dots, no start that hides a file. */
function fileSlug(text: string): string {
  const slug = slugOf(text.normalize('NFC'))
    .replaceAll(/^[-_]+|[-_]+$/g, '')
    .replaceAll(/-{2,}/g, '-');
  let short = '';
  for (const letter of slug) {
    if (Buffer.byteLength(short + letter) > longest) break;
    short += letter;
  }
  return short.replace(/-+$/, '');
}

/** Makes names unique, in any case: the second `a` becomes `a-1`. */
export function uniqueNames(): (name: string) => string {
  const slugger = new GithubSlugger();
  return (name) => slugger.slug(name);
}
