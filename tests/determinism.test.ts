import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, inject, test } from 'vitest';
import { node } from './compiled.ts';
import { readAgain } from './readers.ts';
import { feedmill, list, ownSite, readReport, snapshot, workspace, write } from './workspace.ts';

const repository = join(import.meta.dirname, '..');
const golden = join(import.meta.dirname, 'golden/site');
const now = '2026-12-01T00:00Z';

/** The content of every file below `folder`, by path: bytes as text, each one a letter. */
async function bytes(folder: string): Promise<Record<string, string>> {
  const files = await Promise.all(
    (await list(folder)).map(async (path) => [path, await readFile(join(folder, path), 'latin1')] as const),
  );
  if (files.length === 0) throw new Error(`nothing in ${folder}`);
  return Object.fromEntries(files);
}

describe('the same site gives the same bytes', () => {
  const { root: compiled } = inject('package');

  /** Builds the site at `root` in a process of its own. */
  async function build(root: string, env: Readonly<Record<string, string>> = {}, ...argv: readonly string[]) {
    await node(root, [...argv, join(compiled, 'lib/cli.js'), 'build', '--now', now], env);
    return bytes(join(root, 'dist'));
  }

  /** The sample site, built as usual. */
  let sample: Promise<Record<string, string>> | undefined;
  const builtSample = async () => (sample ??= build(await ownSite()));

  const zones = ['UTC', 'Asia/Tokyo', 'America/St_Johns'];
  const locales = ['C', 'tr_TR.UTF-8', 'ar_EG.UTF-8'];
  const pairs = zones.flatMap((zone) => locales.map((locale) => [zone, locale] as const));

  /** Builds a site whose dates and config name no time zone, so that the zone of the machine could show. */
  async function withoutZone(env: Readonly<Record<string, string>>) {
    const config = await readFile(join(golden, 'feedmill.yaml'), 'utf8');
    const root = await workspace(golden);
    await write(root, { 'feedmill.yaml': config.replace(/^timezone:.*\n/m, '') });
    return build(root, env);
  }

  describe('in each time zone and locale', () => {
    let usual: Record<string, string> = {};

    test('as they are on this machine', async () => {
      usual = await withoutZone({});
      expect(Object.keys(usual)).toContain('feed.xml');
    });

    test.each(pairs)('%s, %s', async (TZ, locale) => {
      expect(await withoutZone({ TZ, LANG: locale, LC_ALL: locale })).toEqual(usual);
    });
  });

  test('the zones and locales are real: a program that asks the machine is answered differently', async () => {
    const ask =
      'const t = new Date(0); process.stdout.write(t.getHours() + " " + t.toLocaleDateString() + "I".toLocaleLowerCase())';
    const answers = await Promise.all(
      zones.map((TZ, index) => node(repository, ['-e', ask], { TZ, LC_ALL: locales[index] ?? '' })),
    );
    expect(new Set(answers).size).toBe(3);
  });

  test('in a folder of another name, whose files were made in another order', async () => {
    const first = await ownSite();
    const second = join(await workspace({}), 'Ünother place', 'x');
    for (const path of shuffled(await list(first))) {
      await mkdir(dirname(join(second, path)), { recursive: true });
      await writeFile(join(second, path), await readFile(join(first, path)));
    }
    expect(await build(second)).toEqual(await builtSample());
  });

  test('on a disk that lists folders in another order', async () => {
    const [first, second, argv] = [await ownSite(), await ownSite(), await inReverse()];
    const listed = await node(first, [...argv, '-e', 'console.log(fs.readdirSync("content").join())']);
    expect(listed.trim().split(',')).toEqual((await readdir(join(first, 'content'))).toReversed());
    expect(await build(second, {}, ...argv)).toEqual(await builtSample());
  });

  test('even where articles are of the same minute', async () => {
    const article = '---\ntitle: Same\ndate: 2026-01-01 09:00\n---\n\nText.\n';
    const site = {
      'feedmill.yaml': 'url: https://example.com/\ntitle: Ties\ncontent: [one, two]\n',
      ...Object.fromEntries('abcdef'.split('').map((name) => [`one/${name}.md`, article])),
      ...Object.fromEntries('ghij'.split('').map((name) => [`two/${name}.md`, article])),
    };
    const [first, second, argv] = [await workspace(site), await workspace(site), await inReverse()];
    expect(await build(second, {}, ...argv)).toEqual(await build(first));
  });

  test('reports the same mistakes in the same order', async () => {
    const site = {
      'feedmill.yaml': 'url: https://example.com/\ntitle: Mistakes\ncontent: [one, two]\n',
      ...Object.fromEntries('abcd'.split('').map((name) => [`one/${name}.md`, mistaken('1')])),
      ...Object.fromEntries('abc'.split('').map((name) => [`two/${name}.md`, mistaken('2')])),
    };
    const root = await workspace(site);
    const told = await Promise.all(
      [[], await inReverse()].map(async (argv) => {
        const command = [join(compiled, 'lib/cli.js'), 'check', '--now', now, '--reporter', 'json'];
        const stdout = await node(root, [...argv, ...command]).catch(
          (error: { stdout: string }) => error.stdout,
        );
        return readReport(stdout).problems;
      }),
    );
    expect(told[0]?.filter(({ code }) => code === 'duplicate-id')).toHaveLength(5);
    expect(told[1]).toEqual(told[0]);
  });

  test('when it is started from another folder', async () => {
    const second = await ownSite();
    const elsewhere = await workspace({});
    await node(elsewhere, [join(compiled, 'lib/cli.js'), 'build', '--root', second, '--now', now]);
    expect(await bytes(join(second, 'dist'))).toEqual(await builtSample());
  });

  test('a second build writes no file, whatever the zone', async () => {
    const root = await ownSite();
    await build(root, { TZ: 'UTC', LC_ALL: 'C' });
    const before = await snapshot(join(root, 'dist'));
    await build(root, { TZ: 'Asia/Tokyo', LC_ALL: 'ar_EG.UTF-8' });
    expect(await snapshot(join(root, 'dist'))).toEqual(before);
  });
});

