import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '../src/content/article/model.ts';
import { formats } from '../src/feeds/formats.ts';
import { createPages } from '../src/pages/pages.ts';
import type { Site } from '../src/pages/site.ts';
import type { FeedPlan } from '../src/feeds/select.ts';
import { read, readAgain } from './readers.ts';
import { validate } from './validator.ts';
import { feedmill, list, workspace } from './workspace.ts';
import { all, parseXml } from './xml.ts';
import type { Node } from './xml.ts';
import type { FeedLink } from '../src/feeds/feed-links.ts';

const url = 'https://example.com/blog/';
const documents = {
  rss: { path: 'feed.xml', url: `${url}feed.xml` },
  atom: { path: 'atom.xml', url: `${url}atom.xml` },
  json: { path: 'feed.json', url: `${url}feed.json` },
};

const article: Article = {
  file: 'content/first.md',
  id: `${url}first/`,
  url: `${url}first/`,
  section: '',
  title: 'First',
  published: at('2026-01-27T10:00:00Z'),
  updated: at('2026-01-27T10:00:00Z'),
  authors: [{ name: 'Jane Roe' }],
  categories: [],
  tags: [],
  contributors: [],
  attachments: [],
  corrections: [],
  translations: [],
  language: 'en',
};

const feed: FeedPlan = {
  kind: 'site',
  label: 'Example',
  complete: false,
  title: 'Example & Sons',
  description: 'News of <examples>',
  language: 'en',
  id: url,
  home: url,
  updated: Date.parse('2026-01-28T08:30:00Z'),
  authors: [{ name: 'Jane Roe' }],
  body: 'full',
  documents,
  articles: [],
};

const site: Site = {
  url,
  home: url,
  title: feed.title,
  description: feed.description,
  language: 'en',
  timezone: 'UTC',
  feeds: [],
  topics: [],
  topicOf: () => undefined,
  others: [],
  authors: [],
};

function at(time: string) {
  return { instant: Date.parse(time), year: 2026, month: 1, day: 27 };
}

type Part = Partial<Article> & { readonly summary?: string };
type Name = 'rss' | 'atom';

/** The feed as a document, and as it is without what browsers show. */
function compile(name: Name, parts: readonly Part[], change: Partial<FeedPlan> = {}) {
  const format = formats.find((one) => one.name === name);
  if (!format) throw new Error(name);
  const { head, item, separator, tail } = format.writer();
  const entries = parts.map(({ summary = 'Text', ...part }) => ({
    article: { ...article, ...part },
    html: '<p>Text</p>',
    summary,
  }));
  const plan: FeedPlan = { ...feed, ...change, articles: entries.map((one) => one.article) };
  const ownFirst = formats.toSorted((a, b) => Number(b === format) - Number(a === format));
  const links = ownFirst.flatMap((one): FeedLink[] => {
    const document = plan.documents[one.name];
    return document ? [{ ...one, title: plan.title, url: document.url }] : [];
  });
  const articles = entries.map((one) => ({ ...one, linked: one.article.url }));
  const view = createPages(site).view({ ...plan, links, articles });
  const rest = entries.map((one) => item(one, plan)).join(separator) + tail(plan);
  return { document: head(plan, view) + rest, plain: head(plan) + rest, style: view.style };
}

/** What a browser shows: the one `div`. */
function shown(document: string): Node {
  const root = parseXml(document);
  const parent = root.name === 'rss' ? all(root, 'channel')[0] : root;
  const [div, ...others] = parent ? all(parent, 'xhtml:div') : [];
  if (!div || others.length > 0) throw new Error('not one div');
  return div;
}

function below(node: Node): Node[] {
  return node.children.flatMap((child) => [child, ...below(child)]);
}

function named(node: Node, name: string): Node[] {
  return below(node).filter((one) => one.name === `xhtml:${name}`);
}

function linked(node: Node): [href: string | undefined, text: string][] {
  return named(node, 'a').map(({ attributes, text }) => [attributes['href'], text]);
}

