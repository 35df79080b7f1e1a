import { assert, constantFrom, oneof, property, string } from 'fast-check';
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import type { Article } from '../src/content/article/model.ts';
import { createPages } from '../src/pages/pages.ts';
import type { ListedArticle, Site, YearLink } from '../src/pages/site.ts';
import { line } from '../src/base/text.ts';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** A page as a browser reads it: the elements in order. A page that is not valid HTML fails here. */
function read(html: string): Element[] {
  const errors: string[] = [];
  // Odd characters are the author's own, and kept.
  const odd = /^(noncharacter|control-character)-in-input-stream/;
  const document = parse(html, {
    onParseError: ({ code, startLine }) => errors.push(`${code}:${startLine}`),
  });
  expect(errors.filter((error) => !odd.test(error))).toEqual([]);
  return below(document);
}

function below(node: Node): Element[] {
  if (!('childNodes' in node)) return [];
  return node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...below(child)] : []));
}

function text(node: Node | undefined): string {
  if (!node) return '';
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(text).join('') : '';
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((one) => one.name === name)?.value;
}

function named(elements: readonly Element[], tag: string): Element[] {
  return elements.filter(({ tagName }) => tagName === tag);
}

function classed(elements: readonly Element[], name: string): Element[] {
  return elements.filter((one) => (attribute(one, 'class') ?? '').split(' ').includes(name));
}

/** The `content` of a `meta` element by its `name` or `property`. */
function meta(elements: readonly Element[], name: string): string | undefined {
  return attribute(
    named(elements, 'meta').find((one) => (attribute(one, 'name') ?? attribute(one, 'property')) === name),
    'content',
  );
}

function link(elements: readonly Element[], rel: string): Element[] {
  return named(elements, 'link').filter((one) => attribute(one, 'rel') === rel);
}

function elementsWith(elements: readonly Element[], name: string): Element[] {
  return elements.filter((one) => attribute(one, name) !== undefined);
}

/** Where the links of the page at `url` lead, in order. */
function targets(elements: readonly Element[], url: string): string[] {
  return named(elements, 'a').map((one) => new URL(attribute(one, 'href') ?? '', url).href);
}

const at = (iso: string) => ({ instant: Date.parse(iso), year: 0, month: 0, day: 0 });

const site: Site = {
  url: 'https://example.com/blog/',
  home: 'https://example.com/blog/',
  title: 'Gazette',
  description: 'News & guides',
  language: 'en',
  timezone: 'UTC',
  feeds: [
    {
      label: 'RSS',
      title: 'Gazette',
      url: 'https://example.com/blog/feed.xml',
      mediaType: 'application/rss+xml',
    },
    {
      label: 'Atom',
      title: 'Gazette',
      url: 'https://example.com/blog/atom.xml',
      mediaType: 'application/atom+xml',
    },
    {
      label: 'JSON Feed',
      title: 'Gazette',
      url: 'https://example.com/blog/feed.json',
      mediaType: 'application/feed+json',
    },
  ],
  topics: [],
  topicOf: () => undefined,
  others: [],
  authors: [{ name: 'Jane' }],
};

const article: Article = {
  file: 'content/a.md',
  id: 'https://example.com/blog/a/',
  url: 'https://example.com/blog/a/',
  page: 'a/index.html',
  section: '',
  title: 'A title',
  published: at('2026-01-27T09:30:00Z'),
  updated: at('2026-01-27T09:30:00Z'),
  authors: [],
  categories: [],
  tags: [],
  contributors: [],
  attachments: [],
  corrections: [],
  translations: [],
  language: 'en',
};

const picture = {
  url: 'https://example.com/blog/a/p.png?a=1&b=2',
  width: 1200,
  height: 700,
  alt: 'Hills',
  caption: 'The valley',
  credit: 'AP',
};

