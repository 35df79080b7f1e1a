import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  added,
  changed,
  clone,
  configured,
  followed,
  feedJournal,
  newcomer,
  publish,
  put,
  without,
  type Journal,
} from './journal.ts';
import { nothing } from './subscriber.ts';
import { feedmill, readReport, snapshot, workspace, write } from './workspace.ts';

/** The journal on the disk, built: all of it is out. */
async function built(site: Journal = feedJournal()): Promise<string> {
  const root = await workspace({});
  await put(root, site);
  await publish(root);
  return root;
}

/** Everything that a refused build has to leave as it was, byte for byte. */
async function state(root: string): Promise<unknown> {
  return { dist: await snapshot(join(root, 'dist')), lock: await lockOf(root) };
}

/** The lock file; nothing where there is none. */
async function lockOf(root: string): Promise<string | undefined> {
  return readFile(join(root, 'feedmill.lock'), 'utf8').catch(() => undefined);
}

/** What a build comes to that should be refused: its errors, and whether it has left everything alone. */
async function attempt(root: string, ...flags: readonly string[]) {
  const before = await state(root);
  const { code, stdout } = await feedmill(root, ['build', '--reporter', 'json', ...flags]);
  const errors = readReport(stdout).problems.filter(({ severity }) => severity === 'error');
  return { code, errors, isLeftAlone: isDeepStrictEqual(await state(root), before) };
}

/** A build that the guard should stop: which of the articles `files` it does not name, and what else there is to say. */
async function guarded(
  root: string,
  files: readonly string[],
  ...flags: readonly string[]
): Promise<unknown> {
  const { code, errors, isLeftAlone } = await attempt(root, ...flags);
  const told = JSON.stringify(errors);
  const { stdout, stderr } = await feedmill(root, ['build', ...flags]);
  return {
    code,
    isLeftAlone,
    unnamed: files.filter((path) => !told.includes(path)),
    namesFlag: told.includes('--accept') && (stdout + stderr).includes('--accept'),
  };
}

/** Nothing is written, the articles are named, and the flag that lets it through. */
const stopped = { code: 1, isLeftAlone: true, unnamed: [], namesFlag: true };

/** What comes of a build that is let through, and of the next one, which needs no flag. */
async function afterFlag(root: string, ...flags: readonly string[]): Promise<unknown> {
  const first = await feedmill(root, ['build', '--accept', ...flags]);
  const before = await state(root);
  const next = await feedmill(root, ['build', ...flags]);
  return { codes: [first.code, next.code], isLeftAlone: isDeepStrictEqual(await state(root), before) };
}

/** It is let through once, and then there is nothing left to do. */
const accepted = { codes: [0, 0], isLeftAlone: true };

const paths = (site: Journal, indexes: readonly number[]) =>
  indexes.map((index) => site.articles[index]?.path ?? '');
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

/** Dates of the articles at `indexes` moved to a day in May. */
const redated = (site: Journal, indexes: readonly number[], date = '2026-05-29 12:00') =>
  changed(site, (one) => ({ ...one, date }), indexes);

/** The authors of the articles at `indexes` say that they have changed. */
const updated = (site: Journal, indexes: readonly number[]) =>
  changed(site, (one) => ({ ...one, keys: { ...one.keys, updated: '2026-05-30 10:00' } }), indexes);

