import { describeSystemError } from './system-error.ts';
import { isSameStat, plainFileStat, type FileState } from '../base/file-stat.ts';
import { shortHash } from '../base/hash.ts';
import { placesBelow } from './file-tree.ts';
import { openFolder, type Folder } from './folder.ts';
import type { Output, OutputCounts, OutputOptions, OutputResult } from './model.ts';
import { byCodeUnits, privateFolder } from './path.ts';
import { createPendingFiles, type PendingFiles } from './pending-files.ts';
import { planPublication, type Plan } from './publication-plan.ts';
import { manifestPath, publish, treeIn } from './publish.ts';
import { fileHash } from './stage-file.ts';
import { createStagingWriter, type Stage } from './staging.ts';
import { hasErrors, type Problem } from '../problems/problem.ts';

/**
 * Opens the output folder `root` (an absolute path) for one build. Creates the folder if it does not exist.
 *
 * Waits while another build writes to the folder, then returns the problem `output-locked`. Nothing in the folder changes before
 * `commit`, which also returns the problems of individual files.
 */
export async function openOutput(root: string, options: OutputOptions): Promise<Output | Problem> {
  const opened = await openFolder(root, options.name, options);
  if ('code' in opened) return opened;
  const folder: Folder = opened;
  const { dryRun } = options;
  const stageOf = (name: string): Stage => ({ root, prefix: `${folder.stage}/${name}`, dryRun });
  const pending = createPendingFiles(createStagingWriter(stageOf('')), (path) => `${options.name}/${path}`);
  // Valid until files are published.
  const isInPlace = placesBelow(root);
  let isOpen = true;

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    folder.close();
  }

  return {
    write(path, content, rank, owner) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      if (isOpen) pending.stage(path, bytes, rank, owner);
    },
    copy(path, { file, location }, rank) {
      if (isOpen) pending.stage(path, location, rank, file);
    },
    find: (path, known) => (isInPlace(path) ? findWritten(root, path, known, folder) : undefined),
    keep(path, found, rank, owner, source) {
      const hash = certainHash(path, folder);
      if (isOpen && hash !== undefined) pending.keep(path, found, hash, rank, owner, source);
    },
    adopt(path, staged, rank, owner) {
      if (isOpen) pending.adopt(path, staged, rank, owner);
    },
    stage: (name) => ({ ...stageOf(name), tree: treeIn(folder.stage) }),
    commit() {
      if (!isOpen) return { problems: pending.problems };
      try {
        return publishFiles(root, options, folder, pending);
      } catch (error) {
        const { reason, locations } = describeSystemError(error);
        const path = publicPath(root, locations) ?? privateFolder;
        pending.report('output-failed', undefined, { path: `${options.name}/${path}`, detail: reason });
        return { problems: pending.problems };
      } finally {
        close();
      }
    },
    discard: close,
  };
}

/** Returns the hash of a file that Feedmill wrote, if there is only one possible version. */
function certainHash(path: string, { manifest }: Folder): string | undefined {
  const hashes = manifest.files.get(path);
  return hashes?.length === 1 ? hashes[0] : undefined;
}

/** Returns the state of the file at `path` if it still matches `known`. */
function findWritten(root: string, path: string, known: FileState, folder: Folder): FileState | undefined {
  const hash = certainHash(path, folder);
  if (hash === undefined || shortHash(hash) !== known.hash) return undefined;
  const stat = plainFileStat(`${root}/${path}`);
  if (!stat) return undefined;
  // A copied or restored file has a different time, but can still have the same content.
  if (!isSameStat(stat, known.stat) && fileHash(`${root}/${path}`) !== hash) return undefined;
  return { ...known, stat: stat.text };
}

/** Returns the first of `locations` that is below `root` and that users know, relative to `root`. */
function publicPath(root: string, locations: readonly string[]): string | undefined {
  return locations
    .filter((location) => location.startsWith(`${root}/`))
    .map((location) => location.slice(root.length + 1))
    .find((path) => !path.startsWith(privateFolder));
}

/** Publishes the pending files and removes files of previous builds that are not part of this one. Does nothing after an error. */
function publishFiles(
  root: string,
  { name, dryRun }: OutputOptions,
  folder: Folder,
  { entries, kept, problems, report }: PendingFiles,
): OutputResult {
  if (hasErrors(problems)) return { problems };
  const plan = planPublication(root, folder.manifest, entries);
  for (const path of plan.changed) report('output-changed', undefined, { path: `${name}/${path}` });
  for (const { path, owner } of plan.obstacles)
    report('output-in-the-way', owner, { path: `${name}/${path}` });
  if (hasErrors(problems)) return { problems };
  if (dryRun) return { counts: countsOf(plan, entries.size), problems };
  publish(folder, plan, entries);
  return {
    counts: countsOf(plan, entries.size),
    problems,
    files: writtenFiles(root, entries, kept),
    hashes: new Map(plan.put.map(({ path, hash }) => [path, hash])),
  };
}

function countsOf({ put, clear, remove }: Plan, size: number): OutputCounts {
  return {
    written: put.map(({ path }) => path),
    unchanged: size - put.length,
    removed: [...clear.files, ...remove].toSorted(byCodeUnits),
  };
}

/** Returns the state of all files of the build and the manifest in the output folder. */
function writtenFiles(
  root: string,
  entries: PendingFiles['entries'],
  kept: PendingFiles['kept'],
): ReadonlyMap<string, FileState> {
  const files = new Map<string, FileState>();
  for (const { path, hash } of entries.values()) {
    const found = kept.get(path);
    const stat = found ? undefined : plainFileStat(`${root}/${path}`);
    if (found) files.set(path, found);
    else if (stat) files.set(path, { stat: stat.text, hash: shortHash(hash) });
  }
  const manifest = plainFileStat(`${root}/${manifestPath}`);
  if (manifest)
    files.set(manifestPath, { stat: manifest.text, hash: shortHash(fileHash(`${root}/${manifestPath}`)) });
  return files;
}
