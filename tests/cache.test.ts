import { deepStrictEqual, ok } from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { array, assert, asyncProperty, pre } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileStat } from '../src/base/file-stat.ts';
import { stableStat } from '../src/cache/disk-clock.ts';
import { run } from '../src/cli/run.ts';
import { loadConfig } from '../src/config/config.ts';
import { build } from '../src/pipeline/build.ts';
import { amount } from './effort.ts';
import { article, changes, config, many, picture, tags, type Changes, type Sources } from './cache-cases.ts';
import { flipped, harm, keepOlder, pathsBelow, replace, touch } from './harms.ts';
import { anyStep, edited, type Step, type Writing } from './random-edits.ts';
import { anySite, type Site } from './random-site.ts';
import { moment, piecePath, siteFiles } from './site-files.ts';
import { buildAsFirst, buildAsUncached, differences, published, result } from './twin.ts';
import {
  earlier,
  feedmill,
  later,
  now,
  ownSite,
  readReport,
  snapshot,
  workspace,
  write,
} from './workspace.ts';

// More sites: `FEEDMILL_RUNS=500 npx vitest run tests/cache.test.ts`. A failure names its seed: FEEDMILL_SEED.
const runs = Number(process.env['FEEDMILL_RUNS'] ?? amount(3, 12));
const seed = process.env['FEEDMILL_SEED'];
const limit = runs * 6000;

type Files = ReadonlyMap<string, string | Uint8Array>;

/** A site that is built again and again with its cache, and one that is always built for the first time. */
interface Twin {
  readonly cached: string;
  readonly first: string;
  readonly older: string;
  files: Files;
  /** How many times the cached site was built. */
  builds: number;
  /** What first builds came to, by their sources. */
  readonly known: Map<string, FirstBuild>;
}

interface FirstBuild {
  readonly report: unknown;
  readonly isGood: boolean;
  readonly output: ReadonlyMap<string, Buffer>;
  readonly lock: string | undefined;
}

test(
  'whatever happened since the last build, a build with its cache is as one without',
  async () => {
    const parent = await workspace({});
    let count = 0;
    const steps = array(anyStep, { minLength: 4, maxLength: 8, size: 'max' });
    const property = asyncProperty(anySite, steps, async (site, all) => {
      const root = join(parent, String(count++));
      const twin: Twin = {
        cached: join(root, 'a/site'),
        first: join(root, 'b/site'),
        older: join(root, 'older'),
        files: new Map(),
        builds: 0,
        known: new Map(),
      };
      try {
        await play(twin, site, all);
      } finally {
        rmSync(root, { recursive: true });
      }
    });
    await assert(property, {
      numRuns: runs,
      // Small values first would be sites without articles.
      unbiased: true,
      interruptAfterTimeLimit: limit,
      ...(seed !== undefined && { seed: Number(seed) }),
    });
  },
  limit + 60_000,
);

async function play(twin: Twin, first: Site, steps: readonly Step[]): Promise<void> {
  let site = first;
  const history: Site[] = [];
  const buildSite = async (next: Site, writing: Writing, broken?: readonly [string, string]) => {
    const files = siteFiles(next);
    if (broken) files.set(...broken);
    put(twin, files, writing);
    if (await compare(twin, next.now)) {
      site = next;
    } else {
      // A few sites are wrong from the start: others are made in their place.
      pre(history.length > 0);
      // What failed is mended before anything else happens.
      put(twin, siteFiles(site), writing);
      ok(await compare(twin, site.now), 'the mended site still fails');
    }
    history.push(site);
    if (history.length % 3 === 1) keepOlder(twin);
  };
  await buildSite(site, 'plain');
  for (const step of steps)
    switch (step.step) {
      case 'edit':
        await buildSite(step.edits.reduce(edited, site), step.writing);
        break;
      case 'break': {
        const all = Object.entries(site.pieces);
        const [name, piece] = all[step.piece % all.length] ?? [];
        if (name !== undefined && piece)
          await buildSite(site, step.writing, [piecePath(name, piece), step.text]);
        break;
      }
      case 'back':
        await buildSite(history[step.to % history.length] ?? site, step.writing);
        break;
      default:
        harm(twin, step);
        await buildSite(site, 'plain');
    }
}

/** Makes the sources on the disk those of `files`. */
function put(twin: Twin, files: Files, writing: Writing): void {
  for (const path of twin.files.keys())
    if (!files.has(path)) for (const root of [twin.cached, twin.first]) rmSync(join(root, path));
  for (const [path, content] of files) {
    const before = twin.files.get(path);
    if (before !== undefined && Buffer.from(before).equals(Buffer.from(content))) continue;
    replace(join(twin.cached, path), content, before === undefined ? 'new' : writing);
    replace(join(twin.first, path), content, 'plain');
  }
  twin.files = files;
}

/** Builds the cached site; `false` if its sources have errors: reported as by a first build, and the output is as it was. */
async function compare(twin: Twin, time: number): Promise<boolean> {
  const { cached } = twin;
  const before = published(cached);
  const argv = ['build', '--now', moment(time), '--accept', '--reporter', 'json'];
  const lock = lockAt(cached);
  const index = twin.builds++;
  // Builds without a cache in between change nothing, nor does a clock by which no file is old enough to be known by its times.
  const flags = index % 3 === 2 ? ['--no-cache'] : [];
  const again = await feedmill(cached, [...argv, ...flags], {}, index % 4 === 3 ? earlier : later);
  const expected = await firstBuild(twin, argv, lock);
  deepStrictEqual(result(again), expected.report);
  deepStrictEqual(differences(published(cached), expected.isGood ? expected.output : before), []);
  deepStrictEqual(lockAt(cached), expected.lock);
  return expected.isGood;
}

