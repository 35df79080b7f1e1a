import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { amount } from './effort.ts';
import {
  added,
  changed,
  clone,
  configured,
  journal,
  newcomer,
  publish,
  put,
  without,
  type Article,
  type Journal,
} from './journal.ts';
import { idsOf } from './subscriber.ts';
import { differences, published } from './twin.ts';
import { feedmill, snapshot, workspace, write } from './workspace.ts';

const exec = promisify(execFile);
const identity = [
  'user.name=Jane',
  'user.email=jane@example.com',
  'commit.gpgsign=false',
  'init.defaultBranch=main',
];

/** Runs git in `cwd`, by no settings but ours. */
async function git(cwd: string, ...argv: readonly string[]): Promise<{ code: number; stdout: string }> {
  const settings = [...identity, 'core.autocrlf=false'].flatMap((one) => ['-c', one]);
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return exec('git', [...settings, ...argv], { cwd, env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );
}

/** The lock file; nothing where there is none. */
async function lockOf(root: string): Promise<string | undefined> {
  return readFile(join(root, 'feedmill.lock'), 'utf8').catch(() => undefined);
}

/** What somebody makes of the site on a machine of its own that has what is committed in `root`: the clone, built frozen. */
async function cloned(root: string, flags: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const parent = await workspace({});
  await git(parent, 'clone', '--quiet', root, 'site');
  const copy = join(parent, 'site');
  const lock = await lockOf(copy);
  const { code, stdout } = await feedmill(copy, ['build', ...flags], env);
  const { stdout: status } = await git(copy, 'status', '--porcelain');
  // What a build makes and remembers is not committed; the lock would be.
  const isTouched = (await lockOf(copy)) !== lock || status.includes('feedmill.lock');
  return { copy, code, stdout, isTouched };
}

/** A repository of the site, with the lock of a first build. */
async function repository(site: Journal): Promise<string> {
  const root = await workspace({});
  await git(root, 'init', '--quiet');
  await write(root, { '.gitignore': 'dist\n' });
  await put(root, site);
  await publish(root);
  await commit(root, 'All of it');
  return root;
}

async function commit(root: string, message: string): Promise<void> {
  await git(root, 'add', '--all');
  const { code, stdout } = await git(root, 'commit', '--quiet', '--message', message);
  if (code !== 0) throw new Error(stdout);
}

const frozenWays: readonly [string, readonly string[], Readonly<Record<string, string>>][] = [
  ['--frozen', ['--frozen'], {}],
  ['CI=true', [], { CI: 'true' }],
];

describe.each(frozenWays)('a build with %s', (_, flags, env) => {
  test('gives the bytes of a local one from the lock of that, in a fresh clone, and writes no lock', async () => {
    const root = await repository(journal());
    const { copy, code, isTouched } = await cloned(root, flags, env);
    expect({ code, isTouched }).toEqual({ code: 0, isTouched: false });
    expect(differences(published(copy), published(root))).toEqual([]);
  });

  test('gives them after changes that nobody has built yet, too', async () => {
    const root = await repository(journal());
    const moved = changed(
      journal(),
      (one, index) => ({ ...one, path: `moved/${index}.md` }),
      [21, 22, 25, 27],
    );
    await put(root, added(configured(moved, { url: 'https://journal.example.org/' }), newcomer));
    await commit(root, 'Moved');
    const { copy, code, isTouched } = await cloned(root, flags, env);
    expect({ code, isTouched }).toEqual({ code: 0, isTouched: false });
    await publish(root);
    expect(differences(published(copy), published(root))).toEqual([]);
    // And from the lock that the local build wrote.
    await commit(root, 'Built');
    const next = await cloned(root, flags, env);
    expect(differences(published(next.copy), published(root))).toEqual([]);
  });

  test('writes none where there was none, and needs none', async () => {
    const root = await repository(journal());
    const local = published(root);
    await rm(join(root, 'feedmill.lock'));
    await commit(root, 'Without');
    const { copy, code } = await cloned(root, flags, env);
    expect({ code, lock: await lockOf(copy) }).toEqual({ code: 0, lock: undefined });
    expect(differences(published(copy), local)).toEqual([]);
  });

  test('changes nothing when it is done again, and nothing of what a local build remembers', async () => {
    const root = await repository(journal());
    const before = { dist: await snapshot(join(root, 'dist')), lock: await lockOf(root) };
    await feedmill(root, ['build', ...flags], env);
    await feedmill(root, ['build', ...flags], env);
    await publish(root);
    expect({ dist: await snapshot(join(root, 'dist')), lock: await lockOf(root) }).toEqual(before);
  });

  test('publishes what is due, of which the lock knew, and leaves it to the next local build to write it down', async () => {
    const coming = { ...newcomer, date: '2026-06-10 08:00' };
    const root = await repository(added(journal(), coming));
    const late = ['--now', '2026-06-11'];
    const { copy, code, isTouched } = await cloned(root, [...flags, ...late], env);
    expect({ code, isTouched }).toEqual({ code: 0, isTouched: false });
    await publish(root, ...late);
    expect(differences(published(copy), published(root))).toEqual([]);
  });
});

test.each([{ CI: '' }, { CI: 'false' }, { CI: '0' }])(
  'the lock is written where %j is no CI',
  async (env) => {
    const root = await workspace({});
    await put(root, journal());
    expect((await feedmill(root, ['build'], env)).code).toBe(0);
    expect(await lockOf(root)).toContain(journal().articles[29]?.title);
  },
);

test('`check` writes no lock, and a build that is refused neither', async () => {
  const root = await workspace({});
  await put(root, journal());
  await feedmill(root, ['check']);
  expect(await lockOf(root)).toBeUndefined();
  await put(root, added(journal(), { ...newcomer, date: 'someday' }));
  expect((await feedmill(root, ['build'])).code).toBe(1);
  expect(await lockOf(root)).toBeUndefined();
});

test('the lock lies beside the config and is called after it', async () => {
  const root = await workspace({});
  await put(root, journal(3));
  await write(root, { 'site.yaml': JSON.stringify({ ...journal().config, output: 'other' }) });
  await publish(root, '--config', 'site.yaml');
  expect(await lockOf(root)).toBeUndefined();
  const lock = await readFile(join(root, 'site.lock'), 'utf8');
  await publish(root);
  expect(await readFile(join(root, 'site.lock'), 'utf8')).toBe(lock);
  expect(await lockOf(root)).toBe(lock);
});

test('the lock has a line for each article, and the same bytes whatever the order in which they came', async () => {
  const root = await workspace({});
  await put(root, journal());
  await publish(root);
  const lock = (await lockOf(root)) ?? '';
  const told = lock.split('\n').filter((line) => line.includes('"id"'));
  const byPath = new Map(told.map((line): [unknown, unknown] => [Object(JSON.parse(line)).path, line]));
  expect(byPath.size).toBe(30);

  const other = await workspace({});
  for (const count of [5, 17, 30]) {
    const indexes = [...journal().articles.keys()].filter((index) => (index * 7) % 30 >= count);
    await put(other, without(journal(), indexes));
    await publish(other, '--accept');
  }
  expect(await lockOf(other)).toBe(lock);
});

/** Adds each of `ones` in a branch of its own, built and committed; merges the one into the other, and tells what came of it. */
async function merged(root: string, site: Journal, ones: readonly [Article, Article]) {
  await git(root, 'checkout', '--quiet', '-B', 'main', 'start');
  for (const [index, one] of ones.entries()) {
    await git(root, 'checkout', '--quiet', '-B', `branch-${index}`, 'start');
    await put(root, added(site, one));
    await publish(root);
    await commit(root, one.title);
  }
  const merge = await git(root, 'merge', '--quiet', '--no-edit', 'branch-0');
  if (merge.code !== 0) await git(root, 'merge', '--abort');
  return merge.code === 0 ? 'merged' : 'conflict';
}

/** Two articles of the same day, side by side in the folder. */
const neighbours = (index: number): readonly [Article, Article] => {
  const one = (letter: string): Article => ({
    path: `notes/2026-05-30-${letter}-${index}.md`,
    title: `News ${letter} ${index}`,
    date: '2026-05-30',
    body: `Of ${letter}, in the ${index}th of our trials.\n`,
  });
  return [one('a'), one('b')];
};

describe('two branches that each add an article', () => {
  test.each([3, 40])(
    'merge without conflict on a site of %i articles, and the merged site builds, frozen too',
    async (count) => {
      const site = configured(journal(Math.min(count, 30)), { permalink: '/{path}/' });
      const more = Array.from({ length: Math.max(0, count - 30) }, (_, index) => ({
        ...newcomer,
        path: `more/${index}.md`,
        title: `More ${index}`,
        date: '2024-05-30',
        body: `An older text, the ${index}th of ten.\n`,
      }));
      const whole = added(site, ...more);
      const root = await repository(whole);
      await git(root, 'branch', 'start');
      const trials = amount(3, 30);
      const conflicts: number[] = [];
      for (let trial = 0; trial < trials; trial++)
        if ((await merged(root, whole, neighbours(trial))) === 'conflict') conflicts.push(trial);
      expect(conflicts).toEqual([]);

      // The last trial, which is what stands there now.
      const lock = await lockOf(root);
      await publish(root);
      expect(await lockOf(root)).toBe(lock);
      const ids = idsOf('rss', await readFile(join(root, 'dist/feed.xml'), 'utf8'));
      expect(ids.filter((id) => new RegExp(`news|2026-05-30|[ab]-${trials - 1}/`).test(id))).toHaveLength(2);
      const { copy, code, isTouched } = await cloned(root, ['--frozen']);
      expect({ code, isTouched }).toEqual({ code: 0, isTouched: false });
      expect(differences(published(copy), published(root))).toEqual([]);
    },
    120_000,
  );
});

test('a branch that moves an article merges with one that edits it, and it keeps its id', async () => {
  const root = await repository(journal());
  const before = idsOf('rss', await readFile(join(root, 'dist/feed.xml'), 'utf8'));
  await git(root, 'branch', 'start');
  await git(root, 'checkout', '--quiet', '-B', 'moves', 'start');
  await put(
    root,
    changed(journal(), (one) => ({ ...one, path: 'elsewhere/moved.md' }), [22]),
  );
  await publish(root);
  await commit(root, 'Move');
  await git(root, 'checkout', '--quiet', '-B', 'adds', 'start');
  await put(root, added(journal(), newcomer));
  await publish(root);
  await commit(root, 'Add');
  expect(await git(root, 'merge', '--quiet', '--no-edit', 'moves')).toMatchObject({ code: 0 });
  await publish(root);
  const after = idsOf('rss', await readFile(join(root, 'dist/feed.xml'), 'utf8'));
  expect(after.slice(1)).toEqual(before.slice(0, 19));
  expect((await clone(root)) && (await lockOf(root))).toContain('elsewhere/moved.md');
});
