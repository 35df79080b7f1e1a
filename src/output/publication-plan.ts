import { readdirSync } from 'node:fs';
import type { Manifest } from './manifest.ts';
import { ancestors, byCodeUnits, fold } from './path.ts';
import { fileHash } from './stage-file.ts';
import type { inTree } from './staging.ts';
import { createFileTree } from './file-tree.ts';

/** A file that this build publishes. */
export interface Entry {
  readonly path: string;
  readonly owner: string | undefined;
  readonly rank: number;
  /** SHA-256 of its content. */
  readonly hash: string;
  /**
   * Absolute path of its staged content, or a marker that it is staged in the tree. Absent if the output already contains an
   * equal file.
   */
  readonly staged: string | typeof inTree | undefined;
}

/** The changes to the output folder that publishing a build makes. */
export interface Plan {
  /** In the order of publication. */
  readonly put: readonly Entry[];
  /** Folders to create, outermost first. */
  readonly folders: readonly string[];
  /** Stale files and folders that Feedmill created at a path where this build needs a folder or file. They are removed first. */
  readonly clear: { readonly files: readonly string[]; readonly folders: readonly string[] };
  /** Other stale files that Feedmill created. They are removed last. */
  readonly remove: readonly string[];
  /** Stale files that were changed after Feedmill wrote them. They are kept. */
  readonly changed: readonly string[];
  /**
   * Existing files that Feedmill did not create at paths that this build needs, and the files that need them. If there are any,
   * nothing is published.
   */
  readonly obstacles: readonly { readonly path: string; readonly owner: string | undefined }[];
}

/** Plans the publication of `entries` to `root`. `manifest` lists the files that Feedmill created. */
export function planPublication(root: string, manifest: Manifest, entries: ReadonlyMap<string, Entry>): Plan {
  const look = createFileTree(root);
  const put = [...entries.values()]
    .filter((entry) => entry.staged !== undefined)
    .toSorted((a, b) => a.rank - b.rank || byCodeUnits(a.path, b.path));

  // On a case-insensitive disk, `About.html` and `about.html` are the same file.
  const madeNow = new Map([...entries.keys()].map((path) => [fold(path), path]));
  const madeThen = new Map([...manifest.files.keys()].map((path) => [fold(path), path]));
  const isAlias = (path: string, other: string | undefined): boolean => {
    if (other === undefined || other === path) return false;
    const [one, two] = [look(path), look(other)];
    return one.kind === 'file' && two.kind === 'file' && one.identity === two.identity;
  };

  const remove = new Set<string>();
  const changed: string[] = [];
  for (const [path, hashes] of manifest.files) {
    if (entries.has(path) || isAlias(path, madeNow.get(fold(path)))) continue;
    const { kind } = look(path);
    if (kind === 'file' && hashes.includes(fileHash(`${root}/${path}`))) remove.add(path);
    else if (kind === 'file' || kind === 'other') changed.push(path);
  }

  const clear = { files: new Set<string>(), folders: new Set<string>() };
  const obstacles = new Map<string, { path: string; owner: string | undefined }>();
  for (const { path, owner } of put) {
    const standing = look(path);
    const obstacle = standing.kind === 'blocked' ? standing.by : path;
    if (standing.kind === 'nothing' || obstacles.has(obstacle)) continue;
    if (standing.kind === 'folder') {
      const content = contentOf(root, path);
      const ours =
        content.files.every((file) => remove.has(file)) &&
        content.folders.every((folder) => manifest.folders.has(folder));
      for (const file of ours ? content.files : []) clear.files.add(file);
      for (const folder of ours ? content.folders : []) clear.folders.add(folder);
      if (ours) continue;
    } else if (standing.kind === 'blocked') {
      if (remove.has(obstacle)) clear.files.add(obstacle);
      if (remove.has(obstacle)) continue;
    } else if (manifest.files.has(path) || isAlias(path, madeThen.get(fold(path)))) continue;
    obstacles.set(obstacle, { path: obstacle, owner });
  }

  return {
    put,
    folders: foldersOf(put).filter((folder) => look(folder).kind !== 'folder'),
    clear: { files: [...clear.files], folders: [...clear.folders].toSorted(byCodeUnits).toReversed() },
    remove: [...remove].filter((path) => !clear.files.has(path)).toSorted(byCodeUnits),
    changed: changed.toSorted(byCodeUnits),
    obstacles: [...obstacles.values()],
  };
}

/** Returns the folders of `entries`, outermost first. */
export function foldersOf(entries: Iterable<Entry>): string[] {
  const found = new Set<string>();
  for (const { path } of entries) for (const folder of ancestors(path)) found.add(folder);
  return [...found].toSorted(byCodeUnits);
}

function contentOf(root: string, folder: string): { files: string[]; folders: string[] } {
  const found: { files: string[]; folders: string[] } = { files: [], folders: [folder] };
  for (const entry of readdirSync(`${root}/${folder}`, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    const inside = entry.isDirectory() ? contentOf(root, path) : { files: [path], folders: [] };
    found.files.push(...inside.files);
    found.folders.push(...inside.folders);
  }
  return found;
}