/** A build of the same sources with nothing from before except the lock. */
async function firstBuild(
  { first, files, known }: Twin,
  argv: readonly string[],
  lock: string | undefined,
): Promise<FirstBuild> {
  const contents = [...files].flat().map((one) => Buffer.from(one).toString('base64'));
  const key = [...argv, lock ?? '', ...contents].join(' ');
  const former = known.get(key);
  if (former) return former;
  for (const name of ['dist', '.feedmill', 'feedmill.lock'])
    rmSync(join(first, name), { recursive: true, force: true });
  if (lock !== undefined) writeFileSync(join(first, 'feedmill.lock'), lock);
  const outcome = await feedmill(first, argv);
  const made = {
    report: result(outcome),
    isGood: outcome.code === 0,
    output: published(first),
    lock: lockAt(first),
  };
  known.set(key, made);
  return made;
}

function lockAt(root: string): string | undefined {
  const path = join(root, 'feedmill.lock');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** A site of `files` that was built. */
async function built(files: Sources, ...flags: readonly string[]): Promise<string> {
  const root = await workspace({ 'feedmill.yaml': config, ...files });
  expect((await feedmill(root, ['build', ...flags])).code).toBe(0);
  return root;
}

/** A copy of the site at `root` with all that was made: every file is a new one, as after a checkout. */
async function checkout(root: string): Promise<string> {
  const copy = await workspace({});
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function change(root: string, files: Changes): void {
  for (const [path, content] of Object.entries(files))
    if (content === undefined) rmSync(join(root, path));
    else replace(join(root, path), content, 'plain');
}

/** Replaces a text in a file by another one of the same length, and gives the file back the time it had. */
function edit(root: string, path: string, from: string, to: string): void {
  expect(to).toHaveLength(from.length);
  const text = readFileSync(join(root, path), 'latin1');
  expect(text).toContain(from);
  replace(join(root, path), Buffer.from(text.replace(from, to), 'latin1'), 'same time');
}

/** The path of the only cache of the site at `root`. */
function cacheOf(root: string): string {
  const [name = '', ...others] = readdirSync(join(root, '.feedmill')).filter((one) => one !== '.gitignore');
  expect(others).toEqual([]);
  return join(root, '.feedmill', name);
}

/** Tells one cache file from another that holds the same. */
function identityOf(path: string): string | undefined {
  return fileStat(path)?.text;
}

/** The streams and clocks of a build in `root` whose output nobody reads. */
function silentIo(root: string, diskTime: typeof later) {
  const stream = { write: () => true };
  return {
    cwd: root,
    env: {},
    stdout: stream,
    stderr: stream,
    now: () => Date.parse(now),
    clock: () => 0,
    diskTime,
  };
}

/** Whether a build of the site at `root` finds nothing changed. Only a build that does not opens the output folder. */
async function isUpToDate(root: string, flags: readonly string[] = [], diskTime = later): Promise<boolean> {
  let isOpened = false;
  const code = await run(['build', ...flags], {
    ...silentIo(root, diskTime),
    sleep: () => Promise.resolve(),
    get holder() {
      isOpened = true;
      return { pid: process.pid, host: 'test', started: 0 };
    },
    alive: () => false,
  });
  expect(code).toBe(0);
  return !isOpened;
}

/** A site with warnings, a scheduled and an expiring article, a draft, and files of all kinds. */
const mixed: Sources = {
  'feedmill.yaml': 'url: https://example.com/\ntitle: Example\nfeeds: { by: [tag] }\n',
  'content/a.md': article(1, 'image: a.png\n', 'See [none](none.md) and [it](soon.md).'),
  'content/b.md': article(2, tags('News'), 'A {{< shortcode >}} of another program.'),
  'content/deep/c.md': article(3, '', '![Deep](d.png)\n\n[Talk](talk.bin)'),
  'content/deep/d.png': picture(20),
  'content/deep/talk.bin': Buffer.alloc(300_000, 'talk'),
  'content/soon.md': article(213),
  'content/short.md': article(3, 'expires: 2026-09-01\n'),
  'content/draft.md': article(4, 'draft: true\n'),
  'content/a.png': picture(10),
  'content/unused.txt': 'Nobody refers to it.',
};

function noClock(): never {
  throw new Error('Nothing can be written here.');
}

describe('a build finds nothing changed', () => {
  test('when nothing has, whatever the reporter and the number of threads', async () => {
    const root = await built(mixed);
    const cache = identityOf(cacheOf(root));
    for (const flags of [[], ['--reporter', 'github'], ['--threads', '2']])
      expect(await isUpToDate(root, flags)).toBe(true);
    expect(identityOf(cacheOf(root))).toBe(cache);
  });

  const newTimes: readonly [string, (root: string) => unknown][] = [
    ['one article has new times', (root) => touch(join(root, 'content/a.md'))],
    ['all sources have', (root) => touchAll(root, 'content')],
    ['all of the output has', (root) => touchAll(root, 'dist')],
    ['the lock has', (root) => touch(join(root, 'feedmill.lock'))],
    ['everything has', (root) => touchAll(root, '')],
  ];
  test.each(newTimes)('when %s, and the cache learns them', async (_what, act) => {
    const root = await built(mixed);
    await act(root);
    const before = identityOf(cacheOf(root));
    expect(await isUpToDate(root)).toBe(true);
    const learned = identityOf(cacheOf(root));
    expect(learned).not.toBe(before);
    expect(await isUpToDate(root)).toBe(true);
    expect(identityOf(cacheOf(root))).toBe(learned);
    expect((await buildAsFirst(root)).code).toBe(0);
  });

  test('when all of it is a new copy, also without a lock and with a link', async () => {
    const root = await built({ ...mixed, 'feedmill.yaml': `${config}lock: false\n` });
    symlinkSync('a.png', join(root, 'content/link.png'));
    expect(await isUpToDate(root)).toBe(false);
    expect(await isUpToDate(await checkout(root))).toBe(true);
  });

  test('when files are so new that their times cannot be trusted: it reads them', async () => {
    const root = await workspace(mixed);
    expect((await feedmill(root, ['build'], {}, earlier)).code).toBe(0);
    const unmarked = identityOf(cacheOf(root));
    edit(root, 'content/b.md', 'another', 'ANOTHER');
    expect(await isUpToDate(root)).toBe(false);
    expect(identityOf(cacheOf(root))).not.toBe(unmarked);
    expect((await buildAsFirst(root)).code).toBe(0);
  });

  test('where no cache can be written', async () => {
    const root = await built(mixed);
    touch(join(root, 'content/a.md'));
    expect(await isUpToDate(root, [], noClock)).toBe(true);
    edit(root, 'content/b.md', 'another', 'ANOTHER');
    expect(await isUpToDate(root, [], noClock)).toBe(false);
    expect((await buildAsFirst(root)).code).toBe(0);
  });

  test.each([
    ['2026-02-01', true],
    ['2026-07-31T23:59:59Z', true],
    ['2026-08-01', false],
    ['2026-09-01', false],
    ['2026-01-03', true],
    ['2026-01-02T23:59:59Z', false],
  ])('at %s: %s', async (time, isSame) => {
    const root = await built(mixed);
    expect(await isUpToDate(await checkout(root), ['--now', time])).toBe(isSame);
    expect(await isUpToDate(root, ['--now', time])).toBe(isSame);
  });

  test('of an article that has expired, however late it is', async () => {
    const root = await built(mixed, '--now', '2026-10-01');
    expect(await isUpToDate(root, ['--now', '2027-10-01'])).toBe(true);
    expect(await isUpToDate(root, ['--now', '2026-08-31'])).toBe(false);
  });

  test.each(['pretty', 'json', 'github'])('and reports the same to %s as one that runs', async (reporter) => {
    const root = await built(mixed);
    const argv = ['build', '--reporter', reporter];
    const cached = await feedmill(await checkout(root), argv);
    const uncached = await feedmill(root, [...argv, '--no-cache']);
    expect(reported(cached)).toEqual(reported(uncached));
    // The warnings are those of both articles.
    expect(cached.stdout + cached.stderr).toMatch(/none\.md[^]*soon\.md[^]*shortcode/);
  });

  test('and reports a scheduled article without the address that it had before the last build', async () => {
    const root = await built(mixed);
    renameSync(join(root, 'content/soon.md'), join(root, 'content/later.md'));
    const argv = ['build', '--reporter', 'json'];
    const address = 'https://example.com/soon/';
    expect(JSON.parse((await feedmill(root, argv)).stdout)).toMatchObject({
      summary: { plan: { articles: { scheduled: [{ before: address }] } } },
    });
    const [cached, uncached] = [await feedmill(root, argv), await feedmill(root, [...argv, '--no-cache'])];
    expect(reported(cached)).toEqual(reported(uncached));
    expect(cached.stdout).not.toContain('"before"');
  });

  test('and writes the report it is asked for', async () => {
    const root = await built(mixed);
    expect(await isUpToDate(root, ['--report', 'report.json'])).toBe(true);
    expect(JSON.parse(readFileSync(join(root, 'report.json'), 'utf8')).summary.articles).toBe(4);
  });

  test('but not with other flags, or with none', async () => {
    const root = await built(mixed);
    expect(await isUpToDate(root, ['--no-cache'])).toBe(false);
    expect(await isUpToDate(root, ['--title', 'Other'])).toBe(false);
    expect(readFileSync(join(root, 'dist/feed.xml'), 'utf8')).toContain('<title>Other</title>');
    for (const flags of [
      ['--threads', 'many'],
      ['--now', 'soon'],
    ])
      expect([flags, (await feedmill(root, ['build', ...flags])).code]).toEqual([flags, 2]);
  });

  test('but not twice after a problem of the output, which is reported once', async () => {
    const root = await built(mixed);
    appendFileSync(join(root, 'dist/b/index.html'), 'Mine.');
    rmSync(join(root, 'content/b.md'));
    const json = ['build', '--reporter', 'json'];
    expect((await feedmill(root, json)).stdout).toContain('output-changed');
    expect(await isUpToDate(root)).toBe(false);
    expect(await isUpToDate(root)).toBe(true);
    expect((await feedmill(root, json)).stdout).not.toContain('output-changed');
  });
});

function touchAll(root: string, below: string): void {
  for (const path of pathsBelow(join(root, below)))
    if (!path.startsWith('.feedmill/') || below !== '') touch(join(root, below, path));
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/in \d[\d.]* m?s|"milliseconds": \d+/g, 'TIME');
}

/** What a run prints. Where lines are broken depends on how long its time is. */
function reported({ code, stdout, stderr }: Awaited<ReturnType<typeof feedmill>>): unknown {
  return [code, plain(stdout), plain(stderr)];
}

describe('a build finds out, even after a checkout, that', () => {
  const found: readonly [string, (root: string) => void][] = [
    ['an article is another', (root) => edit(root, 'content/b.md', 'another', 'ANOTHER')],
    ['an article is longer', (root) => appendFileSync(join(root, 'content/b.md'), 'More.\n')],
    ['a draft is no draft', (root) => edit(root, 'content/draft.md', 'draft: true', 'draft: no  ')],
    ['an article is new', (root) => writeFileSync(join(root, 'content/e.md'), article(5))],
    ['an article is gone', (root) => rmSync(join(root, 'content/b.md'))],
    [
      'an article has another name',
      (root) => renameSync(join(root, 'content/b.md'), join(root, 'content/e.md')),
    ],
    ['a picture is another', (root) => replace(join(root, 'content/a.png'), picture(30), 'same time')],
    ['a download ends differently', (root) => edit(root, 'content/deep/talk.bin', 'talktalk', 'talktalK')],
    ['a file nobody refers to is another', (root) => edit(root, 'content/unused.txt', 'Nobody', 'NOBODY')],
    ['a file nobody refers to is gone', (root) => rmSync(join(root, 'content/unused.txt'))],
    ['a missing file is there, and empty', (root) => writeFileSync(join(root, 'content/none.png'), '')],
    ['a link leads nowhere', (root) => symlinkSync('/', join(root, 'content/out'))],
    ['the config is another', (root) => edit(root, 'feedmill.yaml', 'Example', 'EXAMPLE')],
    ['the config has a comment', (root) => appendFileSync(join(root, 'feedmill.yaml'), '# A comment.\n')],
    ['a page is another', (root) => edit(root, 'dist/b/index.html', 'another', 'ANOTHER')],
    ['a page is longer', (root) => appendFileSync(join(root, 'dist/b/index.html'), 'x')],
    ['a page is gone', (root) => rmSync(join(root, 'dist/b/index.html'))],
    ['a feed is another', (root) => edit(root, 'dist/feed.xml', 'another', 'ANOTHER')],
    ['a copy is another', (root) => edit(root, 'dist/deep/talk.bin', 'talktalk', 'talktalK')],
    ['a copy is gone', (root) => rmSync(join(root, 'dist/a.png'))],
    [
      'the manifest is another',
      (root) => edit(root, 'dist/.feedmill/manifest.json', 'Files that', 'FILES that'),
    ],
    ['the manifest is gone', (root) => rmSync(join(root, 'dist/.feedmill/manifest.json'))],
    ['the output is gone', (root) => rmSync(join(root, 'dist'), { recursive: true })],
    ['the lock is another', (root) => edit(root, 'feedmill.lock', '"title":"Title 2"', '"title":"Title X"')],
    ['the lock is gone', (root) => rmSync(join(root, 'feedmill.lock'))],
  ];
  test.each(found)('%s', async (_what, act) => {
    const root = await built(mixed);
    const copy = await checkout(root);
    for (const site of [copy, root]) {
      act(site);
      expect(await isUpToDate(site)).toBe(false);
    }
    // What it found out holds for the next build.
    appendFileSync(join(copy, 'content/a.md'), 'More.\n');
    expect((await buildAsFirst(copy)).code).toBe(0);
  });

  test('a link is on the way to its output', async () => {
    const root = await checkout(await built(mixed));
    const elsewhere = await workspace({});
    cpSync(join(root, 'dist/deep'), join(elsewhere, 'deep'), { recursive: true });
    rmSync(join(root, 'dist/deep'), { recursive: true });
    symlinkSync(join(elsewhere, 'deep'), join(root, 'dist/deep'));
    const { code, stdout } = await feedmill(root, ['build', '--reporter', 'json']);
    expect([code, readReport(stdout).problems.map(({ code: name }) => name)]).toEqual([
      2,
      expect.arrayContaining(['output-in-the-way']),
    ]);
  });

  test('the system refuses something', async () => {
    const root = await built(mixed);
    rmSync(join(root, 'dist'), { recursive: true });
    symlinkSync('dist', join(root, 'dist'));
    expect((await feedmill(root, ['build', '--reporter', 'json'])).stdout).toContain('output-failed');
  });

  test('an error is still there', async () => {
    const root = await built(mixed);
    await write(root, { 'content/c.md': '---\ntitle: C\ndate: never\n---\n\nText.\n' });
    expect((await feedmill(root, ['build'])).code).toBe(1);
    expect((await feedmill(root, ['build'])).code).toBe(1);
  });
});

const statOf = (changed: number) => ({ text: 'stat', changed });

test('the stat of a file is kept when its next change will have another time', () => {
  expect(stableStat(statOf(1000.5), 1000.5)).toBe('');
  expect(stableStat(statOf(1000.5), 1040)).toBe('');
  expect(stableStat(statOf(1000.5), 1060)).toBe('stat');
  // A disk that keeps whole seconds, or two of them.
  expect(stableStat(statOf(1000), 3000)).toBe('');
  expect(stableStat(statOf(1000), 4000)).toBe('stat');
  expect(stableStat(undefined, 4000)).toBe('');
  expect(fileStat('/there/is/none')).toBeUndefined();
});

const renamed = (text: string) => text.replace('title: Title', 'title: New');

describe('a build renders again', () => {
  // A feed that is written again has all its articles rendered again, so this one holds only the newest.
  const site: Sources = {
    'feedmill.yaml': 'url: https://example.com/\ntitle: Example\nlimit: 1\n',
    ...many(9, (index) => article(index + 1, tags(`T${index % 2}`))),
  };
  const edits: readonly [string, number, Changes][] = [
    ['nothing if nothing changed', 0, {}],
    ['an article with another text', 1, { 'content/m3.md': article(4, tags('T1'), 'Other.') }],
    [
      'an article with another title, and its two neighbours',
      3,
      { 'content/m3.md': renamed(article(4, tags('T1'))) },
    ],
    [
      'the newest article with another title, and its neighbour',
      2,
      { 'content/m8.md': renamed(article(9, tags('T0'))) },
    ],
    ['a new article, and its neighbour', 2, { 'content/b.md': article(20) }],
    ['the two neighbours of an article that is gone', 2, { 'content/m3.md': undefined }],
  ];
  test.each(edits)('%s: %i', async (_what, count, files) => {
    const root = await workspace(site);
    expect(await renders(root)).toBe(9);
    change(root, files);
    expect(await renders(root)).toBe(count);
    const output = published(root);
    rmSync(join(root, 'dist'), { recursive: true });
    rmSync(join(root, 'cache'), { recursive: true });
    await renders(root);
    expect(differences(output, published(root))).toEqual([]);
  });

  test('nothing if files only have new times', async () => {
    const root = await workspace(site);
    await renders(root);
    touchAll(root, 'content');
    expect([await renders(root), await renders(root)]).toEqual([0, 0]);
  });
});

/** How many articles a build of the site at `root` renders. */
async function renders(root: string): Promise<number> {
  const { config: settings } = await loadConfig({ root, flags: {} });
  if (!settings) throw new Error(`no config in ${root}`);
  let count = 0;
  const { problems } = await build(settings, {
    now: Date.parse(now),
    write: true,
    cache: { file: join(root, 'cache/file'), clock: later },
    progress: (stage) => void (stage === 'render' && count++),
    holder: { pid: process.pid, host: 'test', started: 0 },
    alive: () => false,
    sleep: () => Promise.resolve(),
    wait: 0,
    onWait: () => {},
  });
  expect(problems).toEqual([]);
  return count;
}

describe('an article that is in the cache is rendered as at first', () => {
  const folder = join(import.meta.dirname, 'sites');
  const sites = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'feedmill.yaml')));
  test.each([...sites.map((name) => `sites/${name}`), 'golden/site', 'golden/podcast-site', 'our own'])(
    '%s',
    async (name) => {
      const root = name === 'our own' ? await ownSite() : await workspace(join(import.meta.dirname, name));
      const flags = ['--now', '2026-11-30', '--accept'];
      expect((await feedmill(root, ['build', ...flags])).code).toBe(0);
      const output = published(root);
      rmSync(join(root, 'dist'), { recursive: true });
      expect((await feedmill(root, ['build', ...flags])).code).toBe(0);
      expect(differences(published(root), output)).toEqual([]);
    },
  );
});