describe('the guard stops', () => {
  test('a mass date change', async () => {
    const root = await built();
    await put(root, redated(feedJournal(), range(0, 30)));
    expect(await guarded(root, paths(feedJournal(), [0, 12, 20, 29]))).toEqual(stopped);
    expect(await afterFlag(root)).toEqual(accepted);
  });

  test('one date that is moved forward', async () => {
    const root = await built();
    await put(root, redated(feedJournal(), [22]));
    expect(await guarded(root, paths(feedJournal(), [22]))).toEqual(stopped);
    expect(await afterFlag(root)).toEqual(accepted);
  });

  test('the date of an article that had left the feed, which would come back as the newest', async () => {
    const { root, people } = await followed(feedJournal());
    await put(root, redated(feedJournal(), [2]));
    expect(await guarded(root, paths(feedJournal(), [2]))).toEqual(stopped);
    expect(await people.fetch(join(root, 'dist'))).toEqual(nothing);
    expect(await afterFlag(root)).toEqual(accepted);
    expect((await people.fetch(join(root, 'dist'))).again).toEqual([feedJournal().articles[2]?.title]);
  });

  test('dates that are removed, so that the time of the file would count, with one in its name instead', async () => {
    const root = await built();
    const renamed = changed(
      feedJournal(),
      (one) => ({ ...one, date: undefined, path: one.path.replace(/([^/]*)$/, '2026-05-31-$1') }),
      [21, 22, 23],
    );
    await put(root, renamed);
    expect(await guarded(root, paths(renamed, [21, 22, 23]))).toEqual(stopped);
  });

  test('a lost lock file together with a new domain, if the previous output exists', async () => {
    const { root, people } = await followed(feedJournal());
    await rm(join(root, 'feedmill.lock'));
    await put(root, configured(feedJournal(), { url: 'https://journal.example.org/' }));
    expect(await guarded(root, paths(feedJournal(), [20, 29]))).toEqual(stopped);
    expect(await people.fetch(join(root, 'dist'))).toEqual(nothing);
    expect(await afterFlag(root)).toEqual(accepted);
  });

  test('a lost lock together with a new pattern of addresses, without what was remembered', async () => {
    const root = await built();
    await rm(join(root, 'feedmill.lock'));
    await rm(join(root, '.feedmill'), { recursive: true });
    await put(root, configured(feedJournal(), { permalink: '/{year}/{slug}/' }));
    expect(await guarded(root, paths(feedJournal(), [20, 29]))).toEqual(stopped);
    expect(await afterFlag(root)).toEqual(accepted);
  });

  test.each([
    ['the file is copied beside itself', (path: string) => path.replace(/\.md$/, '-copy.md')],
    ['the file is copied to another folder', (path: string) => `backup/${path}`],
  ])('two copies of an article: %s', async (_, copyOf) => {
    const { root, people } = await followed(feedJournal());
    const original = feedJournal().articles[22] ?? newcomer;
    const copy = { ...original, path: copyOf(original.path), keys: { ...original.keys, slug: 'copied' } };
    await put(root, added(feedJournal(), copy));
    expect(await guarded(root, [original.path, copy.path])).toEqual(stopped);
    expect(await people.fetch(join(root, 'dist'))).toEqual(nothing);
    expect(await afterFlag(root)).toEqual(accepted);
  });

  test('a bulk delete', async () => {
    const root = await built();
    const gone = range(12, 20);
    await put(root, without(feedJournal(), gone));
    expect(await guarded(root, paths(feedJournal(), gone))).toEqual(stopped);
    expect(await afterFlag(root)).toEqual(accepted);
  });

  test('a folder that is left out by a slip in the config', async () => {
    const root = await built();
    await put(root, configured(feedJournal(), { content: 'content' }));
    await write(root, {
      'feedmill.yaml': JSON.stringify({ ...feedJournal().config, content: ['content', '!harbour'] }),
    });
    expect(await guarded(root, paths(feedJournal(), [28]))).toEqual(stopped);
  });

  test('many articles that become drafts', async () => {
    const root = await built();
    const away = range(20, 28);
    await put(
      root,
      changed(feedJournal(), (one) => ({ ...one, keys: { ...one.keys, draft: true } }), away),
    );
    expect(await guarded(root, paths(feedJournal(), away))).toEqual(stopped);
  });

  test('a whole feed with new updated dates', async () => {
    const root = await built();
    await put(root, updated(feedJournal(), range(0, 30)));
    expect(await guarded(root, paths(feedJournal(), [12, 29]))).toEqual(stopped);
    expect(await afterFlag(root)).toEqual(accepted);
  });

  test.each<[string, (site: Journal) => Journal]>([
    ['texts', (site) => changed(site, (one) => ({ ...one, body: `${one.body}\nAn advertisement.\n` }))],
    ['titles', (site) => changed(site, (one, index) => ({ ...one, title: `Title ${index}` }))],
  ])('a whole feed whose %s change at once', async (_, change) => {
    const root = await built();
    await put(root, change(feedJournal()));
    expect(await guarded(root, paths(feedJournal(), [12, 29]))).toEqual(stopped);
    expect(await afterFlag(root)).toEqual(accepted);
  });

  test('an id that is taken away, and one that is changed', async () => {
    const marked = changed(
      feedJournal(),
      (one) => ({ ...one, keys: { ...one.keys, id: 'tag:example.com,2026:a' } }),
      [27],
    );
    const root = await built(marked);
    await put(
      root,
      changed(marked, (one) => ({ ...one, keys: { ...one.keys, id: 'tag:example.com,2026:b' } }), [27]),
    );
    expect(await guarded(root, paths(feedJournal(), [27]))).toEqual(stopped);
    expect(await afterFlag(root)).toEqual(accepted);
    // Without an id of its own it keeps the one that readers know.
    await put(root, feedJournal());
    await publish(root);
    expect(await readFile(join(root, 'dist/feed.xml'), 'utf8')).toContain('tag:example.com,2026:b');
  });

  test('an article that came out on schedule and was never built locally since', async () => {
    const coming = { ...newcomer, date: '2026-06-10 08:00' };
    const root = await built(added(feedJournal(), coming));
    await publish(root, '--frozen', '--now', '2026-06-11');
    await put(root, added(feedJournal(), { ...coming, date: '2026-06-15 08:00' }));
    expect(await guarded(root, [coming.path], '--now', '2026-06-20')).toEqual(stopped);
    expect(await guarded(root, [coming.path], '--now', '2026-06-20', '--frozen')).toEqual(stopped);
    expect(await guarded(root, [coming.path], '--now', '2026-06-12')).toEqual(stopped);
  });

  test('but not an article that was postponed before publication, which a clone cannot distinguish', async () => {
    const coming = { ...newcomer, date: '2026-06-10 08:00' };
    const root = await built(added(feedJournal(), coming));
    await put(root, added(feedJournal(), { ...coming, date: '2026-06-15 08:00' }));
    const copy = await clone(root);
    for (const time of ['2026-06-05', '2026-06-11', '2026-06-16'])
      for (const folder of [root, copy])
        expect(await publish(folder, '--frozen', '--now', time)).toMatchObject({ code: 0 });
  });

  test('in a frozen build too, where the lock stays as it is even when that is accepted', async () => {
    const root = await built();
    const lock = await lockOf(root);
    await put(root, redated(feedJournal(), [22]));
    expect(await guarded(root, paths(feedJournal(), [22]), '--frozen')).toEqual(stopped);
    await publish(root, '--frozen', '--accept');
    expect(await lockOf(root)).toBe(lock);
  });

  test('reports the same in check as in build', async () => {
    const root = await built();
    await put(root, redated(feedJournal(), [22]));
    const before = await state(root);
    const checked = await feedmill(root, ['check', '--reporter', 'json']);
    expect(checked.code).toBe(1);
    expect(readReport(checked.stdout).problems).toEqual((await attempt(root)).errors);
    expect(await state(root)).toEqual(before);
  });
});

