import { dateInName, type DateTime } from '../../base/date.ts';
import { line, normalized } from '../../base/text.ts';
import { absoluteUrl, decoded, encodePath, isWebUrl } from '../../base/url.ts';
import type { Referrer } from '../assets.ts';
import type { Field, Fields } from './fields.ts';
import type { ArticleSite } from './model.ts';
import type { ArticleReporter } from './problems.ts';

/** The URL of an article on the site. */
export interface ArticleAddress extends Omit<Referrer, 'source'> {
  /** The first folder below the content folder that is not a language; empty if there is none. */
  readonly section: string;
}

/** Returns the permalink of the article at `path` (below its content folder): its own, else by the site's pattern. */
export function readPermalink(
  fields: Fields,
  path: string,
  published: DateTime | undefined,
  site: Pick<ArticleSite, 'url' | 'permalink' | 'languages'>,
  report: ArticleReporter,
): ArticleAddress | undefined {
  const segments = path
    .replace(/\.\w+$/, '')
    .split('/')
    .filter((segment) => segment !== '_posts');
  const bundle = segments.length > 1 && segments.at(-1) === 'index';
  if (bundle) segments.pop();
  const name = segments.pop() ?? '';
  const folders = segments.map(hyphenate);
  const section = folders[site.languages.has(segments[0] ?? '') ? 1 : 0] ?? '';

  const given = fields.get('permalink');
  const written = report.text(given, 'a path or a web address', '/2026/title/');
  if (given && written !== undefined) {
    const found = givenPlace(written, site.url);
    if (typeof found === 'object') return { ...found, section, bundle };
    const example = `\`${given.key}: /2026/title/\``;
    report.tell('bad-url', given, { value: written, detail: found, example });
    return undefined;
  }

  const pathField = fields.get('path');
  const slugField = fields.get('slug');
  const ownPath = ownSegment(pathField, report);
  const ownSlug = ownSegment(slugField, report);
  if ((pathField && ownPath === undefined) || (slugField && ownSlug === undefined)) return undefined;
  const slug = ownSlug ?? hyphenate(dateInName(name)?.rest || name);
  const part = (key: string): string => {
    if (key === 'path') return ownPath ?? (slug.includes('/') ? slug : [...folders, slug].join('/'));
    if (key === 'slug') return ownSlug ?? ownPath?.split('/').at(-1) ?? slug;
    if (key === 'section') return folders[0] ?? '';
    if (!published || (key !== 'year' && key !== 'month' && key !== 'day')) return '';
    return String(published[key]).padStart(key === 'year' ? 4 : 2, '0');
  };
  const filled = site.permalink.replaceAll(/\{(\w+)\}/g, (_, key: string) => part(key));
  const permalink = filled.includes('//') ? filled.replaceAll(/\/{2,}/g, '/') : filled;
  const address = permalink.slice(1);
  const fault = slug === '' ? ' (the resulting address would be empty)' : pathFault(encodePath(address));
  if (fault !== undefined) {
    const example = '`slug: my-article`';
    report.tell('bad-url', undefined, { key: 'file name', value: name, detail: fault, example });
    return undefined;
  }
  return { url: urlOf(address, site.url), page: pageFile(address), section, bundle };
}

/** Returns the author's path or slug, without slashes around it; reports one that is invalid. */
function ownSegment(field: Field | undefined, report: ArticleReporter): string | undefined {
  const text = report.text(field, 'text', 'my-article');
  if (!field || text === undefined) return undefined;
  const path = hyphenate(trimSlashes(text));
  const fault = pathFault(path);
  if (fault === undefined && path !== '') return path;
  report.tell('bad-url', field, {
    value: text,
    detail: fault ?? '',
    example: `\`${field.key}: my-article\``,
  });
  return undefined;
}

/** Returns the address that an author gives in full, or the problem with it. */
function givenPlace(address: string, site: string): { url: string; page?: string } | string {
  if (address.length > longest) return ' (it is too long)';
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith('//')) {
    const url = isWebUrl(address) ? absoluteUrl(address) : undefined;
    if (url === undefined) return ' (only http and https addresses work)';
    const own = url.startsWith(site) ? decoded(url.slice(site.length)) : undefined;
    return own === undefined ? { url } : (pathFault(own) ?? place(own, site));
  }
  const path = address.replace(/^\/+/, '');
  return pathFault(path) ?? place(decoded(path) ?? path, site);
}

/** Returns the URL and the file of a path below the site. */
function place(path: string, site: string): { url: string; page: string } {
  return { url: urlOf(path, site), page: pageFile(path) };
}

/** Returns the URL of a path below the site, without `index.html`, because servers serve `a/index.html` as `a/`. */
function urlOf(path: string, site: string): string {
  return site + encodePath(path.endsWith('index.html') ? path.replace(/(^|\/)index\.html$/, '$1') : path);
}

/** Limits of file systems and servers: the characters of a path and the bytes of a segment. */
const longest = 1000;
const longestSegment = 250;

function trimSlashes(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && text[start] === '/') start++;
  while (end > start && text[end - 1] === '/') end--;
  return text.slice(start, end);
}

function pathFault(path: string): string | undefined {
  if (path.length > longest) return ' (it is too long)';
  const plain = decoded(path) ?? path;
  if (plain.split('/').some((part) => Buffer.byteLength(part) > longestSegment)) return ' (it is too long)';
  if (/\{\{|\{%|^:|\/:[a-z]/.test(path)) return ' (it contains a template)';
  if (/[?#]/.test(path)) return ' (it must not contain `?` or `#`)';
  if (/[\\\0]/.test(plain)) return ' (it must not contain a backslash)';
  if (/(?:^|\/)\.{1,2}(?:\/|$)/.test(plain)) return ' (it must not lead out of the site)';
  return /\/\//.test(plain) ? ' (it must not contain `//`)' : undefined;
}

/** Returns the file that a web server sends for `path`: hosts serve `a` from `a.html` and `a/` from `a/index.html`. */
function pageFile(path: string): string {
  const normal = normalized(path);
  if (normal === '' || normal.endsWith('/')) return `${normal}index.html`;
  return /\.html?$/i.test(normal) ? normal : `${normal}.html`;
}

function hyphenate(segment: string): string {
  return line(segment).replaceAll(' ', '-');
}