/** Changes one bit of a file, and neither its size nor its time. */
function flipIn(path: string, part: number): void {
  replace(path, flipped(readFileSync(path), part), 'same time');
}

describe('a cache is never believed', () => {
  const small = many(4, (index) => article(index + 1, tags(`T${index % 2}`), `Text of ${index}.`));
  const page = 'dist/m3/index.html';
  const harms: readonly [string, (root: string) => unknown][] = [
    ['that is empty', (root) => truncateSync(cacheOf(root), 0)],
    ['that is cut off', (root) => truncateSync(cacheOf(root), 300)],
    ['whose end is cut off', (root) => truncateSync(cacheOf(root), statSync(cacheOf(root)).size - 1)],
    ...[0, 0.3, 0.6, 0.9, 1].map((part): [string, (root: string) => unknown] => [
      `with another bit at ${part} of its length`,
      (root) => flipIn(cacheOf(root), part),
    ]),
    ['that ends like the cache of another build', mix],
    ['that is gone', (root) => rmSync(cacheOf(root))],
    [
      'that is a folder',
      (root) => inPlaceOf(cacheOf(root), (path) => mkdirSync(join(path, 'inside'), { recursive: true })),
    ],
    [
      'whose folder is a file',
      (root) => inPlaceOf(join(root, '.feedmill'), (path) => writeFileSync(path, 'Mine.')),
    ],
    ['without a manifest', (root) => rmSync(join(root, 'dist/.feedmill/manifest.json'))],
    ['without the output', (root) => rmSync(join(root, 'dist'), { recursive: true })],
    ['of a page that is longer', (root) => appendFileSync(join(root, page), 'x')],
    ['of a page that is gone', (root) => rmSync(join(root, page))],
    ['of a page that is another, of the same size and time', (root) => flipIn(join(root, page), 0.5)],
    ['of a feed that is another', (root) => edit(root, 'dist/feed.xml', 'Text of', 'Lies of')],
    ['of a feed that is gone', (root) => rmSync(join(root, 'dist/feed.xml'))],
  ];
  test.each(harms)('%s', async (_what, act) => {
    const root = await built(small);
    await act(root);
    expect((await buildAsFirst(root)).code).toBe(0);
    edit(root, 'content/m3.md', ' of 3', ' OF 3');
    expect((await buildAsFirst(root)).code).toBe(0);
    expect((await feedmill(root, ['build', '--reporter', 'json'])).stdout).toContain('"written": 0');
  });

  test('and is written anew if it is damaged', async () => {
    const root = await built(small);
    inPlaceOf(cacheOf(root), (path) => mkdirSync(join(path, 'inside'), { recursive: true }));
    expect(await isUpToDate(root)).toBe(false);
    expect(statSync(cacheOf(root)).isFile()).toBe(true);
    expect(await isUpToDate(root)).toBe(true);
  });

  test('by builds with another config or other flags', async () => {
    const root = await built(small);
    for (const settings of [`${config}body: summary\n`, config]) {
      await write(root, { 'feedmill.yaml': settings });
      expect((await buildAsFirst(root)).code).toBe(0);
      expect((await buildAsFirst(root, '--no-pages')).code).toBe(0);
      expect((await buildAsFirst(root, '--title', 'Other')).code).toBe(0);
    }
  });
});

