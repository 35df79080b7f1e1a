import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { run } from '../src/cli/run.ts';
import { startOrigin } from './origin.ts';
import {
  built,
  changed,
  configOf,
  followed,
  good,
  pieces,
  planned,
  prose,
  put,
  type Piece,
} from './pieces.ts';
import { feedmill, now, snapshot, workspace, write } from './workspace.ts';

const Planned = v.array(
  v.strictObject({
    id: v.string(),
    url: v.string(),
    title: v.string(),
    file: v.string(),
    published: v.string(),
    before: v.optional(v.string()),
    why: v.optional(v.picklist(['date', 'id', 'copy', 'backlog'])),
  }),
);
const kinds = ['new', 'updated', 'resurfaced', 'removed', 'moved', 'scheduled', 'expired'] as const;
const Report = v.object({
  command: v.literal('plan'),
  exitCode: v.number(),
  problems: v.array(v.object({ code: v.string(), severity: v.string(), file: v.optional(v.string()) })),
  plan: v.strictObject({
    against: v.string(),
    counts: v.strictObject(v.entriesFromList(kinds, v.number())),
    articles: v.strictObject(v.entriesFromList(kinds, Planned)),
    feeds: v.array(
      v.strictObject({
        name: v.string(),
        path: v.string(),
        url: v.string(),
        bytes: v.number(),
        before: v.optional(v.number()),
      }),
    ),
    next: v.optional(v.object({ at: v.string(), what: v.string(), file: v.string(), title: v.string() })),
    changes: v.boolean(),
    stops: v.boolean(),
  }),
});

/** The plan for machines, and what of it is an error in shape. */
async function planOf(root: string, ...flags: readonly string[]) {
  const { code, stdout, stderr } = await feedmill(root, ['plan', '--json', ...flags]);
  expect(stderr).toBe('');
  const report = v.parse(Report, JSON.parse(stdout));
  expect(report.exitCode).toBe(code);
  return { ...report, code };
}

/** Runs `feedmill ...argv` in a terminal, with a network. */
async function inTerminal(root: string, argv: readonly string[], columns: number, env = {}) {
  const shown: string[] = [];
  const stream = { write: (text: string) => shown.push(text), isTTY: true, columns };
  const code = await run(argv, {
    cwd: root,
    env,
    stdout: stream,
    stderr: stream,
    now: () => Date.parse(now),
    clock: () => performance.now(),
    sleep: () => Promise.resolve(),
    fetch,
    holder: { pid: process.pid, host: 'test', started: 0 },
    alive: () => false,
  });
  return { code, text: shown.join('') };
}

const site = pieces(30);
/** What is to come out, and will. */
const coming = changed(pieces(2, 600), (_, at) => ({ date: `2026-07-0${at + 1} 09:00` }));

/** A year of work on the site between two builds. */
function worked(): Piece[] {
  const moved = changed(site, ({ path }) => ({ path: path.replace('t/', 't/moved/') }), [3, 4]);
  const dated = changed(moved, () => ({ date: '2026-05-20' }), [20]);
  const edited = changed(dated, ({ body }) => ({ body: `${body}\n\nMore.` }), [22]);
  const marked = changed(edited, () => ({ keys: { updated: '2026-05-21' } }), [23]);
  const over = changed(marked, () => ({ keys: { expires: '2026-05-01' } }), [24]);
  return [...over.toSpliced(10, 2), ...pieces(3, 500), ...coming];
}

/** The site as subscribers have it, and as it is now. */
async function atWork(): Promise<string> {
  const root = await followed(site, { timezone: 'Europe/Berlin', limit: 20 });
  await put(root, worked());
  return root;
}

const counts = { new: 3, updated: 2, resurfaced: 1, removed: 2, moved: 2, scheduled: 2, expired: 1 };

