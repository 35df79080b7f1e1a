import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import { read as readStrictly, readAgain } from './readers.ts';
import type { ReadFeed } from './readers.ts';
import { validate } from './validator.ts';
import { dangers, feedmill, list, ownSite, workspace } from './workspace.ts';
import { all, parseXml, value } from './xml.ts';

type Element = DefaultTreeAdapterTypes.Element;

const feeds = [
  ['rss', 'feed.xml', 'application/rss+xml'],
  ['atom', 'atom.xml', 'application/atom+xml'],
  ['json', 'feed.json', 'application/feed+json'],
] as const;

/** 130 articles, one each week: the oldest two and a half years before the newest. */
const weekly = Array.from({ length: 130 }, (_, week) => {
  const date = new Date(Date.UTC(2026, 4, 1) - week * 7 * 86_400_000).toISOString().slice(0, 10);
  return { title: `The week of ${date}`, file: `content/weeks/${date}.md`, year: date.slice(0, 4) };
});

function weeklySite(): Promise<string> {
  return workspace({
    'feedmill.yaml': 'url: https://weekly.example/\ntitle: Weekly\nauthors: [{ name: A }]\n',
    ...Object.fromEntries(weekly.map(({ title, file }) => [file, `---\ntitle: ${title}\n---\n\nText.\n`])),
  });
}

const sites = [
  {
    name: 'the site of this repository',
    copy: ownSite,
    url: 'https://feedmill.example/',
    argv: [],
    full: true,
    titles: [
      'Move your site to Feedmill',
      'Command line',
      'Config',
      'Front matter',
      'Media and credits',
      'Feeds',
      'Podcasts',
      'Lock file and guard',
      'Schedules and CI',
      'Hosting',
      'WebSub',
      'Hooks',
      'Library',
      'What readers do with your feed',
      'Syndicating to partners',
      'Scheduled builds',
      'Permalinks and ids',
      'Front matter, key by key',
      'Your first feed',
      'Lavrov: reply not positive on main question, but a possible start on others',
      'US and NATO answer Russia in writing as envoys talk in Paris',
    ],
  },
  {
    name: 'a site of years',
    copy: weeklySite,
    url: 'https://weekly.example/',
    argv: [],
    full: true,
    titles: weekly.slice(0, 20).map(({ title }) => title),
  },
  ...[
    { name: 'the golden site', argv: [], full: true },
    { name: 'the golden site, summaries only', argv: ['--body', 'summary'], full: false },
  ].map((one) => ({
    ...one,
    copy: () => workspace(join(import.meta.dirname, 'golden/site')),
    url: 'https://gazette.example/paper/',
    titles: [
      'Ferry back in service: “better than before”',
      'How to listen to a harbour',
      'الميناء في الصباح',
      'Three knots, and a program that ties them',
      '5 < 6 & “]]>” is no end',
    ],
  })),
];

