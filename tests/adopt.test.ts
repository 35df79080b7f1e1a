import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  built,
  changed,
  configOf,
  fileText,
  followed,
  good,
  idsIn,
  lockLines,
  pieces,
  planned,
  prose,
  put,
  type Piece,
} from './pieces.ts';
import { feedmill, snapshot, workspace, write } from './workspace.ts';

const feeds = join(import.meta.dirname, 'feeds');
const site = pieces(30);

interface Report {
  readonly problems: readonly { code: string; severity: string; file?: string; what: string }[];
  readonly adopted?: {
    readonly items: number;
    readonly matched: number;
    readonly articles: number;
    readonly older: number;
    readonly unmatched: readonly { id: string; title: string }[];
    readonly unknown: readonly { file: string }[];
  };
}

/** What `feedmill adopt` comes to. */
async function adopted(root: string, ...argv: readonly string[]) {
  const { code, stdout, stderr } = await feedmill(root, ['adopt', '--reporter', 'json', ...argv]);
  expect(stderr).toBe('');
  const report: Report = JSON.parse(stdout);
  return {
    code,
    codes: report.problems.map((one) => one.code),
    problems: report.problems,
    ...report.adopted,
  };
}

/** The ids in the lock by the paths of their articles. */
async function locked(root: string): Promise<Record<string, string>> {
  const lines = await lockLines(root);
  return Object.fromEntries(lines.map(({ path, id }) => [path, id]));
}

/** An item of a feed that another program has made. */
interface Item {
  readonly id: string;
  readonly url?: string | undefined;
  readonly title: string;
  readonly date?: string | undefined;
}

/** The items of pieces, each with an id that only that program would give. */
function itemsOf(
  some: readonly Piece[],
  change: (item: Item, at: number) => Partial<Item> = () => ({}),
): Item[] {
  return some
    .map((one, at): Item => {
      const item = {
        id: `tag:old.example,2020:${one.name.slice(6)}`,
        url: `https://old.example/${one.date?.replaceAll('-', '/')}/${one.name.replace(' ', '-')}.html`,
        title: one.title,
        date: `${one.date}T00:00:00Z`,
      };
      return { ...item, ...change(item, at) };
    })
    .toReversed();
}

function jsonFeed(items: readonly Item[], more: object = {}): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Old',
    ...more,
    items: items.map(({ date, ...item }) => ({
      ...item,
      content_text: '',
      ...(date && { date_published: date }),
    })),
  });
}

