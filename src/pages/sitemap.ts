import { rfc3339 } from '../base/date.ts';
import { escape } from '../base/text.ts';
import { encodePath } from '../base/url.ts';

/** A page for search engines. */
export interface SitemapPage {
  /** Canonical absolute URL. */
  readonly url: string;
  /** The last significant change, in milliseconds since 1970. */
  readonly updated?: number;
  /** The same page in all its languages, itself included. `language` is a BCP 47 tag. */
  readonly alternates?: readonly { readonly language: string; readonly url: string }[];
}

/** A file of the sitemap. */
export interface SitemapFile {
  /** Path below the output folder. */
  readonly path: string;
  readonly text: string;
}

// Limits of sitemaps.org: size of a file, and length of a URL (fewer than 2,048 characters).
const maxPages = 50_000;
const maxBytes = 52_428_800;
const maxAddress = 2047;

const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/**
 * Returns the sitemap of `pages` (sitemaps.org): the file at `path`, below the URL `site`. Past 50,000 pages or 50 MB it is an index of
 * numbered files beside it. Pass the pages oldest first: a full file then stays the same.
 *
 * It has only `lastmod` of each page: search engines ignore `changefreq` and `priority`.
 */
export function sitemap(pages: readonly SitemapPage[], path: string, site: string): readonly SitemapFile[] {
  const parts = split(pages.filter(({ url }) => url.length <= maxAddress));
  const [only] = parts;
  if (!only || parts.length === 1) return [{ path, text: document(only?.entries ?? []) }];
  const files = parts.map((part, index) => ({ ...part, path: numbered(path, index + 1) }));
  const entries = files.map((part) => {
    const lastmod = part.updated === undefined ? '' : `\n    <lastmod>${rfc3339(part.updated)}</lastmod>`;
    return `  <sitemap>\n    <loc>${escape(site + encodePath(part.path))}</loc>${lastmod}\n  </sitemap>\n`;
  });
  return [
    ...files.map((part) => ({ path: part.path, text: document(part.entries) })),
    { path, text: `${declaration}<sitemapindex xmlns="${schema}">\n${entries.join('')}</sitemapindex>\n` },
  ];
}

interface Part {
  readonly entries: string[];
  bytes: number;
  /** The newest update of its pages. */
  updated: number | undefined;
}

function split(pages: readonly SitemapPage[]): readonly Part[] {
  const frame = Buffer.byteLength(document([]));
  const parts: Part[] = [];
  for (const page of pages) {
    const entry = write(page);
    const bytes = Buffer.byteLength(entry);
    let part = parts.at(-1);
    if (!part || part.entries.length === maxPages || part.bytes + bytes > maxBytes) {
      part = { entries: [], bytes: frame, updated: undefined };
      parts.push(part);
    }
    part.entries.push(entry);
    part.bytes += bytes;
    if (page.updated !== undefined) part.updated = Math.max(part.updated ?? page.updated, page.updated);
  }
  return parts;
}

function write({ url, updated, alternates = [] }: SitemapPage): string {
  // A page in only one language needs no alternates.
  const links = alternates.length < 2 ? [] : alternates;
  return [
    '  <url>',
    `    <loc>${escape(url)}</loc>`,
    ...(updated === undefined ? [] : [`    <lastmod>${rfc3339(updated)}</lastmod>`]),
    ...links.map(
      (one) =>
        `    <xhtml:link rel="alternate" hreflang="${escape(one.language)}" href="${escape(one.url)}"/>`,
    ),
    '  </url>\n',
  ].join('\n');
}

function document(entries: readonly string[]): string {
  const root = `<urlset xmlns="${schema}" xmlns:xhtml="http://www.w3.org/1999/xhtml">`;
  return `${declaration}${root}\n${entries.join('')}</urlset>\n`;
}

/** Returns the numbered path: `sitemap-3.xml` for `sitemap.xml` and 3. */
function numbered(path: string, number: number): string {
  return path.replace(/(?=\.[^./]*$)|$/, `-${number}`);
}
