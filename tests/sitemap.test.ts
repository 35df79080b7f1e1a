import { describe, expect, test } from 'vitest';
import { sitemap } from '../src/pages/sitemap.ts';
import type { SitemapPage } from '../src/pages/sitemap.ts';
import { all, parseXml, value } from './xml.ts';

const site = 'https://example.com/';
const prefix = '{http://www.sitemaps.org/schemas/sitemap/0.9}:';
const updated = Date.UTC(2026, 0, 27, 10, 0, 0);

function pages(count: number): SitemapPage[] {
  return Array.from({ length: count }, (_, index) => ({ url: `${site}${index}/`, updated: index * 1000 }));
}

/** The addresses of a file, by regular expression: documents of 50 MB are not for a tree. */
function addresses(text: string): string[] {
  return [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url = '']) => url);
}

describe('one file', () => {
  const written = sitemap(
    [
      { url: `${site}a?b=1&c='2'`, updated },
      {
        url: `${site}en/`,
        alternates: [
          { language: 'en', url: `${site}en/` },
          { language: 'de', url: `${site}de/?a&b` },
        ],
      },
      { url: `${site}alone/`, alternates: [{ language: 'en', url: `${site}alone/` }] },
    ],
    'sitemap.xml',
    site,
  );
  const root = parseXml(written[0]?.text ?? '');
  const urls = all(root, `${prefix}url`);

  test('is a urlset in the namespace of the protocol, and nothing else', () => {
    expect(written.map(({ path }) => path)).toEqual(['sitemap.xml']);
    expect(written[0]?.text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/);
    expect(root.name).toBe(`${prefix}urlset`);
    expect(urls).toHaveLength(root.children.length);
    expect(urls.flatMap((url) => url.children.map(({ name }) => name))).toEqual([
      `${prefix}loc`,
      `${prefix}lastmod`,
      `${prefix}loc`,
      'xhtml:link',
      'xhtml:link',
      `${prefix}loc`,
    ]);
  });

  test('gives each address as it is, and its last change as W3C Datetime', () => {
    expect(urls.map((url) => value(url, `${prefix}loc`))).toEqual([
      `${site}a?b=1&c='2'`,
      `${site}en/`,
      `${site}alone/`,
    ]);
    expect(urls.map((url) => value(url, `${prefix}lastmod`))).toEqual([
      '2026-01-27T10:00:00Z',
      undefined,
      undefined,
    ]);
  });

  test('names every language of a page, its own too; one language alone is none', () => {
    const links = urls.map((url) => all(url, 'xhtml:link').map(({ attributes }) => attributes));
    expect(links).toEqual([
      [],
      [
        { rel: 'alternate', hreflang: 'en', href: `${site}en/` },
        { rel: 'alternate', hreflang: 'de', href: `${site}de/?a&b` },
      ],
      [],
    ]);
  });
});

test('no pages give an empty file', () => {
  const [one, ...more] = sitemap([], 'sitemap.xml', site);
  expect(parseXml(one?.text ?? '').children).toEqual([]);
  expect(more).toEqual([]);
});

test('an address of 2,048 characters or more is not one the protocol allows', () => {
  const long = (length: number) => ({ url: site + 'x'.repeat(length - site.length) });
  const [file] = sitemap([long(2047), long(2048)], 'sitemap.xml', site);
  expect(addresses(file?.text ?? '')).toEqual([long(2047).url]);
});

describe('past the limits of one file', () => {
  test('50,000 pages are one file, one more is an index of two', () => {
    expect(sitemap(pages(50_000), 'sitemap.xml', site)).toHaveLength(1);
    const files = sitemap(pages(50_001), 'sitemap.xml', site);
    expect(files.map(({ path }) => path)).toEqual(['sitemap-1.xml', 'sitemap-2.xml', 'sitemap.xml']);
    const [first, second, index] = files.map(({ text }) => text);
    expect([first, second].map((text = '') => addresses(text).length)).toEqual([50_000, 1]);
    const root = parseXml(index ?? '');
    expect(root.name).toBe(`${prefix}sitemapindex`);
    expect(root.children.map((one) => one.children.map(({ name, text }) => [name, text]))).toEqual([
      [
        [`${prefix}loc`, `${site}sitemap-1.xml`],
        [`${prefix}lastmod`, '1970-01-01T13:53:19Z'],
      ],
      [
        [`${prefix}loc`, `${site}sitemap-2.xml`],
        [`${prefix}lastmod`, '1970-01-01T13:53:20Z'],
      ],
    ]);
  });

  test('no file is larger than 50 MB, and no page is lost', () => {
    const long = pages(27_000).map(({ url }) => ({ url: `${url}${'ü&'.repeat(650)}`.slice(0, 2000) }));
    const files = sitemap(long, 'sitemap.xml', site);
    expect(files.length).toBeGreaterThan(2);
    for (const { text } of files) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(52_428_800);
    const listed = files.filter(({ path }) => path !== 'sitemap.xml').flatMap(({ text }) => addresses(text));
    expect(listed).toHaveLength(27_000);
    expect(new Set(listed).size).toBe(27_000);
  });

  test('a new page changes the last file and the index, not what is full', () => {
    const before = sitemap(pages(50_001), 'maps/all', site);
    const after = sitemap(pages(50_002), 'maps/all', site);
    expect(before.map(({ path }) => path)).toEqual(['maps/all-1', 'maps/all-2', 'maps/all']);
    expect(after.map(({ text }, index) => text === before[index]?.text)).toEqual([true, false, false]);
    expect(addresses(after[2]?.text ?? '')).toEqual([`${site}maps/all-1`, `${site}maps/all-2`]);
  });
});
