import type { FileState } from '../base/file-stat.ts';
import type { LockOptions } from './folder-lock.ts';
import type { Stage, Staged } from './staging.ts';
import type { Problem } from '../problems/problem.ts';

/** The result of publishing. Paths are relative to the output folder, with `/` as the separator. */
export interface OutputCounts {
  /** In the order of publication. */
  readonly written: readonly string[];
  readonly unchanged: number;
  readonly removed: readonly string[];
}

/** The result of a commit. All values except `problems` are absent if nothing was published. */
export interface OutputResult {
  readonly counts?: OutputCounts;
  /** The state of all files of this build and the manifest in the output folder, by path. */
  readonly files?: ReadonlyMap<string, FileState>;
  /** The SHA-256 hashes of all written files, by path. */
  readonly hashes?: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** Options for opening an output folder, including the process and the clock. */
export interface OutputOptions extends LockOptions {
  /** The name of the output folder in messages: its path relative to the site's root. */
  readonly name: string;
  /** Whether to compare and check as usual, but change nothing and acquire no lock. */
  readonly dryRun: boolean;
}

/** An output folder that only this build writes to, until it calls `commit` or `discard`. */
export interface Output {
  /**
   * Stages `content` for `path` (relative to the output folder, with `/` as the separator). Files are published in the order of `rank`:
   * 0 copies of files next to articles, 1 style sheets, 2 pages, 3 archives, 4 feeds, 5 index. `owner` is the source file that
   * messages about the file refer to.
   */
  readonly write: (path: string, content: string | Uint8Array, rank: number, owner?: string) => void;
  /**
   * Stages a copy of `source`: `location` is its absolute path, and `file` is its name in messages. You can request the same copy
   * more than once.
   */
  readonly copy: (
    path: string,
    source: { readonly file: string; readonly location: string },
    rank: number,
  ) => void;
  /** Returns the state of the file at `path` if it has not changed since the last build wrote it, or `undefined`. */
  readonly find: (path: string, known: FileState) => FileState | undefined;
  /** Keeps an existing file. `source` is the absolute path of the original if it is a copy. */
  readonly keep: (path: string, found: FileState, rank: number, owner?: string, source?: string) => void;
  /** Adds a file that a thread has staged for `path` in the location from `stage`. */
  readonly adopt: (path: string, staged: Staged, rank: number, owner?: string) => void;
  /** Returns the location in which the thread `name` stages files. */
  readonly stage: (name: string) => Stage;
  /** Publishes all staged files and removes files of previous builds that are not part of this one. Does nothing after an error. */
  readonly commit: () => OutputResult;
  /** Discards all staged files and leaves the output folder as it was. You can call it at any time, and more than once. */
  readonly discard: () => void;
}