describe('the plan', () => {
  test('counts what a build would do, and names each article', async () => {
    const root = await atWork();
    const { plan, problems, code } = await planOf(root);
    expect(code).toBe(0);
    expect(plan.counts).toEqual(counts);
    expect(plan.against).toBe('feedmill.lock');
    const { articles } = plan;
    expect(articles.new.map(({ file }) => file)).toEqual(
      [502, 501, 500].map((at) => `content/piece-${at}.md`),
    );
    expect(articles.updated.map(({ title }) => title)).toEqual([
      'Of the council, part 23',
      'Of the mill, part 22',
    ]);
    expect(articles.resurfaced).toEqual([
      {
        id: 'https://example.com/piece-20/',
        url: 'https://example.com/piece-20/',
        title: 'Of the stones, part 20',
        file: 'content/piece-20.md',
        published: '2026-05-20T00:00:00+02:00',
        why: 'date',
      },
    ]);
    expect(articles.removed.map(({ id }) => id)).toEqual([
      'https://example.com/piece-11/',
      'https://example.com/piece-10/',
    ]);
    expect(articles.moved).toEqual(
      [4, 3].map((at) => ({
        id: `https://example.com/piece-${at}/`,
        url: `https://example.com/moved/piece-${at}/`,
        title: site[at]?.title,
        file: `content/moved/piece-${at}.md`,
        published: `${site[at]?.date}T00:00:00+01:00`,
        before: `https://example.com/piece-${at}/`,
      })),
    );
    expect(articles.scheduled.map(({ published }) => published)).toEqual([
      '2026-07-01T09:00:00+02:00',
      '2026-07-02T09:00:00+02:00',
    ]);
    expect(articles.expired.map(({ file }) => file)).toEqual(['content/piece-24.md']);
    expect(plan.next).toEqual({
      at: '2026-07-01T09:00:00+02:00',
      what: 'publish',
      file: 'content/piece-600.md',
      title: coming[0]?.title,
    });
    // What would stop a build is told, and stops nothing here.
    expect({ stops: plan.stops, changes: plan.changes }).toEqual({ stops: true, changes: true });
    expect(problems).toMatchObject([
      { code: 'guard-date', severity: 'warning', file: 'content/piece-20.md' },
    ]);
  });

  test('is what the build does then', async () => {
    const root = await atWork();
    const { plan } = await planOf(root);
    const { code, stdout } = await feedmill(root, ['build', '--accept', '--reporter', 'json']);
    const { summary } = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(summary.plan.counts).toEqual(counts);
    expect(summary.plan.articles).toEqual(plan.articles);
    const after = await planOf(root);
    expect(after.plan).toMatchObject({ changes: false, stops: false, feeds: [] });
    expect(after.plan.counts).toEqual({
      ...counts,
      new: 0,
      updated: 0,
      resurfaced: 0,
      removed: 0,
      moved: 0,
      expired: 0,
    });
  });

  test('shows the changes in one line and lists them', async () => {
    const root = await atWork();
    const { code, stdout, stderr } = await feedmill(root, ['plan']);
    expect(code).toBe(0);
    // Lines are no longer than one can read.
    const said = stdout.replaceAll(/\s+/g, ' ');
    for (const part of [
      '3 new · 2 updated · 1 resurfaced · 2 removed · 2 moved (id kept) · 1 expired · 2 scheduled, next 2026-07-01 09:00 +02:00',
      'The guard would stop a build. To allow these changes, build with --accept once. Compared with feedmill.lock',
      'Resurfaced 2026-05-20 Of the stones, part 20 content/piece-20.md (its date changed)',
      '2025-01-09 Of the landing, part 4 https://example.com/piece-4/ → https://example.com/moved/piece-4/',
      'Removed 2025-01-16 Of the landing, part 11 content/piece-11.md',
      `Scheduled 2026-07-01 09:00 ${coming[0]?.title} content/piece-600.md`,
    ])
      expect(said).toContain(part);
    expect(stderr).toContain('guard-date');
  });

  test('of a site without a record shows all articles as new', async () => {
    const root = await workspace({ 'feedmill.yaml': configOf() });
    await put(root, site);
    const { stdout } = await feedmill(root, ['plan']);
    expect(stdout).toMatch(
      /^30 new · 0 updated · 0 resurfaced · 0 removed · 0 moved \(id kept\) · 0 scheduled\nThere is no lock file or feed to compare with\.\n/,
    );
    expect(stdout).toContain('… and 18 more; see --json');
    const { plan } = await planOf(root);
    expect(plan).toMatchObject({ against: '', changes: true, stops: false });
    expect(plan.articles.new).toHaveLength(30);
  });

  test('names each feed that would change, with its size then and now', async () => {
    const root = await followed(site, { feeds: { by: ['tag'] } });
    await put(
      root,
      changed(site, () => ({ keys: { tags: ['Ships'] } }), [7, 8]),
    );
    const { plan } = await planOf(root);
    expect(plan.feeds.map(({ path }) => path)).toEqual([
      'feed.xml',
      'atom.xml',
      'feed.json',
      'tags/ships/feed.xml',
      'tags/ships/atom.xml',
      'tags/ships/feed.json',
    ]);
    for (const { path, before, url } of plan.feeds) {
      expect(url).toBe(`https://example.com/${path}`);
      const size = await stat(join(root, 'dist', path)).then(
        ({ size: bytes }) => bytes,
        () => undefined,
      );
      expect(before).toBe(size);
    }
    expect(await built(root)).toMatchObject(good);
    for (const { path, bytes } of plan.feeds) expect((await stat(join(root, 'dist', path))).size).toBe(bytes);
    const { stdout } = await feedmill(root, ['plan']);
    expect(stdout).not.toContain('Changed feeds');
  });

  test('writes nothing anywhere', async () => {
    const root = await atWork();
    const before = await snapshot(root);
    for (const flags of [[], ['--json'], ['--exit-code'], ['--against', 'dist/feed.xml']])
      await feedmill(root, ['plan', ...flags]);
    expect(await snapshot(root)).toEqual(before);
  });

  test('ends with 3 where something would change, if that is asked for', async () => {
    const root = await followed(site);
    const code = async (...flags: readonly string[]) => (await feedmill(root, ['plan', ...flags])).code;
    expect(await code('--exit-code')).toBe(0);
    // What is to come is no change.
    await put(root, [...site, ...coming]);
    expect([await code('--exit-code'), (await planned(root))['scheduled']]).toEqual([0, 2]);
    await put(root, [...site, ...pieces(1, 500)]);
    expect([await code(), await code('--exit-code'), await code('--exit-code', '--json')]).toEqual([0, 3, 3]);
    // An edit that only the feeds show is one.
    await put(
      root,
      changed(site, () => ({ keys: { author: 'Jane' } }), [29]),
    );
    expect(await planned(root)).toEqual({});
    expect(await code('--exit-code')).toBe(3);
    // A mistake is told by its own code.
    await put(root, [...site, ...changed(pieces(1, 500), () => ({ date: 'soon' }))]);
    expect(await code('--exit-code')).toBe(1);
    expect(await code('--exit-code', '--against', 'nowhere.xml')).toBe(2);
  });

  test('is the same where the lock is only read, and where it lies elsewhere', async () => {
    const root = await atWork();
    const { plan } = await planOf(root);
    expect((await planOf(root, '--frozen')).plan).toEqual(plan);
    const other = await workspace({});
    const { stdout } = await feedmill(other, ['plan', '--json', '--root', root]);
    expect(JSON.parse(stdout).plan).toEqual(plan);
  });

  test('goes by the feed in the output folder where there is no lock', async () => {
    const root = await followed(site, { lock: false });
    await put(
      root,
      changed(site, () => ({ path: 'content/renamed.md' }), [29]),
    );
    const { plan, problems } = await planOf(root);
    expect(plan).toMatchObject({ against: 'dist/feed.json', stops: true });
    expect(plan.articles.resurfaced).toMatchObject([{ file: 'content/renamed.md', why: 'id' }]);
    expect(problems).toMatchObject([{ code: 'guard-id', severity: 'warning' }]);
    await rm(join(root, 'dist'), { recursive: true });
    expect((await planOf(root)).plan).toMatchObject({ against: '', stops: false });
  });
});

