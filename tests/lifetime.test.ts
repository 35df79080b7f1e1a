import { deepStrictEqual, ok } from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  nat,
  oneof,
  record,
  type Arbitrary,
} from 'fast-check';
import { test } from 'vitest';
import { amount } from './effort.ts';
import {
  added,
  changed,
  clone,
  configured,
  followed,
  journal,
  put,
  unheard,
  without,
  type Article,
  type Journal,
} from './journal.ts';
import { differences, published } from './twin.ts';
import { feedmill } from './workspace.ts';

// More lives: `FEEDMILL_RUNS=200 npx vitest run tests/lifetime.test.ts`. A failure names its seed: FEEDMILL_SEED.
const runs = Number(process.env['FEEDMILL_RUNS'] ?? amount(3, 12));
const seed = process.env['FEEDMILL_SEED'];
const limit = runs * 6000;

/** What an author does to a site. Articles are meant by their number, counted round. */
type Deed =
  | {
      readonly deed:
        | 'title'
        | 'slug'
        | 'rename'
        | 'edit'
        | 'rewrite'
        | 'update'
        | 'reformat'
        | 'remove'
        | 'replace';
      readonly piece: number;
    }
  | { readonly deed: 'move'; readonly piece: number; readonly to: string }
  | { readonly deed: 'swap'; readonly piece: number; readonly other: number }
  | { readonly deed: 'folder'; readonly from: string; readonly to: string }
  | { readonly deed: 'config'; readonly to: Readonly<Record<string, unknown>> }
  | { readonly deed: 'add' | 'forget' };

/** Some deeds, and whether the author builds the site after them or leaves that to a frozen build of what is pushed. */
interface Step {
  readonly deeds: readonly Deed[];
  readonly isBuilt: boolean;
}

const folders = constantFrom('', 'harbour/', 'notes/', 'weather/', 'old/deep/');
const piece = nat(40);

const anyDeed: Arbitrary<Deed> = oneof(
  { weight: 4, arbitrary: record({ deed: constantFrom('title', 'slug', 'rename', 'edit'), piece }) },
  {
    weight: 1,
    arbitrary: record({ deed: constantFrom('rewrite', 'reformat', 'remove', 'replace', 'update'), piece }),
  },
  { weight: 2, arbitrary: record({ deed: constant('move'), piece, to: folders }) },
  { weight: 1, arbitrary: record({ deed: constant('swap'), piece, other: piece }) },
  { weight: 1, arbitrary: record({ deed: constant('folder'), from: folders, to: folders }) },
  {
    weight: 2,
    arbitrary: record({
      deed: constant('config'),
      to: oneof(
        constantFrom('https://example.com/', 'http://example.com/', 'https://blog.example.org/sub/').map(
          (url) => ({ url }),
        ),
        constantFrom('/{path}/', '/{slug}.html', '/{year}/{month}/{slug}/').map((permalink) => ({
          permalink,
        })),
        constantFrom('Europe/Berlin', 'Asia/Tokyo', 'America/New_York').map((timezone) => ({ timezone })),
      ),
    }),
  },
  { weight: 1, arbitrary: record({ deed: constantFrom('add', 'forget') }) },
);

const anyStep: Arbitrary<Step> = record({
  deeds: array(anyDeed, { minLength: 1, maxLength: 4 }),
  isBuilt: constantFrom(true, false),
});

/** A site between two builds of its author: what of each article is no longer as the lock has it, by number. */
interface Life {
  readonly site: Journal;
  readonly news: readonly string[];
  readonly touched: ReadonlyMap<number, ReadonlySet<string>>;
  readonly removed: number;
  readonly isForgotten: boolean;
}

test(
  'whatever an author does to a site over the years, nobody sees an old article as new',
  async () => {
    let [done, refused] = [0, 0];
    const lives = array(anyStep, { minLength: 3, maxLength: 6, size: 'max' });
    const property = asyncProperty(lives, async (steps) => {
      const { root, people } = await followed(journal());
      let life: Life = { site: journal(), news: [], touched: new Map(), removed: 0, isForgotten: false };
      let number = 0;
      for (const { deeds, isBuilt } of steps) {
        const former = life;
        life = deeds.reduce<Life>((now, deed) => after(now, deed, number++), {
          ...life,
          news: [],
          isForgotten: false,
        });
        await put(root, life.site);
        if (life.isForgotten) await rm(join(root, '.feedmill'), { recursive: true, force: true });
        done++;

        const copy = await clone(root);
        const pushed = await feedmill(copy, ['build', '--frozen']);
        if (pushed.code !== 0) {
          // Where it cannot know, it asks; nothing else may stop what harms nobody.
          const told = pushed.stdout + pushed.stderr;
          ok(/\bid:/.test(told) && !told.includes('--accept'), told);
          refused++;
          life = former;
          await put(root, life.site);
          continue;
        }
        const { fresh, again } = await people.fetch(join(copy, 'dist'));
        deepStrictEqual({ fresh: fresh.toSorted(), again }, { fresh: life.news.toSorted(), again: [] });
        // What nobody knew before has to be written down before it can change.
        if (!isBuilt && life.news.length === 0) continue;
        const built = await feedmill(root, ['build']);
        ok(built.code === 0, built.stdout + built.stderr);
        deepStrictEqual(differences(published(root), published(copy)), []);
        const next = await clone(root);
        await feedmill(next, ['build'], { CI: 'true' });
        deepStrictEqual(differences(published(next), published(root)), []);
        life = { ...life, touched: new Map(), removed: 0 };
      }
    });
    await assert(property, {
      numRuns: runs,
      unbiased: true,
      interruptAfterTimeLimit: limit,
      ...(seed !== undefined && { seed: Number(seed) }),
    });
    // Asking is the exception.
    ok(refused * 5 <= done, `${refused} of ${done} builds asked for an id`);
  },
  limit + 60_000,
);

