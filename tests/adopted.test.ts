import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generators } from './generators.ts';
import {
  added,
  changed,
  clone,
  configured,
  journal,
  newcomer,
  publish,
  put,
  type Journal,
} from './journal.ts';
import { readAgain } from './readers.ts';
import { idsOf, nothing, subscribers } from './subscriber.ts';
import { differences, published } from './twin.ts';
import { feedmill, workspace, write } from './workspace.ts';
import type { FormatName } from '../src/config/format-name.ts';

type Generator = (typeof generators)[number];

const files: Readonly<Record<FormatName, string>> = { rss: 'feed.xml', atom: 'atom.xml', json: 'feed.json' };

/** The journal as it stands when it comes from another generator: some titles have what generators write in ways of their own. */
function moving({ permalink }: Pick<Generator, 'permalink'>): Journal {
  const site = changed(
    journal(),
    (one) => ({ ...one, title: `Tom's "${one.title}" - salt & <bread>` }),
    [29, 25, 3],
  );
  // A generator goes by its own slugs.
  const plain = changed(site, (one) => ({ ...one, keys: { ...one.keys, slug: undefined } }));
  return configured(plain, permalink === undefined ? {} : { permalink });
}

/** Its articles as a generator would have published them, the newest first. */
async function postsOf(site: Journal): Promise<Parameters<Generator['feed']>[0]> {
  const root = await workspace({});
  await put(root, configured(site, { limit: 100 }));
  await publish(root);
  const { items } = readAgain('json', await readFile(join(root, 'dist/feed.json'), 'utf8'));
  return items.map(({ title, published: date, html }) => {
    const path = site.articles.find((one) => one.title === title)?.path ?? '';
    const [, folder = '', name = ''] =
      path.replace(/(?:\/index)?\.md$/, '').match(/^(.*\/)?(?:\d{4}-\d\d-\d\d-)?(.*)$/) ?? [];
    return { title, date, html, folder, name };
  });
}

describe.each(generators)('a site that comes from $name', (generator) => {
  const { format } = generator;

  test('shows nobody anything twice, once its feed is adopted', async () => {
    const site = moving(generator);
    const posts = await postsOf(site);
    const root = await workspace({});
    await put(root, site);
    const old = generator.feed(posts.slice(0, 20));
    await write(root, { 'old-feed': old });
    const people = subscribers();
    people.read({ [format]: old });

    const adopted = await feedmill(root, ['adopt', 'old-feed']);
    // What Ghost gives as ids Atom cannot hold.
    const told = generator.name.startsWith('Ghost') ? /^warning adopt-not-iri\n/ : /^$/;
    expect({ code: adopted.code, stderr: adopted.stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(told),
    });
    const plan = await feedmill(root, ['plan', '--against', 'old-feed', '--exit-code']);
    expect(plan.stdout).toMatch(/\b0 new\b.*\b0 resurfaced\b/);

    await publish(root);
    const document = await readFile(join(root, 'dist', files[format]), 'utf8');
    const seen = people.read({ [format]: document });
    expect(seen).toEqual({ ...nothing, edited: seen.edited });
    expect(idsOf(format, document)).toEqual(idsOf(format, old));

    const copy = await clone(root);
    await publish(copy, '--frozen');
    expect(differences(published(copy), published(root))).toEqual([]);

    await put(root, added(site, newcomer));
    await publish(root);
    const later = await readFile(join(root, 'dist', files[format]), 'utf8');
    expect(people.read({ [format]: later })).toMatchObject({ fresh: [newcomer.title], again: [] });
  });

  test('with only ten articles in its feed does not silently show older ones as new', async () => {
    const site = moving(generator);
    const posts = await postsOf(site);
    const root = await workspace({});
    await put(root, site);
    // Who has followed for long has seen all of it.
    const people = subscribers();
    people.read({ [format]: generator.feed(posts) });
    const old = generator.feed(posts.slice(0, 10));
    await write(root, { 'old-feed': old });
    expect(await feedmill(root, ['adopt', 'old-feed'])).toMatchObject({ code: 0 });
    const lock = await readFile(join(root, 'feedmill.lock'), 'utf8');
    const built = await feedmill(root, ['build']);
    const documents = built.code === 0 ? await readFile(join(root, 'dist', files[format]), 'utf8') : old;
    expect(people.read({ [format]: documents })).toMatchObject({ fresh: [], again: [] });
    const told = built.code === 0 || (built.stderr + built.stdout).includes('--accept');
    const isLeft = built.code === 0 || (await readFile(join(root, 'feedmill.lock'), 'utf8')) === lock;
    expect({ told, isLeft }).toEqual({ told: true, isLeft: true });
  });
});

test('a feed that is adopted after the site was built once counts from the next build on, whatever that remembers', async () => {
  const [, , wordpress] = generators;
  if (!wordpress) throw new Error('no WordPress');
  const site = moving(wordpress);
  const old = wordpress.feed((await postsOf(site)).slice(0, 20));
  const root = await workspace({});
  await put(root, site);
  await publish(root);
  await write(root, { 'old-feed': old });
  expect(await feedmill(root, ['adopt', 'old-feed'])).toMatchObject({ code: 0 });
  // What was built is a trial that nobody subscribed to.
  await publish(root, '--accept');
  expect(idsOf('rss', await readFile(join(root, 'dist/feed.xml'), 'utf8'))).toEqual(idsOf('rss', old));
  expect(idsOf('json', await readFile(join(root, 'dist/feed.json'), 'utf8'))).toEqual(idsOf('rss', old));
});

test('dates that lost their time on the way make nothing new, but for readers that go by the date', async () => {
  const [, , wordpress] = generators;
  if (!wordpress) throw new Error('no WordPress');
  const site = moving(wordpress);
  // At twelve seconds past the minute, as people press a button.
  const posts = (await postsOf(site)).map((one) => ({ ...one, date: one.date + 3 * 3_600_000 + 12_000 }));
  const root = await workspace({});
  await put(root, site);
  const old = wordpress.feed(posts.slice(0, 20));
  await write(root, { 'old-feed': old });
  const people = subscribers(['by id and date']);
  people.read({ rss: old });
  expect(await feedmill(root, ['adopt', 'old-feed'])).toMatchObject({ code: 0 });
  await publish(root);
  expect(people.read({ rss: await readFile(join(root, 'dist/feed.xml'), 'utf8') })).toMatchObject({
    fresh: [],
    again: [],
  });
});

test('a feed in several parts is adopted whole', async () => {
  const eleventy = generators.find(({ name }) => name === 'Eleventy');
  const ghost = generators.find(({ name }) => name.startsWith('Ghost'));
  if (!eleventy || !ghost) throw new Error('no such generator');
  const site = moving(ghost);
  const posts = await postsOf(site);
  const root = await workspace({});
  await put(root, site);
  await write(root, {
    'one.xml': ghost.feed(posts.slice(0, 12)),
    'two.xml': ghost.feed(posts.slice(12)),
  });
  expect(await feedmill(root, ['adopt', 'one.xml', 'two.xml'])).toMatchObject({ code: 0 });
  await publish(root);
  expect(idsOf('rss', await readFile(join(root, 'dist/feed.xml'), 'utf8'))).toEqual(
    idsOf('rss', ghost.feed(posts.slice(0, 20))),
  );
  // Those that are in no feed of twenty have their ids too.
  await put(root, configured(site, { limit: 100 }));
  await publish(root, '--accept');
  expect(idsOf('atom', await readFile(join(root, 'dist/atom.xml'), 'utf8'))).toEqual(
    idsOf('rss', ghost.feed(posts)),
  );
});