describe('the flag', () => {
  test('counts once: the next change of the kind is stopped again', async () => {
    const root = await built();
    await put(root, redated(feedJournal(), range(0, 30)));
    expect(await afterFlag(root)).toEqual(accepted);
    await put(root, redated(feedJournal(), range(0, 30), '2026-05-30 12:00'));
    expect(await guarded(root, paths(feedJournal(), [0, 29]))).toEqual(stopped);
  });

  test('lets through what has other mistakes no more than before', async () => {
    const root = await built();
    const site = redated(feedJournal(), [22]);
    await put(root, added(site, { ...newcomer, date: 'someday' }));
    const { code, errors, isLeftAlone } = await attempt(root, '--accept');
    expect({ code, isLeftAlone }).toEqual({ code: 1, isLeftAlone: true });
    expect(errors.map((one) => one.code)).toEqual(['date-unreadable']);
  });

  test('does nothing where nothing is stopped', async () => {
    const root = await built();
    const before = await state(root);
    await publish(root, '--accept');
    expect(await state(root)).toEqual(before);
  });
});

describe('the guard lets through', () => {
  test.each<[string, (site: Journal) => Journal]>([
    ['a few articles that are deleted', (site) => without(site, [13, 14, 21, 22, 29])],
    [
      'a few that are edited, with new titles',
      (site) =>
        changed(
          site,
          (one) => ({ ...one, title: `${one.title}!`, body: `${one.body}\nMore.\n` }),
          range(20, 30),
        ),
    ],
    ['a few that are updated', (site) => updated(site, range(20, 30))],
    ['dates that are put right backwards', (site) => redated(site, [28, 29], '2026-02-01 10:00')],
    ['many new articles at once', (site) => added(site, ...range(0, 25).map(newOne))],
    [
      'a new article with an old date, of which nobody knows',
      (site) => added(site, { ...newOne(0), date: '2026-03-03' }),
    ],
  ])('%s', async (_, change) => {
    const root = await built();
    await put(root, change(feedJournal()));
    await publish(root);
    const before = await state(root);
    await publish(root);
    expect(await state(root)).toEqual(before);
  });

  test('articles that expire, however many', async () => {
    const site = changed(
      feedJournal(),
      (one) => ({ ...one, keys: { ...one.keys, expires: '2026-06-05' } }),
      range(15, 30),
    );
    const root = await built(site);
    await publish(root, '--now', '2026-06-06');
    expect((await feedmill(root, ['build', '--frozen', '--now', '2026-06-07'])).code).toBe(0);
    expect(await readFile(join(root, 'dist/feed.xml'), 'utf8')).not.toContain(
      feedJournal().articles[29]?.title,
    );
  });

  test('articles that come out on schedule, however many, and drafts that are released', async () => {
    const drafts = range(10, 20).map((index) => ({ ...newOne(index), keys: { draft: true } }));
    const coming = range(0, 10).map((index) => ({ ...newOne(index), date: '2026-06-05 09:00' }));
    const root = await built(added(feedJournal(), ...drafts, ...coming));
    const out = drafts.map((one) => ({ ...one, keys: {}, date: '2026-06-05 10:00' }));
    await put(root, added(feedJournal(), ...out, ...coming));
    expect(await publish(root, '--now', '2026-06-06')).toMatchObject({ code: 0 });
  });

  test('a scheduled article that is put off, put forward, or dropped, as long as it is not out', async () => {
    const coming = range(0, 8).map((index) => ({ ...newOne(index), date: `2026-06-1${index} 09:00` }));
    const root = await built(added(feedJournal(), ...coming));
    await put(root, added(feedJournal(), ...coming.map((one) => ({ ...one, date: '2026-07-01 09:00' }))));
    await publish(root, '--now', '2026-06-02');
    await put(root, added(feedJournal(), ...coming.map((one) => ({ ...one, date: '2026-06-03 09:00' }))));
    await publish(root, '--now', '2026-06-02');
    await put(root, feedJournal());
    expect(await publish(root, '--now', '2026-06-02')).toMatchObject({ code: 0 });
  });

  test('a lost lock where addresses are as they were: it is written anew, with the ids that stand in the output', async () => {
    const { root, people } = await followed(feedJournal());
    const lock = await lockOf(root);
    await rm(join(root, 'feedmill.lock'));
    await publish(root);
    expect(await lockOf(root)).toBe(lock);
    expect(await people.fetch(join(root, 'dist'))).toEqual(nothing);
  });
});

