import { deepStrictEqual, ok } from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, asyncProperty, pre } from 'fast-check';
import { test } from 'vitest';
import { harm, keepOlder, replace } from './harms.ts';
import { anyStep, edited, type Step, type Writing } from './random-edits.ts';
import { anySite, type Site } from './random-site.ts';
import { moment, piecePath, siteFiles } from './site-files.ts';
import { differences, published, result } from './warm.ts';
import { feedmill, workspace } from './workspace.ts';

// More sites: `FEEDMILL_RUNS=500 npx vitest run tests/incremental.test.ts`. A failure names its seed: FEEDMILL_SEED.
const runs = Number(process.env['FEEDMILL_RUNS'] ?? 25);
const seed = process.env['FEEDMILL_SEED'];
const limit = runs * 4000;

/** Flags that must change nothing but time: the builds of a site take them in turn. */
const ways: readonly (readonly string[])[] = [[], [], ['--no-cache']];

type Files = ReadonlyMap<string, string | Uint8Array>;

/** A site on the disk that is built again and again into the same output, and one that is always built anew. */
interface Twin {
  readonly warm: string;
  readonly cold: string;
  readonly older: string;
  files: Files;
  /** What a first build came to, by the sources it was given. */
  readonly firsts: Map<string, First>;
}

interface First {
  readonly told: unknown;
  readonly isGood: boolean;
  readonly output: ReadonlyMap<string, Buffer>;
  readonly lock: string | undefined;
}

test(
  'whatever happened since the last build, the output is that of a first build',
  async () => {
    const parent = await workspace({});
    let count = 0;
    const steps = array(anyStep, { minLength: 4, maxLength: 8, size: 'max' });
    const property = asyncProperty(anySite, steps, async (site, all) => {
      const root = join(parent, String(count++));
      const twin = {
        warm: join(root, 'a/site'),
        cold: join(root, 'b/site'),
        older: join(root, 'older'),
        files: new Map(),
        firsts: new Map(),
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
  let builds = 0;
  const flags = () => ways[builds++ % ways.length] ?? [];
  const build = async (next: Site, writing: Writing, spoilt?: readonly [string, string]): Promise<void> => {
    const files = siteFiles(next);
    if (spoilt) files.set(...spoilt);
    put(twin, files, writing);
    if (await compare(twin, next.now, flags())) {
      site = next;
    } else {
      // What failed is mended before anything else happens.
      // A few sites are wrong from the start: others are made in their place.
      pre(history.length > 0);
      put(twin, siteFiles(site), writing);
      ok(await compare(twin, site.now, flags()), 'what was mended is not');
    }
    history.push(site);
    if (history.length % 3 === 1) keepOlder(twin);
  };
  await build(site, 'plain');
  for (const step of steps) {
    switch (step.step) {
      case 'edit':
        await build(step.edits.reduce(edited, site), step.writing);
        break;
      case 'break': {
        const all = Object.entries(site.pieces);
        const [name, piece] = all[step.piece % all.length] ?? [];
        if (name !== undefined && piece) await build(site, step.writing, [piecePath(name, piece), step.text]);
        break;
      }
      case 'back':
        await build(history[step.to % history.length] ?? site, step.writing);
        break;
      case 'touch': {
        const paths = [...twin.files.keys()];
        for (const [index, path] of paths.entries())
          if (step.all || index === step.file % paths.length)
            utimesSync(join(twin.warm, path), new Date(), new Date());
        await build(site, 'plain');
        break;
      }
      case 'output':
      case 'cache': {
        harm(twin, step);
        await build(site, 'plain');
        break;
      }
      default:
        await build(site, 'plain');
    }
  }
}

/** The lock of the site at `root`; nothing where there is none. */
function lockAt(root: string): string | undefined {
  const path = join(root, 'feedmill.lock');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Makes the sources on the disk those of `files`. */
function put(twin: Twin, files: Files, writing: Writing): void {
  for (const path of twin.files.keys())
    if (!files.has(path)) for (const root of [twin.warm, twin.cold]) rmSync(join(root, path));
  for (const [path, content] of files) {
    const before = twin.files.get(path);
    if (before !== undefined && Buffer.from(before).equals(Buffer.from(content))) continue;
    replace(join(twin.warm, path), content, before === undefined ? 'new' : writing);
    replace(join(twin.cold, path), content, 'plain');
  }
  twin.files = files;
}

/** Builds again; `false` where the sources have errors: told as ever, and the output is as it was. */
async function compare(twin: Twin, now: number, flags: readonly string[]): Promise<boolean> {
  const before = published(twin.warm);
  const argv = ['build', '--now', moment(now), '--accept', '--reporter', 'json'];
  const lock = lockAt(twin.warm);
  const again = await feedmill(twin.warm, [...argv, ...flags]);
  const { told, isGood, output, lock: next } = await firstBuild(twin, argv, lock);
  deepStrictEqual(result(again), told);
  deepStrictEqual(differences(published(twin.warm), isGood ? output : before), []);
  deepStrictEqual(lockAt(twin.warm), next);
  return isGood;
}

/** A build of the same sources without anything from before but the lock. */
async function firstBuild(
  { cold, files, firsts }: Twin,
  argv: readonly string[],
  lock: string | undefined,
): Promise<First> {
  const key = [
    ...argv,
    lock ?? '',
    ...[...files].flat().map((one) => Buffer.from(one).toString('base64')),
  ].join(' ');
  const known = firsts.get(key);
  if (known) return known;
  for (const made of ['dist', '.feedmill', 'feedmill.lock'])
    rmSync(join(cold, made), { recursive: true, force: true });
  if (lock !== undefined) writeFileSync(join(cold, 'feedmill.lock'), lock);
  const outcome = await feedmill(cold, argv);
  const made = {
    told: result(outcome),
    isGood: outcome.code === 0,
    output: published(cold),
    lock: lockAt(cold),
  };
  firsts.set(key, made);
  return made;
}
