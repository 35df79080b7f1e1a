import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { thorough } from './effort.ts';
import { configured, journal, publish, put, type Article, type Journal } from './journal.ts';
import { readAgain } from './readers.ts';
import { subscribers } from './subscriber.ts';
import { list, snapshot, workspace } from './workspace.ts';

const hour = 3_600_000;
/** A month in Berlin from 10 March on; on 29 March the clocks there go from two to three. */
const start = Date.parse('2026-03-10T00:00:00+01:00');
const hours = 30 * 24;

/** What the clock in Berlin shows, as an author would write it. */
const written = (time: number) => new Date(time).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' });

/** An article as it is meant: when it is to be seen, whatever is written in it. */
interface Meant extends Article {
  readonly from: number;
  readonly until: number;
  readonly isDraft?: boolean;
}

/** The month's site by name of the article. */
type Plan = ReadonlyMap<string, Meant>;

/** An article of its own words that is to be seen `from` a time (milliseconds since 1970) on. */
function meant(name: string, from: number, more: Partial<Meant> = {}): Meant {
  const until = more.until ?? Infinity;
  return {
    path: `${name}.md`,
    title: `The story of ${name}`,
    date: written(from),
    body: `What ${name} is about is told here: ${name}, ${name.length} times over, and nothing but ${name}.\n`,
    ...more,
    keys: {
      ...(until < Infinity && { expires: written(until) }),
      ...(more.isDraft && { draft: true }),
      ...more.keys,
    },
    from,
    until,
  };
}

/** The site at the beginning: old articles, and those that come out and go in the course of the month. */
function firstPlan(): Plan {
  const all = new Map<string, Meant>();
  for (const one of journal(8).articles) {
    // All of them are of 2025.
    all.set(one.title, { ...one, from: 0, until: Infinity });
  }
  // At the full hour, a second and a minute behind it, on either side of the change of clocks, and at the hour that is not there.
  const coming: readonly [string, number, Partial<Meant>?][] = [
    ['anchor', 30 * hour],
    ['beacon', 30 * hour + 1000],
    ['cable', 71 * hour + 60_000, { until: start + 90 * hour }],
    ['dory', 120 * hour, { until: start + 470 * hour }],
    ['eel', 200 * hour + 59 * 60_000],
    ['fender', 201 * hour],
    ['galley', 260 * hour],
    ['hawser', 456 * hour, { until: start + 458 * hour }],
    ['island', 457 * hour],
    ['jetty', 458 * hour - 1000],
    ['keel', 459 * hour, { until: start + 700 * hour + 1000 }],
    ['lantern', 560 * hour],
    ['mast', 900 * hour],
  ];
  for (const [name, after, more] of coming) all.set(name, meant(name, start + after, more));
  // At half past two on the 29th there is no time: clocks show three, and half an hour later half past three.
  all.set('nautilus', meant('nautilus', Date.parse('2026-03-29T01:30:00Z'), { date: '2026-03-29 02:30' }));
  all.set('oyster', meant('oyster', start + 40 * hour, { isDraft: true }));
  all.set('pilot', meant('pilot', start - 5 * hour, { until: start + 600 * hour }));
  return all;
}

/** What the author does in an hour, and whether the site is built by hand before it is pushed. */
interface Deed {
  readonly at: number;
  readonly isBuilt: boolean;
  readonly edit: (plan: Map<string, Meant>) => void;
  readonly config?: Readonly<Record<string, unknown>>;
}

const alter = (name: string, change: (one: Meant) => Partial<Meant>) => (plan: Map<string, Meant>) => {
  const one = plan.get(name);
  if (!one) throw new Error(`no ${name}`);
  plan.set(name, { ...one, ...change(one) });
};

const deeds: readonly Deed[] = [
  {
    at: 50,
    isBuilt: true,
    edit: alter('anchor', ({ body }) => ({ body: `${body}\nA slip was put right.\n` })),
  },
  {
    at: 100,
    isBuilt: true,
    edit: alter('beacon', ({ body, keys }) => ({
      body: `${body}\nThere is news.\n`,
      keys: { ...keys, updated: written(start + 99 * hour) },
    })),
  },
  { at: 150, isBuilt: true, edit: alter('oyster', () => ({ isDraft: false, keys: {} })) },
  {
    at: 180,
    isBuilt: true,
    edit: alter('galley', () => ({ from: start + 300 * hour, date: written(start + 300 * hour) })),
  },
  { at: 250, isBuilt: false, edit: alter('fender', () => ({ path: 'moved/by-hand.md' })) },
  { at: 320, isBuilt: true, edit: alter('galley', () => ({ title: 'Another title for the galley' })) },
  { at: 350, isBuilt: true, edit: () => {}, config: { permalink: '/{year}/{slug}/' } },
  { at: 370, isBuilt: false, edit: () => {}, config: { url: 'https://journal.example.org/' } },
  { at: 400, isBuilt: true, edit: (plan) => plan.delete('eel') },
  {
    at: 465,
    isBuilt: false,
    edit: (plan) => plan.set('quay', meant('quay', start + 464 * hour)),
  },
  {
    at: 480,
    isBuilt: true,
    edit: alter('island', ({ keys }) => ({
      until: start + 481 * hour,
      keys: { ...keys, expires: written(start + 481 * hour) },
    })),
  },
  { at: 520, isBuilt: true, edit: alter('island', () => ({ until: Infinity, keys: {} })) },
  { at: 540, isBuilt: true, edit: alter('mast', () => ({ path: 'later/mast.md' })) },
  {
    at: 650,
    isBuilt: false,
    edit: alter('jetty', ({ keys }) => ({ keys: { ...keys, updated: written(start + 649 * hour) } })),
  },
];

