import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { pathsBelow } from './harms.ts';
import { feedmill, workspace, type Outcome } from './workspace.ts';

/** What a build reports, except how much it had to write and how long it took. */
export function result({ code, stdout }: Outcome): unknown {
  const { summary, problems } = JSON.parse(stdout);
  const { written: _, unchanged: __, removed: ___, files: ____, ...rest } = summary ?? {};
  for (const feed of rest.feeds ?? []) {
    delete feed.changed;
    delete feed.sha256;
  }
  return { code, summary: rest, problems };
}

/** The files of the output, without Feedmill's own. */
export function published(root: string): Map<string, Buffer> {
  const paths = pathsBelow(join(root, 'dist')).filter((path) => !path.startsWith('.feedmill'));
  return new Map(paths.map((path) => [path, readFileSync(join(root, 'dist', path))]));
}

/** Where two outputs differ, with what they have there. */
export function differences(one: ReadonlyMap<string, Buffer>, other: ReadonlyMap<string, Buffer>): unknown[] {
  return [...new Set([...one.keys(), ...other.keys()])].toSorted().flatMap((path) => {
    const [a, b] = [one.get(path), other.get(path)];
    if (!a || !b)
      return [{ path, cached: a ? 'is there' : 'is not there', uncached: b ? 'is there' : 'is not there' }];
    if (a.equals(b)) return [];
    const start = Math.max(0, a.findIndex((byte, index) => byte !== b[index]) - 60);
    return [
      {
        path,
        cached: a.toString('utf8', start, start + 200),
        uncached: b.toString('utf8', start, start + 200),
      },
    ];
  });
}

/** Builds the site at `root`, and a copy of its sources for the first time: both have to report and make the same. */
export async function buildAsFirst(root: string, ...flags: readonly string[]): Promise<Outcome> {
  const fresh = await workspace({});
  const made = new Set([join(root, 'dist'), join(root, '.feedmill')]);
  await cp(root, fresh, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !made.has(path),
  });
  const argv = ['build', '--reporter', 'json', ...flags];
  const before = published(root);
  const [cached, first] = [await feedmill(root, argv), await feedmill(fresh, argv)];
  deepStrictEqual(result(cached), result(first));
  deepStrictEqual(differences(published(root), cached.code === 0 ? published(fresh) : before), []);
  return cached;
}

/** Builds the site at `root` with the cache and, first, a copy of all that is there without: both have to report and make the same. */
export async function buildAsUncached(root: string, ...flags: readonly string[]): Promise<Outcome> {
  const copy = await workspace({});
  await cp(root, copy, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  const argv = ['build', '--reporter', 'json', ...flags];
  const [uncached, cached] = [await feedmill(copy, [...argv, '--no-cache']), await feedmill(root, argv)];
  deepStrictEqual(result(cached), result(uncached));
  deepStrictEqual(differences(published(root), published(copy)), []);
  return cached;
}
