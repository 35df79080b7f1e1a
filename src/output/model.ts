import type { FileState } from '../base/file-stat.ts';
import type { LockOptions } from './folder-lock.ts';
import type { Stage, Staged } from './staging.ts';
import type { Problem } from '../problems/problem.ts';

/** What publishing came to. Paths are below the output folder, with `/`. */
export interface OutputCounts {
  /** In the order of publication. */
  readonly written: readonly string[];
  readonly unchanged: number;
  readonly removed: readonly string[];
}

/** All but `problems` is absent where nothing was published and the output is as it was. */
export interface OutputResult {
  readonly counts?: OutputCounts;
  /** All files of this build and the manifest, by their paths, as they are in the output now. */
  readonly files?: ReadonlyMap<string, FileState>;
  /** SHA-256 of each file that was written, by its path. */
  readonly hashes?: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** How to open an output folder; what the machine knows (process, clock) comes in here. */
export interface OutputOptions extends LockOptions {
  /** The output folder as messages call it: its path below the site's root. */
  readonly name: string;
  /** Compares and judges as ever, but changes nothing and takes no lock. */
  readonly dryRun: boolean;
}

/** An output folder that this build alone writes to, until it is committed or discarded. */
export interface Output {
  /**
   * Stages `content` for `path` (below the output folder, with `/`). Files are published in ascending `rank`:
   * 0 copies of files beside articles, 1 style sheets, 2 pages, 3 archives, 4 feeds, 5 index. `owner` is the file messages about
   * it are shown at.
   */
  readonly write: (path: string, content: string | Uint8Array, rank: number, owner?: string) => void;
  /**
   * Stages a copy of `source`: `location` is its absolute path, `file` its name in messages. The same copy may
   * be asked for twice.
   */
  readonly copy: (
    path: string,
    source: { readonly file: string; readonly location: string },
    rank: number,
  ) => void;
  /** The present state of the file at `path` if it is still as the last build wrote it, else undefined. */
  readonly find: (path: string, known: FileState) => FileState | undefined;
  /** Keeps a file that was found. `source` is the absolute path of what it is a copy of. */
  readonly keep: (path: string, found: FileState, rank: number, owner?: string, source?: string) => void;
  /** Takes what a thread has staged for `path` where `stage` told it to. */
  readonly adopt: (path: string, staged: Staged, rank: number, owner?: string) => void;
  /** Where the thread called `name` may stage files by itself. */
  readonly stage: (name: string) => Stage;
  /** Publishes all that was staged and removes what a former build made and this one did not; or does nothing. */
  readonly commit: () => OutputResult;
  /** Throws everything staged away and gives the folder back as it was. Safe at any time, also twice. */
  readonly discard: () => void;
}
