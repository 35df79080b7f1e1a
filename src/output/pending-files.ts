import { createCollisions } from './collisions.ts';
import type { FileState } from '../base/file-stat.ts';
import { isOutputPath } from './path.ts';
import type { Entry } from './publication-plan.ts';
import type { Source } from './stage-file.ts';
import type { Staged, StagingWriter } from './staging.ts';
import { problem, type Problem, type ProblemCode } from '../problems/problem.ts';

/** From this rank on, Feedmill flushes files to disk before they replace others, because feeds must survive a power failure. */
const durableRank = 3;

/** The unpublished files of a build. */
export interface PendingFiles {
  /** The files by path. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Those files that a previous build wrote and this build keeps. */
  readonly kept: ReadonlyMap<string, FileState>;
  readonly problems: readonly Problem[];
  /** Stages `source` for `path`. */
  readonly stage: (path: string, source: Source, rank: number, owner: string | undefined) => void;
  /** Adds a file that was staged elsewhere. */
  readonly adopt: (path: string, staged: Staged, rank: number, owner: string | undefined) => void;
  /**
   * Keeps the existing file at `path`. `hash` is the hash of its content. `source` is the absolute path of the original if it is
   * a copy.
   */
  readonly keep: (
    path: string,
    found: FileState,
    hash: string,
    rank: number,
    owner: string | undefined,
    source: string | undefined,
  ) => void;
  readonly report: (code: ProblemCode, owner: string | undefined, args: Problem['args']) => void;
}

/** Creates an empty set of pending files. `stageFile` stages a file. `shown` returns a path for messages. */
export function createPendingFiles(stageFile: StagingWriter, shown: (path: string) => string): PendingFiles {
  const checkCollision = createCollisions();
  const entries = new Map<string, Entry>();
  const kept = new Map<string, FileState>();
  const problems: Problem[] = [];
  // After an error such as a full disk, all further files would fail in the same way.
  let hasFailed = false;

  const report: PendingFiles['report'] = (code, owner, args) => {
    problems.push(problem(code, owner === undefined ? {} : { file: owner }, args));
  };

  /** Whether `path` is free: no other file of this build has the same path on any disk. */
  function isFree(path: string, source: string | undefined, owner: string | undefined): boolean {
    const result = checkCollision({ path, owner, source });
    if (result === 'new' || result === 'same') return result === 'new';
    const other = result.owner === owner ? undefined : result.owner;
    report('output-collision', owner ?? result.owner, {
      path: shown(path),
      other: owner === undefined ? 'a feed or a list' : (other ?? shown(result.path)),
    });
    return false;
  }

  function add(path: string, staged: Staged, rank: number, owner: string | undefined): void {
    if (staged.state === 'outside') return report('output-outside', owner, { path });
    if (staged.state === 'staged') {
      entries.set(path, { path, owner, rank, hash: staged.hash, staged: staged.location });
      return;
    }
    const { code, reason, isSource } = staged;
    if (isSource) return report('file-unreadable', owner, { path: owner ?? path, detail: reason });
    report('output-failed', owner, { path: shown(path), detail: reason });
    hasFailed = code !== 'ENAMETOOLONG';
  }

  return {
    entries,
    kept,
    problems,
    report,
    stage(path, source, rank, owner) {
      if (hasFailed) return;
      if (!isOutputPath(path)) return report('output-outside', owner, { path });
      if (isFree(path, typeof source === 'string' ? source : undefined, owner))
        add(path, stageFile(path, source, rank >= durableRank), rank, owner);
    },
    adopt(path, staged, rank, owner) {
      if (hasFailed) return;
      if (staged.state === 'outside' || isFree(path, undefined, owner)) add(path, staged, rank, owner);
    },
    keep(path, found, hash, rank, owner, source) {
      if (hasFailed || !isFree(path, source, owner)) return;
      entries.set(path, { path, owner, rank, hash, staged: undefined });
      kept.set(path, found);
    },
  };
}