function atomFeed(items: readonly Item[], links = '', id = 'tag:old.example,2020:feed'): string {
  const entries = items.map(
    (one) => `<entry><id>${one.id}</id><title>${one.title}</title><updated>${one.date}</updated>
<published>${one.date}</published><link href="${one.url}"/></entry>`,
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom"><id>${id}</id><title>Old</title><updated>2026-01-01T00:00:00Z</updated>${links}${entries.join('')}</feed>`;
}

/** What an Atom feed says of where it is, and where the one before it. */
function linksOf(self: string, previous?: string): string {
  const before = previous && `<link rel="prev-archive" href="https://old.example/${previous}"/>`;
  return `<link rel="self" href="https://old.example/${self}"/>${before ?? ''}`;
}

/** The site as it is before its first build. */
async function moving(config = {}, some: readonly Piece[] = site): Promise<string> {
  const root = await workspace({ 'feedmill.yaml': configOf({ limit: 20, ...config }) });
  await put(root, some);
  return root;
}

/** An article that is written for Feedmill and was published by another program. */
function article(path: string, title: string, date: string): Record<string, string> {
  return { [`content/${path}.md`]: fileText({ name: path, path, title, date, body: prose(path.length, 6) }) };
}

describe('feeds of other programs', () => {
  test.each<[string, readonly Record<string, string>[], Readonly<Record<string, string>>]>([
    ['atom03.xml', [article('first', 'First', '2004-03-01')], { first: 'tag:early.example,2004:1' }],
    [
      'eleventy.xml',
      [article('uhren', 'Uhren am Bahnsteig', '2026-01-08')],
      { uhren: 'https://gleis.example/blog/uhren/' },
    ],
    [
      'ghost.xml',
      [article('beds', 'Sleeping cars & other beds', '2025-12-24 19:58')],
      { beds: '676ad1f0c1e5b50001a2b3c4' },
    ],
    [
      'hugo.xml',
      [
        article('posts/lamp-room', 'Lamp & room', '2026-01-27'),
        article('posts/generics', 'Generics in Go: Map<K, V>', '2026-01-05 10:00 EST'),
        article('about', 'About', '2024-01-01'),
      ],
      {
        'posts/lamp-room': 'https://light.example/posts/lamp-room/',
        'posts/generics': 'https://light.example/posts/generics/',
        about: 'https://light.example/about/',
      },
    ],
    [
      'jekyll.xml',
      // Written in Berlin, where it was the next day already.
      [
        article('2026-02-03-low-water', 'Low water & late boats', '2026-02-03'),
        article('fog', 'Fog', '2025-09-14'),
      ],
      {
        '2026-02-03-low-water': 'https://ferry.example/2026/02/03/low-water',
        fog: 'https://ferry.example/2025/09/14/fog',
      },
    ],
    ['microblog.json', [article('a', 'A <real> title', '2026-02-10')], { a: '4711' }],
    ['podcast.xml', [article('horns', 'Fog horns', '2026-02-07')], { horns: '0a1b2c3d-e-7' }],
    ['rdf.xml', [article('a', 'Another title', '2004-05-06')], { a: 'http://rdf.example/a' }],
    ['rss091.xml', [article('cafe', 'Cafe opens', '1999-05-05')], { cafe: 'http://old.example/1.html' }],
    [
      'substack.xml',
      [article('letter', 'A letter’s way', '2026-03-01')],
      { letter: 'https://slow.substack.example/p/a-letters-way' },
    ],
    [
      'wordpress.xml',
      [article('leaves', 'Leaves - loose & dry', '2026-03-02')],
      { leaves: 'https://kettle.example/?p=421' },
    ],
    [
      'wxr.xml',
      [article('2026/03/leaves', 'Leaves & water', '2026-03-02'), article('about', 'About us', '2009-01-01')],
      { '2026/03/leaves': 'https://kettle.example/?p=421' },
    ],
  ])('%s', async (name, articles, ids) => {
    const root = await workspace({ 'feedmill.yaml': configOf(), ...Object.assign({}, ...articles) });
    await cp(join(feeds, name), join(root, 'old-feed'));
    const { code, matched } = await adopted(root, 'old-feed');
    expect({ code, matched }).toEqual({ code: 0, matched: Object.keys(ids).length });
    const paths = Object.entries(ids).map(([path, id]) => [`content/${path}.md`, id]);
    expect(await locked(root)).toMatchObject(Object.fromEntries(paths));
    expect(await planned(root, '--against', 'old-feed')).not.toHaveProperty('resurfaced');
    expect(await built(root)).toMatchObject(good);
    const now = await idsIn(root);
    for (const [path, id] of Object.entries(ids)) expect(now.get(path)).toBe(id);
  });

  test('reports and keeps ids that are not valid in Atom', async () => {
    const root = await workspace({
      'feedmill.yaml': configOf(),
      ...article('horns', 'Fog horns', '2026-02-07'),
    });
    await cp(join(feeds, 'podcast.xml'), join(root, 'old-feed'));
    const { code, problems } = await adopted(root, 'old-feed');
    expect({ code, problems }).toMatchObject({
      code: 0,
      problems: [{ code: 'adopt-not-iri', severity: 'warning' }],
    });
    expect(problems[0]?.what).toContain('0a1b2c3d-e-7');
    await write(root, { 'feedmill.yaml': configOf({ files: { atom: false } }) });
    expect((await adopted(root, 'old-feed')).codes).toEqual([]);
  });
});

describe('after it', () => {
  /** A site whose articles have other addresses than their items, of which the feed holds twenty. */
  async function adoptedSite(more: Parameters<typeof itemsOf>[1] = () => ({})): Promise<string> {
    const root = await moving();
    await write(root, { 'old.json': jsonFeed(itemsOf(site, more).slice(0, 20)) });
    expect(await adopted(root, 'old.json')).toMatchObject({
      code: 0,
      codes: [],
      items: 20,
      matched: 20,
      older: 10,
      articles: 30,
    });
    return root;
  }

  test.each<[string, Parameters<typeof itemsOf>[1]]>([
    ['whose addresses are others', () => ({})],
    ['whose titles are set in type', ({ title }) => ({ title: `“${title.replace(', ', ' – ')}…”` })],
    [
      'which are of the day before or after, because of the time zone',
      ({ date = '' }, at) => ({
        date: new Date(Date.parse(date) + (at % 2 === 0 ? -9 : 15) * 3_600_000).toISOString(),
      }),
    ],
    ['which have no address', () => ({ url: undefined })],
    ['which have no date', () => ({ date: undefined })],
  ])('a reader of the old feed, %s, finds nothing old that is new', async (_, change) => {
    const root = await adoptedSite(change);
    const against = await planned(root, '--against', 'old.json');
    expect(against['new'] ?? 0).toBe(0);
    expect(against['resurfaced'] ?? 0).toBe(0);
    expect(against['removed'] ?? 0).toBe(0);
    expect(await built(root)).toMatchObject(good);
    const ids = await idsIn(root);
    expect([...ids]).toEqual(
      site
        .toReversed()
        .slice(0, 20)
        .map(({ name }) => [name, `tag:old.example,2020:${name.slice(6)}`]),
    );
    // What is written next is what they see.
    await put(root, [...site, ...pieces(1, 500)]);
    expect(await planned(root)).toEqual({ new: 1 });
    expect(await built(root)).toMatchObject(good);
  });

  test('articles that were never in the feed keep their addresses as ids, whatever becomes of these', async () => {
    const root = await adoptedSite();
    await write(root, {
      'feedmill.yaml': configOf({ limit: 20, url: 'https://new.example.org/', permalink: '/{slug}.html' }),
    });
    expect(await built(root)).toMatchObject(good);
    expect((await locked(root))['content/piece-3.md']).toBe('https://example.com/piece-3/');
  });

  test('the feeds of the site have the id it had', async () => {
    const root = await moving();
    await write(root, {
      'old.xml': atomFeed(itemsOf(site).slice(0, 20)),
      'tag.xml': atomFeed(itemsOf(site).slice(0, 3), '', 'tag:old.example,2020:ships'),
    });
    expect(await adopted(root, 'old.xml', 'tag.xml')).toMatchObject({ code: 0 });
    expect(await built(root)).toMatchObject(good);
    const id = /<id>([^<]*)/.exec(await readFile(join(root, 'dist/atom.xml'), 'utf8'))?.[1];
    expect(id).toBe('tag:old.example,2020:feed');
    // Adopting one more does not change that.
    expect(await adopted(root, 'tag.xml')).toMatchObject({ code: 0 });
    expect(await readFile(join(root, 'feedmill.lock'), 'utf8')).toContain(
      '"feed":"tag:old.example,2020:feed"',
    );
  });

  test('a build that was made before remembers none of its own ids', async () => {
    const root = await moving();
    expect(await built(root)).toMatchObject(good);
    await write(root, { 'old.json': jsonFeed(itemsOf(site).slice(0, 20)) });
    expect(await adopted(root, 'old.json')).toMatchObject({ code: 0 });
    expect(await built(root)).toMatchObject(good);
    expect((await idsIn(root)).get('piece 29')).toBe('tag:old.example,2020:29');
    expect(await readFile(join(root, 'dist/feed.xml'), 'utf8')).toContain('tag:old.example,2020:29<');
  });
});

describe('several documents', () => {
  test('archives are followed, and do not count as what the feed held', async () => {
    const root = await moving();
    const items = itemsOf(site);
    await write(root, {
      'feed.xml': atomFeed(items.slice(0, 10), linksOf('feed.xml', 'two.xml')),
      'two.xml': atomFeed(items.slice(10, 20), linksOf('two.xml', 'one.xml')),
      'one.xml': atomFeed(items.slice(20), linksOf('one.xml')),
    });
    expect(await adopted(root, 'feed.xml')).toMatchObject({ code: 0, items: 30, matched: 30, older: 0 });
    // Twenty would be ten that most subscribers have never had there.
    expect((await built(root)).errors.filter((one) => one.startsWith('guard-backlog'))).toHaveLength(10);
    const { stdout } = await feedmill(root, ['adopt', 'feed.xml']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'The feed had 10 items, but the limit of your feed is 20. Set `limit: 10`',
    );
    await write(root, { 'feedmill.yaml': configOf({ limit: 10 }) });
    expect(await built(root)).toMatchObject(good);
    expect([...(await idsIn(root)).values()]).toEqual(items.slice(0, 10).map(({ id }) => id));
  });

  test('of the same items the first counts', async () => {
    const root = await moving();
    const items = itemsOf(site);
    await write(root, {
      'one.json': jsonFeed(items.slice(0, 20)),
      'two.json': jsonFeed([...items, { ...items[0], id: 'tag:old.example,2020:else', title: 'Else' }]),
    });
    const { code, items: count, matched, unmatched } = await adopted(root, 'one.json', 'two.json');
    expect({ code, count, matched }).toEqual({ code: 0, count: 31, matched: 30 });
    expect(unmatched?.map(({ id }) => id)).toEqual(['tag:old.example,2020:else']);
  });
});

describe('the report', () => {
  test('of items without an article, and of articles without an item', async () => {
    const root = await moving();
    const items = itemsOf(site).slice(0, 20);
    const lost = {
      id: 'tag:old.example,2019:x',
      title: 'Gone for good',
      date: '2025-01-27T00:00:00Z',
      url: 'https://old.example/x',
    };
    await write(root, { 'old.json': jsonFeed([...items.toSpliced(4, 2), lost]) });
    const { code, matched, unmatched, unknown, older } = await adopted(root, 'old.json');
    expect({ code, matched, older }).toEqual({ code: 0, matched: 18, older: 10 });
    expect(unmatched?.map(({ title }) => title)).toEqual(['Gone for good']);
    expect(unknown?.map(({ file }) => file)).toEqual(['content/piece-25.md', 'content/piece-24.md']);
    const { stdout } = await feedmill(root, ['adopt', 'old.json']);
    const said = stdout.replaceAll(/\s+/g, ' ');
    for (const part of [
      '18 of 19 items matched an article.',
      'Items without a matching article, which subscribers keep: 2025-01-27 Gone for good https://old.example/x',
      'Articles that are not in the feeds and will appear as new: Of the baker, part 24'.replace(
        'baker, part 24',
        `${site[25]?.title.slice(7)} content/piece-25.md`,
      ),
      'Not in the feeds, so their address becomes their id: 10 older articles.',
      'Wrote feedmill.lock: 28 articles. To compare, run `feedmill plan --against old.json`.',
    ])
      expect(said).toContain(part);
    expect(await planned(root)).toEqual({ new: 2, moved: 18 });
  });

  test('of a trial, which writes nothing', async () => {
    const root = await moving();
    await write(root, { 'old.json': jsonFeed(itemsOf(site)) });
    const before = await snapshot(root);
    const { stdout } = await feedmill(root, ['adopt', 'old.json', '--dry-run']);
    expect(stdout).toContain('30 of 30 items matched an article.');
    expect(stdout).toContain('Would write feedmill.lock: 30 articles.');
    expect(await snapshot(root)).toEqual(before);
    await feedmill(root, ['adopt', 'old.json'], { CI: 'true' });
    expect(Object.keys(await locked(root))).toHaveLength(30);
  });

  test.each<[string, (root: string) => Promise<unknown>, string, number]>([
    ['a feed that is not there', () => Promise.resolve(), 'subscription-not-found', 2],
    ['one without items', (root) => write(root, { 'old.json': jsonFeed([]) }), 'adopt-empty', 2],
    [
      'a lock that is damaged',
      (root) => write(root, { 'old.json': jsonFeed(itemsOf(site)), 'feedmill.lock': 'x' }),
      'lock-damaged',
      2,
    ],
    [
      'a site without one',
      (root) =>
        write(root, { 'old.json': jsonFeed(itemsOf(site)), 'feedmill.yaml': configOf({ lock: false }) }),
      'adopt-without-lock',
      2,
    ],
    [
      'an article that cannot be read',
      (root) =>
        write(root, { 'old.json': jsonFeed(itemsOf(site)), 'content/x.md': '---\ntitle: X\n---\n\nText.\n' }),
      'date-missing',
      1,
    ],
    [
      'a folder in the place of the lock',
      (root) =>
        mkdir(join(root, 'feedmill.lock')).then(() => write(root, { 'old.json': jsonFeed(itemsOf(site)) })),
      'lock-unreadable',
      2,
    ],
    [
      'two articles that would have one id',
      (root) =>
        write(root, {
          'old.json': jsonFeed(
            itemsOf(site, ({ id }, at) => ({ id: at === 25 ? 'https://example.com/piece-2/' : id })).slice(
              0,
              20,
            ),
          ),
        }),
      'duplicate-id',
      1,
    ],
  ])('of %s, and writes nothing', async (_, prepare, code, exitCode) => {
    const root = await moving();
    await prepare(root);
    const before = await snapshot(root);
    const result = await adopted(root, 'old.json');
    expect({ code: result.code, codes: result.codes }).toEqual({ code: exitCode, codes: [code] });
    expect(await snapshot(root)).toEqual(before);
  });

  test('of two articles an item could be', async () => {
    const twins = changed(site, () => ({ title: 'Twins', date: '2025-02-01' }), [27, 28]);
    const root = await moving({}, twins);
    const items = itemsOf(site, (_, at) =>
      at === 27 ? { title: 'Twins', date: '2025-02-01T00:00:00Z' } : {},
    );
    await write(root, { 'old.json': jsonFeed(items.toSpliced(1, 1).slice(0, 20)) });
    const { code, problems } = await adopted(root, 'old.json');
    expect({ code, files: problems.map((one) => `${one.code} ${one.file}`) }).toEqual({
      code: 1,
      files: ['article-unclear content/piece-27.md', 'article-unclear content/piece-28.md'],
    });
    expect(problems[0]?.what).toContain('tag:old.example,2020:27');
    // As the message says.
    const named = changed(twins, (_, at) => ({ keys: { id: `tag:old.example,2020:${at}` } }), [27, 28]);
    await put(root, named);
    expect(await adopted(root, 'old.json')).toMatchObject({ code: 0, matched: 20 });
  });

  test('of an article that gives itself another id than subscribers know', async () => {
    const root = await moving(
      {},
      changed(site, () => ({ keys: { id: 'tag:example.com,2026:own' } }), [29]),
    );
    await write(root, { 'old.json': jsonFeed(itemsOf(site).slice(0, 20)) });
    const { code, problems } = await adopted(root, 'old.json');
    expect({ code, problems }).toMatchObject({
      code: 0,
      problems: [{ code: 'adopt-own-id', file: 'content/piece-29.md' }],
    });
    expect((await locked(root))['content/piece-29.md']).toBe('tag:example.com,2026:own');
    expect(await planned(root, '--against', 'old.json')).toMatchObject({ resurfaced: 1 });
  });
});

describe('where there is a lock', () => {
  test('its other articles stay, and the ids of the feed win', async () => {
    const root = await followed(site, { limit: 20 });
    const moved = changed(site, ({ path }) => ({ path: path.replace('t/', 't/moved/') }), [2, 3]);
    const drafted = changed(moved, () => ({ keys: { draft: true } }), [5]);
    await put(root, [...drafted, ...changed(pieces(1, 600), () => ({ date: '2027-01-01' }))]);
    expect(await built(root)).toMatchObject(good);
    const before = await lockLines(root);
    await write(root, { 'old.json': jsonFeed(itemsOf(site).slice(0, 20)) });
    expect(await adopted(root, 'old.json')).toMatchObject({ code: 0, matched: 20 });
    const after = await lockLines(root);
    expect(after).toHaveLength(before.length);
    const ids = await locked(root);
    expect(ids['content/piece-29.md']).toBe('tag:old.example,2020:29');
    expect(ids['content/moved/piece-2.md']).toBe('https://example.com/piece-2/');
    expect(after.find(({ path }) => path === 'content/piece-5.md')).toMatchObject({ state: 'away' });
    expect(after.find(({ path }) => path === 'content/piece-600.md')).toMatchObject({ state: 'scheduled' });
    expect(await built(root)).toMatchObject(good);
  });

  test('adopting the site’s own feed changes nothing', async () => {
    const root = await followed(site, { limit: 20 });
    const lock = await readFile(join(root, 'feedmill.lock'), 'utf8');
    for (const name of ['feed.json', 'feed.xml', 'atom.xml']) {
      expect(await adopted(root, `dist/${name}`)).toMatchObject({
        code: 0,
        matched: 20,
        unmatched: [],
        unknown: [],
      });
      expect((await readFile(join(root, 'feedmill.lock'), 'utf8')).replace(/,"feed":"[^"]*"/, '')).toBe(lock);
    }
  });

  test('and is lost, the feed that is served gives the ids back', async () => {
    const root = await followed(site, { limit: 30 });
    await put(
      root,
      changed(site, (_, at) => ({ path: `content/${at}.md`, body: prose(900 + at) })),
    );
    await built(root, '--accept');
    const ids = await idsIn(root);
    const served = await readFile(join(root, 'dist/feed.xml'), 'utf8');
    for (const name of ['feedmill.lock', 'dist', '.feedmill'])
      await rm(join(root, name), { recursive: true });
    await write(root, { 'served.xml': served });
    expect(await adopted(root, 'served.xml')).toMatchObject({ code: 0, matched: 30 });
    expect(await built(root)).toMatchObject(good);
    expect(await idsIn(root)).toEqual(ids);
  });

  test('an expired article keeps its id for the day it comes back', async () => {
    const some = changed(site, () => ({ keys: { expires: '2026-01-01' } }), [28]);
    const root = await moving({}, some);
    await write(root, { 'old.json': jsonFeed(itemsOf(site).slice(0, 20)) });
    expect(await adopted(root, 'old.json')).toMatchObject({ code: 0, matched: 20, unmatched: [] });
    expect(await built(root)).toMatchObject(good);
    await put(root, site);
    expect(await built(root)).toMatchObject(good);
    expect((await idsIn(root)).get('piece 28')).toBe('tag:old.example,2020:28');
  });
});