/** A feed with the three newest articles, as told by `make`. */
function poor(make: (at: number) => object): string {
  const items = [29, 28, 27].map((at) => ({ id: idOf(at), content_text: '', ...make(at) }));
  return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Poor', items });
}

function idOf(at: number): string {
  return `https://example.com/piece-${at}/`;
}

describe('against a feed', () => {
  test.each(['feed.xml', 'atom.xml', 'feed.json'])('that is published: %s', async (name) => {
    const root = await atWork();
    const origin = await startOrigin();
    await origin.deploy(root);
    const { code, text } = await inTerminal(root, ['plan', '--json', '--against', origin.url + name], 80);
    const { plan } = v.parse(Report, JSON.parse(text));
    expect(code).toBe(0);
    // Of what is older than its twenty items it tells nothing, nor of texts.
    expect(plan.counts).toEqual({ ...counts, updated: 1, moved: 0 });
    expect(plan.against).toBe(origin.url + name);
    expect(plan.articles.removed.map(({ id }) => id)).toEqual(
      [11, 10].map((at) => `https://example.com/piece-${at}/`),
    );
    const file = await planOf(root, '--against', `dist/${name}`);
    expect(file.plan).toEqual({ ...plan, against: `dist/${name}` });
  });

  test('that cannot be read is reported, and there is no plan', async () => {
    const root = await followed(site);
    const origin = await startOrigin();
    for (const source of [`${origin.url}gone.xml`, 'gone.xml', 'feedmill.yaml']) {
      const { code, text } = await inTerminal(root, ['plan', '--json', '--against', source], 80);
      expect({ code, plan: JSON.parse(text).plan }).toEqual({ code: 2, plan: undefined });
    }
  });

  test('with the ids of articles that have moved since and have other titles: they are known by these', async () => {
    const root = await followed(site);
    const feed = await readFile(join(root, 'dist/feed.xml'), 'utf8');
    await write(root, { 'published.xml': feed });
    await put(
      root,
      changed(
        site,
        ({ title }, at) => ({ path: `content/moved-${at}.md`, title: `${title}, again` }),
        [3, 29],
      ),
    );
    expect(await planned(root, '--against', 'published.xml')).toEqual({ moved: 2 });
  });

  test('without items: everything is new', async () => {
    const root = await followed(site);
    await write(root, {
      'empty.json': '{"version":"https://jsonfeed.org/version/1.1","title":"Empty","items":[]}',
    });
    expect(await planned(root, '--against', 'empty.json')).toEqual({ new: 30 });
  });

  test('whose items have no dates, no titles or no addresses: nothing is claimed that it does not tell', async () => {
    const root = await followed(site, { limit: 3 });
    const dated = (at: number) => ({ date_published: `${site[at]?.date}T00:00:00Z` });
    await write(root, {
      'undated.json': poor((at) => ({ title: site[at]?.title })),
      'untitled.json': poor(dated),
      'broken.json': poor((at) => (at === 27 ? { date_published: 'some day' } : dated(at))),
    });
    const none = { resurfaced: 0, removed: 0, moved: 0, updated: 0 };
    for (const name of ['undated', 'untitled', 'broken'])
      expect((await planOf(root, '--against', `${name}.json`)).plan.counts).toMatchObject(none);
  });
});

