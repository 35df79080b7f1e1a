import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article, Page, ParsedArticle } from '../src/content/article/model.ts';
import { createAssets } from '../src/content/assets.ts';
import { build } from '../src/pipeline/build.ts';
import { loadConfig } from '../src/config/config.ts';
import { discover, type SourceFile } from '../src/content/discover.ts';
import { languageFolders } from '../src/base/language.ts';
import { pack, unpack } from '../src/cache/pack.ts';
import { LazyArticle } from '../src/cache/lazy-pack.ts';
import { articleOptions } from '../src/pipeline/read-articles.ts';
import { createArticleReader } from '../src/pipeline/read-article.ts';
import { createRenderer } from '../src/markdown/renderer.ts';
import { buildAsFirst, published, settle } from './warm.ts';
import { feedmill, list, now, ownSite, snapshot, workspace, write } from './workspace.ts';
import type { Config } from '../src/config/model.ts';

const settings = `url: https://example.com/
title: Example
feeds:
  by: [tag]
`;

/** An article of the given day of 2026. */
function article(day: number, title = `Title ${day}`, more = '', body = `Text of ${day}.`): string {
  const date = new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10);
  return `---\ntitle: ${title}\ndate: ${date}\n${more}---\n\n${body}\n`;
}

const days = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** A site with an article of each day, each with one of two tags. */
async function makeSite(config = settings, more: Readonly<Record<string, string | Uint8Array>> = {}) {
  const articles = days.map(
    (day) => [`content/a${day}.md`, article(day, undefined, `tags: [T${day % 2}]\n`)] as const,
  );
  return workspace({ 'feedmill.yaml': config, ...Object.fromEntries(articles), ...more });
}

/** A site that was built, long enough ago. */
async function built(...given: Parameters<typeof makeSite>): Promise<string> {
  const root = await makeSite(...given);
  await settle();
  expect((await feedmill(root, ['build'])).code).toBe(0);
  await settle();
  return root;
}

/** The folder in which the site at `root` remembers things; the only one. */
function memoryOf(root: string): string {
  const [name = '', ...others] = readdirSync(join(root, '.feedmill')).filter((one) => one !== '.gitignore');
  expect(others).toEqual([]);
  return join(root, '.feedmill', name);
}

async function configOf(root: string): Promise<Config> {
  const { config } = await loadConfig({ root, flags: {} });
  if (!config) throw new Error(`no config in ${root}`);
  return config;
}

/** How many articles a build of the site at `root` renders. */
async function renders(root: string): Promise<number> {
  let count = 0;
  const outcome = await build(await configOf(root), {
    now: Date.parse(now),
    write: true,
    cache: join(root, '.feedmill/kept'),
    progress: (stage) => void (stage === 'render' && count++),
    holder: { pid: process.pid, host: 'test', started: 0 },
    alive: () => false,
    sleep: () => Promise.resolve(),
    wait: 0,
    onWait: () => {},
  });
  expect(outcome.problems).toEqual([]);
  return count;
}

/** What comes out of the reading of an article that was kept. */
function kept(parsed: ParsedArticle, site: Config, assets: readonly SourceFile[]): ParsedArticle | undefined {
  const packed = pack(parsed, site);
  if (packed === undefined) return undefined;
  const hash = 'hash' in parsed ? parsed.hash : '';
  const find = (file: string) => assets.find((one) => one.file === file);
  const text = JSON.stringify(packed);
  const read = unpack(JSON.parse(text), parsed.source, hash, site, find);
  if (!read) return undefined;
  // On a large site it is packed once more when it is written down.
  const again = new LazyArticle({ stat: '', hash, packed: text, problems: [] }, read, site);
  expect(JSON.parse(JSON.stringify(again))).toEqual({ stat: '', hash, packed: text, problems: [] });
  return read;
}

const some = <Value>(shape: { [Key in keyof Value]: fc.Arbitrary<Value[Key]> }) =>
  fc.record(shape, { requiredKeys: [] });