/** What is to be seen of `plan` at `time`, the newest first. */
function visible(plan: Plan, time: number): Meant[] {
  return [...plan.values()]
    .filter(({ from, until, isDraft }) => from <= time && time < until && !isDraft)
    .toSorted((a, b) => b.from - a.from);
}

const when = (time: number) => ['--now', new Date(time).toISOString()];
const lockOf = (root: string) => readFile(join(root, 'feedmill.lock'), 'utf8');

test.runIf(thorough)('a scheduled build does the right thing every hour of a month, alone', async () => {
  const [home, server] = [await workspace({}), await workspace({})];
  const dist = join(server, 'dist');
  const people = subscribers();
  const plan = new Map(firstPlan());
  let config: Journal['config'] = configured(journal(0), { title: 'Month' }).config;
  const wrong: string[] = [];
  const firsts = new Map<string, number>();
  const push = async (time: number, isBuilt: boolean) => {
    const site = { config, articles: [...plan.values()] };
    await put(home, site);
    if (isBuilt) await publish(home, ...when(time));
    await put(server, site);
    await copyFile(join(home, 'feedmill.lock'), join(server, 'feedmill.lock'));
  };

  await push(start, true);
  let before: unknown;
  let last: unknown;
  for (let index = 0; index < hours; index++) {
    const time = start + index * hour;
    const deed = deeds.find(({ at }) => at === index);
    if (deed) {
      deed.edit(plan);
      config = { ...config, ...deed.config };
      await push(time, deed.isBuilt);
    }
    const lock = await lockOf(server);
    await publish(server, '--frozen', ...when(time));
    if ((await lockOf(server)) !== lock) wrong.push(`hour ${index}: the lock was written`);

    const now = visible(plan, time);
    const titles = now.map(({ title }) => title);
    const files = await snapshot(dist);
    const shouldWrite = deed !== undefined || !isDeepStrictEqual(titles, last);
    if (!shouldWrite && !isDeepStrictEqual(files, before)) wrong.push(`hour ${index}: something was written`);
    if (shouldWrite) {
      const sight = await people.fetch(dist);
      for (const title of sight.fresh) {
        if (firsts.has(title)) wrong.push(`hour ${index}: ${title} is new again`);
        firsts.set(title, index);
      }
      if (sight.again.length > 0) wrong.push(`hour ${index}: ${sight.again.join()} is unread again`);
    }
    // The feed, and the pages that can be reached, are those of this hour.
    if (index === 0 || !isDeepStrictEqual(files, before)) {
      const shown = readAgain('json', await readFile(join(dist, 'feed.json'), 'utf8')).items;
      const [seen, meantNow] = [new Set(shown.map(({ title }) => title)), new Set(titles)];
      for (const title of seen)
        if (!meantNow.has(title)) wrong.push(`hour ${index}: ${title} is still there`);
      for (const title of meantNow) if (!seen.has(title)) wrong.push(`hour ${index}: ${title} is not there`);
      const pages = (await list(dist)).filter((path) => path.endsWith('/index.html'));
      if (pages.filter((path) => !/^\d{4}\/index/.test(path)).length !== now.length)
        wrong.push(`hour ${index}: ${pages.length} pages of ${now.length} articles`);
    } else if (shouldWrite && !isDeepStrictEqual(titles, last))
      wrong.push(`hour ${index}: nothing was written`);
    [before, last] = [files, titles];
  }
  expect(wrong).toEqual([]);

  // Each that came out in the month was new once, in the hour it was due; those of the beginning never were.
  const expected = new Map([
    ['anchor', 30],
    ['beacon', 31],
    ['cable', 72],
    ['dory', 120],
    ['oyster', 150],
    ['eel', 201],
    ['fender', 201],
    ['galley', 300],
    ['hawser', 456],
    ['island', 457],
    ['nautilus', 459],
    ['jetty', 458],
    ['keel', 459],
    ['quay', 465],
    ['lantern', 560],
  ]);
  const told = [...firsts].map(([title, index]) => [title.replace('The story of ', ''), index] as const);
  expect(new Map(told)).toEqual(expected);

  // What is left agrees with a first build of the last hour.
  const fresh = await workspace({});
  await put(fresh, { config, articles: [...plan.values()] });
  await copyFile(join(home, 'feedmill.lock'), join(fresh, 'feedmill.lock'));
  await publish(fresh, '--frozen', ...when(start + (hours - 1) * hour));
  expect(await contents(join(fresh, 'dist'))).toEqual(await contents(dist));
});

/** The hash of every file by path, but for our own. */
async function contents(folder: string): Promise<Record<string, string>> {
  const files = Object.entries(await snapshot(folder)).filter(([path]) => !path.startsWith('.'));
  return Object.fromEntries(files.map(([path, state]) => [path, state.slice(0, 64)]));
}