describe.each([60, 80, 120])('in a terminal of %i columns', (columns) => {
  test('no line is wider, and colours change no word', async () => {
    const title =
      'A very long title about the harbour, its ships, 港口的老船长 and all who sail in them, whatever the weather';
    const root = await followed(
      changed(site, () => ({ title }), [20]),
      { limit: 20 },
    );
    await put(
      root,
      changed(worked(), () => ({ title }), [18]),
    );
    const painted = await inTerminal(root, ['plan'], columns);
    const plain = await inTerminal(root, ['plan'], columns, { NO_COLOR: '1' });
    expect(stripVTControlCharacters(painted.text)).toBe(plain.text);
    expect(painted.text).not.toBe(plain.text);
    expect(
      plain.text.split('\n').filter((line) => line.replaceAll(/\p{Script=Han}/gu, 'xx').length > columns),
    ).toEqual([]);
    expect(plain.text).toMatch(/^New\n {2}2026-05-2\d Of the /m);
    expect(plain.text).toMatch(/^Moved \(id kept\)\n/m);
    expect(plain.text).toMatch(/^Changed feeds\n {2}feed\.xml \d+ kB → \d+ kB$/m);
  });
});

describe('nothing stops a build', () => {
  const embargoed = Array.from({ length: 6 }, (_, at): Piece => ({
    name: `embargoed ${at}`,
    path: `content/series-${at}.md`,
    title: `Series ${at}`,
    date: `2025-02-0${at + 1}`,
    body: prose(800 + at),
    keys: { publishDate: '2026-06-10T03:00:00Z' },
  }));
  const ways = [
    ['from a lock', { lock: true }],
    ['without a lock', { lock: false }],
  ] as const;

  test.each(ways)('where a series comes out at once that has old dates, %s', async (_, config) => {
    const all = [...pieces(9, 300), ...embargoed];
    for (const before of [all, pieces(9, 300)]) {
      const root = await followed(before, config);
      await put(root, all);
      expect(await built(root, '--frozen')).toMatchObject(good);
      expect(await built(root, '--frozen', '--now', '2026-06-10T03:00:00Z')).toMatchObject(good);
      expect(await readFile(join(root, 'dist/feed.xml'), 'utf8')).toContain('Series 5');
      expect(await built(root, '--frozen', '--now', '2026-08-01')).toMatchObject(good);
    }
  });

  test.each(ways)(
    'where many expire in one night, so that older ones take their places, %s',
    async (_, config) => {
      const brief = changed(
        pieces(60),
        () => ({ keys: { expires: '2026-06-10T01:00:00Z' } }),
        [...Array(20).keys()].map((at) => at + 40),
      );
      const root = await followed(brief, { ...config, limit: 25 });
      expect(await built(root, '--frozen', '--now', '2026-06-10T03:00:00Z')).toMatchObject(good);
      expect(await built(root, '--frozen', '--now', '2026-06-11T03:00:00Z')).toMatchObject(good);
      expect(await readFile(join(root, 'dist/feed.xml'), 'utf8')).toContain('part 20');
    },
  );

  test.each(ways)('where feeds are as large as they may be, and end early, %s', async (_, config) => {
    const root = await followed(pieces(60), { ...config, limit: 60, maxBytes: 30_000 });
    await put(root, [...pieces(60), ...pieces(1, 500)]);
    expect(await built(root)).toMatchObject(good);
    expect(await built(root, '--no-cache')).toMatchObject(good);
  });

  test.each(ways)('where old articles are put right that no feed holds, %s', async (_, config) => {
    const root = await followed(pieces(60), { ...config, limit: 20 });
    const edited = changed(pieces(60), ({ body }) => ({ body: body.replace('the', 'this') }), [
      ...Array(35).keys(),
    ]);
    await put(root, edited);
    expect(await built(root)).toMatchObject(good);
    await put(
      root,
      changed(edited, ({ body }) => ({ body: `${body} More.`, keys: { updated: '2026-05-30' } })),
    );
    const { code, errors } = await built(root);
    expect({ code, count: errors.length }).toEqual({ code: 1, count: 20 });
  });

  test('where clocks change', async () => {
    const due = ['2026-10-25 02:30', '2026-10-25 01:59', '2026-10-25 03:00', '2026-03-29 02:30'];
    const some = changed(pieces(4, 700), (_, at) => ({ date: due[at] }));
    const root = await followed([...site, ...some], { timezone: 'Europe/Berlin' });
    for (let hour = 22; hour < 30; hour++) {
      const at = new Date(Date.UTC(2026, 9, 24, hour)).toISOString();
      expect(await built(root, '--frozen', '--now', at)).toMatchObject(good);
    }
    expect(await planned(root, '--frozen', '--now', '2026-10-26')).toMatchObject({ new: 3 });
  });
});

test('many old articles that come into a feed at once are asked about, with a lock and without', async () => {
  for (const lock of [true, false]) {
    const root = await followed(pieces(60), { lock, limit: 20 });
    await write(root, { 'feedmill.yaml': configOf({ lock, limit: 40 }) });
    const { code, errors } = await built(root);
    expect({ code, count: errors.filter((one) => one.startsWith('guard-backlog')).length }).toEqual({
      code: 1,
      count: 20,
    });
  }
});
