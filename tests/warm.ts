import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathsBelow } from './harms.ts';
import { feedmill, workspace, type Outcome } from './workspace.ts';

/** Waits until what was written is so old that another change would have another time. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 90);
  });
}

/** What a build says, but for how much it had to write and how long it took. */
export function result({ code, stdout }: Outcome): unknown {
  const { summary, problems } = JSON.parse(stdout);
  const { written: _, unchanged: __, removed: ___, files: ____, ...told } = summary ?? {};
  for (const feed of told.feeds ?? []) {
    delete feed.changed;
    delete feed.sha256;
  }
  return { code, told, problems };
}

/** The files of the output, without our own. */
export function published(root: string): Map<string, Buffer> {
  const paths = pathsBelow(join(root, 'dist')).filter((path) => !path.startsWith('.feedmill'));
  return new Map(paths.map((path) => [path, readFileSync(join(root, 'dist', path))]));
}

/** Where two outputs differ, with what stands there. */
export function differences(one: ReadonlyMap<string, Buffer>, other: ReadonlyMap<string, Buffer>): unknown[] {
  return [...new Set([...one.keys(), ...other.keys()])].toSorted().flatMap((path) => {
    const [a, b] = [one.get(path), other.get(path)];
    if (!a || !b)
      return [{ path, warm: a ? 'is there' : 'is not there', cold: b ? 'is there' : 'is not there' }];
    if (a.equals(b)) return [];
    const start = Math.max(0, a.findIndex((byte, index) => byte !== b[index]) - 60);
    return [
      { path, warm: a.toString('utf8', start, start + 200), cold: b.toString('utf8', start, start + 200) },
    ];
  });
}

/** Builds the site at `root`, and a copy of its sources for the first time: both have to say and make the same. */
export async function buildAsFirst(root: string, ...flags: readonly string[]): Promise<Outcome> {
  const fresh = await workspace({});
  const made = new Set([join(root, 'dist'), join(root, '.feedmill')]);
  await cp(root, fresh, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !made.has(path) && basename(path) !== 'older',
  });
  const argv = ['build', '--reporter', 'json', ...flags];
  const before = published(root);
  const [warm, cold] = [await feedmill(root, argv), await feedmill(fresh, argv)];
  deepStrictEqual(result(warm), result(cold));
  deepStrictEqual(differences(published(root), warm.code === 0 ? published(fresh) : before), []);
  return warm;
}

/** Builds the site at `root` with what is remembered and, first, in a copy of all that is there, without: both have to say and make the same. */
export async function buildAsWithout(root: string, ...flags: readonly string[]): Promise<Outcome> {
  const copy = await workspace({});
  await cp(root, copy, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  const argv = ['build', '--reporter', 'json', ...flags];
  const [cold, warm] = [await feedmill(copy, [...argv, '--no-cache']), await feedmill(root, argv)];
  deepStrictEqual(result(warm), result(cold));
  deepStrictEqual(differences(published(root), published(copy)), []);
  return warm;
}
