import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { parseAtomFeed, parseJsonFeed, parseOpml, parseRssFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { read, readAgain } from './readers.ts';
import { validate } from './validator.ts';
import { feedmill, list, now, readReport, snapshot, workspace, write } from './workspace.ts';
import type { FormatName } from '../src/config/format-name.ts';

const site = 'https://paper.example/';
const files = { rss: 'feed.xml', atom: 'atom.xml', json: 'feed.json' } as const;
const names = ['rss', 'atom', 'json'] as const;

/** Builds the site at `root` and gives its files. */
async function build(root: string, ...argv: readonly string[]): Promise<(path: string) => string> {
  const { code, stdout, stderr } = await feedmill(root, ['build', '--now', now, ...argv]);
  if (code !== 0) throw new Error(`The build gave ${code}:\n${stdout}${stderr}`);
  return (path) => readFileSync(join(root, 'dist', path), 'utf8');
}

function article(front: Readonly<Record<string, string>>, text = 'Text.'): string {
  const lines = Object.entries(front).map(([key, value]) => `${key}: ${value}\n`);
  return `---\n${lines.join('')}---\n\n${text}\n`;
}

function config(lines: string): string {
  return `url: ${site}\ntitle: Paper\nauthors: [{ name: Paper }]\n${lines}`;
}

function feedsIn(folder: string): string[] {
  return Object.values(files).map((name) => `${folder}${name}`);
}

/** Where a document leads, as an independent parser reads it. */
function leads(format: FormatName, document: string): Readonly<Record<string, string | undefined>> {
  if (format === 'json') return { 'prev-archive': parseJsonFeed(document).next_url };
  const links = format === 'rss' ? parseRssFeed(document).atom?.links : parseAtomFeed(document).links;
  return Object.fromEntries((links ?? []).map(({ rel = '', href }) => [rel, href]));
}

type Element = DefaultTreeAdapterTypes.Element;

function elements(html: string, name: string): Element[] {
  const found: Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node) => {
    if ('tagName' in node && node.tagName === name) found.push(node);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(html));
  return found;
}

function attribute(element: Element, name: string): string {
  return element.attrs.find((one) => one.name === name)?.value ?? '';
}

function alternates(html: string): string[] {
  return elements(html, 'link')
    .filter((one) => attribute(one, 'rel') === 'alternate' && attribute(one, 'type') !== '')
    .map((one) => attribute(one, 'href'));
}

const languages = ['en', 'de', 'fr'];

/** 300 articles, one each day, in three languages, with 40 tags and 12 authors. */
function paper(): Record<string, string> {
  const days = Array.from({ length: 300 }, (_, day) => day);
  return Object.fromEntries(
    days.map((day) => {
      const date = new Date(Date.UTC(2025, 5, 1) + day * 86_400_000).toISOString().slice(0, 10);
      const front = {
        title: `Day ${day}`,
        date,
        tags: `[tag ${day % 40}, Tag ${(day * 7) % 40}]`,
        author: `Author ${day % 12}`,
      };
      const folder = `content/${languages[day % 3]}/${day % 2 === 0 ? 'news' : 'views'}`;
      return [`${folder}/day-${day}.md`, article(front, `The text of day ${day}.`)];
    }),
  );
}

const matrix = config(
  'feeds:\n  by: [tag, author, section, language]\narchives: true\nlanguage: en\nlanguages: [en, de, fr]\n',
);

/** The output of one build of the paper, in memory: the folder is gone when the test that built it ends. */
let output: Promise<ReadonlyMap<string, string>> | undefined;

async function builtPaper(): Promise<(path: string) => string> {
  output ??= (async () => {
    const root = await workspace({ 'feedmill.yaml': matrix, ...paper() });
    const text = await build(root);
    return new Map((await list(join(root, 'dist'))).map((path) => [path, text(path)]));
  })();
  const texts = await output;
  return (path) => {
    const text = texts.get(path);
    if (text === undefined) throw new Error(`The build wrote no ${path}.`);
    return text;
  };
}

