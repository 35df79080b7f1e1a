import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { ancestors, parentOf } from './path.ts';

/** The kind of file at a path: `blocked` if one of its parents is not a folder, `other` for links, pipes and so on. */
export type ExistingEntry =
  | { readonly kind: 'nothing' | 'folder' | 'other' }
  | {
      readonly kind: 'file';
      readonly size: number;
      /**
       * The time of the last change (ctime), in milliseconds since 1970. Programs can set the modification time, but not this
       * time.
       */
      readonly time: number;
      readonly identity: string;
    }
  | { readonly kind: 'blocked'; readonly by: string };

/**
 * Reads the kinds of files below `root`, without following symbolic links (`root` itself can be one). It caches
 * parents, so create a new tree after you change files.
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
 * Returns a function that tests whether all parents of a path below `root` are folders, not links or files. Builds do not write
 * through links, although a link can lead to the same files. Listing a folder gives this information for all folders in it, which
 * is faster than testing each one if there are many. Create a new function after you change files.
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

/** Returns the names of the subfolders of a folder. Empty if it cannot be read. */
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