/** The site after a deed, the `number`th of its life. */
function after(life: Life, deed: Deed, number: number): Life {
  const { site } = life;
  switch (deed.deed) {
    case 'config':
      return { ...life, site: configured(site, deed.to) };
    case 'forget':
      return { ...life, isForgotten: true };
    case 'add': {
      const one = newArticle(number, `new/${number}.md`);
      return { ...life, site: added(site, one), news: [...life.news, one.title] };
    }
    case 'folder':
      return deed.from === '' || deed.from === deed.to
        ? life
        : site.articles.reduce(
            (now, one, index) =>
              one.path.startsWith(deed.from)
                ? moved(now, index, deed.to + one.path.slice(deed.from.length))
                : now,
            life,
          );
    default: {
      const index = deed.piece % site.articles.length;
      const one = site.articles[index];
      return one ? afterOne(life, deed, number, index, one) : life;
    }
  }
}

type One = Extract<Deed, { readonly piece: number }>;

function afterOne(life: Life, deed: One, number: number, index: number, one: Article): Life {
  const { site, touched } = life;
  // An `index.md` goes with its folder.
  const name = /[^/]+(?:\/index\.\w+)?$/.exec(one.path)?.[0] ?? '';
  const to = (change: Partial<Article>) => ({
    ...life,
    site: changed(site, (old) => ({ ...old, ...change }), [index]),
  });
  switch (deed.deed) {
    case 'title':
      if (life.news.includes(one.title)) return life;
      return touch(life, index, 'title', to({ title: `${one.title.replace(/ \(.*/, '')} (${number})` }));
    case 'slug':
      return to({ keys: { ...one.keys, slug: `slug-${number}` } });
    case 'rename':
      return moved(
        life,
        index,
        one.path.replace(name, name.replace(/^(\d{4}-\d\d-\d\d-)?.*/, `$1renamed-${number}.md`)),
      );
    case 'move':
      return moved(life, index, deed.to + name);
    case 'edit':
      return touch(life, index, 'edit', to({ body: `${one.body}\nAnd ${number} more.\n` }));
    case 'rewrite':
      return touch(
        life,
        index,
        'body',
        to({ body: `Nothing of it is as it was, for the ${number}th time.\n` }),
      );
    case 'update':
      return to({ keys: { ...one.keys, updated: '2026-05-31 12:00' } });
    case 'reformat':
      return one.date === undefined || one.date.length > 10 ? life : to({ date: `${one.date}T00:00` });
    case 'remove':
      return life.removed > 3 || life.news.includes(one.title)
        ? life
        : { ...renumbered(life, index), site: without(site, [index]), removed: life.removed + 1 };
    case 'replace': {
      // It moves away, and a new article takes its place.
      const next = moved(life, index, `away/${number}-${name.replace(/^\d{4}-\d\d-\d\d-/, '')}`);
      if (next === life || one.date === undefined || touched.has(index)) return life;
      const late = { ...newArticle(number, one.path), keys: { slug: `late-${number}` } };
      const told = new Map([...next.touched, [index, new Set(['path'])] as const]);
      return { ...next, touched: told, site: added(next.site, late), news: [...life.news, late.title] };
    }
    default: {
      const other = deed.other % site.articles.length;
      const path = site.articles[other]?.path;
      const isDated = one.date === undefined || site.articles[other]?.date === undefined;
      if (path === undefined || other === index || isDated || touched.has(index) || touched.has(other))
        return life;
      const swapped = changed(site, (old, at) => ({ ...old, path: at === index ? path : one.path }), [
        index,
        other,
      ]);
      const all = new Set(['path', 'title', 'body']);
      return { ...life, site: swapped, touched: new Map([...touched, [index, all], [other, all]]) };
    }
  }
}

/** `next`, unless nothing of the article would be left by which anybody could know it again. */
function touch(life: Life, index: number, what: string, next: Life): Life {
  const all = new Set([...(life.touched.get(index) ?? []), what]);
  const isLost = all.size > (all.has('edit') ? 3 : 2);
  return isLost ? life : { ...next, touched: new Map([...life.touched, [index, all]]) };
}

function moved(life: Life, index: number, path: string): Life {
  const { articles } = life.site;
  // Two in one place are no site, and a name may say the date.
  if (articles.some((one) => slugOf(one.path) === slugOf(path))) return life;
  return touch(life, index, 'path', {
    ...life,
    site: changed(life.site, (one) => ({ ...one, path }), [index]),
  });
}

function slugOf(path: string): string {
  return path.replace(/(?:\/index)?\.\w+$/, '').replace(/^(.*\/)?(?:\d{4}-\d\d-\d\d-)?/, '');
}

/** The numbers of the articles once the one at `index` is gone. */
function renumbered(life: Life, index: number): Life {
  const rest = [...life.touched].filter(([at]) => at !== index);
  return { ...life, touched: new Map(rest.map(([at, what]) => [at > index ? at - 1 : at, what])) };
}

function newArticle(number: number, path: string): Article {
  return { path, title: `News ${number}`, date: '2026-05-31 08:00', body: unheard(number) };
}