const rich: Article = {
  ...article,
  title: 'Rich & <famous>',
  summary: 'What it "says".',
  updated: at('2026-01-29T00:00:00Z'),
  authors: [{ name: 'Jane', url: 'https://example.com/blog/jane/' }, { name: 'Tom' }],
  categories: ['World'],
  tags: ['NATO', 'World'],
  image: picture,
  canonical: 'https://news.example.org/1',
  source: { title: 'AFP', url: 'https://afp.example/' },
  license: { text: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
};

const listed = (one: Article, summary = ''): ListedArticle => ({ article: one, summary, linked: one.url });

const years: readonly YearLink[] = [
  { year: 2026, url: 'https://example.com/blog/2026/', count: 3 },
  { year: 2025, url: 'https://example.com/blog/2025/', count: 110 },
];

/** One page of each kind. */
function everyKind(of: Site, one: Article): { url: string; html: string }[] {
  const pages = createPages(of);
  const list = [listed(one, 'In short'), listed({ ...article, id: 'b', url: `${of.home}b.html` })];
  const newer = { ...article, url: `${of.home}newer/` };
  const older = { ...article, url: `${of.home}older.html` };
  return [
    { url: of.home, html: pages.index(list, years) },
    { url: `${of.home}2026/`, html: pages.year(2026, `${of.home}2026/`, list, years) },
    {
      url: one.url,
      html: pages.article(one, '<h2 id="subscribe">S</h2><p>Text</p>', 'In short', { newer, older }),
    },
  ];
}

describe('every page', () => {
  test.each(everyKind(site, rich))(
    '$url is sound: one h1, headings in order, landmarks, unique ids',
    ({ html }) => {
      const elements = read(html);
      const levels = elements
        .map(({ tagName }) => /^h([1-6])$/.exec(tagName)?.[1])
        .filter(Boolean)
        .map(Number);
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(levels[0]).toBe(1);
      for (const [index, level] of levels.entries())
        expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
      for (const landmark of ['main', 'header', 'footer']) {
        const inside = new Set(named(elements, 'article').flatMap(below));
        expect(named(elements, landmark).filter((one) => !inside.has(one))).toHaveLength(1);
      }
      const ids = elements.map((one) => attribute(one, 'id')).filter((id) => id !== undefined);
      expect(new Set(ids).size).toBe(ids.length);
      const labels = elementsWith(elements, 'aria-labelledby').map((one) =>
        attribute(one, 'aria-labelledby'),
      );
      for (const label of labels) expect(ids).toContain(label);
      const skip = named(elements, 'a')[0];
      expect(text(skip)).toBe('Skip to content');
      expect(`#${attribute(named(elements, 'main')[0], 'id')}`).toBe(attribute(skip, 'href'));
      for (const tag of ['p', 'ul', 'li', 'h1', 'h2', 'h3', 'footer'])
        for (const one of named(elements, tag)) expect(text(one).trim()).not.toBe('');
    },
  );

  test.each(everyKind(site, rich))(
    '$url runs nothing and loads nothing but pictures, its icon and its style sheet',
    ({ url, html }) => {
      const elements = read(html);
      for (const tag of ['script', 'style']) expect(named(elements, tag)).toEqual([]);
      expect(elements.flatMap(({ attrs }) => attrs.filter(({ name }) => /^on|^style$/.test(name)))).toEqual(
        [],
      );
      const { article: articles, list } = createPages(site).styles;
      const sheet = url === rich.url ? articles : list;
      const linked = link(elements, 'stylesheet').map((one) => attribute(one, 'href'));
      expect(linked.map((href) => new URL(href ?? '', url).href)).toEqual([
        site.url + sheet.path + sheet.query,
      ]);
    },
  );

  test('at /404.html leads where it should at whatever address it is shown', () => {
    const lost = { ...article, url: `${site.url}404.html` };
    const elements = read(createPages(site).article(lost, '<p>x</p>', '', { older: article }));
    const { path, query } = createPages(site).styles.article;
    expect(link(elements, 'stylesheet').map((one) => attribute(one, 'href'))).toEqual([
      `/blog/${path}${query}`,
    ]);
    const leads = named(elements, 'a').map((one) => attribute(one, 'href') ?? '');
    expect(leads.filter((href) => !/^(?:#|\/blog\/)/.test(href))).toEqual([]);
    expect(leads).toContain(new URL(article.url).pathname);
  });

  test.each(Object.entries(createPages(site).styles))(
    'the style sheet of %ss',
    (_name, { text: css, query }) => {
      expect(css).not.toMatch(/@import|url\(|@font-face/);
      expect(new TextEncoder().encode(css).length).toBeLessThan(10_240);
      // Browsers that have another one ask for it anew.
      expect(query).toMatch(/^\?[\w-]{8}$/);
      // What is written from left to right only would be wrong on an Arabic page.
      expect(css).not.toMatch(
        /(margin|padding|border|inset)-(left|right)|[;{](left|right|float):|align:(left|right)/,
      );
    },
  );

  test.each(everyKind(site, rich))('$url links to the feeds with absolute addresses', ({ html }) => {
    const feeds = link(read(html), 'alternate').map((one) => [
      attribute(one, 'type'),
      attribute(one, 'href'),
    ]);
    expect(feeds).toEqual([
      ['application/rss+xml', 'https://example.com/blog/feed.xml'],
      ['application/atom+xml', 'https://example.com/blog/atom.xml'],
      ['application/feed+json', 'https://example.com/blog/feed.json'],
    ]);
  });

  test.each(
    ['https://example.com/', 'https://example.com/blog/'].flatMap((home) =>
      [`${home}a/b/`, `${home}a/b.html`].map((url) => ({ home, url })),
    ),
  )('links from $url and to it are relative and right', ({ home, url }) => {
    const feeds = site.feeds.map((feed) => ({ ...feed, url: feed.url.replace(site.home, home) }));
    const of: Site = { ...site, url: home, home, feeds };
    const [index, year, page] = everyKind(of, { ...article, url }).map((one) => ({
      ...one,
      elements: read(one.html),
    }));
    const feedUrls = feeds.map((feed) => feed.url);
    for (const one of [index, year, page])
      for (const anchor of named(one?.elements ?? [], 'a'))
        expect(attribute(anchor, 'href')).not.toMatch(/^\/|^https:\/\/example\.com/);
    expect(targets(index?.elements ?? [], home)).toEqual([
      `${home}#page:content`,
      ...feedUrls,
      url,
      `${home}b.html`,
      ...years.map((one) => one.url),
    ]);
    expect(targets(year?.elements ?? [], `${home}2026/`)).toEqual([
      `${home}2026/#page:content`,
      home,
      `${home}#subscribe`,
      url,
      `${home}b.html`,
      ...years.map((one) => one.url),
      ...feedUrls,
    ]);
    expect(targets(page?.elements ?? [], url)).toEqual([
      `${url}#page:content`,
      home,
      `${home}#subscribe`,
      `${home}older.html`,
      `${home}newer/`,
      ...feedUrls,
    ]);
  });

  test('any text is text: titles, summaries, names, tags and captions read back as they were', () => {
    const plain = oneof(
      string({ unit: 'binary' }),
      constantFrom('</style><script>', '"><img src=x onerror=a>', '&amp;', "'", '{date}'),
    )
      .map(line)
      .filter(Boolean);
    assert(
      property(plain, plain, plain, (one, two, three) => {
        const hostile: Article = {
          ...rich,
          title: one,
          summary: two,
          authors: [{ name: three }],
          categories: [],
          tags: [one],
          image: { url: picture.url, alt: two, caption: three },
          source: { title: two },
          license: { text: three },
        };
        const pages = createPages({ ...site, title: two, description: `${three}.` });
        const page = read(pages.article(hostile, '<p>x</p>', three, {}));
        expect(text(named(page, 'h1')[0])).toBe(one);
        expect(text(classed(page, 'stand')[0])).toBe(two);
        expect(meta(page, 'description')).toBe(three);
        expect(meta(page, 'author')).toBe(three);
        expect(meta(page, 'og:title')).toBe(one);
        expect(text(classed(page, 'who')[0])).toBe(three);
        expect(text(named(page, 'li')[0])).toBe(one);
        expect(attribute(named(page, 'img')[0], 'alt')).toBe(two);
        expect(text(named(page, 'figcaption')[0])).toBe(three);
        expect(text(classed(page, 'end')[0]).trim()).toBe(`Originally published by ${two}: ${one}\n${three}`);
        const index = read(pages.index([listed(hostile, three)], []));
        expect(text(named(index, 'h1')[0])).toBe(two);
        expect(text(named(index, 'h3')[0])).toBe(one);
        expect(text(classed(index, 'sum')[0])).toBe(three);
        expect(named([...page, ...index], 'script')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the index', () => {
  const pages = createPages(site);

  test('explains how to subscribe, with full addresses', () => {
    const elements = read(pages.index([listed(article)], []));
    const codes = named(elements, 'code').map(text);
    expect(codes).toEqual(site.feeds.map((feed) => feed.url));
    expect(elements.find((one) => attribute(one, 'id') === 'subscribe')?.tagName).toBe('section');
  });

  test('groups articles under the year of the date as shown in the site’s zone', () => {
    const late = { ...article, published: at('2025-12-31T23:30:00Z') };
    const berlin = createPages({ ...site, timezone: 'Europe/Berlin' });
    expect(named(read(pages.index([listed(article), listed(late)], [])), 'h2').map(text)).toEqual([
      'Subscribe',
      '2026',
      '2025',
    ]);
    const elements = read(berlin.index([listed(article), listed(late)], []));
    expect(named(elements, 'h2').map(text)).toEqual(['Subscribe', '2026']);
    expect(named(elements, 'time').map(text)).toEqual(['January 27', 'January 1']);
    expect(named(elements, 'time').map((one) => attribute(one, 'datetime'))).toEqual([
      '2026-01-27T09:30:00Z',
      '2025-12-31T23:30:00Z',
    ]);
    expect(berlin.yearOf(late.published)).toBe(2026);
    expect(pages.yearOf(late.published)).toBe(2025);
  });

  test('shows title, summary, tags without doubles, and the picture with its size', () => {
    const elements = read(pages.index([listed(rich, 'In short')], []));
    expect(text(named(elements, 'h3')[0])).toBe('Rich & <famous>');
    expect(text(classed(elements, 'sum')[0])).toBe('In short');
    expect(
      classed(elements, 'topics')
        .flatMap(below)
        .filter((one) => one.tagName === 'li')
        .map(text),
    ).toEqual(['World', 'NATO']);
    const image = named(elements, 'img')[0];
    expect(new URL(attribute(image, 'src') ?? '', site.home).href).toBe(picture.url);
    expect(['alt', 'width', 'height'].map((name) => attribute(image, name))).toEqual([
      'Hills',
      '1200',
      '700',
    ]);
  });

  test('links the years where it does not hold all articles, and a year page marks itself', () => {
    expect(named(read(pages.index([listed(article)], [])), 'nav')).toEqual([]);
    const nav = named(read(pages.index([listed(article)], years)), 'nav')[0];
    expect(text(nav)).toContain('2025 (110)');
    const year = read(pages.year(2025, 'https://example.com/blog/2025/', [listed(article)], years));
    expect(text(named(year, 'h1')[0])).toBe('2025');
    expect(elementsWith(year, 'aria-current').map(text)).toEqual(['2025']);
    expect(attribute(link(year, 'canonical')[0], 'href')).toBe('https://example.com/blog/2025/');
  });

  test('of a site without articles, feeds, authors or a description of its own is sound', () => {
    const bare = createPages({ ...site, description: site.title, authors: [], feeds: [] });
    const elements = read(bare.index([], []));
    expect(text(named(elements, 'body')[0]).split('Gazette')).toHaveLength(2);
    expect(text(named(elements, 'main')[0]).trim()).toBe('Nothing has been published yet.');
    expect([...named(elements, 'footer'), ...named(elements, 'section')]).toEqual([]);
  });
});

describe('an article’s page', () => {
  const pages = createPages(site);
  const url = article.url;

  test('carries its metadata for machines', () => {
    const elements = read(pages.article(rich, '<p>x</p>', 'In short', {}));
    expect(text(named(elements, 'title')[0])).toBe('Rich & <famous> — Gazette');
    expect(attribute(link(elements, 'canonical')[0], 'href')).toBe('https://news.example.org/1');
    expect(
      Object.fromEntries(
        named(elements, 'meta')
          .map((one) => [
            attribute(one, 'name') ?? attribute(one, 'property') ?? '',
            attribute(one, 'content'),
          ])
          .filter(([name]) => name !== '' && name !== 'theme-color'),
      ),
    ).toEqual({
      viewport: 'width=device-width, initial-scale=1',
      description: 'In short',
      author: 'Jane, Tom',
      generator: 'Feedmill',
      'color-scheme': 'light dark',
      'og:title': 'Rich & <famous>',
      'og:url': 'https://news.example.org/1',
      'og:site_name': 'Gazette',
      'og:description': 'In short',
      'og:locale': 'en_US',
      'og:type': 'article',
      'article:published_time': '2026-01-27T09:30:00Z',
      'article:modified_time': '2026-01-29T00:00:00Z',
      'og:image': picture.url,
      'og:image:alt': 'Hills',
    });
  });

  test('shows people, dates, source and licence', () => {
    const elements = read(pages.article(rich, '<p>x</p>', '', {}));
    expect(text(classed(elements, 'meta')[0]).trim().split('\n')).toEqual([
      'Jane and Tom',
      'January 27, 2026',
      'Updated January 29, 2026',
      'WorldNATO',
    ]);
    expect(text(classed(elements, 'end')[0]).trim().split('\n')).toEqual([
      'Originally published by AFP: Rich & <famous>',
      'Licence: CC BY 4.0',
    ]);
    expect(targets(classed(elements, 'end').flatMap(below), url)).toEqual([
      'https://afp.example/',
      'https://news.example.org/1',
      'https://creativecommons.org/licenses/by/4.0/',
    ]);
  });

  test('gives the time of a change on the day of publication, in the site’s zone', () => {
    const berlin = createPages({ ...site, timezone: 'Europe/Berlin' });
    const changed = { ...article, language: 'en-GB', updated: at('2026-01-27T17:40:00Z') };
    const shown = text(classed(read(berlin.article(changed, '<p>x</p>', '', {})), 'meta')[0]).trim();
    expect(shown.split('\n')).toEqual(['27 January 2026', 'Updated 27 January 2026 at 18:40']);
  });

  test('without a date, of a page in no feed, is sound', () => {
    const { published: _, updated: __, ...page } = article;
    const elements = read(pages.article(page, '<p>x</p>', '', {}));
    expect(named(elements, 'time')).toEqual([]);
    expect(meta(elements, 'og:type')).toBe('website');
    expect(meta(elements, 'article:published_time')).toBeUndefined();
  });

  test('shows the site’s licence once', () => {
    const license = { text: 'CC BY 4.0' };
    const of = createPages({ ...site, license });
    const both = [of.article({ ...article, license }, '<p>x</p>', '', {}), of.index([listed(article)], [])];
    for (const html of both) expect(text(named(read(html), 'body')[0]).split('CC BY')).toHaveLength(2);
  });

  test('leads to the file of the front page where addresses are files, so that a disk will do', () => {
    const of = createPages({ ...site, index: `${site.home}index.html` });
    const links = (address: string) =>
      named(read(of.article({ ...article, url: address }, '<p>x</p>', '', {})), 'a').map((one) =>
        attribute(one, 'href'),
      );
    expect(links(`${site.home}a/b.html`)).toEqual(
      expect.arrayContaining(['../index.html', '../index.html#subscribe']),
    );
    expect(links(`${site.home}a/b/`)).toEqual(expect.arrayContaining(['../../', '../../#subscribe']));
  });

  test('of a simple article contains no unknown values', () => {
    const elements = read(pages.article(article, '<p>x</p>', '', {}));
    expect(attribute(link(elements, 'canonical')[0], 'href')).toBe(url);
    expect(text(classed(elements, 'meta')[0]).trim()).toBe('January 27, 2026');
    for (const name of ['description', 'author', 'og:description', 'article:modified_time', 'og:image'])
      expect(meta(elements, name)).toBeUndefined();
    expect([...named(elements, 'figure'), ...named(elements, 'nav')]).toEqual([]);
  });

  test('names the host of the original where no publication is named', () => {
    const copy = { ...article, canonical: 'https://news.example.org/1' };
    const elements = read(pages.article(copy, '<p>x</p>', '', {}));
    expect(text(classed(elements, 'end')[0]).trim()).toBe(
      'Originally published by news.example.org: A title',
    );
    expect(
      text(classed(read(pages.article({ ...article, canonical: url }, '<p>x</p>', '', {})), 'end')[0]).trim(),
    ).toBe('');
  });

  test('shows its picture with caption and credit', () => {
    const elements = read(pages.article(rich, '<p>x</p><p><img alt="" src="other.png"></p>', '', {}));
    expect(named(elements, 'img').map((one) => new URL(attribute(one, 'src') ?? '', url).href)).toEqual([
      picture.url,
      'https://example.com/blog/a/other.png',
    ]);
    expect(text(named(elements, 'figcaption')[0])).toBe('The valley · AP');
  });

  test.each([
    ['absolute', '<p><img src="https://example.com/blog/a/p.png?a=1&amp;b=2" alt=""></p>'],
    [
      'relative, after an alt with >',
      '<p>x</p><img alt="a > b" loading="lazy" src="p.png?a=1&amp;b=2"><img src="q.png" alt="">',
    ],
  ])('does not show it twice where the text begins with it (%s), and still names its maker', (_, html) => {
    const elements = read(pages.article(rich, html, '', {}));
    const shown = named(elements, 'img').filter(
      (one) => new URL(attribute(one, 'src') ?? '', url).href === picture.url,
    );
    expect(shown).toHaveLength(1);
    expect(text(classed(elements, 'end')[0]).trim().split('\n')).toContain('AP');
  });

  test('leads to the articles before and after it', () => {
    const older = { ...article, title: 'Before', url: `${site.home}before/` };
    const newer = { ...article, title: 'بعد', language: 'ar', url: `${site.home}after/` };
    const nav = named(read(pages.article(article, '<p>x</p>', '', { older, newer })), 'nav').flatMap(below);
    expect(named(nav, 'p').map(text)).toEqual(['Previous Before', 'Next بعد']);
    expect(named(nav, 'a').map((one) => ['rel', 'lang', 'dir'].map((name) => attribute(one, name)))).toEqual([
      ['prev', undefined, undefined],
      ['next', 'ar', 'rtl'],
    ]);
  });
});

const root = (elements: readonly Element[]) => ['lang', 'dir'].map((name) => attribute(elements[0], name));

const shown = (language: string) =>
  named(read(createPages(site).article({ ...article, language }, '<p>x</p>', '', {})), 'time').map(text);

describe('language', () => {
  const own = 'de fr es it pt nl sv da nb pl cs uk ru tr ja ko zh-Hans zh-Hant ar he fa hi'.split(' ');

  test.each([...own, 'de-AT', 'pt-BR', 'no', 'zh-TW', 'ar-EG'])(
    '%s: the page speaks it throughout',
    (language) => {
      const one = { ...rich, language };
      const of = { ...site, language };
      for (const { html } of everyKind(of, one)) {
        const elements = read(html);
        expect(root(elements)).toEqual([language, /^(ar|he|fa)/.test(language) ? 'rtl' : 'ltr']);
        const body = named(elements, 'body').flatMap(below);
        const said = text(named(elements, 'body')[0]);
        expect(said).not.toMatch(/Skip|Subscribe|Updated|Originally|Previous|Next|January|\{/);
        const foreigners = body
          .map((element) => attribute(element, 'lang'))
          .filter((lang) => lang !== undefined && lang !== 'en');
        expect(foreigners).toEqual([]);
      }
    },
  );

  test('writes dates as the language does, in the Gregorian calendar', () => {
    expect(shown('de')).toEqual(['27. Januar 2026']);
    expect(shown('fa')).toEqual(['۲۷ ژانویهٔ ۲۰۲۶']);
    expect(shown('ja')).toEqual(['2026年1月27日']);
  });

  test('one without words of ours falls back to English, marked as such, whatever the machine speaks', () => {
    const elements = read(createPages(site).article({ ...rich, language: 'tlh' }, '<p>x</p>', '', {}));
    expect(root(elements)).toEqual(['tlh', 'ltr']);
    expect(named(elements, 'time').map((one) => [attribute(one, 'lang'), text(one)])).toEqual([
      ['en', 'January 27, 2026'],
      ['en', 'January 29, 2026'],
    ]);
    const skip = named(elements, 'a')[0];
    expect(named(skip ? below(skip) : [], 'span').map((one) => attribute(one, 'lang'))).toEqual(['en']);
    expect(attribute(link(elements, 'alternate')[0], 'hreflang')).toBe('en');
  });

  test('an English article on an Arabic index is marked as English, with an Arabic date', () => {
    const pages = createPages({ ...site, language: 'ar' });
    const elements = read(pages.index([listed(rich, 'In short')], []));
    const item = named(elements, 'article').flatMap(below);
    for (const tag of ['h3', 'p', 'ul', 'img'])
      expect(['lang', 'dir'].map((name) => attribute(named(item, tag)[0], name))).toEqual(['en', 'ltr']);
    expect(text(named(item, 'time')[0])).toContain('يناير');
    expect(elementsWith(named(item, 'time'), 'lang')).toEqual([]);
  });
});

// WCAG 2.2, relative luminance and contrast ratio.
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function colour(scheme: string, name: string): string {
  const hex = new RegExp(`--${name}:(#[0-9a-f]{6})[;}]`).exec(scheme)?.[1];
  if (hex === undefined) throw new Error(`no colour ${name}`);
  return hex;
}

describe('colours', () => {
  const css = createPages(site).styles.article.text;
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme:dark)');

  const schemes = [
    { scheme: 'light', rules: light },
    { scheme: 'dark', rules: dark },
  ];
  const pairs = schemes.flatMap((one) =>
    ['ink', 'soft', 'spot', 'blue', 'green', 'plum', 'amber'].flatMap((front) =>
      ['paper', 'tint'].map((back) => ({ ...one, front, back })),
    ),
  );

  test.each(pairs)('$scheme: $front on $back can be read (WCAG AA)', ({ rules, front, back }) => {
    const [high = 0, low = 0] = [front, back]
      .map((name) => luminance(colour(rules, name)))
      .toSorted((a, b) => b - a);
    expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});
