import { writeFileSync } from 'node:fs';
import type { Manifest } from './manifest.ts';
import { formatManifest } from './manifest.ts';
import { ancestors, byCodeUnits, privateFolder } from './path.ts';
import type { Entry, Plan } from './publication-plan.ts';
import { foldersOf } from './publication-plan.ts';
import { inTree } from './staging.ts';
import { transaction } from './transaction.ts';
import { createFileTree } from './file-tree.ts';

/** Path of the manifest below the output folder. */
export const manifestPath = `${privateFolder}/manifest.json`;

/** The output folder as a build found it. `stage` is the absolute path of its staged files. */
export interface PreviousOutput {
  readonly root: string;
  readonly stage: string;
  readonly manifest: Manifest;
  /** The manifest's bytes, where there is one. */
  readonly text: string | undefined;
}

/**
 * Does what `plan` says, in an order in which the output is never worse than before: nothing links to what is
 * not there yet, and nothing is removed that is still linked to. Where the system refuses one step, all of it is taken back
 * and the error thrown on.
 *
 * Before the first change the manifest says what may be ours afterwards, old files and new ones, so that a
 * build which is killed here leaves nothing that the next one does not know.
 */
export function publish(before: PreviousOutput, plan: Plan, entries: ReadonlyMap<string, Entry>): void {
  const { root, stage, manifest } = before;
  const needed = new Set(foldersOf(entries.values()));
  const records = transaction(`${stage}/record-`);
  const changes = transaction(`${stage}/former-`);
  let written = before.text;

  const record = (now: Manifest): void => {
    const text = formatManifest(now);
    if (text === written) return;
    writeFileSync(`${stage}/manifest`, text, { flush: true });
    records.replace(`${root}/${manifestPath}`, `${stage}/manifest`);
    written = text;
  };

  try {
    if (plan.put.length + plan.remove.length + plan.clear.files.length > 0) record(both(manifest, plan));
    for (const path of plan.clear.files) changes.remove(`${root}/${path}`);
    for (const path of plan.clear.folders) changes.removeFolder(`${root}/${path}`);
    const grown = treeIn(stage);
    const whole = wholeFolders(plan);
    for (const path of plan.folders) if (!whole.has(path)) changes.makeFolder(`${root}/${path}`);
    const placed = new Set<string>();
    for (const { path, staged } of plan.put) {
      const folder = ancestors(path).find((one) => whole.has(one));
      if (folder === undefined && staged !== undefined)
        changes.replace(`${root}/${path}`, staged === inTree ? `${grown}/${path}` : staged);
      if (folder === undefined || placed.has(folder)) continue;
      placed.add(folder);
      changes.placeFolder(`${root}/${folder}`, `${grown}/${folder}`);
    }
    for (const path of plan.remove) changes.remove(`${root}/${path}`);

    const folders = new Set([...manifest.folders, ...plan.folders].filter((path) => needed.has(path)));
    const look = createFileTree(root);
    for (const path of [...manifest.folders].toSorted(byCodeUnits).toReversed()) {
      if (needed.has(path) || look(path).kind !== 'folder') continue;
      if (!changes.removeFolder(`${root}/${path}`)) folders.add(path);
    }
    // A copy that somebody else had put there before is theirs, equal as it may be: it is never removed.
    const isOurs = ([path, { staged, rank }]: [string, Entry]) =>
      staged !== undefined || rank > 0 || manifest.files.has(path);
    const files = [...entries].filter(isOurs).map(([path, { hash }]) => [path, [hash]] as const);
    record({ files: new Map(files), folders });
  } catch (error) {
    // The manifest goes back only if the files did: else it is still true of them.
    if (changes.undo()) records.undo();
    throw error;
  }
}

/** Where in `stage` files lie as they will in the output. */
export function treeIn(stage: string): string {
  return `${stage}/tree`;
}

/**
 * The folders to be made that lie in the tree with all that is to be in them, and of one rank: they are put in their places as they
 * are, which takes one step instead of two for each file in a folder of its own.
 */
function wholeFolders({ put, folders }: Plan): ReadonlySet<string> {
  const whole = new Set(folders);
  const ranks = new Map<string, number>();
  for (const { path, staged, rank } of put)
    for (const folder of ancestors(path)) {
      const first = ranks.get(folder) ?? rank;
      ranks.set(folder, first);
      if (staged !== inTree || rank !== first) whole.delete(folder);
    }
  return whole;
}

function both(manifest: Manifest, plan: Plan): Manifest {
  const files = new Map(manifest.files);
  for (const { path, hash } of plan.put) {
    const before = files.get(path) ?? [];
    if (!before.includes(hash)) files.set(path, [...before, hash]);
  }
  return { files, folders: new Set([...manifest.folders, ...plan.folders]) };
}