/** What is shown of an article's summary. */
function summaryShown(name: Name, summary: string): string | undefined {
  return named(shown(compile(name, [{ summary }]).document), 'p').at(-1)?.text;
}

const two: readonly Part[] = [
  { title: 'AT&T: <b>bold</b>, &amp; ]]>', summary: 'a <b, c > d & &copy; ]]>' },
  {
    id: `${url}2`,
    url: `${url}2?a=1&b=2`,
    title: 'Second',
    published: at('2025-12-31T10:00:00Z'),
    summary: '',
  },
];

describe.each(['rss', 'atom'] as const)('%s', (name) => {
  test('stays valid, and readers see the same feed', () => {
    for (const parts of [two, []]) {
      const { document, plain } = compile(name, parts);
      expect(document).not.toBe(plain);
      expect(validate(name, document, documents[name].url)).toEqual([]);
      expect(read(name, document)).toEqual(read(name, plain));
      expect(readAgain(name, document)).toEqual(readAgain(name, plain));
    }
  });

  test('adds the style sheet and the div to the head, and nothing else', () => {
    const { document, plain } = compile(name, two);
    const lines = document.split('\n');
    expect(lines[1]).toBe('<?xml-stylesheet type="text/css" href="feed.css"?>');
    const start = lines.findIndex((one) => one.trimStart().startsWith('<div '));
    const end = lines.lastIndexOf('</div>');
    expect([lines[0], ...lines.slice(2, start), ...lines.slice(end + 1)].join('\n')).toBe(plain);
    expect(shown(document).declared).toEqual({ '': 'http://www.w3.org/1999/xhtml' });
  });

  test('shows whose feed it is, what to do with it, and its addresses, its own first', () => {
    const div = shown(compile(name, two).document);
    expect(named(div, 'h1').map(({ text }) => text)).toEqual(['Example & Sons']);
    expect(named(div, 'title').map(({ text }) => text)).toEqual(['Example & Sons']);
    const texts = named(div, 'p').map(({ text }) => text);
    expect(texts).toContain('News of <examples>');
    expect(texts).toContain('This is a feed, made for programs called feed readers.');
    const own = documents[name].url;
    const others = Object.values(documents).filter((one) => one.url !== own);
    expect(named(div, 'code').map(({ text }) => text)).toEqual([own, ...others.map((one) => one.url)]);
    expect(linked(div)[0]).toEqual([url, 'example.com/blog']);
    expect(
      linked(div)
        .slice(1, 4)
        .map(([href]) => href),
    ).toEqual([own, ...others.map((one) => one.url)]);
  });

  test('lists the articles as links, with date and summary, under their years', () => {
    const div = shown(compile(name, two).document);
    expect(named(div, 'h2').map(({ text }) => text)).toEqual(['Subscribe', '2026', '2025']);
    expect(named(div, 'h3').flatMap(linked)).toEqual([
      [`${url}first/`, 'AT&T: <b>bold</b>, &amp; ]]>'],
      [`${url}2?a=1&b=2`, 'Second'],
    ]);
    expect(named(div, 'time').map((one) => [one.attributes['datetime'], one.text])).toEqual([
      ['2026-01-27T10:00:00Z', 'January 27'],
      ['2025-12-31T10:00:00Z', 'December 31'],
    ]);
    const summaries = named(div, 'p').filter((one) => one.attributes['class'] === 'sum');
    expect(summaries.map(({ text }) => text)).toEqual(['a <b, c > d & &copy; ]]>']);
  });

  test('an empty feed has a message', () => {
    expect(named(shown(compile(name, []).document), 'p').map(({ text }) => text)).toContain(
      'Nothing has been published yet.',
    );
  });

  test('speaks the language of the feed, in its direction; an article in another keeps its own', () => {
    const parts = [
      { title: 'مرحبا', language: 'ar' },
      { title: 'Hello', id: '2', url: `${url}2` },
    ];
    const div = shown(compile(name, parts, { language: 'ar' }).document);
    expect(div.attributes).toMatchObject({ lang: 'ar', dir: 'rtl' });
    expect(named(div, 'h2')[0]?.text).toBe('اشترك');
    expect(named(div, 'h3').map(({ attributes }) => [attributes['lang'], attributes['dir']])).toEqual([
      [undefined, undefined],
      ['en', 'ltr'],
    ]);
    expect(named(div, 'code').every(({ attributes }) => attributes['dir'] === 'ltr')).toBe(true);
  });

  test('nothing runs, nothing is loaded, and no element but the title has a name of the feed’s own', () => {
    const div = shown(compile(name, two).document);
    const used = new Set(below(div).map((one) => one.name));
    for (const word of ['script', 'style', 'img', 'iframe', 'object', 'form', 'input', 'svg'])
      expect(used).not.toContain(`xhtml:${word}`);
    for (const word of vocabulary) expect(used).not.toContain(`xhtml:${word}`);
    const attributes = below(div).flatMap((one) => Object.keys(one.attributes));
    expect(attributes.filter((one) => /^on|^style$|^src/.test(one))).toEqual([]);
  });

  test('a long summary is cut at a word, or between letters', () => {
    expect(summaryShown(name, 'x'.repeat(200))).toBe('x'.repeat(200));
    expect(summaryShown(name, 'word '.repeat(50))).toBe(`${'word '.repeat(39)}word…`);
    expect(summaryShown(name, `${'word '.repeat(39)}end. More of it.`)).toBe(`${'word '.repeat(39)}end…`);
    expect(summaryShown(name, '港'.repeat(300))).toBe(`${'港'.repeat(199)}…`);
    // Families and flags are several characters that show as one letter.
    expect(summaryShown(name, '👩‍👩‍👧'.repeat(40))).toBe(`${'👩‍👩‍👧'.repeat(24)}…`);
    expect(summaryShown(name, `x${'\u0301'.repeat(5000)}`)).toHaveLength(200);
    expect(summaryShown(name, `xx${'\u{E0061}'.repeat(5000)}`)).toBe(`xx${'\u{E0061}'.repeat(98)}…`);
  });

  test('any text appears in it unchanged', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.constantFrom(']]>', '&amp;', '&', '<', '>', '</div>', '"', "'", '-->', '<?x?>', '$&', 'slot:0;'),
        fc.constantFrom('\0', '\u0008', '\u0085', '\uFFFD', '\uFFFE', '\uD800', '\r\n', '\u2028', ' '),
        fc.string({ unit: 'binary', maxLength: 4 }),
      ),
      { maxLength: 10 },
    );
    const word = hostile.map((parts) => `x${parts.join('')}x`);
    fc.assert(
      fc.property(word, word, (title, summary) => {
        const { document, plain } = compile(name, [{ title, summary }], {
          title,
          description: `about ${summary}`,
        });
        expect(validate(name, document, documents[name].url)).toEqual([]);
        const seen = read(name, plain);
        const div = shown(document);
        expect(read(name, document)).toEqual(seen);
        expect(linked(div).at(-1)?.[1]).toBe(seen.items[0]?.title);
        expect(named(div, 'title')[0]?.text).toBe(seen.title);
        const texts = named(div, 'p').map(({ text }) => text);
        expect([texts[0], texts.at(-1)]).toEqual([seen.description, seen.items[0]?.summary]);
      }),
      { numRuns: 300 },
    );
  });
});

