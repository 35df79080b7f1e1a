import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeSystemError } from './system-error.ts';
import { isOutputPath, parentOf } from './path.ts';
import { equalHash, stageContent, type Source } from './stage-file.ts';
import { createFileTree, type ExistingEntry } from './file-tree.ts';

/** Marks a file that is staged in the tree, at the path that it will have in the output. */
export const inTree = true;

/** The result of staging a file. */
export type Staged =
  | {
      readonly state: 'staged';
      /** SHA-256 of the content. Empty if nothing is written. */
      readonly hash: string;
      /**
       * Absolute path of the staged content, or a marker that it is staged in the tree. Absent if the output already contains an
       * equal file.
       */
      readonly location: string | typeof inTree | undefined;
    }
  /** The path is outside the output folder. */
  | { readonly state: 'outside' }
  | {
      readonly state: 'failed';
      /** The error code of the system, and a description. */
      readonly code: string;
      readonly reason: string;
      /** Whether the source of a copy could not be read. */
      readonly isSource: boolean;
    };

/** The location of staged files, as plain data that can be sent to a thread. */
export interface Stage {
  /** Absolute path of the output folder. */
  readonly root: string;
  /** The prefix of the absolute paths of staged files: a folder, and a part that is unique to the thread. */
  readonly prefix: string;
  /**
   * Absolute path of the tree: a folder, shared by all threads, for files whose folders do not exist in the output yet. They have
   * the same relative paths as in the output.
   */
  readonly tree?: string;
  /** Whether to compare files without writing any. */
  readonly dryRun: boolean;
}

/** Stages `source` for the file at `path`. With `durable`, flushes a file that will replace another one to disk. */
export type StagingWriter = (path: string, source: Source, durable: boolean) => Staged;

/**
 * Creates a function that stages files under unique names, except for files in the tree. Use it only while nothing in the output
 * folder changes.
 */
export function createStagingWriter({ root, prefix, tree: grown, dryRun }: Stage): StagingWriter {
  const look = createFileTree(root);
  let count = 0;
  let folder = '';

  /** Stages a file in the tree, so that its whole folder can be moved in one step. Returns whether that succeeded. */
  function plant(path: string, source: Source): Extract<Staged, { state: 'staged' }> | undefined {
    if (grown === undefined || dryRun) return undefined;
    try {
      const location = `${grown}/${path}`;
      const parent = dirname(location);
      if (parent !== folder) mkdirSync(parent, { recursive: true });
      folder = parent;
      return { state: 'staged', hash: stageContent(source, location, false), location: inTree };
    } catch {
      // Another file has the same path on this disk. The collision check, which knows all files, reports it.
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
      // A new file replaces nothing. If a power failure loses it, the next build writes it again.
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
