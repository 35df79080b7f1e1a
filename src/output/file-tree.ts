import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { ancestors, parentOf } from './path.ts';

/** What stands at a path: `blocked` where one of its parents is no folder, `other` for links, pipes and such. */
export type ExistingEntry =
  | { readonly kind: 'nothing' | 'folder' | 'other' }
  | {
      readonly kind: 'file';
      readonly size: number;
      /** Milliseconds since 1970: when it was last changed. A program can set the one time back that is shown to people, not the other. */
      readonly time: number;
      readonly identity: string;
    }
  | { readonly kind: 'blocked'; readonly by: string };

/**
 * Looks at paths below `root` without ever following a symbolic link (`root` itself may be one). Parents are
 * looked at once, so a tree is good for one moment: take a new one after changing anything.
 */
export function createFileTree(root: string): (path: string) => ExistingEntry {
  const known = new Map<string, ExistingEntry>();
  const folder = (path: string): ExistingEntry => {
    const before = known.get(path);
    if (before) return before;
    const now = stand(`${root}/${path}`);
    known.set(path, now);
    return now;
  };
  return (path) => {
    for (const parent of ancestors(path)) {
      const { kind } = folder(parent);
      if (kind === 'nothing') return { kind };
      if (kind !== 'folder') return { kind: 'blocked', by: parent };
    }
    return stand(`${root}/${path}`);
  };
}

/**
 * Says whether no link is on the way to a path below `root`, and no file: no build goes there, although a link may lead to the same
 * files. A folder's list says that of all folders in it, which is quicker than to look at each, where there are many. As good for one
 * moment as a tree.
 */
export function placesBelow(root: string): (path: string) => boolean {
  const lists = new Map<string, ReadonlySet<string>>();
  const known = new Map([['', true]]);
  const foldersIn = (folder: string) => {
    const before = lists.get(folder);
    if (before) return before;
    const now = new Set(foldersAt(folder === '' ? root : `${root}/${folder}`));
    lists.set(folder, now);
    return now;
  };
  const isInPlace = (path: string): boolean => {
    const folder = parentOf(path);
    const before = known.get(folder);
    if (before !== undefined) return before;
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    const now = isInPlace(folder) && foldersIn(parentOf(folder)).has(name);
    known.set(folder, now);
    return now;
  };
  return isInPlace;
}

/** The names of the folders in one; none where it cannot be read. */
function foldersAt(location: string): string[] {
  try {
    const entries = readdirSync(location, { withFileTypes: true });
    return entries.filter((one) => one.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

function timeOf({ mtimeMs, ctimeMs }: Stats): number {
  return Math.max(mtimeMs, ctimeMs);
}

function stand(location: string): ExistingEntry {
  const found = lstatSync(location, { throwIfNoEntry: false });
  if (!found) return { kind: 'nothing' };
  if (found.isDirectory()) return { kind: 'folder' };
  if (!found.isFile()) return { kind: 'other' };
  return { kind: 'file', size: found.size, time: timeOf(found), identity: `${found.dev}:${found.ino}` };
}