/** Gives the cache of the site at `root` the end of the cache of another build, which found other facts. */
async function mix(root: string): Promise<void> {
  const other = await checkout(root);
  edit(other, 'content/m3.md', 'Text of 3', 'Lies of 3');
  await feedmill(other, ['build']);
  const ended = [...linesOf(cacheOf(root)).slice(0, -3), ...linesOf(cacheOf(other)).slice(-3)];
  writeFileSync(cacheOf(root), ended.join('\n'));
  edit(root, 'content/m3.md', 'Text of 3', 'Lies of 3');
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n');
}

function inPlaceOf(path: string, act: (path: string) => void): void {
  rmSync(path, { recursive: true });
  act(path);
}

describe('a cache is kept', () => {
  test('where Git leaves it out', async () => {
    const root = await built(mixed);
    expect(readFileSync(join(root, '.feedmill/.gitignore'), 'utf8')).toBe('*\n');
    writeFileSync(join(root, '.feedmill/.gitignore'), 'mine\n');
    await feedmill(root, ['build', '--title', 'Other']);
    expect(readFileSync(join(root, '.feedmill/.gitignore'), 'utf8')).toBe('mine\n');
  });

  test('with three others, and what is no cache', async () => {
    const root = await built({ 'content/a.md': article(1) });
    await write(root, { '.feedmill/mine/a.txt': 'Mine.' });
    const first = readdirSync(join(root, '.feedmill'));
    for (const title of ['A', 'B', 'C', 'D', 'E']) {
      // The oldest go, and disks may give two of one moment the same time.
      for (const name of readdirSync(join(root, '.feedmill')))
        utimesSync(
          join(root, '.feedmill', name),
          1_700_000_000,
          statSync(join(root, '.feedmill', name)).mtimeMs / 1000 - 10,
        );
      await feedmill(root, ['build', '--title', title]);
    }
    const names = readdirSync(join(root, '.feedmill'));
    expect(names.filter((name) => name.endsWith('.cache'))).toHaveLength(4);
    expect(names.filter((name) => first.includes(name))).toEqual(['.gitignore', 'mine']);
  });

  test('by no build with --no-cache, and by no check', async () => {
    const root = await workspace({ 'feedmill.yaml': config, 'content/a.md': article(1) });
    await feedmill(root, ['build', '--no-cache']);
    await feedmill(root, ['check']);
    expect(readdirSync(root).toSorted()).toEqual(['content', 'dist', 'feedmill.lock', 'feedmill.yaml']);
    await feedmill(root, ['build']);
    const before = await snapshot(join(root, '.feedmill'));
    await write(root, { 'content/a.md': article(2) });
    await feedmill(root, ['build', '--no-cache']);
    await feedmill(root, ['check']);
    expect(await snapshot(join(root, '.feedmill'))).toEqual(before);
  });

  test('by no site with code of its own, whose hooks see every article each time', async () => {
    const root = await workspace({
      'content/a.md': article(1),
      'feedmill.config.mjs': `import { readFileSync } from 'node:fs';
        const title = () => readFileSync(new URL('title.txt', import.meta.url), 'utf8');
        export default { url: 'https://example.com/', title: 'Example', article: () => ({ title: title() }) };\n`,
      'title.txt': 'One',
    });
    for (const title of ['One', 'Two']) {
      await write(root, { 'title.txt': title });
      expect((await feedmill(root, ['build', '--accept'])).code).toBe(0);
      expect(readFileSync(join(root, 'dist/feed.xml'), 'utf8')).toContain(`<title>${title}</title>`);
    }
    expect(existsSync(join(root, '.feedmill'))).toBe(false);
    const { config: settings } = await loadConfig({ root, flags: {} });
    expect(settings?.hooks.article).toBeDefined();
    expect(await renders(root)).toBe(1);
    expect(existsSync(join(root, 'cache'))).toBe(false);
  });
});