/** An article that nobody has seen. */
function newOne(index: number): Journal['articles'][number] {
  const body = `What is told in ${index} was never told before, neither at ${index + 100} nor at ${index * 7}.\n`;
  return { path: `fresh/${index}.md`, title: `Fresh ${index}`, date: '2026-05-30 10:00', body };
}

/** The journal with thresholds of its own. */
const watched = (guard: unknown) => configured(feedJournal(), { guard });

const lax = { resurfaced: 1000, updated: 1000, removed: 1000 };

describe('the thresholds', () => {
  test.each<[string, unknown, (site: Journal) => Journal, readonly number[]]>([
    ['one article deleted, none allowed', { removed: 0 }, (site) => without(site, [20]), [20]],
    ['three updated, two allowed', { updated: 2 }, (site) => updated(site, [20, 21, 22]), [20, 21, 22]],
    ['four come back, three allowed', { resurfaced: 3 }, (site) => redated(site, [1, 2, 3, 4]), [1, 2, 3, 4]],
    ['what is not named stays as it is', { removed: 99 }, (site) => redated(site, [1]), [1]],
  ])('%s', async (_, guard, change, named) => {
    const root = await built(watched(guard));
    await put(root, change(watched(guard)));
    expect(await guarded(root, paths(feedJournal(), named))).toEqual(stopped);
    expect(await afterFlag(root)).toEqual(accepted);
  });

  test.each<[string, (site: Journal, count: number) => Journal, number]>([
    ['resurfaced', (site, count) => redated(site, range(1, 1 + count)), 0],
    ['updated', (site, count) => updated(site, range(15, 15 + count)), 10],
    ['removed', (site, count) => without(site, range(15, 15 + count)), 5],
  ])(
    'without a config, as many articles %s as the documentation says pass, and one more does not',
    async (_, change, most) => {
      const root = await built();
      await put(root, change(feedJournal(), most + 1));
      expect(await attempt(root)).toMatchObject({ code: 1, errors: range(0, most + 1).map(() => ({})) });
      await put(root, change(feedJournal(), most));
      expect(await attempt(root)).toMatchObject({ code: 0, errors: [] });
    },
  );

  test.each<[string, unknown, (site: Journal) => Journal]>([
    ['eight deleted, eight allowed', { removed: 8 }, (site) => without(site, range(10, 18))],
    ['three come back, three allowed', { resurfaced: 3 }, (site) => redated(site, [1, 2, 3])],
    ['all updated, all allowed', { updated: 30 }, (site) => updated(site, range(0, 30))],
    ['a thousand of each allowed, and all dates changed', lax, (site) => redated(site, range(0, 30))],
    ['a thousand of each allowed, and nearly all deleted', lax, (site) => without(site, range(1, 30))],
  ])('%s', async (_, guard, change) => {
    const root = await built(watched(guard));
    await put(root, change(watched(guard)));
    expect(await publish(root)).toMatchObject({ code: 0 });
  });

  test.each([{ removed: -1 }, { removed: 1.5 }, { removed: 'few' }, { remove: 1 }, 'no'])(
    'a guard of %j is a mistake in the config',
    async (guard) => {
      const root = await workspace({});
      await put(root, watched(guard));
      const { code, stdout } = await feedmill(root, ['build', '--reporter', 'json']);
      expect({ code, files: readReport(stdout).problems.map(({ file }) => file) }).toEqual({
        code: 2,
        files: ['feedmill.yaml'],
      });
    },
  );
});