describe('a reading that is packed', () => {
  const sites = readdirSync(join(import.meta.dirname, 'sites')).map((name) => `sites/${name}`);
  test.each([...sites, 'golden/site', 'golden/podcast-site', 'our own'])(
    'of %s is the same',
    async (name) => {
      const root = name === 'our own' ? await ownSite() : await workspace(join(import.meta.dirname, name));
      // Some of these sites are made to be built with flags.
      const { config } = await loadConfig({
        root,
        flags: existsSync(join(root, 'feedmill.yaml')) ? {} : { url: 'https://example.com/', title: 'X' },
      });
      if (!config) throw new Error(`no config in ${root}`);
      const found = discover(config);
      const languages = config.languages ?? languageFolders(found.articles.map(({ path }) => path));
      const { find, at } = createAssets(found.assets, config.url);
      const read = createArticleReader(
        articleOptions(config, languages, { find, at }, createRenderer({ pages: false }).heading),
      );
      const parsedArticles = found.articles.flatMap((source) => read(source).parsed ?? []);
      expect(parsedArticles.length).toBeGreaterThan(0);
      for (const parsed of parsedArticles)
        expect(kept(parsed, config, found.assets)).toEqual(parsed.state === 'invalid' ? undefined : parsed);
    },
  );

  const text = fc.string({ unit: 'grapheme' });
  const instant = fc.record({
    instant: fc.integer({ min: -6e13, max: 2e14 }),
    year: fc.integer({ min: 1, max: 9999 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  });
  const url = fc.oneof(
    fc.webUrl(),
    fc
      .constantFrom('', 'a/', 'a%20b/', 'c:d/', 'mailto:x', 'a/b.html', '%', '/')
      .map((path) => `https://example.com/${path}`),
  );
  const count = fc.nat(5000);
  const person = some({ name: text, email: text, url, avatar: url, role: text });
  const license = some({ name: text, url });
  const source: SourceFile = { file: 'content/a.md', location: '/a.md', path: 'a.md', folder: 'content/' };
  const picture: SourceFile = {
    file: 'content/a.png',
    location: '/a.png',
    path: 'a.png',
    folder: 'content/',
  };
  const facts = {
    id: fc.oneof(url, fc.constant('same')),
    section: fc.constantFrom('', 'news'),
    title: text,
    contributors: fc.array(person, { maxLength: 2 }),
    categories: fc.array(text, { maxLength: 2 }),
    tags: fc.array(text, { maxLength: 2 }),
    attachments: fc.array(
      some({ url, type: text, length: count, title: text, duration: count, width: count, height: count }),
      { maxLength: 2 },
    ),
    corrections: fc.array(fc.record({ date: instant, text }), { maxLength: 2 }),
    translations: fc.constant([]),
    language: fc.constantFrom('en', 'de'),
  };
  const extras = some({
    summary: text,
    image: some({ url, type: text, width: count, height: count, length: count, alt: text, caption: text }),
    episode: fc.record({
      season: count,
      explicit: fc.boolean(),
      transcripts: fc.array(some({ url, type: text, language: text, captions: fc.boolean() })),
      chapters: fc.record({ url, type: text }),
    }),
    ownLicense: fc.constant(true),
    canonical: url,
    source: some({ title: text, url, feed: url, id: url, headline: text, updated: instant }),
  });
  const around = some({
    heading: fc.record({ start: count, end: count }),
    due: fc.integer(),
    expires: fc.integer(),
  });

  test('is the same whatever is in it', async () => {
    const home = await configOf(await makeSite(`${settings}license: CC0-1.0\nauthors: [{ name: Jane }]\n`));
    const whose = fc.oneof(fc.constant(home.authors), fc.array(person, { maxLength: 2 }));
    const terms = fc.option(fc.oneof(fc.constant(home.license), license), { nil: undefined });
    const page = fc.option(fc.constantFrom('index.html', 'a/index.html', 'a b/index.html'), {
      nil: undefined,
    });
    const dates = fc.option(fc.tuple(instant, fc.option(instant, { nil: undefined })), { nil: undefined });
    const assets = fc.subarray([{ source: picture, url: 'https://example.com/a.png', path: 'a.png' }]);
    const all = fc.tuple(fc.record(facts), extras, around, whose, terms, page, dates, assets, url);
    fc.assert(
      fc.property(
        all,
        fc.boolean(),
        fc.boolean(),
        ([fact, extra, rest, authors, ownLicense, path, dated, files, address], bundle, isListed) => {
          const where = { url: address, ...(path !== undefined && { page: path }) };
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion
          const whole = {
            ...fact,
            ...extra,
            ...where,
            id: fact.id === 'same' ? address : fact.id,
            file: source.file,
            authors,
            ...(ownLicense && { license: ownLicense }),
            ...(dated && { published: dated[0], updated: dated[1] ?? dated[0] }),
          } as Page;
          const found = {
            source,
            hash: 'hash',
            textHash: 'text',
            bundle,
            assets: files,
            translation: 'path a',
            ...where,
            ...rest,
          };
          const parsed: ParsedArticle =
            dated && isListed
              ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion
                { state: 'article', article: whole as Article, ...found }
              : { state: 'page', article: whole, ...found };
          expect(kept(parsed, home, [picture])).toEqual(parsed);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what is rendered again', () => {
  // A feed that is written again has all its articles rendered again, so this one holds only the newest.
  const oneInFeed = 'url: https://example.com/\ntitle: Example\nlimit: 1\n';

  test('is nothing where nothing changed, and nothing where a file was only touched', async () => {
    const root = await makeSite();
    await settle();
    expect(await renders(root)).toBe(days.length);
    await settle();
    expect(await renders(root)).toBe(0);
    for (const day of days) utimesSync(join(root, `content/a${day}.md`), new Date(), new Date());
    await settle();
    expect(await renders(root)).toBe(0);
    expect(await renders(root)).toBe(0);
  });

  const edits: readonly [string, Readonly<Record<string, string>>, number][] = [
    ['a text: its article', { 'content/a4.md': article(4, undefined, 'tags: [T0]\n', 'Another text.') }, 1],
    [
      'a title: its article, and its two neighbours',
      { 'content/a4.md': article(4, 'New', 'tags: [T0]\n') },
      3,
    ],
    [
      'the newest title: its article and its neighbour',
      { 'content/a9.md': article(9, 'New', 'tags: [T1]\n') },
      2,
    ],
    ['a new article: it and its neighbour', { 'content/b.md': article(20) }, 2],
  ];
  test.each(edits)('after a change of %s', async (_what, files, count) => {
    const root = await makeSite(oneInFeed);
    await settle();
    await renders(root);
    await settle();
    await write(root, files);
    expect(await renders(root)).toBe(count);
    const warm = published(root);
    rmSync(join(root, 'dist'), { recursive: true });
    rmSync(join(root, '.feedmill'), { recursive: true });
    await renders(root);
    expect([...warm]).toEqual([...published(root)]);
  });

  test('are two neighbours where an article is gone', async () => {
    const root = await makeSite(oneInFeed);
    await settle();
    await renders(root);
    rmSync(join(root, 'content/a4.md'));
    expect(await renders(root)).toBe(2);
  });
});

const flip = (path: string) => {
  const bytes = readFileSync(path);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
};

const edit = (root: string) =>
  writeFileSync(join(root, 'content/a4.md'), article(4, 'New', '', 'Other text.'));

describe('a memory is never a truth', () => {
  const names = ['memory', 'glance'];
  const harms: readonly [string, (root: string) => unknown][] = [
    ...names.flatMap((name): [string, (root: string) => unknown][] => [
      [`${name} cut off`, (root) => truncateSync(join(memoryOf(root), name), 300)],
      [`${name} empty`, (root) => truncateSync(join(memoryOf(root), name), 0)],
      [`${name} with a byte flipped`, (root) => flip(join(memoryOf(root), name))],
      [`${name} gone`, (root) => rmSync(join(memoryOf(root), name))],
      [
        `${name} a folder`,
        (root) => {
          rmSync(join(memoryOf(root), name));
          mkdirSync(join(memoryOf(root), name, 'inside'), { recursive: true });
        },
      ],
    ]),
    ['a folder where the clock is read', (root) => mkdirSync(join(memoryOf(root), 'clock'))],
    [
      'a file instead of the folder',
      (root) => {
        rmSync(join(root, '.feedmill'), { recursive: true });
        writeFileSync(join(root, '.feedmill'), 'Mine.');
      },
    ],
    [
      'a file instead of the memory of this config',
      (root) => {
        const cache = memoryOf(root);
        rmSync(cache, { recursive: true });
        writeFileSync(cache, 'Mine.');
      },
    ],
    ['no manifest', (root) => rmSync(join(root, 'dist/.feedmill/manifest.json'))],
    ['no output', (root) => rmSync(join(root, 'dist'), { recursive: true })],
    ['an edited page', (root) => appendFileSync(join(root, 'dist/a4/index.html'), 'x')],
    ['a page that is gone', (root) => rmSync(join(root, 'dist/a4/index.html'))],
    ['a page with a byte flipped', (root) => flip(join(root, 'dist/a4/index.html'))],
    [
      'a page with a byte flipped that has the time it had',
      (root) => {
        const path = join(root, 'dist/a4/index.html');
        // Node gives a time back to the microsecond at most: so that it is the same, it is a whole one before.
        utimesSync(path, 1_700_000_000, 1_700_000_000);
        return feedmill(root, ['build']).then(() => {
          flip(path);
          utimesSync(path, 1_700_000_000, 1_700_000_000);
        });
      },
    ],
    [
      'a feed whose items are not what they were',
      (root) => {
        const path = join(root, 'dist/feed.xml');
        writeFileSync(path, readFileSync(path, 'utf8').replaceAll('Text of', 'Lies of'));
        edit(root);
      },
    ],
    [
      'a feed that is gone',
      (root) => {
        rmSync(join(root, 'dist/feed.xml'));
        edit(root);
      },
    ],
  ];
  test.each(harms)('%s: as at first, and as ever afterwards', async (_what, harm) => {
    const root = await built();
    await harm(root);
    for (let turn = 0; turn < 3; turn++) {
      expect((await buildAsFirst(root)).code).toBe(0);
      await settle();
    }
    edit(root);
    expect((await buildAsFirst(root)).code).toBe(0);
  });

  test('what is damaged is made anew', async () => {
    const root = await built();
    const cache = memoryOf(root);
    for (const name of names) {
      rmSync(join(cache, name));
      mkdirSync(join(cache, name, 'inside'), { recursive: true });
    }
    await feedmill(root, ['build']);
    expect(await list(cache)).toEqual(['glance', 'memory']);
  });

  test('what one config remembers is not used for another, nor for other flags', async () => {
    const root = await built();
    for (const config of [`${settings}body: summary\n`, `${settings}permalink: "/{slug}.html"\n`, settings]) {
      await write(root, { 'feedmill.yaml': config });
      expect((await buildAsFirst(root)).code).toBe(0);
      expect((await buildAsFirst(root, '--no-pages')).code).toBe(0);
      expect((await buildAsFirst(root, '--title', 'Other')).code).toBe(0);
    }
  });
});

describe('where it is kept', () => {
  test('Git leaves it out', async () => {
    const root = await built();
    expect(readFileSync(join(root, '.feedmill/.gitignore'), 'utf8')).toBe('*\n');
    writeFileSync(join(root, '.feedmill/.gitignore'), 'mine\n');
    await feedmill(root, ['build', '--title', 'Other']);
    expect(readFileSync(join(root, '.feedmill/.gitignore'), 'utf8')).toBe('mine\n');
  });

  test('four memories are kept, and what is no memory', async () => {
    const root = await built();
    await write(root, { '.feedmill/mine/a.txt': 'Mine.' });
    for (const title of ['A', 'B', 'C', 'D', 'E']) {
      await feedmill(root, ['build', '--title', title]);
      await settle();
    }
    const names = readdirSync(join(root, '.feedmill')).filter((name) => !name.startsWith('.'));
    expect(names.filter((name) => name !== 'mine').length).toBe(4);
    expect(names).toContain('mine');
  });

  test('--no-cache neither uses nor keeps anything, and check keeps nothing', async () => {
    const root = await makeSite();
    await settle();
    await feedmill(root, ['build', '--no-cache']);
    await feedmill(root, ['check']);
    expect(readdirSync(root).toSorted()).toEqual(['content', 'dist', 'feedmill.lock', 'feedmill.yaml']);
    await feedmill(root, ['build']);
    const before = await snapshot(join(root, '.feedmill'));
    await write(root, { 'content/a4.md': article(4, 'New') });
    await feedmill(root, ['build', '--no-cache']);
    await feedmill(root, ['check']);
    expect(await snapshot(join(root, '.feedmill'))).toEqual(before);
  });

  test('of a site with code of its own nothing is remembered', async () => {
    const root = await makeSite();
    rmSync(join(root, 'feedmill.yaml'));
    await write(root, {
      'feedmill.config.mjs': "export default { url: 'https://example.com/', title: 'Example' };\n",
    });
    expect((await feedmill(root, ['build'])).code).toBe(0);
    expect(existsSync(join(root, '.feedmill'))).toBe(false);
  });
});