describe('a paper of 300 articles', () => {
  const everything = Array.from({ length: 300 }, (_, day) => `Day ${299 - day}`);

  test.each(names)(
    '%s: from the feed back to the first article, each in exactly one archive',
    async (format) => {
      const text = await builtPaper();
      const subscription = text(files[format]);
      const seen: string[][] = [];
      const visited: string[] = [];
      for (let url = leads(format, subscription)['prev-archive']; url !== undefined;) {
        expect(visited).not.toContain(url);
        visited.push(url);
        const document = text(url.slice(site.length));
        expect(validate(format, document, url)).toEqual([]);
        const feed = readAgain(format, document);
        expect(feed.self).toBe(url);
        seen.push(feed.items.map(({ title }) => title));
        url = leads(format, document)['prev-archive'];
      }
      expect(seen.flat()).toEqual(everything);
      expect(seen.map((titles) => titles.length)).toEqual([50, 50, 50, 50, 50, 50]);
      expect(readAgain(format, subscription).items.map(({ title }) => title)).toEqual(
        everything.slice(0, 20),
      );
    },
  );

  test('archives lead forward again, and to the feed that is kept up (RFC 5005 §4)', async () => {
    const text = await builtPaper();
    for (const format of ['rss', 'atom'] as const) {
      const url = (number: number) => `${site}archive/${files[format].replace('.', `-${number}.`)}`;
      // 300 articles fill six archives of 50: the seventh is there to be filled, so that the sixth is final.
      for (const number of [1, 2, 3, 4, 5, 6, 7]) {
        const document = text(url(number).slice(site.length));
        expect(leads(format, document)).toMatchObject({
          self: url(number),
          current: site + files[format],
          ...(number > 1 && { 'prev-archive': url(number - 1) }),
          ...(number < 7 && { 'next-archive': url(number + 1) }),
        });
        expect(document).toContain('<fh:archive/>');
      }
      expect(text(files[format])).not.toMatch(/fh:(?:archive|complete)\//);
      expect(leads(format, text(files[format]))['prev-archive']).toBe(url(6));
    }
  });

  test('an article more changes only what must change', async () => {
    const root = await workspace({ 'feedmill.yaml': matrix, ...paper() });
    await build(root);
    const before = await snapshot(join(root, 'dist'));
    const front = { title: 'Day 300', date: '2026-03-28', tags: '[tag 3]', author: 'Author 4' };
    await write(root, { 'content/en/news/day-300.md': article(front, 'The text of day 300.') });
    await build(root);
    const after = await snapshot(join(root, 'dist'));
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    const topic = (folder: string) => [...feedsIn(folder), `${folder}index.html`];
    expect(changed.toSorted()).toEqual(
      [
        // The site's own feeds, and the newest archive: the first article of the seventh.
        ...feedsIn(''),
        'archive/feed-7.xml',
        'archive/atom-7.xml',
        'archive/feed-7.json',
        // What the article is about.
        ...topic('tags/tag-3/'),
        ...topic('authors/author-4/'),
        ...topic('sections/news/'),
        ...topic('languages/en/'),
        // Its page, and that of the one before it, which now leads on to it.
        'en/news/day-300/index.html',
        'de/views/day-299/index.html'.replace('de', languages[299 % 3] ?? ''),
        // The front page and the year; the list of feeds, which says when the newest changed; the list of pages.
        'index.html',
        '2026/index.html',
        'feeds.opml',
        'sitemap.xml',
        '.feedmill/manifest.json',
      ].toSorted(),
    );
    expect(Object.keys(before).filter((path) => !(path in after))).toEqual([]);
  });

  test('a second build writes nothing', async () => {
    const root = await workspace({ 'feedmill.yaml': matrix, ...paper() });
    await build(root);
    const before = await snapshot(join(root, 'dist'));
    await build(root);
    expect(await snapshot(join(root, 'dist'))).toEqual(before);
  });

  test('each value has its feed, its page and its place in every list', async () => {
    const text = await builtPaper();
    const folders = [
      ...Array.from({ length: 40 }, (_, index) => `tags/tag-${index}`),
      ...Array.from({ length: 12 }, (_, index) => `authors/author-${index}`),
      'sections/news',
      'sections/views',
      ...languages.map((tag) => `languages/${tag}`),
    ];
    const outlines = JSON.stringify(parseOpml(text('feeds.opml')));
    const front = elements(text('index.html'), 'a').map((one) => attribute(one, 'href'));
    for (const folder of folders) {
      expect(outlines).toContain(`"${site}${folder}/feed.xml"`);
      expect(front).toContain(`${folder}/`);
      const page = text(`${folder}/index.html`);
      expect(alternates(page).slice(0, 3)).toEqual(names.map((name) => `${site}${folder}/${files[name]}`));
      expect(text('sitemap.xml')).toContain(`<loc>${site}${folder}/</loc>`);
      const [rss, atom, json] = names.map((name) => read(name, text(`${folder}/${files[name]}`)));
      expect(rss?.items.length).toBeGreaterThan(6);
      expect(rss?.self).toBe(`${site}${folder}/feed.xml`);
      const same = ({ self: _self, ...feed }: NonNullable<typeof rss>) => feed;
      for (const other of [atom, json]) expect(other && same(other)).toEqual(rss && same(rss));
    }
    for (const name of names)
      for (const folder of ['tags/tag-7', 'languages/de'])
        expect(validate(name, text(`${folder}/${files[name]}`), `${site}${folder}/${files[name]}`)).toEqual(
          [],
        );
  });

  test('a page links to the feeds that contain it', async () => {
    const text = await builtPaper();
    // Day 1 is a view in German, of tags 1 and 7, by author 1.
    expect(alternates(text('de/views/day-1/index.html'))).toEqual([
      ...['languages/de', 'sections/views', 'tags/tag-1', 'tags/tag-7', 'authors/author-1'].map(
        (folder) => `${site}${folder}/feed.xml`,
      ),
      ...names.map((name) => site + files[name]),
    ]);
  });
});

describe('archives', () => {
  const size = 3;

  test('once full they keep their bytes, whatever comes after', async () => {
    const root = await workspace({
      'feedmill.yaml': config(`archives: true\narchiveSize: ${size}\nlimit: 2\npages: false\n`),
    });
    const archives = async () =>
      Object.fromEntries(
        Object.entries(await snapshot(join(root, 'dist'))).filter(([path]) => path.startsWith('archive/')),
      );
    let before: Record<string, string> = {};
    for (let count = 1; count <= 11; count++) {
      const date = new Date(Date.UTC(2026, 0, count)).toISOString().slice(0, 10);
      await write(root, { [`content/${count}.md`]: article({ title: `No ${count}`, date }) });
      const text = await build(root);
      const after = await archives();
      const changed = Object.keys(before).filter((path) => after[path] !== before[path]);
      // One document in each of the three formats.
      expect(new Set(changed.map((path) => path.replace(/\D/g, ''))).size).toBeLessThanOrEqual(1);
      for (const path of changed) {
        const number = Number(path.replace(/\D/g, ''));
        expect({ count, number, isFull: number * size < count }).toEqual({ count, number, isFull: false });
      }
      for (const name of names) {
        const isAll = count <= 2;
        expect(/<fh:complete\/>/.test(text(files[name]))).toBe(isAll && name !== 'json');
        expect(leads(name, text(files[name]))['prev-archive'] === undefined).toBe(isAll);
      }
      before = after;
    }
    expect(Object.keys(before)).toHaveLength(3 * 4);
  });

  test('a feed that is cut leads to them, though its limit would let all articles in', async () => {
    const long = 'Ferries & knots. '.repeat(100);
    const entries = Array.from({ length: 9 }, (_, index) => [
      `content/${index}.md`,
      article({ title: `No ${index}`, date: `2026-01-0${index + 1}` }, long),
    ]);
    const root = await workspace({
      'feedmill.yaml': config('archives: true\narchiveSize: 4\nmaxBytes: 12000\npages: false\n'),
      ...Object.fromEntries(entries),
    });
    const text = await build(root);
    for (const name of names) {
      expect(read(name, text(files[name])).items.length).toBeLessThan(9);
      expect(leads(name, text(files[name]))['prev-archive']).toBe(
        `${site}archive/${files[name].replace('.', '-3.')}`,
      );
    }
  });

  test('a translation that comes later does not change one that is full', async () => {
    const root = await workspace({
      'feedmill.yaml': config('archives: true\narchiveSize: 2\nlimit: 1\npages: false\n'),
      ...Object.fromEntries(
        [1, 2, 3].map((number) => [
          `content/en/p${number}.md`,
          article({ title: `P ${number}`, date: `2026-01-0${number}` }),
        ]),
      ),
    });
    await build(root);
    const before = await snapshot(join(root, 'dist'));
    await write(root, { 'content/de/p1.md': article({ title: 'P eins', date: '2026-03-01' }) });
    const text = await build(root);
    const after = await snapshot(join(root, 'dist'));
    for (const name of names) {
      const path = `archive/${files[name].replace('.', '-1.')}`;
      expect(after[path]).toBe(before[path]);
    }
    expect(text('atom.xml')).toContain('hreflang="en"');
  });

  test('an empty one is valid: it waits to be filled', async () => {
    const entries = [1, 2, 3].map((day) => [
      `content/${day}.md`,
      article({ title: `No ${day}`, date: `2026-01-0${day}` }),
    ]);
    const root = await workspace({
      'feedmill.yaml': config(`archives: true\narchiveSize: ${size}\nlimit: 2\n`),
      ...Object.fromEntries(entries),
    });
    const text = await build(root);
    for (const name of names) {
      const path = `archive/${files[name].replace('.', '-2.')}`;
      expect(validate(name, text(path), site + path)).toEqual([]);
      expect(read(name, text(path)).items).toEqual([]);
    }
  });
});

describe('topics', () => {
  test('any name has a readable address of its own', async () => {
    const tags: Readonly<Record<string, string>> = {
      'C++': 'c-plus-plus',
      'C#': 'c-sharp',
      C: 'c',
      日本語: '日本語',
      Ünïcode: 'ünïcode',
      '🦉': '🦉',
      '👩‍🚀 in space': '👩‍🚀-in-space',
      'R&D': 'r-and-d',
      'Node.js': 'node.js',
      '.NET': 'dot-net',
      '#metoo': 'metoo',
      '???': 'u3f-u3f-u3f',
      Ελλάς: 'ελλάς',
      हिन्दी: 'हिन्दी',
      'don’t / panic!': 'dont-panic',
      '..': 'u2e-u2e',
      'a:b*c?': 'a-b-star-c',
      'node.html': 'node-html',
      CON: 'con',
    };
    const front = { title: 'A', date: '2026-01-01', tags: JSON.stringify(Object.keys(tags)) };
    const root = await workspace({
      'feedmill.yaml': config('feeds: { by: [tag], minimum: 1 }\n'),
      'content/a.md': article(front),
    });
    await build(root);
    const folders = (await list(join(root, 'dist')))
      .filter((path) => path.startsWith('tags/') && path.endsWith('feed.xml'))
      .map((path) => path.slice('tags/'.length, -'/feed.xml'.length));
    expect(folders.toSorted()).toEqual(Object.values(tags).toSorted());
  });

  test('a long name has an address a disk can hold', async () => {
    const long = 'wörter und noch mehr '.repeat(30).trim();
    const root = await workspace({
      'feedmill.yaml': config('feeds: { by: [tag], minimum: 1 }\n'),
      'content/a.md': article({ title: 'A', date: '2026-01-01', tags: `["${long}"]` }),
    });
    await build(root);
    const path = (await list(join(root, 'dist'))).find((one) => one.startsWith('tags/')) ?? '';
    expect(path).toMatch(/^tags\/wörter-und-noch-mehr-[a-zö-]+[a-zö]\/atom\.xml$/);
    expect(Buffer.byteLength(path.split('/')[1] ?? '')).toBeLessThanOrEqual(255);
  });

  test('spellings that differ in case or space are one topic, called as first written', async () => {
    const spellings = ['Open  Source', 'open source', 'OPEN SOURCE', ' Open\u00A0Source '];
    const root = await workspace({
      'feedmill.yaml': config('feeds: { by: [tag] }\n'),
      ...Object.fromEntries(
        spellings.map((tag, index) => [
          `content/${index}.md`,
          article({ title: `A ${index}`, date: `2026-01-0${index + 1}`, tags: JSON.stringify([tag]) }),
        ]),
      ),
    });
    const text = await build(root);
    const feed = read('atom', text('tags/open-source/atom.xml'));
    expect(feed.title).toBe('Open Source — Paper');
    expect(feed.items.map(({ title }) => title)).toEqual(['A 3', 'A 2', 'A 1', 'A 0']);
    expect((await list(join(root, 'dist'))).filter((path) => /^tags\/.*feed\.json$/.test(path))).toHaveLength(
      1,
    );
    // Whatever an article calls it, its page leads to the topic.
    const links = elements(text('2/index.html'), 'a').map((one) => attribute(one, 'href'));
    expect(links).toContain('../tags/open-source/');
  });

  test('the feed of an author is theirs', async () => {
    const people = 'people: { jane: { name: Jane Doe, url: "https://jane.example/" } }\n';
    const root = await workspace({
      'feedmill.yaml': config(`${people}feeds: { by: [author], minimum: 1 }\n`),
      'content/a.md': article({ title: 'A', date: '2026-01-01', author: '[Ray, jane]' }),
    });
    const text = await build(root);
    const atom = parseAtomFeed(text('authors/jane-doe/atom.xml'));
    expect(atom.authors).toEqual([{ name: 'Jane Doe', uri: 'https://jane.example/' }]);
    expect(atom.id).toBe(`${site}authors/jane-doe/`);
    expect(parseJsonFeed(text('authors/ray/feed.json')).authors).toEqual([{ name: 'Ray' }]);
  });

  test('a value of too few articles has no feed', async () => {
    const root = await workspace({
      'feedmill.yaml': config('feeds: { by: [tag, category], minimum: 2 }\n'),
      'content/a.md': article({ title: 'A', date: '2026-01-01', tags: '[one, two]', category: 'News' }),
      'content/b.md': article({ title: 'B', date: '2026-01-02', tags: '[two, three]' }),
    });
    await build(root);
    const built = (await list(join(root, 'dist'))).filter((path) => path.endsWith('feed.xml'));
    expect(built).toEqual(['feed.xml', 'tags/two/feed.xml']);
  });

  test('they have a limit and a body of their own', async () => {
    const root = await workspace({
      'feedmill.yaml': config('limit: 3\nfeeds: { by: [tag], limit: 1, body: summary }\n'),
      ...Object.fromEntries(
        [1, 2, 3, 4].map((day) => [
          `content/${day}.md`,
          article({ title: `No ${day}`, date: `2026-01-0${day}`, tags: '[x]' }, 'Some **text**.'),
        ]),
      ),
    });
    const text = await build(root);
    for (const name of names) {
      expect(read(name, text(files[name])).items.map(({ html }) => html)).toEqual(
        Array.from({ length: 3 }, () => '<p>Some <strong>text</strong>.</p>\n'),
      );
      expect(read(name, text(`tags/x/${files[name]}`)).items).toMatchObject([{ title: 'No 4', html: '' }]);
    }
  });

  test('without pages the index leads to the feeds themselves', async () => {
    const root = await workspace({
      'feedmill.yaml': config('pages: false\nfeeds: { by: [tag], minimum: 1 }\nfiles: { rss: false }\n'),
      'content/a.md': article({ title: 'A', date: '2026-01-01', tags: '[one]' }),
    });
    const text = await build(root);
    const links = elements(text('index.html'), 'a').map((one) => attribute(one, 'href'));
    expect(links).toEqual(expect.arrayContaining(['tags/one/atom.xml', 'tags/one/feed.json']));
    expect(read('atom', text('tags/one/atom.xml')).home).toBe(site);
    expect(await list(join(root, 'dist'))).not.toContain('tags/one/index.html');
  });
});

describe('hand-made feeds', () => {
  const articles = {
    'content/news/a.md': article({ title: 'A', date: '2026-01-01', tags: '[ferry]', author: 'Jane Doe' }),
    'content/news/b.md': article({ title: 'B', date: '2026-02-01', tags: '[Ferry, ad]', author: 'Ray' }),
    'content/guides/c.md': article({ title: 'C', date: '2026-03-01', tags: '[knots]', language: 'pt-BR' }),
    'content/guides/d.md': article({
      title: 'D',
      date: '2026-03-02',
      category: 'Port',
      author: '[Ray, Jane Doe]',
    }),
  };

  test.each([
    ['nothing asked', '{}', ['D', 'C', 'B', 'A']],
    ['a tag, in any case', '{ tag: FERRY }', ['B', 'A']],
    ['one tag of several', '{ tag: [knots, ferry] }', ['C', 'B', 'A']],
    ['a category', '{ category: port }', ['D']],
    ['an author by key', '{ author: jane }', ['D', 'A']],
    ['an author by name', '{ author: ray }', ['D', 'B']],
    ['a section', '{ section: guides }', ['D', 'C']],
    ['a language', '{ language: pt-br }', ['C']],
    ['a date', '{ since: 2026-02-01 }', ['D', 'C', 'B']],
    ['all of several', '{ section: news, since: 2026-01-15 }', ['B']],
    ['not', '{ section: news, not: { tag: ad } }', ['A']],
    ['not, of several kinds', '{ not: { tag: [ad, knots], category: Port } }', ['A']],
  ])('%s', async (_, where, titles) => {
    const people = 'people: { jane: { name: Jane Doe } }\n';
    const custom = `feeds:\n  custom:\n    - { name: mine, title: Mine, where: ${where} }\n`;
    const root = await workspace({ 'feedmill.yaml': config(people + custom), ...articles });
    const text = await build(root);
    for (const name of names) {
      const feed = read(name, text(`feeds/mine/${files[name]}`));
      expect(feed.title).toBe('Mine');
      expect(feed.items.map(({ title }) => title)).toEqual(titles);
    }
    expect(text('feeds.opml')).toContain(`xmlUrl="${site}feeds/mine/feed.xml"`);
    expect(elements(text('index.html'), 'a').map((one) => attribute(one, 'href'))).toContain(
      'feeds/mine/feed.xml',
    );
  });

  test('they take limit, body and description of the site, and may have their own', async () => {
    const root = await workspace({
      'feedmill.yaml': config(
        'limit: 2\ndescription: About\nfeeds:\n  custom:\n    - { name: a }\n    - { name: b, limit: 3, body: summary, description: Else }\n',
      ),
      ...articles,
    });
    const text = await build(root);
    const [a, b] = ['a', 'b'].map((name) => read('json', text(`feeds/${name}/feed.json`)));
    expect(a).toMatchObject({
      title: 'a — Paper',
      description: 'About',
      items: [{ html: '<p>Text.</p>\n' }, {}],
    });
    expect(b).toMatchObject({ title: 'b — Paper', description: 'Else', items: [{ html: '' }, {}, {}] });
  });
});

describe('languages', () => {
  const texts = {
    'content/en/harbour.md': article({ title: 'Harbour', date: '2026-01-01' }),
    'content/de/harbour.md': article({ title: 'Hafen', date: '2026-01-02' }),
    'content/en/news/ferry.md': article({ title: 'Ferry', date: '2026-01-03', translationKey: 'ferry' }),
    'content/de/news/faehre.md': article({ title: 'Fähre', date: '2026-01-04', translationKey: 'ferry' }),
    'content/ar/ferry.md': article({ title: 'العبارة', date: '2026-01-05', translationKey: 'ferry' }),
    'content/en/alone.md': article({ title: 'Alone', date: '2026-01-06' }),
  };
  async function built() {
    const lines = 'feeds: { by: [language, section], minimum: 1 }\n';
    return build(await workspace({ 'feedmill.yaml': config(lines), ...texts }));
  }

  test.each(names)('%s: an article in a folder named by a language is in it', async (name) => {
    const text = await built();
    const items = read(name, text(files[name])).items.map(({ title, language }) => [title, language]);
    expect(items).toEqual([
      ['Alone', 'en'],
      ['العبارة', 'ar'],
      ['Fähre', 'de'],
      ['Ferry', 'en'],
      ['Hafen', 'de'],
      ['Harbour', 'en'],
    ]);
    const german = read(name, text(`languages/de/${files[name]}`));
    expect([german.language, german.title]).toEqual(['de', 'Deutsch — Paper']);
    expect(german.items.map(({ title }) => title)).toEqual(['Fähre', 'Hafen']);
    // The folder of the language is no section.
    expect(read(name, text(`sections/news/${files[name]}`)).items).toHaveLength(2);
  });

  const ferry = { en: 'en/news/ferry/', de: 'de/news/faehre/', ar: 'ar/ferry/' };

  test('translations know each other on their pages, by key or by path', async () => {
    const text = await built();
    for (const [language, path] of Object.entries(ferry)) {
      const page = text(`${path}index.html`);
      const links = elements(page, 'link')
        .filter((one) => attribute(one, 'rel') === 'alternate' && attribute(one, 'type') === '')
        .map((one) => [attribute(one, 'hreflang'), attribute(one, 'href')]);
      expect(Object.fromEntries(links)).toEqual(
        Object.fromEntries(Object.entries(ferry).map(([tag, to]) => [tag, site + to])),
      );
      const shown = elements(page, 'a').flatMap((one) => attribute(one, 'hreflang') || []);
      expect(shown.toSorted()).toEqual(
        Object.keys(ferry)
          .filter((tag) => tag !== language)
          .toSorted(),
      );
    }
    expect(text('de/harbour/index.html')).toContain(`hreflang="en" href="${site}en/harbour/"`);
    expect(text('en/alone/index.html')).not.toContain('hreflang="de"');
  });

  test('and in the sitemap', async () => {
    const text = await built();
    expect(text('sitemap.xml')).toContain(
      `<xhtml:link rel="alternate" hreflang="ar" href="${site}ar/ferry/"/>`,
    );
  });

  test('and in all three formats', async () => {
    const text = await built();
    const wanted = [
      ['ar', `${site}ar/ferry/`],
      ['de', `${site}de/news/faehre/`],
    ];
    const id = `${site}en/news/ferry/`;
    const rss = parseRssFeed(text('feed.xml')).items?.find(({ guid }) => guid?.value === id);
    const atom = parseAtomFeed(text('atom.xml')).entries?.find((entry) => entry.id === id);
    for (const links of [rss?.atom?.links, atom?.links])
      expect(
        links?.filter(({ rel }) => rel === 'related').map(({ hreflang, href }) => [hreflang, href]),
      ).toEqual(wanted);
    const json: { items: { id: string }[] } = JSON.parse(text('feed.json'));
    expect(json.items.find((one) => one.id === id)).toMatchObject({
      _translations: wanted.map(([language, url]) => ({ language, url })),
    });
    for (const name of names) expect(validate(name, text(files[name]), site + files[name])).toEqual([]);
  });

  test('distinguishes home pages, pages outside the languages, copies and repeated texts', async () => {
    const date = '2026-01-01';
    const root = await workspace({
      'feedmill.yaml': config(''),
      'content/de/index.md': article({ title: 'Start', feed: 'false' }),
      'content/en/index.md': article({ title: 'Home', feed: 'false' }),
      'content/en/de.md': article({ title: 'On .de', date }),
      'content/about.md': article({ title: 'About, once', date }),
      'content/de/about.md': article({ title: 'Über', date }),
      'content/en/about.md': article({ title: 'About', date }),
      'content/fr/about.md': article({ title: 'Copie', date, canonical: 'https://other.example/a' }),
    });
    const text = await build(root);
    const others = (page: string) =>
      elements(text(page), 'link')
        .filter((one) => attribute(one, 'hreflang') !== '' && attribute(one, 'type') === '')
        .map((one) => attribute(one, 'href').slice(site.length))
        .toSorted();
    expect(others('de/index.html')).toEqual(['de/', 'en/']);
    expect(others('en/de/index.html')).toEqual([]);
    expect(others('en/about/index.html')).toEqual(['de/about/', 'en/about/']);
    expect(others('about/index.html')).toEqual([]);
    expect(others('fr/about/index.html')).toEqual([]);
  });

  test.each([
    ['a code that is a word is a folder like others', ['it'], '', 'en'],
    ['but beside another language it is one', ['it', 'de'], '', 'it'],
    ['the config may say that it is one', ['it'], 'languages: [it]\n', 'it'],
    ['or that none is', ['de', 'it'], 'languages: []\n', 'en'],
    ['what the article says counts first', ['de'], '', 'pt'],
  ])('%s', async (_, folders, lines, expected) => {
    const own: Record<string, string> = expected === 'pt' ? { language: 'pt' } : {};
    const root = await workspace({
      'feedmill.yaml': config(lines),
      ...Object.fromEntries(
        folders.map((folder, day) => [
          `content/${folder}/a.md`,
          article({ title: folder, date: `2026-01-0${9 - day}`, ...own }),
        ]),
      ),
    });
    const text = await build(root);
    const [first = ''] = folders;
    const feed = read('json', text('feed.json'));
    expect(feed.items.find(({ title }) => title === first)?.language).toBe(expected);
  });
});

describe('size', () => {
  test('a feed ends before the item that would make it too large, in every format after the same one', async () => {
    const root = await workspace({
      'feedmill.yaml': config('maxBytes: 20000\n'),
      ...Object.fromEntries(
        Array.from({ length: 9 }, (_, index) => [
          `content/${index}.md`,
          article(
            { title: `No ${index}`, date: `2026-01-0${index + 1}` },
            'Ferries & knots. '.repeat(150 + index),
          ),
        ]),
      ),
    });
    const { code, stdout } = await feedmill(root, ['build', '--now', now, '--reporter', 'json']);
    expect(code).toBe(0);
    const report = readReport(stdout);
    expect(report.problems.map((one) => one.code)).toEqual(['feed-cut']);
    const texts = names.map((name) => readFileSync(join(root, 'dist', files[name]), 'utf8'));
    const titles = names.map((name, index) => read(name, texts[index] ?? '').items.map(({ title }) => title));
    expect(titles[0]?.length).toBeGreaterThan(2);
    expect(new Set(titles.map(String)).size).toBe(1);
    expect(titles[0]).toEqual(
      Array.from({ length: titles[0]?.length ?? 0 }, (_, index) => `No ${8 - index}`),
    );
    const sizes = texts.map((one) => Buffer.byteLength(one));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(20_000);
    // One more would have been too many.
    const average = Math.max(...sizes) / (titles[0]?.length ?? 1);
    expect(Math.max(...sizes) + 1.3 * average).toBeGreaterThan(20_000);
    for (const text of texts.slice(0, 2)) expect(text).not.toContain('fh:complete');
  });

  test('the summary contains the size and compressed size of each feed', async () => {
    const { gzipSync } = await import('node:zlib');
    const root = await workspace({
      'feedmill.yaml': config('feeds: { by: [tag], minimum: 1 }\n'),
      'content/a.md': article({ title: 'A', date: '2026-01-01', tags: '[one]' }),
    });
    const { stdout } = await feedmill(root, ['build', '--now', now, '--reporter', 'json']);
    const report: { summary: { feeds: { kind: string; path: string; bytes: number; gzip: number }[] } } =
      JSON.parse(stdout);
    expect(report.summary.feeds.map(({ kind, path }) => [kind, path])).toEqual([
      ...names.map((name) => ['site', files[name]]),
      ...names.map((name) => ['tag', `tags/one/${files[name]}`]),
    ]);
    for (const { path, bytes, gzip } of report.summary.feeds) {
      const content = readFileSync(join(root, 'dist', path));
      expect([bytes, gzip]).toEqual([content.length, gzipSync(content, { level: 1 }).length]);
    }
    const { stdout: pretty } = await feedmill(root, ['build', '--now', now]);
    expect(pretty).toMatch(/RSS +feed\.xml +1 item +[\d.]+ kB +[\d.]+ (?:kB|bytes) gzip/);
  });
});