/** Makes Node list folders in reverse: disks differ in that, and none can be told to. */
async function inReverse(): Promise<string[]> {
  return ['--import', pathToFileURL(join(await workspace({ 'order.mjs': otherOrder }), 'order.mjs')).href];
}

/** An article with an id that others have too, and three more mistakes. */
function mistaken(id: string): string {
  const front = `title: Same\ndate: 2026-01-01\nid: tag:example.com,2026:${id}\nauhtor: x\nuptated: y\n`;
  return `---\n${front}---\n\n![](none.png)\n`;
}

const otherOrder = `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { readdirSync } = fs;
fs.readdirSync = (...args) => readdirSync(...args).reverse();
const { readdir } = fs.promises;
fs.promises.readdir = async (...args) => (await readdir(...args)).reverse();
globalThis.fs = fs;
syncBuiltinESMExports();
`;

/** The same paths in an order that has nothing to do with their names. */
function shuffled(paths: readonly string[]): string[] {
  return paths.toSorted((a, b) => (digest(a) < digest(b) ? -1 : 1));
}

function digest(path: string): string {
  return createHash('sha256').update(path).digest('hex');
}

async function titles(root: string): Promise<string[]> {
  const feed = readAgain('json', await readFile(join(root, 'dist/feed.json'), 'utf8'));
  return feed.items.map(({ title }) => title);
}

function seconds(time: string): string {
  return String(Date.parse(time) / 1000);
}

