import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockFile } from '../src/cli/lock-file.ts';
import { built, changed, configOf, followed, good, idsIn, lockLines, pieces, put } from './pieces.ts';
import { feedmill, list, snapshot, workspace, write } from './workspace.ts';

const site = pieces(9);

/** The lock as it stands on the disk: its bytes, when they were written, and in which file. */
async function lockOf(root: string, name = 'feedmill.lock') {
  const path = join(root, name);
  const { mtimeMs, ino } = await stat(path);
  return { text: await readFile(path, 'utf8'), mtimeMs, ino };
}

/** Whether anything called like a lock is left behind. */
async function locksIn(root: string): Promise<string[]> {
  return (await readdir(root)).filter((name) => name.includes('.lock'));
}

describe('the lock file', () => {
  test('is a text with a line for each article, and with numbers that keep branches apart', async () => {
    const root = await workspace({
      'feedmill.yaml': 'url: https://example.com/blog/\ntitle: Blog\ntimezone: Europe/Berlin\nlimit: 7\n',
      'content/talk.md':
        '---\ntitle: A "talk" — 話\ndate: 2026-03-01 09:30\nupdated: 2026-04-01\n---\n\nThe talks go on, and on.\n',
      'content/old.md':
        '---\ntitle: Old\ndate: 2026-01-01T10:00:00Z\nid: tag:example.com,2026:old\n---\n\nNothing new here.\n',
      'content/soon.md': '---\ntitle: Soon\ndate: 2026-12-24\n---\n\nWait for it, please.\n',
      'content/none.md': '---\ntitle: Not yet\ndraft: true\n---\n\nNobody has seen this.\n',
    });
    expect(await built(root)).toMatchObject(good);
    const { text } = await lockOf(root);
    const [about, head, ...rest] = text.split('\n');
    expect(about).toMatch(/^# .*Commit it/);
    expect(head).toBe('{"feedmill":1,"site":"https://example.com/blog/","limit":7}');
    expect(rest.at(-1)).toBe('');
    const numbers = rest.filter((line) => line.startsWith('#'));
    expect(numbers).toEqual(Array.from({ length: 1024 }, (_, at) => `#${at.toString(16).padStart(3, '0')}`));
    expect(rest.filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('{"id":'))).toEqual(
      [],
    );
    const said = (await lockLines(root)).map(({ text: hash, sketch, ...one }) => {
      expect(hash).toMatch(/^[\w-]{22}$/);
      expect(sketch).toMatch(/^[\da-f]{32}$/);
      return one;
    });
    expect(new Set(said)).toEqual(
      new Set([
        {
          id: 'https://example.com/blog/talk/',
          path: 'content/talk.md',
          published: '2026-03-01T09:30:00+01:00',
          updated: '2026-04-01T00:00:00+02:00',
          title: 'A "talk" — 話',
        },
        {
          id: 'tag:example.com,2026:old',
          path: 'content/old.md',
          url: 'https://example.com/blog/old/',
          published: '2026-01-01T11:00:00+01:00',
          title: 'Old',
        },
        {
          id: 'https://example.com/blog/soon/',
          path: 'content/soon.md',
          published: '2026-12-24T00:00:00+01:00',
          title: 'Soon',
          state: 'scheduled',
        },
      ]),
    );
  });

  test('records whether an unpublished article can come back', async () => {
    const root = await followed(site);
    const drafted = changed(site, () => ({ keys: { draft: true } }), [1]);
    const expired = changed(drafted, () => ({ keys: { expires: '2026-01-01' } }), [2]);
    await put(root, expired.slice(0, -1));
    expect(await built(root)).toMatchObject(good);
    const lines = await lockLines(root);
    expect(lines).toHaveLength(site.length);
    const told = lines
      .filter(({ state }) => state !== undefined)
      .map(({ id, path, state }) => ({ id, path, state }));
    expect(new Set(told)).toEqual(
      new Set([
        { id: 'https://example.com/piece-1/', path: 'content/piece-1.md', state: 'away' },
        { id: 'https://example.com/piece-2/', path: 'content/piece-2.md', state: 'away' },
        { id: 'https://example.com/piece-8/', path: '', state: 'gone' },
      ]),
    );
  });

  test('is the same, and the same file, as long as nothing changes, whatever a build remembers', async () => {
    const root = await followed(site);
    const before = await lockOf(root);
    for (const flags of [[], ['--no-cache'], ['--frozen'], ['--accept']]) {
      for (const { path } of site) await utimes(join(root, path), new Date(), new Date());
      expect(await built(root, ...flags)).toMatchObject(good);
    }
    await rm(join(root, 'dist'), { recursive: true });
    await rm(join(root, '.feedmill'), { recursive: true });
    expect(await built(root)).toMatchObject(good);
    expect(await lockOf(root)).toEqual(before);
    await write(root, { 'feedmill.lock': before.text.replaceAll('\n', '\r\n') });
    expect(await built(root)).toMatchObject(good);
    expect((await lockOf(root)).text).toBe(before.text.replaceAll('\n', '\r\n'));
  });

  test('keeps the largest limit that the site has had: readers who saw so many articles do not see them as new again', async () => {
    const root = await followed(site, { limit: 8 });
    const head = async () => (await lockOf(root)).text.split('\n')[1];
    for (const [limit, kept] of [
      [3, 8],
      [8, 8],
      [9, 9],
      [1, 9],
    ]) {
      await write(root, { 'feedmill.yaml': configOf({ limit }) });
      expect(await built(root)).toMatchObject(good);
      expect(await head()).toBe(`{"feedmill":1,"site":"https://example.com/","limit":${kept}}`);
    }
  });

  test('is not another one where the time zone of the site is', async () => {
    const dated = changed(site, ({ date }) => ({ date: `${date} 14:00` }));
    const root = await followed(dated, { timezone: 'Europe/Berlin' });
    const before = await lockOf(root);
    const feed = await readFile(join(root, 'dist/feed.xml'), 'utf8');
    for (const timezone of ['America/New_York', 'Asia/Tokyo', 'UTC']) {
      await write(root, { 'feedmill.yaml': configOf({ timezone }) });
      expect(await built(root)).toMatchObject(good);
    }
    expect(await lockOf(root)).toEqual(before);
    // And what is published already keeps its moment.
    expect(await readFile(join(root, 'dist/feed.xml'), 'utf8')).toBe(feed);
  });

  test('is read where a version before or after this one has written more into its lines', async () => {
    const root = await followed(site);
    const { text } = await lockOf(root);
    const more = text
      .replaceAll('{"id":', '{"words":812,"by":{"name":["Jane"]},"id":')
      .replace('{"feedmill":1,', '{"feedmill":1,"since":"2024","of":null,');
    await write(root, { 'feedmill.lock': more });
    const ids = await idsIn(root);
    await put(
      root,
      changed(site, (_, at) => ({ path: `content/moved-${at}.md` })),
    );
    expect(await built(root, '--frozen')).toMatchObject(good);
    expect(await idsIn(root)).toEqual(ids);
    expect((await lockOf(root)).text).toBe(more);
    expect(await built(root)).toMatchObject(good);
    expect(await idsIn(root)).toEqual(ids);
  });

  test('leaves nothing beside it, whether it is written or not', async () => {
    const root = await followed(site);
    const before = await lockOf(root);
    expect(await locksIn(root)).toEqual(['feedmill.lock']);
    await put(root, [...site, ...pieces(1, 50)]);
    await write(root, { 'dist/piece-50/index.html': 'In the way.' });
    expect(await built(root)).toMatchObject({ code: 2, errors: ['output-in-the-way content/piece-50.md'] });
    expect(await lockOf(root)).toEqual(before);
    await put(
      root,
      changed(site, () => ({ date: '2026-05-20' })),
    );
    expect((await built(root)).code).toBe(1);
    expect(await locksIn(root)).toEqual(['feedmill.lock']);
    expect(await lockOf(root)).toEqual(before);

    // Of builds that were killed, and of one that runs.
    const [killed, running, kept] = ['a', 'b', 'c'].map(
      (letter) => `feedmill.lock.${randomUUID()}${letter === 'c' ? '.txt' : ''}`,
    );
    await write(root, { [killed ?? '']: 'half', [running ?? '']: 'half', [kept ?? '']: 'notes' });
    const long = new Date(Date.now() - 7_200_000);
    for (const name of [killed, kept]) await utimes(join(root, name ?? ''), long, long);
    await rm(join(root, 'dist/piece-50'), { recursive: true });
    await put(root, [...site, ...pieces(1, 50)]);
    expect(await built(root)).toMatchObject(good);
    expect(new Set(await locksIn(root))).toEqual(new Set(['feedmill.lock', running, kept]));
  });

  test('takes the place of the former one whole, behind a link too', async () => {
    const root = await followed(site);
    const kept = join(root, 'kept');
    await mkdir(kept);
    await writeFile(join(kept, 'ids'), (await lockOf(root)).text);
    await rm(join(root, 'feedmill.lock'));
    await symlink('kept/ids', join(root, 'feedmill.lock'));
    const { ino } = await stat(join(kept, 'ids'));
    await put(root, [...site, ...pieces(1, 50)]);
    expect(await built(root)).toMatchObject(good);
    expect((await lstat(join(root, 'feedmill.lock'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(kept, 'ids'), 'utf8')).toContain('piece-50');
    expect((await stat(join(kept, 'ids'))).ino).not.toBe(ino);
    expect(await list(kept)).toEqual(['ids']);
  });

  test.each([
    ['feedmill.yaml', '/feedmill.lock'],
    ['/srv/site/blog.prod.yml', '/srv/site/blog.prod.lock'],
    ['/srv/site/feedmill.config.mjs', '/srv/site/feedmill.lock'],
    ['conf/config', '/conf/config.lock'],
  ])('lies beside its config and is called like it: %s', (config, location) => {
    // The root of a disk may be that of a site.
    expect(lockFile('/', { config }, { cwd: '/' }).location).toBe(location);
  });

  test('may lie among the articles', async () => {
    const root = await workspace({ 'feedmill.yaml': configOf({ content: '.' }) });
    await put(root, site);
    expect(await built(root)).toMatchObject(good);
    const before = await lockOf(root);
    const output = await snapshot(join(root, 'dist'));
    expect(await built(root)).toMatchObject(good);
    expect(await lockOf(root)).toEqual(before);
    expect(await snapshot(join(root, 'dist'))).toEqual(output);
    expect(Object.keys(output).filter((path) => path.includes('lock'))).toEqual([]);
  });
});

/** A site whose lock has a name so long that nothing can be written beside it first. */
async function unwritable() {
  const config = `${'long-'.repeat(46)}.yaml`;
  const root = await workspace({ [config]: configOf() });
  await put(root, site);
  return { root, flags: ['--config', config] };
}

describe('without a lock file that can be used', () => {
  test('nothing is published that could not be remembered', async () => {
    const { root, flags } = await unwritable();
    expect(await built(root, ...flags)).toEqual({ code: 2, errors: ['lock-unwritable'], warnings: [] });
    expect(await list(join(root, 'dist'))).toEqual([]);
    expect(await locksIn(root)).toEqual([]);
    const { stderr } = await feedmill(root, ['build', ...flags]);
    expect(stderr).toContain('its name is too long');
    // As the message says.
    expect(await built(root, ...flags, '--frozen')).toMatchObject(good);
    expect((await idsIn(root)).size).toBe(site.length);
  });

  test('and `lock: false` needs none', async () => {
    const { root, flags } = await unwritable();
    await write(root, { [flags[1] ?? '']: configOf({ lock: false }) });
    expect(await built(root, ...flags)).toMatchObject(good);
    expect(await locksIn(root)).toEqual([]);
  });

  test('`lock: false` goes by no lock that is there', async () => {
    const root = await followed(site);
    const before = await lockOf(root);
    await write(root, { 'feedmill.yaml': configOf({ lock: false }) });
    await put(
      root,
      changed(site, () => ({ path: 'content/renamed.md' }), [8]),
    );
    expect(await built(root)).toMatchObject({ errors: ['guard-id content/renamed.md'] });
    expect(await built(root, '--accept')).toMatchObject(good);
    expect((await idsIn(root)).get('piece 8')).toBe('https://example.com/renamed/');
    expect(await lockOf(root)).toEqual(before);
  });

  test('a folder with its name is reported, and nothing is published', async () => {
    const root = await followed(site);
    await rm(join(root, 'feedmill.lock'));
    await mkdir(join(root, 'feedmill.lock'));
    for (const flags of [[], ['--frozen'], ['--accept']])
      expect(await built(root, ...flags)).toEqual({
        code: 2,
        errors: ['lock-unreadable feedmill.lock'],
        warnings: [],
      });
  });

  test('what was accepted in a frozen build is asked again by the next one', async () => {
    const root = await followed(site);
    await put(
      root,
      changed(site, () => ({ date: '2026-05-20' }), [3]),
    );
    const refused = { code: 1, errors: ['guard-date content/piece-3.md'] };
    expect(await built(root, '--frozen')).toMatchObject(refused);
    expect(await built(root, '--frozen', '--accept')).toMatchObject(good);
    expect(await built(root, '--frozen')).toMatchObject(refused);
    expect(await built(root, '--frozen', '--no-cache')).toMatchObject(refused);
    expect(await built(root, '--accept')).toMatchObject(good);
    expect(await built(root, '--frozen')).toMatchObject(good);
  });
});

describe('a preview on this machine', () => {
  const local = ['--url', 'http://localhost:8080/'];

  test('writes no lock, and has the ids of the one that is there', async () => {
    const root = await workspace({ 'feedmill.yaml': configOf() });
    await put(root, site);
    expect(await built(root, ...local)).toMatchObject(good);
    expect(await locksIn(root)).toEqual([]);
    // And nobody has subscribed to it.
    expect(await built(root)).toEqual({ ...good, warnings: [] });
    const [ids, lock] = [await idsIn(root), await lockOf(root)];
    expect(ids.get('piece 3')).toBe('https://example.com/piece-3/');
    expect(await built(root, ...local)).toMatchObject(good);
    expect(await idsIn(root)).toEqual(ids);
    expect(await lockOf(root)).toEqual(lock);
  });

  test('is not stopped, and reports what would stop a build', async () => {
    const root = await followed(site);
    await put(
      root,
      changed(site, () => ({ date: '2026-05-20' }), [3]),
    );
    expect(await built(root, ...local)).toEqual({ ...good, warnings: ['guard-date content/piece-3.md'] });
    expect(await built(root)).toMatchObject({ code: 1, errors: ['guard-date content/piece-3.md'] });
  });

  test.each([true, false])(
    'stops no build after it, and is stopped by none before it (lock: %s)',
    async (lock) => {
      const root = await followed(site, { lock });
      for (const flags of [local, [], local, []])
        expect(await built(root, ...flags)).toEqual({ ...good, warnings: [] });
    },
  );
});

test('a build as of another time harms no lock', async () => {
  const coming = pieces(3, 600);
  const root = await followed([...site, ...coming]);
  const [ids, lock] = [await idsIn(root), (await lockOf(root)).text];
  for (const time of ['2027-06-01', '2026-06-01', '2025-01-10', '2026-06-01'])
    expect(await built(root, '--now', time)).toMatchObject(good);
  expect(await idsIn(root)).toEqual(ids);
  expect((await lockOf(root)).text).toBe(lock);
});
