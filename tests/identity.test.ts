import { deepStrictEqual } from 'node:assert/strict';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { array, assert, asyncProperty, boolean, constantFrom, nat, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amount } from './effort.ts';
import {
  built,
  changed,
  configOf,
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
import { feedmill, write } from './workspace.ts';

/** Builds `after`, and gives the articles that have another id than before, or one that another had. */
async function mixedUp(root: string, after: readonly Piece[], ...flags: readonly string[]) {
  const before = await idsIn(root);
  await put(root, after);
  expect(await built(root, ...flags)).toMatchObject(good);
  const ids = await idsIn(root);
  expect(new Set(ids.values()).size).toBe(ids.size);
  return [...ids].filter(([name, id]) =>
    before.has(name) ? before.get(name) !== id : [...before.values()].includes(id),
  );
}

const site = pieces(9);

/** An article nobody has seen. */
const novelty = (more: Partial<Piece> = {}): Piece => ({
  name: 'novelty',
  path: 'content/novelty.md',
  title: 'A thing nobody has heard of',
  date: '2026-05-20',
  body: prose(777),
  ...more,
});
const own = { id: 'tag:example.com,2026:own' };

/** Chapters with a number in the name of the file and in the title. */
const chapters = (first: number) =>
  changed(site, ({ title }, index) => ({
    path: `content/chapter-${first + index}.md`,
    title: `Chapter ${first + index}: ${title.replace(/.*the /, '')}`,
  }));

/** Each in the file of the one before it. */
const rotated = (some: readonly Piece[]) =>
  changed(some, (_, index) => ({ path: some[(index + 1) % some.length]?.path ?? '' }));

const added = '\n\nThis was added later on, in a hurry, and by somebody else.';
const edited = ({ body }: Piece) => ({ body: body + added });
const weekly = (index: number) =>
  `Opening hours are on the board at the market hall, and so are the arrivals. Call the office before noon.\n\n${prose(index, 2)}\n\nThank you for reading. Write to us, and come by on Sunday: there is coffee, and mostly there is cake.`;

describe('an article keeps its id', () => {
  test.each<[string, readonly Piece[], (before: readonly Piece[]) => readonly Piece[]]>([
    ['files are renumbered, and their titles with them', chapters(1), () => chapters(2)],
    [
      'they are renumbered for a new one at their beginning, which has an id of its own',
      chapters(1),
      () => [novelty({ path: 'content/chapter-1.md', title: 'Chapter 1: new', keys: own }), ...chapters(2)],
    ],
    ['files are renumbered, and their texts edited', site, (before) => changed(rotated(before), edited)],
    ['files are renumbered, and all have one title', changed(site, () => ({ title: 'Notes' })), rotated],
    [
      'files are renumbered that repeat each other',
      changed(site, (_, index) => ({ body: weekly(index) })),
      (before) => changed(rotated(before), ({ title }) => ({ title: `${title}, again` }), [0, 4, 8]),
    ],
    [
      'articles have pictures and no words, and all one title',
      changed(site, () => ({ title: 'Picture of the day', body: '' })),
      (before) => changed(before, ({ path }) => ({ path: path.replace('content/', 'content/pictures/') })),
    ],
    [
      'all texts are the same, and the titles change',
      changed(site, () => ({ body: '{{< gallery >}}' })),
      (before) => changed(before, ({ title }, at) => ({ path: `content/${at}.md`, title: `${title}!` })),
    ],
    [
      'the address stays, and all else is another',
      changed(site, (_, at) => ({ keys: { permalink: `/by-hand/${at}/` } })),
      (before) =>
        changed(before, (_, at) => ({ path: `content/${at}.md`, title: `Else ${at}`, body: prose(99 + at) })),
    ],
    [
      'thirty are moved and edited at once',
      pieces(30),
      (before) => changed(before, (one) => ({ path: one.path.replace('t/', 't/old/'), ...edited(one) })),
    ],
    [
      'some are moved, edited and given new titles at once',
      pieces(30),
      (before) =>
        changed(
          before,
          (one, at) => ({ path: `content/new-${at}.md`, title: `Anew ${at}`, ...edited(one) }),
          [3, 14, 15, 29],
        ),
    ],
    [
      'texts are Chinese, and the file, the title and a sentence are other ones',
      changed(site, (_, at) => ({ title: `第${at}章`, body: chinese(at, '今天下雨。') })),
      (before) =>
        changed(before, (_, at) => ({
          path: `content/z-${at}.md`,
          title: `新的第${at}章`,
          body: chinese(at, '今天晴天，我们去了码头。'),
        })),
    ],
    [
      'another program has written the file: with other line ends, and blanks behind its text',
      site,
      (before) =>
        changed(before, ({ path, body }) => ({
          path: path.replace('content/', 'content/sub/'),
          body: `${body.replaceAll('\n', '\r\n')}  \r\n\r\n`,
        })),
    ],
    [
      'only the case of its name changes',
      site,
      (before) => changed(before, ({ path }) => ({ path: path.replace('piece', 'Piece') })),
    ],
    [
      'it goes to the folder of a language',
      site,
      (before) => changed(before, ({ path }) => ({ path: path.replace('t/', 't/en/') })),
    ],
  ])('where %s', async (_, before, change) => {
    // A few hundred articles that change at once are asked about elsewhere.
    const root = await followed(before, { guard: { updated: 100 } });
    expect(await mixedUp(root, change(before))).toEqual([]);
  });

  test('where the letters of its name are composed in another way, and the lock is left alone', async () => {
    const [composed, apart] = ['NFC', 'NFD'].map((form) => 'content/caf\u00E9.md'.normalize(form));
    const root = await followed(changed(site, () => ({ path: composed ?? '' }), [0]));
    const lock = await readFile(join(root, 'feedmill.lock'), 'utf8');
    await put(
      root,
      changed(site, () => ({ path: apart ?? '' }), [0]),
    );
    expect(await planned(root)).toEqual({});
    expect(await built(root)).toMatchObject(good);
    expect(await readFile(join(root, 'feedmill.lock'), 'utf8')).toBe(lock);
  });

  test.each<[string, Partial<Piece>, readonly string[]]>([
    ['a draft', { keys: { draft: true } }, []],
    ['in no feed', { keys: { feed: false } }, []],
    ['without a date, which is let pass', { date: undefined }, []],
    ['expired', { keys: { expires: '2025-12-31' } }, []],
  ])('where it is %s for a while', async (_, away) => {
    // Its id is not its address, so that nothing but the lock knows it.
    const moved = changed(site, () => ({ keys: { slug: 'elsewhere' } }), [4]);
    const root = await followed(site, { undated: 'skip' });
    expect(await mixedUp(root, moved)).toEqual([]);
    const ids = await idsIn(root);
    await put(
      root,
      changed(moved, ({ keys }) => ({ ...away, keys: { ...keys, ...away.keys } }), [4]),
    );
    expect(await built(root)).toMatchObject(good);
    expect((await idsIn(root)).has('piece 4')).toBe(false);
    await put(root, moved);
    expect(await built(root)).toMatchObject(good);
    expect(await idsIn(root)).toEqual(ids);
  });

  test('where it is removed and comes back, and its address is another by then', async () => {
    const root = await followed(site);
    const ids = await idsIn(root);
    await put(root, site.toSpliced(4, 1));
    expect(await built(root)).toMatchObject(good);
    expect(await planned(root)).toEqual({});
    await put(
      root,
      changed(site, ({ path }) => ({ path: path.replace('t/', 't/back/') }), [4]),
    );
    expect(await built(root)).toMatchObject(good);
    expect(await idsIn(root)).toEqual(ids);
  });

  test('where its file stays behind as a draft', async () => {
    const root = await followed(site);
    const [one] = site;
    if (!one) throw new Error('There is nothing.');
    const draft = { ...one, keys: { draft: true } };
    expect(await mixedUp(root, [...site.slice(1), draft, { ...one, path: 'content/final.md' }])).toEqual([]);
    expect(await built(root)).toMatchObject(good);
  });

  test('where code of the site gives ids, titles, or leaves articles out', async () => {
    const root = await followed(site);
    const ids = await idsIn(root);
    await rm(join(root, 'feedmill.yaml'));
    await write(root, { 'feedmill.config.mjs': hook('return { ...one, title: one.title.toUpperCase() };') });
    expect(await built(root)).toMatchObject(good);
    expect(await idsIn(root)).toEqual(ids);
    await write(root, {
      'feedmill.config.mjs': hook('return one.summary === "piece 3" ? false : undefined;'),
    });
    expect(await built(root)).toMatchObject(good);
    await write(root, { 'feedmill.config.mjs': hook('') });
    expect(await built(root)).toMatchObject(good);
    expect(await idsIn(root)).toEqual(ids);
    // Other ids for all are no slip that passes unasked.
    await write(root, {
      'feedmill.config.mjs': hook('return { id: `tag:example.com,2026:${one.summary.slice(6)}` };'),
    });
    expect((await built(root)).errors).toHaveLength(site.length);
    expect(await built(root, '--accept')).toMatchObject(good);
    expect((await idsIn(root)).get('piece 3')).toBe('tag:example.com,2026:3');
  });

  test('in two sites that share a root, each with a lock of its own', async () => {
    const root = await followed(site);
    await write(root, { 'other.yaml': configOf({ url: 'https://other.example.org/', output: 'other' }) });
    expect(await built(root, '--config', 'other.yaml')).toMatchObject(good);
    const lock = await readFile(join(root, 'other.lock'), 'utf8');
    expect(lock).toContain('https://other.example.org/piece-3/');
    expect(await mixedUp(root, rotated(site))).toEqual([]);
    expect(await readFile(join(root, 'other.lock'), 'utf8')).toBe(lock);
    expect(await built(root, '--config', 'other.yaml')).toMatchObject(good);
    expect(await readFile(join(root, 'other.lock'), 'utf8')).toContain('https://other.example.org/piece-3/');
  });
});

/** A config with code in it that each article is given to. */
function hook(code: string): string {
  return `export default { ...${configOf()}, article(one) { ${code} } };\n`;
}

function chinese(number: number, last: string): string {
  const words =
    '我们|在港口|看见了|老船长|他说|风从|西边来|面包师傅|磨坊|已经|停了|很多年|孩子们|都知道|那条河|昨天|下午|有人|写信给|报社|说桥|坏了|没有|人修|邻居|打开|窗户|听见|钟声|海鸥|飞过|屋顶|渔网|还湿着'.split(
      '|',
    );
  // As many and as different as the sentences of another language.
  const picks = prose(number, 24)
    .split(' ')
    .map((word, at) => words[(word.length * 7 + word.charCodeAt(0) + (at % 3)) % words.length]);
  return `${picks.join('')}。${last}`;
}

/** What a build of `after` says that it asks about, and whether the output has stayed as it was. */
async function asked(root: string, after: readonly Piece[]) {
  const before = await readFile(join(root, 'dist/feed.json'), 'utf8');
  await put(root, after);
  const { code, errors } = await built(root);
  expect(await readFile(join(root, 'dist/feed.json'), 'utf8')).toBe(before);
  return { code, errors };
}

/** What stands in one file in week `at`. */
function week(at: number): Piece {
  return novelty({
    name: `week ${at}`,
    path: 'content/weekly.md',
    title: 'Weekly links',
    date: `2026-05-0${at}`,
    body: weekly(at),
  });
}

describe('an article is not confused with another one', () => {
  test('where a new one takes the first of renumbered files: it is asked for an id', async () => {
    const root = await followed(chapters(1));
    const late = novelty({ path: 'content/chapter-1.md', title: 'Chapter 1: new' });
    expect(await asked(root, [late, ...chapters(2)])).toEqual({
      code: 1,
      errors: ['duplicate-id content/chapter-1.md'],
    });
    expect(await mixedUp(root, [{ ...late, keys: own }, ...chapters(2)])).toEqual([]);
  });

  test('where a copy was made before the original was edited', async () => {
    const root = await followed(site);
    const [one] = site;
    if (!one) throw new Error('There is nothing.');
    const after = [...changed(site, edited, [0]), { ...one, path: 'content/as-it-was.md' }];
    expect(await asked(root, after)).toEqual({ code: 1, errors: ['article-unclear content/piece-0.md'] });
    // As the message says.
    const id = (await idsIn(root)).get('piece 0');
    const copy = { ...one, name: 'copy', path: 'content/as-it-was.md', keys: own };
    expect(
      await mixedUp(root, [...changed(site, (of) => ({ ...edited(of), keys: { id } }), [0]), copy]),
    ).toEqual([]);
  });

  test('where it takes the id of one that is there, and has none in its file', async () => {
    const root = await followed(site);
    expect(
      await mixedUp(
        root,
        changed(site, () => ({ path: 'content/renamed.md' }), [4]),
      ),
    ).toEqual([]);
    const moved = changed(site, () => ({ path: 'content/renamed.md' }), [4]);
    const thief = novelty({ keys: { id: 'https://example.com/piece-4/' } });
    const { errors } = await asked(root, [...moved, thief]);
    expect(errors).toContain('duplicate-id content/novelty.md');
  });

  test('if it has the address of a draft, and the lock file has no duplicate lines', async () => {
    const root = await followed(site);
    const draft = changed(site, () => ({ keys: { draft: true } }), [4]);
    await put(root, draft);
    expect(await built(root)).toMatchObject(good);
    await put(root, [...draft, novelty({ keys: { permalink: '/piece-4/' } })]);
    await built(root, '--accept');
    expect((await built(root)).errors).toEqual([]);
    const ids = (await lockLines(root)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('if it replaces the file of a removed article in the same build: the date differs', async () => {
    const root = await followed(site);
    const after = site.toSpliced(4, 1, novelty({ path: 'content/piece-4.md' }));
    expect(await asked(root, after)).toEqual({ code: 1, errors: ['guard-date content/piece-4.md'] });
    const told = site.toSpliced(4, 1, novelty({ path: 'content/piece-4.md', keys: own }));
    expect(await mixedUp(root, told)).toEqual([]);
    expect(await built(root)).toMatchObject(good);
  });

  test('if it has the address of an article that was removed some builds ago', async () => {
    const root = await followed(site);
    expect(await mixedUp(root, site.toSpliced(4, 1))).toEqual([]);
    const late = novelty({ keys: { slug: 'piece-4' } });
    const after = [...site.toSpliced(4, 1), late];
    expect(await asked(root, after)).toEqual({ code: 1, errors: ['id-reused content/novelty.md'] });
    const keys = { slug: 'piece-4', ...own };
    expect(await mixedUp(root, [...site.toSpliced(4, 1), { ...late, keys }])).toEqual([]);
  });

  test('where it is moved and gives itself another id', async () => {
    const root = await followed(site);
    const after = changed(site, () => ({ path: 'content/moved.md', keys: own }), [4]);
    expect(await asked(root, after)).toEqual({ code: 1, errors: ['guard-id content/moved.md'] });
  });

  test('where all have one title and one text, as pictures do', async () => {
    const picture = { title: 'Picture of the day', body: '![](picture.jpg "Today")' };
    const pictures = changed(site, ({ name }) => ({ ...picture, path: `content/${name.slice(6)}/index.md` }));
    const root = await followed(pictures);
    for (const at of [1, 2, 3]) {
      // One goes, and in another build one comes.
      await put(root, pictures.slice(at));
      expect(await built(root)).toMatchObject(good);
      pictures.push(
        novelty({
          ...picture,
          name: `next ${at}`,
          path: `content/next-${at}/index.md`,
          date: `2026-05-0${at}`,
        }),
      );
      await put(root, pictures.slice(at));
      expect(await built(root)).toMatchObject(good);
      expect((await idsIn(root)).get(`next ${at}`)).toBe(`https://example.com/next-${at}/`);
    }
    // In the same build it may be either; and as the message says, an id makes it new.
    const last = novelty({ ...picture, path: 'content/last/index.md' });
    const after = pictures.slice(4);
    expect(await asked(root, [...after, last])).toEqual({
      code: 1,
      errors: ['guard-date content/last/index.md'],
    });
    expect(await mixedUp(root, [...after, { ...last, keys: own }])).toEqual([]);
  });

  test('where one file has another text every week, and an id with it', async () => {
    const root = await followed([...site, week(1)]);
    expect(await asked(root, [...site, week(2)])).toEqual({
      code: 1,
      errors: ['guard-date content/weekly.md'],
    });
    const keys = { id: 'tag:example.com,2026:week-2', slug: 'week-2' };
    expect(await mixedUp(root, [...site, { ...week(2), keys }])).toEqual([]);
    expect((await lockLines(root)).filter(({ title }) => title === 'Weekly links')).toHaveLength(2);
  });

  test('where the text is short and the title common', async () => {
    const greetings = changed(site, (_, at) => ({
      title: 'Greetings',
      body: at === 4 ? 'Happy new year!' : prose(at),
    }));
    const root = await followed(greetings);
    await put(root, [...greetings, novelty({ title: 'Greetings', body: '' })]);
    expect(await built(root)).toMatchObject(good);
    expect((await idsIn(root)).get('novelty')).toBe('https://example.com/novelty/');
  });
});

test('two entries that an article could be are both named', async () => {
  const twins = changed(site, () => ({ title: 'Twins', date: '2025-03-03', body: weekly(1) }), [3, 4]);
  const root = await followed(twins, { guard: { removed: 9 } });
  const left = twins.toSpliced(3, 2, { ...novelty(), title: 'Twins', date: '2025-03-03', body: weekly(2) });
  await put(root, left);
  const { stdout } = await feedmill(root, ['build', '--reporter', 'json']);
  const { problems }: { problems: { code: string; what: string; fix: string }[] } = JSON.parse(stdout);
  expect(problems.map(({ code }) => code)).toEqual(['article-unclear']);
  expect(problems[0]?.what).toContain('https://example.com/piece-3/');
  expect(problems[0]?.what).toContain('https://example.com/piece-4/');
  expect(problems[0]?.what).not.toContain('so might https');
});

test('of many with one title, one text and one day none is mixed up with another, and nobody is asked', async () => {
  const many = Array.from({ length: 300 }, (_, at) => ({
    ...novelty({ body: prose(1, 3) }),
    name: `same ${at}`,
    path: `content/${at % 40}/same-${at}.md`,
  }));
  const root = await followed(many);
  const ids = await idsIn(root);
  await rename(join(root, 'content'), join(root, 'moved'));
  await mkdir(join(root, 'content'));
  await rename(join(root, 'moved'), join(root, 'content/moved'));
  expect(await built(root)).toMatchObject(good);
  expect(await idsIn(root)).toEqual(ids);
});

describe('whatever happens to a site at once', () => {
  const change = constantFrom<(piece: Piece, to: string) => Partial<Piece>>(
    () => ({}),
    (_, to) => ({ path: to }),
    (one, to) => ({ path: to, ...edited(one) }),
    ({ title }, to) => ({ path: to, title: `${title}, looked at again` }),
    (one, to) => ({ path: to, title: `Anew: ${to}`, ...edited(one) }),
    ({ title }) => ({ title: `${title}!` }),
    ({ name }) => ({ body: prose(5000 + name.length * 31 + Number(name.slice(6))) }),
    ({ name }, to) => ({ path: to, body: prose(9000 + Number(name.slice(6))) }),
    (one) => ({ title: `Otherwise ${one.title}`, ...edited(one) }),
    ({ date }) => ({ date: `${date}T00:00:00Z` }),
    (_, to) => ({ keys: { slug: to.replace(/.*\/|\.md/g, '') } }),
  );
  const event = record({
    changes: array(change, { minLength: 14, maxLength: 14 }),
    isRotated: boolean(),
    removed: nat(3),
    added: nat(3),
  });
  // More: `FEEDMILL_RUNS=300 npx vitest run tests/identity.test.ts`.
  const runs = Number(process.env['FEEDMILL_RUNS'] ?? amount(8, 20));

  test('articles keep their ids and share none, or an author is asked for one', async () => {
    let refused = 0;
    const before = pieces(14);
    const root = await followed(before, { guard: { updated: 99 } });
    const [lock, ids] = [await readFile(join(root, 'feedmill.lock'), 'utf8'), await idsIn(root)];
    const old = new Set(ids.values());
    const property = asyncProperty(event, async ({ changes, isRotated, removed, added: count }) => {
      await write(root, { 'feedmill.lock': lock });
      const kept = before.slice(removed);
      const files = isRotated ? rotated(kept) : kept;
      const after = changed(files, (one, at) => changes[at]?.(one, `content/moved/new-${at}.md`) ?? {});
      await put(root, [...after, ...pieces(count, 400)]);
      const { code, errors } = await built(root);
      deepStrictEqual(
        errors.filter((one) => !/^(?:article-unclear|duplicate-id) /.test(one)),
        [],
      );
      refused += code;
      const now = [...(code === 0 ? await idsIn(root) : ids)];
      deepStrictEqual(new Set(now.map(([, id]) => id)).size, now.length);
      deepStrictEqual(
        now.filter(([name, id]) => (ids.has(name) ? ids.get(name) !== id : old.has(id))),
        [],
      );
    });
    await assert(property, { numRuns: runs, interruptAfterTimeLimit: runs * 1000 });
    expect(refused).toBeLessThan(Math.max(4, runs / 4));
  }, 600_000);
});