describe('the clock comes from outside', () => {
  const site = {
    'feedmill.yaml': 'url: https://example.com/\ntitle: Fair\ntimezone: Europe/Berlin\n',
    'content/always.md': '---\ntitle: Always\ndate: 2026-01-01\n---\n\nHere to stay.\n',
    // Nine o'clock in Berlin is seven in summer, by UTC.
    'content/fair/index.md':
      '---\ntitle: Summer fair\ndate: 2026-07-01 09:00\nexpires: 2026-07-03 09:00\nimage: tent.txt\n---\n\n[Programme](programme.txt)\n',
    'content/fair/programme.txt': 'Music\n',
    'content/fair/tent.txt': 'no picture\n',
  };
  const before = '2026-07-01T06:59:59Z';
  const due = '2026-07-01T07:00:00Z';
  const last = '2026-07-03T06:59:59Z';
  const gone = '2026-07-03T07:00:01Z';

  test('a scheduled article appears with the first build after it is due, and is nowhere before', async () => {
    const root = await workspace(site);
    await feedmill(root, ['build', '--now', before]);
    const early = Object.entries(await bytes(join(root, 'dist')));
    expect(early.filter(([path, text]) => /fair/.test(path) || text.includes('Summer fair'))).toEqual([]);
    await feedmill(root, ['build', '--now', due]);
    expect(await titles(root)).toEqual(['Summer fair', 'Always']);
    expect(await list(join(root, 'dist/fair'))).toEqual(['index.html', 'programme.txt', 'tent.txt']);
  });

  test('the build reports the next scheduled change', async () => {
    const root = await workspace(site);
    const { stdout } = await feedmill(root, ['build', '--now', before, '--reporter', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { scheduled: 1, next: { title: 'Summer fair', file: 'content/fair/index.md' } },
    });
    const { stdout: text, stderr } = await feedmill(root, ['build', '--now', before]);
    expect(text + stderr).toMatch(/Summer fair.*2026-07-01 09:00|2026-07-01 09:00.*Summer fair/s);
  });

  test('an expired article is gone from everything, and its files with it; foreign files stay', async () => {
    const root = await workspace(site);
    const output = join(root, 'dist');
    await feedmill(root, ['build', '--now', last]);
    expect(await titles(root)).toEqual(['Summer fair', 'Always']);
    await write(output, { CNAME: 'example.com\n', 'fair/mine.txt': 'mine\n', '.nojekyll': '' });
    const fingerprints = () =>
      Promise.all(
        ['CNAME', 'fair/mine.txt', '.nojekyll'].map(async (path) => {
          const { mtimeMs, ino } = await stat(join(output, path));
          return [path, mtimeMs, ino];
        }),
      );
    const kept = await fingerprints();
    const { stdout } = await feedmill(root, ['build', '--now', gone, '--reporter', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 0, summary: { expired: 1, removed: 3 } });
    expect(await titles(root)).toEqual(['Always']);
    const late = await bytes(output);
    expect(Object.entries(late).filter(([, text]) => text.includes('Summer fair'))).toEqual([]);
    expect(Object.keys(late).filter((path) => path.startsWith('fair/'))).toEqual(['fair/mine.txt']);
    expect([late['CNAME'], late['.nojekyll']]).toEqual(['example.com\n', '']);
    expect(await fingerprints()).toEqual(kept);
  });

  test('SOURCE_DATE_EPOCH is the clock, in seconds; --now wins over it', async () => {
    const root = await workspace(site);
    await feedmill(root, ['build'], { SOURCE_DATE_EPOCH: seconds(before) });
    expect(await titles(root)).toEqual(['Always']);
    await feedmill(root, ['build'], { SOURCE_DATE_EPOCH: seconds(due) });
    expect(await titles(root)).toEqual(['Summer fair', 'Always']);
    await feedmill(root, ['build', '--now', gone], { SOURCE_DATE_EPOCH: seconds(due) });
    expect(await titles(root)).toEqual(['Always']);
  });

  test('--now without a zone is in the zone of the site', async () => {
    const root = await workspace(site);
    await feedmill(root, ['build', '--now', '2026-07-01 08:59']);
    expect(await titles(root)).toEqual(['Always']);
    await feedmill(root, ['build', '--now', '2026-07-01 09:00']);
    expect(await titles(root)).toEqual(['Summer fair', 'Always']);
  });

  test('no file contains the time of the build', async () => {
    const root = await workspace(site);
    await feedmill(root, ['build', '--now', '2026-02-01T00:00Z']);
    const first = await snapshot(join(root, 'dist'));
    await feedmill(root, ['build', '--now', '2026-06-30T23:59:59Z']);
    expect(await snapshot(join(root, 'dist'))).toEqual(first);
  });
});
