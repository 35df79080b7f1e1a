import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeSystemError } from './system-error.ts';
import { isOutputPath, parentOf } from './path.ts';
import { equalHash, stageContent, type Source } from './stage-file.ts';
import { createFileTree, type ExistingEntry } from './file-tree.ts';

/** What is said of a file that lies in the tree, where its path says which one it is. */
export const inTree = true;

/** What became of a file that is to be published. */
export type Staged =
  | {
      readonly state: 'staged';
      /** SHA-256 of the content; empty where nothing is written. */
      readonly hash: string;
      /** Absolute path of the staged content, or that it lies in the tree; nothing where an equal file stands in the output already. */
      readonly location: string | typeof inTree | undefined;
    }
  /** The path leads out of the output folder. */
  | { readonly state: 'outside' }
  | {
      readonly state: 'failed';
      /** The system's code, and in words. */
      readonly code: string;
      readonly reason: string;
      /** Whether it was the source of a copy that could not be read. */
      readonly isSource: boolean;
    };

/** Where files are staged: plain data, so that a thread can be sent it. */
export interface Stage {
  /** Absolute path of the output folder. */
  readonly root: string;
  /** Absolute path staged files begin with: a folder, and what keeps those of one thread apart. */
  readonly prefix: string;
  /** Absolute path of a folder for files in folders that are not there yet, in which they lie as they will in the output: one for all threads. */
  readonly tree?: string;
  /** Compares only. */
  readonly dryRun: boolean;
}

/** Stages the `source` of the file at `path`; with `durable` what is to replace another is on the disk itself afterwards. */
export type StagingWriter = (path: string, source: Source, durable: boolean) => Staged;

/** A stager with names of its own, but for those in the tree. It is good while nothing in the output folder changes. */
export function createStagingWriter({ root, prefix, tree: grown, dryRun }: Stage): StagingWriter {
  const look = createFileTree(root);
  let count = 0;
  let folder = '';

  /** Stages a file where it will lie in its folder, so that the folder can be put in its place as one; says whether it could. */
  function plant(path: string, source: Source): Extract<Staged, { state: 'staged' }> | undefined {
    if (grown === undefined || dryRun) return undefined;
    try {
      const location = `${grown}/${path}`;
      const parent = dirname(location);
      if (parent !== folder) mkdirSync(parent, { recursive: true });
      folder = parent;
      return { state: 'staged', hash: stageContent(source, location, false), location: inTree };
    } catch {
      // Another one has the path, on this disk at least: which of them may be told by what is known of all.
      return undefined;
    }
  }

  function isInNewFolder(path: string, { kind }: ExistingEntry): boolean {
    const parent = parentOf(path);
    return kind === 'nothing' && parent !== '' && look(parent).kind === 'nothing';
  }

  return (path, source, durable) => {
    if (!isOutputPath(path)) return { state: 'outside' };
    const location = `${prefix}${count++}`;
    try {
      const standing = look(path);
      const equal = equalHash(source, `${root}/${path}`, standing);
      if (equal !== undefined) return { state: 'staged', hash: equal, location: undefined };
      const planted = isInNewFolder(path, standing) ? plant(path, source) : undefined;
      if (planted) return planted;
      // What takes no other's place takes nothing away: should it be lost with the power, the next build sees that.
      const isReplacing = standing.kind === 'file';
      const hash = dryRun ? '' : stageContent(source, location, durable && isReplacing);
      return { state: 'staged', hash, location };
    } catch (error) {
      const { code, reason, locations } = describeSystemError(error);
      const isSource = typeof source === 'string' && locations.includes(source);
      return { state: 'failed', code, reason, isSource };
    }
  };
}
