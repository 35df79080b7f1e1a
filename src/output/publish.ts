import { writeFileSync } from 'node:fs';
import type { Manifest } from './manifest.ts';
import { formatManifest } from './manifest.ts';
import { ancestors, byCodeUnits, privateFolder } from './path.ts';
import type { Entry, Plan } from './publication-plan.ts';
import { foldersOf } from './publication-plan.ts';
import { inTree } from './staging.ts';
import { transaction } from './transaction.ts';
import { createFileTree } from './file-tree.ts';

/** Path of the manifest, relative to the output folder. */
export const manifestPath = `${privateFolder}/manifest.json`;

/** The output folder at the start of a build. `stage` is the absolute path of the staged files. */
export interface PreviousOutput {
  readonly root: string;
  readonly stage: string;
  readonly manifest: Manifest;
  /** The bytes of the manifest, if there is one. */
  readonly text: string | undefined;
}

/**
 * Carries out `plan`, in an order that never leaves a dangling link: a file is written before files that link to it, and
 * removed after they no longer link to it. If a step fails, undoes all previous steps
 * and throws the error again.
 *
 * Before the first change, writes a manifest that lists both the old and the new files. If the build is then
 * killed, the next build recognises all files that it left.
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
    // A file that existed before and was not created by Feedmill belongs to someone else, even if it is equal. It is never removed.
    const isOurs = ([path, { staged, rank }]: [string, Entry]) =>
      staged !== undefined || rank > 0 || manifest.files.has(path);
    const files = [...entries].filter(isOurs).map(([path, { hash }]) => [path, [hash]] as const);
    record({ files: new Map(files), folders });
  } catch (error) {
    // Restores the manifest only if all files were restored. Otherwise, the new manifest is still correct.
    if (changes.undo()) records.undo();
    throw error;
  }
}

/** The folder in `stage` whose files have the same structure as in the output. */
export function treeIn(stage: string): string {
  return `${stage}/tree`;
}

/**
 * Returns the new folders that are staged completely and whose files all have the same rank. Publishing moves these folders as a
 * whole, which takes one step instead of two for each file that has its own folder.
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