/** The article at 22 is gone, and there are two files with its text, neither where it was. */
function doubled(keys: readonly [object, object] = [{}, {}]): Journal {
  const { title, date, body } = feedJournal().articles[22] ?? newcomer;
  const twins = (['a', 'b'] as const).map((name, index) => ({
    path: `${name}.md`,
    title,
    date,
    body,
    keys: { ...keys[index] },
  }));
  return added(without(feedJournal(), [22]), ...twins);
}

describe('where two articles could be the one that is missed', () => {
  test('the build asks for an id, and names both', async () => {
    const root = await built();
    await put(root, doubled());
    const { code, errors, isLeftAlone } = await attempt(root);
    const told = JSON.stringify(errors);
    const missing = ['a.md', 'b.md', 'id:'].filter((word) => !told.includes(word));
    expect({ code, isLeftAlone, missing }).toEqual({ code: 1, isLeftAlone: true, missing: [] });
  });

  test('an id resolves it: the other one is a new article, which nobody is asked about', async () => {
    const { root, people } = await followed(feedJournal());
    const known = /<guid[^>]*>([^<]*22[^<]*|[^<]*harbour-master[^<]*)<\/guid>/.exec(
      await readFile(join(root, 'dist/feed.xml'), 'utf8'),
    )?.[1];
    expect(known).toBeDefined();
    const site = doubled([{ id: known }, { id: 'tag:example.com,2026:another' }]);
    await put(root, site);
    // The other is a copy of what readers know, and that they are told twice is no accident now.
    const outcome = await feedmill(root, ['build']);
    if (outcome.code !== 0) await publish(root, '--accept');
    expect(await people.fetch(join(root, 'dist'))).toMatchObject({
      fresh: [feedJournal().articles[22]?.title],
      again: [],
    });
  });

  test('two of a series that are renamed and rewritten at once are not mixed up', async () => {
    const { root, people } = await followed(feedJournal());
    const site = changed(
      feedJournal(),
      (one, index) => ({
        ...one,
        path: `notes/renamed-${index}.md`,
        title: `Week ${index}, looked at again`,
        date: one.date ?? one.path.match(/\d{4}-\d\d-\d\d/)?.[0],
        body: one.body.replace('there is coffee', 'there is tea'),
      }),
      [19, 24, 29],
    );
    await put(root, site);
    const { code, stdout } = await feedmill(root, ['build', '--reporter', 'json']);
    expect(code === 0 || JSON.stringify(readReport(stdout).problems).includes('id:')).toBe(true);
    expect(await people.fetch(join(root, 'dist'))).toMatchObject({ fresh: [], again: [], gone: [] });
  });
});

