import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
  sources,
  without,
  type Article,
  type Journal,
} from './journal.ts';
import { idsOf, nothing, type Subscribers } from './subscriber.ts';
import { differences, published } from './twin.ts';
import { feedmill, readReport, snapshot, write } from './workspace.ts';

/** Some that are in the feed, the newest among them, and some that no longer are. */
const some = [1, 6, 15, 21, 22, 28];
const isSome = (index: number) => some.includes(index);

interface Scenario {
  readonly name: string;
  /** What the author changes. */
  readonly change: (site: Journal) => Journal;
  /** The site before, where it is not the journal as it is. */
  readonly before?: Journal;
  /** Whether not even the words of an item may change. */
  readonly isExact?: boolean;
}

const moveTo =
  (path: (old: string, index: number) => string, indexes?: readonly number[]) => (site: Journal) =>
    changed(site, (one, index) => ({ ...one, path: path(one.path, index) }), indexes);

const scenarios: readonly Scenario[] = [
  {
    name: 'title changed',
    change: (site) => changed(site, (one) => ({ ...one, title: `${one.title}: a second look` }), some),
  },
  {
    name: 'title changed altogether',
    change: (site) => changed(site, (one, index) => ({ ...one, title: `Something else (${index})` }), some),
  },
  {
    name: 'slug changed',
    change: (site) =>
      changed(site, (one, index) => ({ ...one, keys: { ...one.keys, slug: `other-${index}` } }), some),
  },
  {
    name: 'address written into the article',
    change: (site) =>
      changed(
        site,
        (one, index) => ({ ...one, keys: { ...one.keys, permalink: `/by-hand/${index}/` } }),
        some,
      ),
  },
  {
    name: 'two articles swap their addresses',
    change: (site) =>
      changed(
        site,
        (one, index) => ({
          ...one,
          keys: { ...one.keys, permalink: addressOf(site, index === 22 ? 26 : 22) },
        }),
        [22, 26],
      ),
  },
  {
    name: 'file moved',
    change: moveTo((path) => `archive/old/${path}`, some),
  },
  {
    name: 'file renamed',
    change: moveTo((path, index) => path.replace(/[^/]*$/, `renamed-${index}.markdown`), [6, 15, 21, 22]),
  },
  {
    name: 'file becomes a folder with an index',
    change: moveTo((path) => path.replace(/\.md$/, '/index.md'), [1, 6, 15, 21, 22]),
  },
  {
    name: 'files renumbered, one behind the other',
    before: numbered(feedJournal(), 0),
    change: (site) => numbered(site, 1),
    isExact: true,
  },
  {
    name: 'two articles of a series swap their files',
    change: (site) =>
      changed(
        site,
        (one, index) => ({ ...one, path: site.articles[index === 9 ? 19 : 9]?.path ?? '' }),
        [9, 19],
      ),
  },
  {
    name: 'two articles swap their files, and the newer one is edited',
    change: (site) => swapped(site, 22, 26),
  },
  {
    name: 'two articles swap their files, and the older one is edited',
    change: (site) => swapped(site, 26, 22),
  },
  {
    name: 'folder renamed',
    change: moveTo((path) => path.replace(/^harbour\//, 'port/')),
  },
  {
    name: 'folder of a series renamed, whose articles resemble each other',
    change: moveTo((path) => path.replace(/^notes\//, 'weekly/')),
  },
  {
    name: 'content folder renamed',
    change: (site) => configured(site, { content: 'posts' }),
    isExact: true,
  },
  {
    name: 'permalink pattern changed',
    change: (site) => configured(site, { permalink: '/{year}/{month}/{slug}.html' }),
  },
  {
    name: 'domain changed',
    change: (site) => configured(site, { url: 'https://journal.example.org/' }),
  },
  {
    name: 'site moved to a folder of its domain',
    change: (site) => configured(site, { url: 'https://example.com/journal/' }),
  },
  {
    name: 'http to https',
    before: configured(feedJournal(), { url: 'http://example.com/' }),
    change: (site) => configured(site, { url: 'https://example.com/' }),
  },
  {
    name: 'time zone changed to one in the west, so that dates are later',
    change: (site) => configured(site, { timezone: 'America/New_York' }),
  },
  {
    name: 'time zone changed to one in the east, so that dates are earlier',
    change: (site) => configured(site, { timezone: 'Asia/Tokyo' }),
  },
  {
    name: 'date reformatted',
    change: (site) => changed(site, reformatted),
    isExact: true,
  },
  {
    name: 'article edited',
    change: (site) =>
      changed(site, (one) => ({ ...one, body: one.body.replace(/[^.]+\./, 'It was put right.') }), some),
  },
  {
    name: 'article rewritten from the first word to the last',
    change: (site) =>
      changed(
        site,
        (one, index) => ({ ...one, body: `All of article ${index} is other words now.\n` }),
        some,
      ),
  },
  {
    name: 'article edited, and the author says so',
    change: (site) =>
      changed(
        site,
        (one) => ({
          ...one,
          keys: { ...one.keys, updated: '2026-05-31 10:00' },
          body: `${one.body}\nMore of it.\n`,
        }),
        some,
      ),
  },
  {
    name: 'article renamed and edited at once',
    change: (site) =>
      moveTo(
        (path, index) => path.replace(/[^/]*$/, `again-${index}.md`),
        [6, 15, 21, 22],
      )(changed(site, (one) => ({ ...one, body: `${one.body}\nA line more.\n` }), some)),
  },
  {
    name: 'article renamed with its title, as some editors do',
    change: (site) =>
      changed(
        site,
        (one, index) => ({
          ...one,
          title: `Anew ${index}`,
          path: one.path.replace(/[^/]*$/, `anew-${index}.md`),
        }),
        [6, 15, 21, 22],
      ),
  },
  {
    name: 'everything at once: domain, pattern, time zone, folders and titles',
    change: (site) =>
      moveTo((path, index) => (index % 4 === 0 ? path : path.replace(/^(harbour|notes)\//, 'port/$1/')))(
        changed(
          configured(site, {
            url: 'https://journal.example.org/',
            permalink: '/{year}/{slug}/',
            timezone: 'America/New_York',
          }),
          (one, index) => ({ ...one, title: isSome(index) ? `${one.title}!` : one.title }),
        ),
      ),
  },
];

/** The address of an article whose file gives it. */
function addressOf(site: Journal, index: number): string {
  return `/${site.articles[index]?.path.replace(/\.md$/, '')}/`;
}

/** Two articles in one another's file, the second of them edited. */
function swapped(site: Journal, one: number, other: number): Journal {
  const path = (index: number) => site.articles[index]?.path ?? '';
  return changed(
    site,
    (old, index) =>
      index === one
        ? { ...old, path: path(other) }
        : { ...old, path: path(one), body: `${old.body}\nA line more.\n` },
    [one, other],
  );
}

/** The articles as chapters, the first of them with the number `start`. */
function numbered(site: Journal, start: number): Journal {
  const two = (index: number) => String(index + start).padStart(2, '0');
  return changed(site, (one, index) => ({
    ...one,
    // The name of the file says the date no more.
    date: one.date ?? one.path.match(/\d{4}-\d\d-\d\d/)?.[0],
    path: `chapter-${two(index)}.md`,
    keys: { ...one.keys, slug: `chapter-of-${index}` },
  }));
}

/** The same moment in other words. */
function reformatted(one: Article, index: number): Article {
  if (one.date === undefined) {
    const [date = ''] = one.path.match(/\d{4}-\d\d-\d\d/) ?? [];
    return { ...one, date: `${date}T00:00` };
  }
  const way = index % 3;
  if (one.date.endsWith('+01:00')) {
    const utc = new Date(one.date).toISOString();
    return { ...one, date: way === 0 ? utc : new Date(one.date).toUTCString() };
  }
  const time = one.date.length > 10 ? one.date : `${one.date} 00:00`;
  return {
    ...one,
    date: way === 0 ? `${time}:00` : way === 1 ? time.replace(' ', 'T') : `${time} Europe/Berlin`,
  };
}

describe('no subscriber sees an old article as new', () => {
  test.each(scenarios)('$name', async ({ before = feedJournal(), change, isExact }) => {
    const { root, people } = await followed(before);
    expect(await afterwards(root, people, before, change, isExact)).toEqual(undisturbed);
  });

  test('articles in another order on the disk, in a fresh clone', async () => {
    const { root, people } = await followed(feedJournal());
    const files = sources(feedJournal());
    await rm(join(root, 'content'), { recursive: true });
    for (const [index, path] of Object.keys(files).toReversed().entries()) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), files[path] ?? '');
      await utimes(join(root, path), index * 1000, index * 1000);
    }
    expect(await afterwards(root, people, feedJournal(), (site) => site, true)).toEqual(undisturbed);
    const copy = await clone(root);
    await publish(copy);
    expect(await people.fetch(join(copy, 'dist'))).toEqual(nothing);
  });

  test('package upgraded: nothing but content and lock is left, and the lock has what another version wrote', async () => {
    const { root, people } = await followed(feedJournal());
    const copy = await clone(root);
    const lock = await readFile(join(copy, 'feedmill.lock'), 'utf8');
    const lines = lock
      .split('\n')
      .map((line) => line.replace(/^(\{"id":.*)\}$/, '$1,"later":[1,{"a":"b"}]}'));
    expect(lines.join('\n')).not.toBe(lock);
    await write(copy, { 'feedmill.lock': lines.join('\n') });
    expect(await afterwards(copy, people, feedJournal(), (site) => site, true)).toEqual(undisturbed);
  });

  test.each([
    ['in the same file', { path: feedJournal().articles[26]?.path ?? '' }],
    ['in another file', { path: 'other.md', keys: { permalink: addressOf(feedJournal(), 26) } }],
  ])('a new article at an address that became free, %s, is asked for an id of its own', async (_, place) => {
    const { root, people } = await followed(feedJournal());
    const moved = changed(feedJournal(), (one) => ({ ...one, path: 'moved.md' }), [26]);
    const late: Article = {
      ...newcomer,
      title: 'In its place',
      body: 'Another text altogether.\n',
      ...place,
    };
    await put(root, added(moved, late));
    const { code, stdout } = await feedmill(root, ['build', '--reporter', 'json']);
    // The one that moved must keep the id, which was its address.
    expect({ code, files: readReport(stdout).problems.map(({ file }) => file) }).toEqual({
      code: 1,
      files: [`content/${late.path}`],
    });
    const site = added(moved, { ...late, keys: { ...late.keys, id: 'tag:example.com,2026:in-its-place' } });
    await put(root, site);
    await publish(root);
    expect(await people.fetch(join(root, 'dist'))).toEqual({ ...nothing, fresh: ['In its place'] });
    await put(root, added(site, newcomer));
    await publish(root);
    expect(await people.fetch(join(root, 'dist'))).toEqual({ ...nothing, fresh: [newcomer.title] });
  });

  test.each<[string, Partial<Article>]>([
    ['got another title', { title: 'Called otherwise' }],
    ['was edited', { body: `${feedJournal().articles[26]?.body}\nAnd one thing more.\n` }],
  ])('a new article in the file of one that moved and %s is not taken for it', async (_, change) => {
    const { root, people } = await followed(feedJournal());
    const path = feedJournal().articles[26]?.path ?? '';
    const moved = changed(feedJournal(), (one) => ({ ...one, ...change, path: 'moved.md' }), [26]);
    const late: Article = { ...newcomer, title: 'In its place', body: 'Another text altogether.\n', path };
    // With an address of its own.
    await put(root, added(moved, { ...late, keys: { slug: 'in-its-place' } }));
    await publish(root);
    expect(await people.fetch(join(root, 'dist'))).toMatchObject({ fresh: ['In its place'], again: [] });
  });

  test('a new article at the address of one that was deleted is not taken for it', async () => {
    const { root, people } = await followed(feedJournal());
    await put(root, without(feedJournal(), [26]));
    await publish(root);
    await people.fetch(join(root, 'dist'));
    const late: Article = { ...newcomer, path: feedJournal().articles[26]?.path ?? '' };
    await put(root, added(without(feedJournal(), [26]), late));
    // An id is never used again: the build gives it another, or asks for one.
    const { code, stdout, stderr } = await feedmill(root, ['build']);
    if (code !== 0)
      await put(
        root,
        added(without(feedJournal(), [26]), { ...late, keys: { id: 'tag:example.com,2026:x' } }),
      );
    expect(code === 0 || /\bid\b/.test(stdout + stderr)).toBe(true);
    await publish(root);
    expect(await people.fetch(join(root, 'dist'))).toMatchObject({ fresh: [late.title], again: [] });
  });

  test('ids that come with another lock count at once, whatever a build remembers', async () => {
    const { root } = await followed(feedJournal());
    const lock = await readFile(join(root, 'feedmill.lock'), 'utf8');
    const id = 'https://example.com/charts-from-the-archive/';
    for (const other of ['https://example.org/charts-from-the-archive/', id]) {
      await write(root, { 'feedmill.lock': lock.replace(`"id":"${id}"`, `"id":"${other}","url":"${id}"`) });
      await publish(root, '--frozen');
      for (const [format, file] of [
        ['rss', 'feed.xml'],
        ['atom', 'atom.xml'],
        ['json', 'feed.json'],
      ] as const)
        expect(idsOf(format, await readFile(join(root, 'dist', file), 'utf8'))).toContain(other);
    }
  });

  test('and the subscribers are no fools: without a lock, in an empty folder, a new domain shows them everything', async () => {
    const { root, people } = await followed(feedJournal());
    const copy = await clone(root);
    await rm(join(copy, 'feedmill.lock'), { force: true });
    await put(copy, configured(feedJournal(), { url: 'https://journal.example.org/' }));
    await publish(copy);
    expect((await people.fetch(join(copy, 'dist'))).fresh).toHaveLength(20);
  });
});

/** The author changes the site, builds it, has it built from a clone, and writes one article more: what comes of it. */
async function afterwards(
  root: string,
  people: Subscribers,
  before: Journal,
  change: (site: Journal) => Journal,
  isExact = false,
): Promise<unknown> {
  const output = join(root, 'dist');
  const site = change(before);
  await put(root, site);
  const plan = await planned(root);
  await publish(root);
  const { edited, ...sight } = await people.fetch(output);
  const copy = await clone(root);
  await publish(copy, '--frozen');
  const frozen = differences(published(copy), published(root));
  const still = await snapshot(output);
  await publish(root);
  const isStill = isDeepStrictEqual(await snapshot(output), still);
  await put(root, added(site, newcomer));
  const laterPlan = await planned(root);
  await publish(root);
  const later = await people.fetch(output);
  return { plan, sight: { ...sight, edited: isExact ? edited : [] }, frozen, isStill, laterPlan, later };
}

/** What `feedmill plan` says that a build would do to subscribers. */
async function planned(root: string): Promise<unknown> {
  const { stdout } = await feedmill(root, ['plan', '--json']);
  const { plan }: { plan: { counts: Readonly<Record<string, number>> } } = JSON.parse(stdout);
  const { new: fresh, resurfaced, removed } = plan.counts;
  return { fresh, resurfaced, removed };
}

/** Nobody notices; a frozen build gives the same bytes, another build writes nothing, and one more article is one more. */
const undisturbed = {
  plan: { fresh: 0, resurfaced: 0, removed: 0 },
  sight: nothing,
  frozen: [],
  isStill: true,
  laterPlan: { fresh: 1, resurfaced: 0, removed: 0 },
  later: { ...nothing, fresh: [newcomer.title] },
};