describe('a build is as a first one after', () => {
  test.each(changes)('%s', async (_what, files, ...steps) => {
    const root = await workspace({ 'feedmill.yaml': config, ...files });
    for (const step of [{}, ...steps, {}]) {
      change(root, step);
      expect((await buildAsFirst(root)).stdout).not.toContain('"internal"');
    }
  });

  test.each(['UTC', 'Asia/Tokyo'])('time, there and back, in %s', async (zone) => {
    const root = await workspace({
      'feedmill.yaml': `${config}timezone: ${zone}\n`,
      ...many(9, (index) =>
        article(index + 1, index % 2 === 0 ? 'expires: 2026-01-20\n' : '', `See [m](m${8 - index}.md).`),
      ),
    });
    const times = ['2026-01-05', '2026-01-30', '2026-01-02T00:00:00Z', '2026-01-01T15:00:00Z', '2026-06-01'];
    for (const time of times) expect((await buildAsFirst(root, '--now', time)).code).toBeLessThan(2);
  });

  const [one, other] = [article(1, '', 'One text.'), article(1, '', 'Two text.')];

  test('another file takes the place of one, with the same size and times', async () => {
    const root = await built({
      'content/a.md': one,
      'content/p.png': picture(20),
      'content/b.md': article(2, 'image: p.png\n'),
    });
    for (const [path, content] of [
      ['content/a.md', other],
      ['content/p.png', picture(30)],
    ] as const) {
      const { atime, mtime } = statSync(join(root, path));
      writeFileSync(join(root, 'anew'), content);
      utimesSync(join(root, 'anew'), atime, mtime);
      utimesSync(join(root, path), atime, mtime);
      expect((await buildAsFirst(root)).code).toBe(0);
      renameSync(join(root, 'anew'), join(root, path));
      expect((await buildAsFirst(root)).code).toBe(0);
    }
  });

  test('a link leads to another file with the same size and times', async () => {
    // Hidden, so that only the link is an article. Files of one moment have the same times.
    const root = await workspace({ 'feedmill.yaml': config, 'content/b.md': article(2) });
    const [first, second] = [join(root, 'content/x1.txt'), join(root, 'content/x2.txt')];
    for (let turn = 0; turn < 1000; turn++) {
      writeFileSync(first, one);
      writeFileSync(second, other);
      utimesSync(first, 1_700_000_000, 1_700_000_000);
      utimesSync(second, 1_700_000_000, 1_700_000_000);
      if (statSync(first).ctimeMs === statSync(second).ctimeMs) break;
    }
    symlinkSync('x1.txt', join(root, 'content/a.md'));
    expect((await buildAsFirst(root)).code).toBe(0);
    expect(await isUpToDate(root)).toBe(true);
    rmSync(join(root, 'content/a.md'));
    symlinkSync('x2.txt', join(root, 'content/a.md'));
    expect((await buildAsFirst(root)).code).toBe(0);
  });

  test('the content folder is a link to another release', async () => {
    const root = await workspace({
      'feedmill.yaml': config,
      'releases/1/a.md': one,
      'releases/2/a.md': other,
    });
    for (const release of ['1', '2', '1']) {
      rmSync(join(root, 'content'), { force: true });
      symlinkSync(`releases/${release}`, join(root, 'content'));
      expect((await buildAsFirst(root)).code).toBe(0);
    }
  });

  test('two articles change places, and names change their case and form', async () => {
    const root = await built({ 'content/a.md': one, 'content/é.md': other, 'content/c.md': article(3) });
    for (const [from, to] of [
      ['a', 'x'],
      ['\u00e9', 'a'],
      ['x', '\u00e9'],
      ['a', 'A'],
      ['\u00e9', 'e\u0301'],
    ]) {
      renameSync(join(root, `content/${from}.md`), join(root, `content/${to}.md`));
      expect((await buildAsFirst(root)).code).toBeLessThan(2);
    }
  });

  test('the whole site was copied, with the times of all files, and edited', async () => {
    const root = await built({
      'content/a.md': one,
      'content/b.md': article(2, 'image: p.png\n'),
      'content/p.png': picture(20),
    });
    const copy = await workspace({});
    cpSync(root, copy, { recursive: true, preserveTimestamps: true });
    rmSync(root, { recursive: true });
    writeFileSync(join(copy, 'content/a.md'), other);
    expect((await buildAsFirst(copy)).code).toBe(0);
  });

  const during: readonly [string, (root: string) => void, (root: string) => void, string, string][] = [
    [
      'an article changed while the site was built, and back',
      (root) => edit(root, 'content/a.md', 'See ', 'SEE '),
      (root) => edit(root, 'content/a.md', 'SEE ', 'See '),
      'SEE ',
      'See ',
    ],
    [
      'a picture changed while the site was built',
      (root) => replace(join(root, 'content/a.png'), picture(30), 'plain'),
      () => {},
      'width="10"',
      'width="30"',
    ],
  ];
  test.each(during)('%s', async (_what, act, undo, first, second) => {
    const root = await workspace(mixed);
    await buildDisturbed(root, () => act(root));
    undo(root);
    expect(readFileSync(join(root, 'dist/a/index.html'), 'utf8')).toContain(first);
    for (const site of [await checkout(root), root]) {
      expect((await buildAsFirst(site)).code).toBe(0);
      expect(readFileSync(join(site, 'dist/a/index.html'), 'utf8')).toContain(second);
    }
  });
});