const lines = (lock: string) => lock.trimEnd().split('\n');
const articleLines = (lock: string) => lines(lock).filter((line) => line.includes('"id"'));
/** Where the article with the number `index` stands, from 1. */
const lineOf = (lock: string, index: number) => lines(lock).indexOf(articleLines(lock)[index] ?? '') + 1;
/** Where the file says what it is. */
const headOf = (lock: string) => lines(lock).findIndex((line) => line.startsWith('{')) + 1;
const withLine = (lock: string, number: number, change: (line: string) => string) =>
  `${lines(lock)
    .map((line, index) => (index + 1 === number ? change(line) : line))
    .join('\n')}\n`;

describe('a lock that is damaged', () => {
  test.each<[string, (lock: string) => { text: string; line: number }]>([
    [
      'its last line is cut off',
      (lock) => ({ text: lock.slice(0, -22), line: lines(lock.slice(0, -22)).length }),
    ],
    [
      'a line is no JSON',
      (lock) => ({ text: withLine(lock, lineOf(lock, 3), () => 'what is this'), line: lineOf(lock, 3) }),
    ],
    [
      'a line is JSON, but no article',
      (lock) => ({ text: withLine(lock, lineOf(lock, 3), () => '{"id":5}'), line: lineOf(lock, 3) }),
    ],
    [
      'a line is a list',
      (lock) => ({ text: withLine(lock, lineOf(lock, 3), (line) => `[${line}]`), line: lineOf(lock, 3) }),
    ],
    [
      'it has the marks of a merge',
      (lock) => ({
        text: withLine(
          lock,
          lineOf(lock, 5),
          (line) => `<<<<<<< HEAD\n${line}\n=======\n${line}\n>>>>>>> other`,
        ),
        line: lineOf(lock, 5),
      }),
    ],
    [
      'an id stands there twice',
      (lock) => {
        const again = (articleLines(lock)[2] ?? '').replace(/"path":"[^"]*"/, '"path":"content/other.md"');
        return {
          text: withLine(lock, lineOf(lock, 2 + 1), (line) => `${again}\n${line}`),
          line: lineOf(lock, 3),
        };
      },
    ],
    [
      'a path stands there twice',
      (lock) => {
        const again = (articleLines(lock)[2] ?? '').replace(
          /"id":"[^"]*"/,
          '"id":"tag:example.com,2026:other"',
        );
        return {
          text: withLine(lock, lineOf(lock, 2 + 1), (line) => `${again}\n${line}`),
          line: lineOf(lock, 3),
        };
      },
    ],
    [
      'it comes from a later version',
      (lock) => ({
        text: withLine(lock, headOf(lock), (line) => line.replace(/\d+/, '999')),
        line: headOf(lock),
      }),
    ],
    [
      'its head is missing',
      (lock) => {
        const text = withLine(lock, headOf(lock), () => '');
        return { text, line: lineOf(text, 0) };
      },
    ],
    ['it is no text', () => ({ text: '\0\u0001\u0002PK\u0003', line: 1 })],
  ])('%s: an error with the line, and nothing is written', async (_, damage) => {
    const root = await built();
    const { text, line } = damage((await lockOf(root)) ?? '');
    await write(root, { 'feedmill.lock': text });
    const before = await state(root);
    for (const flags of [[], ['--frozen'], ['--accept']]) {
      const { code, stdout } = await feedmill(root, ['build', '--reporter', 'json', ...flags]);
      expect([1, 2]).toContain(code);
      const told = readReport(stdout).problems.map((one) => ({ file: one.file, line: one.line }));
      expect(told).toContainEqual({ file: 'feedmill.lock', line });
    }
    expect(await state(root)).toEqual(before);
  });

  test.each<[string, (lock: string) => string]>([
    ['a checkout on Windows has changed its line ends', (lock) => lock.replaceAll('\n', '\r\n')],
    ['an editor has put a mark before it', (lock) => `\uFEFF${lock}`],
    ['its last line does not end', (lock) => lock.trimEnd()],
    [
      'a merge has put its lines in another order',
      (lock) => {
        const head = headOf(lock);
        return `${[...lines(lock).slice(0, head), ...lines(lock).slice(head).toReversed()].join('\n')}\n`;
      },
    ],
  ])('is not one where %s', async (_, change) => {
    const { root, people } = await followed(feedJournal());
    await write(root, { 'feedmill.lock': change((await lockOf(root)) ?? '') });
    await put(root, configured(feedJournal(), { url: 'https://journal.example.org/' }));
    await publish(root, '--frozen');
    expect(await people.fetch(join(root, 'dist'))).toMatchObject({ fresh: [], again: [], gone: [] });
    await publish(root);
    expect(await people.fetch(join(root, 'dist'))).toEqual(nothing);
  });
});