/** Elements of RSS, Atom and their extensions that a reader without namespaces could mistake a browser's for. */
const vocabulary = (
  'author category channel cloud comments content copyright description docs email enclosure entry feed generator ' +
  'guid icon id image item language lastBuildDate link logo managingEditor name published pubDate rights source ' +
  'subtitle summary textInput ttl updated uri url webMaster'
).split(' ');

test('feeds in folders find the same style sheet', () => {
  const folder = { ...documents, rss: { path: 'tags/a/feed.xml', url: `${url}tags/a/feed.xml` } };
  expect(compile('rss', [], { documents: folder }).style).toBe('../../feed.css');
});

test('JSON Feed has no place for it', () => {
  const json = formats.find((one) => one.name === 'json');
  expect(json?.viewable).toBe(false);
  expect(json?.writer().head(feed, { style: 'feed.css', div: '<div/>' })).toBe(json?.writer().head(feed));
});

test('the style sheet hides what is not XHTML, and loads nothing', () => {
  const { path, text } = createPages(site).viewStyle;
  expect(path).toBe('feed.css');
  expect(text.startsWith('@namespace h "http://www.w3.org/1999/xhtml";\n:not(h|*){display:none}\n')).toBe(
    true,
  );
  expect(text).not.toMatch(/@import|url\(/);
});

/** What a build with these lines of config writes. */
async function build(config: string) {
  const root = await workspace({
    'feedmill.yaml': `url: https://example.com/\ntitle: Example\nauthors: [{ name: A }]\npermalink: /{path}.html\n${config}`,
    'content/first.md': '---\ntitle: First\ndate: 2026-01-27\n---\n\nText.\n',
  });
  const { code, stderr } = await feedmill(root, ['build']);
  expect([code, stderr]).toEqual([0, '']);
  const text = (file: string) => readFile(join(root, 'dist', file), 'utf8');
  return { files: await list(join(root, 'dist')), text };
}

test('browserView: the feeds of a site, and the style sheet they name', async () => {
  const { files, text } = await build('files: { rss: feeds/rss.xml }\n');
  for (const [file, style] of [
    ['feeds/rss.xml', '../feed.css'],
    ['atom.xml', 'feed.css'],
  ] as const) {
    const document = await text(file);
    expect(document).toContain(`href="${style}"`);
    expect(linked(shown(document)).at(-1)).toEqual(['https://example.com/first.html', 'First']);
  }
  expect(files).toContain('feed.css');
  expect(files).toContain('first.html');
});

test('the style sheets of pages are ours, and go with them, where it was lost what is', async () => {
  const root = await workspace({
    'feedmill.yaml': 'url: https://example.com/\ntitle: Example\n',
    'content/first.md': '---\ntitle: First\ndate: 2026-01-27\n---\n\nText.\n',
  });
  const sheets = ['feedmill-article.css', 'feedmill-list.css'];
  expect((await feedmill(root, ['build'])).code).toBe(0);
  const page = await readFile(join(root, 'dist/first/index.html'), 'utf8');
  expect(page).toMatch(/<link rel="stylesheet" href="\.\.\/feedmill-article\.css\?[\w-]{8}">/);
  await rm(join(root, 'dist/.feedmill'), { recursive: true });
  expect((await feedmill(root, ['build'])).code).toBe(0);
  expect(await list(join(root, 'dist'))).toEqual(expect.arrayContaining(sheets));
  // As an earlier version may have written them.
  for (const sheet of sheets) await writeFile(join(root, 'dist', sheet), 'a {}\n');
  expect((await feedmill(root, ['build'])).code).toBe(0);
  for (const sheet of sheets) expect(await readFile(join(root, 'dist', sheet), 'utf8')).toContain('--paper');
  const bare = 'url: https://example.com/\ntitle: Example\npages: false\nfiles: { index: false }\n';
  await writeFile(join(root, 'feedmill.yaml'), bare);
  expect((await feedmill(root, ['build'])).code).toBe(0);
  expect((await list(join(root, 'dist'))).filter((path) => path.endsWith('.css'))).toEqual(['feed.css']);
});

test('browserView: false leaves it all out', async () => {
  const { files, text } = await build('browserView: false\n');
  for (const file of ['feed.xml', 'atom.xml']) expect(await text(file)).not.toMatch(/xml-stylesheet|xhtml/);
  expect(files).not.toContain('feed.css');
});

test('browserView: without RSS and Atom there is no style sheet', async () => {
  const { files } = await build('files: { rss: false, atom: false }\n');
  expect(files).not.toContain('feed.css');
});