/** Builds the site, which calls `act` between reading its articles and rendering them: when it waits for another build. */
async function buildDisturbed(root: string, act: () => void): Promise<void> {
  const lock = join(root, 'dist/.feedmill/lock');
  await write(root, { 'dist/.feedmill/lock': JSON.stringify({ pid: 1, host: 'test', started: 1 }) });
  const code = await run(['build'], {
    ...silentIo(root, later),
    async sleep() {
      if (!existsSync(lock)) return;
      act();
      rmSync(lock);
    },
    holder: { pid: 2, host: 'test', started: 2 },
    alive: () => true,
  });
  expect([code, existsSync(lock)]).toEqual([0, false]);
}

describe('a build with a cache reports the same as one without', () => {
  /** Which of two files has a path follows their order in the site, not which of them is cached. */
  test('of two that want one path', async () => {
    const root = await built({
      'content/about.md': article(1),
      'content/b.md': article(2),
      // A file without an ending, which is published where the page of the article needs a folder.
      'content/files/about': 'A download.',
    });
    renameSync(join(root, 'content/files/about'), join(root, 'content/about'));
    await write(root, { 'content/b.md': article(2, '', '[Download](about)'), 'content/files/x': 'x' });
    const outcome = await buildAsFirst(root);
    expect(readReport(outcome.stdout).problems.map(({ code }) => code)).toContain('output-collision');
    await write(root, { 'content/b.md': article(2) });
    expect((await buildAsFirst(root)).code).toBe(0);
  });

  test('of a folder of the output that is a link now', async () => {
    const root = await built({ 'content/a.md': article(1), 'content/n/b.md': article(2) });
    renameSync(join(root, 'dist/n'), join(root, 'elsewhere'));
    symlinkSync('../elsewhere', join(root, 'dist/n'));
    expect(readReport((await buildAsUncached(root)).stdout).problems.map(({ code }) => code)).toEqual([
      'output-in-the-way',
    ]);
  });

  test('of a page that somebody changed', async () => {
    const root = await built({ 'content/a.md': article(1), 'content/b.md': article(2) });
    appendFileSync(join(root, 'dist/b/index.html'), 'Mine.');
    rmSync(join(root, 'content/b.md'));
    expect((await buildAsUncached(root)).stdout).toContain('output-changed');
    for (const _ of ['once', 'again']) expect((await buildAsUncached(root)).code).toBe(0);
  });

  test('of a lock that is gone', async () => {
    const root = await built(mixed);
    rmSync(join(root, 'feedmill.lock'));
    expect((await buildAsUncached(root)).code).toBe(0);
    expect(readFileSync(join(root, 'feedmill.lock'), 'utf8')).toContain('Title 1');
  });
});