describe.each(sites)('$name', ({ copy, url, argv, full, titles }) => {
  interface Built {
    readonly files: readonly string[];
    readonly text: (path: string) => string;
    readonly pages: readonly (readonly [path: string, html: string])[];
  }

  async function build(): Promise<Built> {
    const root = await copy();
    const { code, stdout, stderr } = await feedmill(root, ['build', '--now', '2026-12-01T00:00Z', ...argv]);
    if (code !== 0) throw new Error(`The build gave ${code}:\n${stdout}${stderr}`);
    const folder = join(root, 'dist');
    const files = await list(folder);
    const texts = new Map<string, string>();
    for (const file of files) texts.set(file, await readFile(join(folder, file), 'utf8'));
    const text = (path: string) => texts.get(path) ?? '';
    const pages = files
      .filter((file) => file.endsWith('.html'))
      .map((file): [string, string] => [file, text(file)]);
    return { files, text, pages };
  }

  /** The output of one build, in memory: the folder is gone when the test that built it ends. */
  let output: Promise<Built> | undefined;
  const built = () => (output ??= build());

  test('needs no warning', async () => {
    const { code, stdout } = await feedmill(await copy(), [
      'check',
      '--now',
      '2026-12-01T00:00Z',
      '--reporter',
      'json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 0, problems: [] });
    expect(code).toBe(0);
  });

  test.each(feeds)('%s is valid', async (format, file) => {
    const { text } = await built();
    expect(validate(format, text(file), url + file)).toEqual([]);
  });

  test.each(feeds)('%s has its metadata and all published articles, newest first', async (format, file) => {
    const { text } = await built();
    const feed = readStrictly(format, text(file));
    expect([feed.home, feed.self]).toEqual([url, url + file]);
    expect(feed.items.map(({ title }) => title)).toEqual(titles);
    const dates = feed.items.map(({ published }) => published);
    expect(dates).toEqual(dates.toSorted((a, b) => b - a));
    expect(feed.items.map(({ html }) => html !== '')).toEqual(titles.map(() => full));
    expect(feed.items.filter(({ summary, authors }) => summary === '' || authors.length === 0)).toEqual([]);
  });

  test('the three formats tell one story, to either reader', async () => {
    const { text } = await built();
    const stories = await Promise.all(
      feeds.flatMap(([format, file]) =>
        [readStrictly, readAgain].map(async (reader) => story(reader(format, text(file)))),
      ),
    );
    for (const other of stories.slice(1)) expect(other).toEqual(stories[0]);
  });

  test('the three formats tell each article’s language', async () => {
    const { text } = await built();
    const languages = await Promise.all(
      feeds.map(async ([format, file]) => {
        const feed = readStrictly(format, text(file));
        return feed.items.map(({ language }) => (language === '' ? feed.language : language));
      }),
    );
    for (const other of languages) expect(other).toEqual(languages[0]);
  });

  test('every address in the feeds is absolute, and one of this site leads to a file', async () => {
    const { text, files } = await built();
    const addresses = await Promise.all(
      feeds.map(async ([format, file]) => {
        const document = text(file);
        const { items } = readStrictly(format, document);
        return [
          ...items.flatMap((item) => [
            item.url,
            ...(item.image === '' ? [] : [item.image]),
            ...references(parseFragment(item.html)).map(({ href }) => href),
          ]),
          ...pictures(format, document),
        ];
      }),
    );
    const found = addresses.flat();
    expect(found.filter((one) => !/^(?:https?:\/\/[^/]|mailto:)/.test(one))).toEqual([]);
    expect(
      found.filter((one) => one.startsWith(url) && !leadsTo(one, url).some((file) => files.includes(file))),
    ).toEqual([]);
    expect(found.some((one) => one.startsWith(url))).toBe(true);
  });

  test('nothing can run, in no feed and on no page', async () => {
    const { text, pages } = await built();
    const content = await Promise.all(
      feeds.map(async ([format, file]) => readStrictly(format, text(file)).items.map(({ html }) => html)),
    );
    expect(content.flat().flatMap(dangers)).toEqual([]);
    expect(pages.flatMap(([, html]) => dangers(html))).toEqual([]);
    expect(pages.filter(([, html]) => /<script/i.test(html))).toEqual([]);
  });

  test('every page is sound: title, language, one heading, unique ids, its address, the feeds', async () => {
    const { pages } = await built();
    expect(pages.length).toBeGreaterThan(titles.length);
    for (const [path, html] of pages) {
      const errors: string[] = [];
      const elements = below(parse(html, { onParseError: ({ code }) => errors.push(code) }));
      const named = (name: string) => elements.filter(({ tagName }) => tagName === name);
      const linked = (rel: string) => named('link').filter((one) => attribute(one, 'rel') === rel);
      const ids = elements.flatMap((one) => attribute(one, 'id') ?? []);
      expect({
        path,
        errors,
        headings: named('h1').length,
        titles: named('title').map((one) => words(one).trim() !== ''),
        repeated: ids.filter((id, index) => ids.indexOf(id) !== index),
        language: /^[a-z]{2,3}(?:-[A-Z]{2})?$/.test(attribute(named('html')[0], 'lang') ?? ''),
        direction: attribute(named('html')[0], 'dir'),
        canonical: linked('canonical').map((one) => attribute(one, 'href')?.startsWith('https://')),
        // Those of its topics come first; what has no type is the page in another language.
        feeds: linked('alternate')
          .filter((one) => attribute(one, 'type') !== undefined)
          .slice(-3)
          .map((one) => [attribute(one, 'type'), attribute(one, 'href')]),
        mains: named('main').length,
        unnamed: named('img').filter((one) => attribute(one, 'alt') === undefined).length,
      }).toEqual({
        path,
        errors: [],
        headings: 1,
        titles: [true],
        repeated: [],
        language: true,
        direction: path.startsWith('ar/') ? 'rtl' : 'ltr',
        canonical: [true],
        feeds: feeds.map(([, file, type]) => [type, url + file]),
        mains: 1,
        unnamed: 0,
      });
    }
  });

  test('every address on a page leads to a file, and to a place in it', async () => {
    const { pages, files } = await built();
    const ids = new Map(
      pages.map(([path, html]) => [
        path,
        new Set(below(parse(html)).flatMap((one) => attribute(one, 'id') ?? [])),
      ]),
    );
    const lost = pages.flatMap(([path, html]) =>
      references(parse(html)).flatMap(({ href, name }) => {
        if (/^(?:https?|mailto|data):/.test(href)) return isDead(href, url, files) ? [[path, href]] : [];
        const target = new URL(href, url + path);
        const file = leadsTo(target.href, url).find((one) => files.includes(one));
        const fragment = decodeURIComponent(target.hash.slice(1));
        const isThere = file !== undefined && (fragment === '' || ids.get(file)?.has(fragment) === true);
        return isThere ? [] : [[path, `${name} ${href}`]];
      }),
    );
    expect(lost).toEqual([]);
  });

  test('a page loads nothing from elsewhere', async () => {
    const { pages } = await built();
    const loaded = pages.flatMap(([path, html]) =>
      references(parse(html))
        .filter(
          ({ name }) => !/^(?:a href|blockquote cite|link href canonical|link href alternate)$/.test(name),
        )
        .filter(({ href }) => /^(?:[a-z]+:|\/\/)/.test(href))
        .map(({ href }) => [path, href]),
    );
    const styled = pages
      .filter(([, html]) => /@import|url\((?!["']?data:)/i.test(html))
      .map(([path]) => path);
    expect([loaded, styled]).toEqual([[], []]);
  });

  test('every article is on the index and has a page with its title', async () => {
    const { text, pages } = await built();
    const { items } = readStrictly('json', text('feed.json'));
    const byPath = new Map(pages);
    const index = byPath.get('index.html') ?? '';
    const links = new Set(references(parse(index)).map(({ href }) => new URL(href, url).href));
    for (const { url: address, title, published } of items) {
      const page = leadsTo(address, url).flatMap((file) => byPath.get(file) ?? [])[0] ?? '';
      const heading = below(parse(page)).find(({ tagName }) => tagName === 'h1');
      expect([heading && words(heading), links.has(address)]).toEqual([title, true]);
      const times = below(parse(page)).flatMap((one) => attribute(one, 'datetime') ?? []);
      expect(times.map((time) => Date.parse(time))).toContain(published);
    }
  });
});

test('past 100 articles the index shows the newest and links a page for each year, which shows all of it', async () => {
  const root = await weeklySite();
  await feedmill(root, ['build', '--now', '2026-12-01T00:00Z']);
  const shown = async (path: string) => {
    const document = parse(await readFile(join(root, 'dist', path), 'utf8'));
    return below(document)
      .flatMap((one) => (one.tagName === 'article' ? below(one) : []))
      .flatMap((one) => (/^h[23]$/.test(one.tagName) ? [words(one)] : []));
  };
  expect(await shown('index.html')).toEqual(weekly.slice(0, 100).map(({ title }) => title));
  const index = references(parse(await readFile(join(root, 'dist/index.html'), 'utf8'))).map(
    ({ href }) => href,
  );
  for (const year of ['2026', '2025', '2024', '2023']) {
    expect(index).toContain(`${year}/`);
    expect(await shown(`${year}/index.html`)).toEqual(
      weekly.filter((one) => one.year === year).map(({ title }) => title),
    );
  }
});

test('the site of this repository opens from disk: every link on a page names a file', async () => {
  const root = await ownSite();
  await feedmill(root, ['build', '--now', '2026-12-01T00:00Z']);
  const output = join(root, 'dist');
  const files = (await list(output)).filter((file) => file.endsWith('.html'));
  expect(files).toHaveLength(43);
  const folders = await Promise.all(
    files.map(async (file) =>
      references(parse(await readFile(join(output, file), 'utf8')))
        .filter(({ name, href }) => name === 'a href' && !/^[a-z]+:/.test(href))
        .filter(({ href }) => /(?:^|\/)(?:\.{1,2})?(?:[?#]|$)/.test(href.replace(/^#.+/, 'here')))
        .map(({ href }) => [file, href]),
    ),
  );
  expect(folders.flat()).toEqual([]);
});

/** What a feed says, without what says which format it is; texts trimmed, as feedsmith reads them. */
function story({ title, description, home, items }: ReadFeed): object {
  return {
    title,
    description,
    home,
    items: items.map((item) => ({ ...item, language: '', html: item.html.trim() })),
  };
}

/** The pictures a feed names beside those of its articles: its own, and every size of an article's. */
function pictures(format: 'rss' | 'atom' | 'json', document: string): string[] {
  if (format === 'json') {
    const { icon, favicon }: { icon?: string; favicon?: string } = JSON.parse(document);
    return [icon, favicon].filter((one) => one !== undefined);
  }
  const root = parseXml(document);
  const feed = format === 'rss' ? all(root, 'channel')[0] : root;
  if (!feed) throw new Error('no channel');
  const items = all(feed, format === 'rss' ? 'item' : 'entry');
  return [
    ...['icon', 'logo'].flatMap((name) => value(feed, name) ?? []),
    ...all(feed, 'image').flatMap((one) => value(one, 'url') ?? []),
    ...items.flatMap((item) =>
      ['media:content', 'media:thumbnail'].flatMap((name) =>
        all(item, name).map((one) => one.attributes['url'] ?? ''),
      ),
    ),
  ];
}

/** Every address in a document, and where it stands: `img src`. */
function references(node: DefaultTreeAdapterTypes.ParentNode): { href: string; name: string }[] {
  return below(node).flatMap((one) =>
    one.attrs.flatMap(({ name, value: written }) => {
      const rel = one.tagName === 'link' ? ` ${attribute(one, 'rel') ?? ''}` : '';
      const at = `${one.tagName} ${name}${rel}`;
      if (['href', 'src', 'poster', 'cite'].includes(name)) return [{ href: written, name: at }];
      if (name !== 'srcset') return [];
      return written.split(', ').map((part) => ({ href: part.split(' ')[0] ?? '', name: at }));
    }),
  );
}

/** The files an address of the site at `site` may be served from; none where it is not one of the site's. */
function leadsTo(address: string, site: string): string[] {
  if (!address.startsWith(site)) return [];
  const path = decodeURIComponent(new URL(address).pathname.slice(new URL(site).pathname.length));
  return path === '' || path.endsWith('/') ? [`${path}index.html`] : [path];
}

function isDead(address: string, site: string, files: readonly string[]): boolean {
  return address.startsWith(site) && !leadsTo(address, site).some((file) => files.includes(file));
}

function below(node: DefaultTreeAdapterTypes.ParentNode): Element[] {
  return node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...below(child)] : []));
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((one) => one.name === name)?.value;
}

function words(node: DefaultTreeAdapterTypes.ParentNode): string {
  return node.childNodes
    .map((child) => ('value' in child ? child.value : 'childNodes' in child ? words(child) : ''))
    .join('');
}