test('two builds at one time both come to what they should', async () => {
  const root = await built(many(6, (index) => article(index + 1, tags(`T${index % 3}`))));
  for (let turn = 0; turn < 2; turn++) {
    await write(root, { 'content/m3.md': article(4, tags('T1'), `Turn ${turn}.`) });
    const all = [[], ['--now', '2026-01-20'], ['--title', 'Other'], []];
    const outcomes = await Promise.all(all.map((flags) => feedmill(root, ['build', ...flags])));
    expect(outcomes.filter(({ code }) => code === 0).length).toBeGreaterThan(0);
    for (const flags of all.slice(0, 3)) expect((await buildAsFirst(root, ...flags)).code).toBeLessThan(2);
  }
});

describe('a build writes only what has changed', () => {
  const golden = join(import.meta.dirname, 'golden/site');
  const flags = ['--now', '2026-12-01T00:00Z'];

  test('and no file again whose article is only saved again', async () => {
    const root = await workspace(golden);
    await feedmill(root, ['build', ...flags]);
    const before = await snapshot(join(root, 'dist'));
    const path = join(root, 'content/odds.md');
    writeFileSync(path, readFileSync(path));
    const { stdout } = await feedmill(root, ['build', ...flags, '--reporter', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { written: 0, removed: 0 } });
    expect(await snapshot(join(root, 'dist'))).toEqual(before);
  });

  test('which is the page of a corrected article, the lists that show it, and the feeds', async () => {
    const root = await workspace(golden);
    await feedmill(root, ['build', ...flags]);
    const before = await snapshot(join(root, 'dist'));
    edit(root, 'content/odds.md', 'in soup', 'in soap');
    await feedmill(root, ['build', ...flags]);
    const after = await snapshot(join(root, 'dist'));
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const written = Object.keys(after).filter((path) => after[path] !== before[path]);
    expect(written.filter((path) => !path.startsWith('.'))).toEqual([
      'atom.xml',
      'feed.json',
      'feed.xml',
      'odds/index.html',
    ]);
  });
});
