import { createCollisions } from './collisions.ts';
import type { FileState } from '../base/file-stat.ts';
import { isOutputPath } from './path.ts';
import type { Entry } from './publication-plan.ts';
import type { Source } from './stage-file.ts';
import type { Staged, StagingWriter } from './staging.ts';
import { problem, type Problem, type ProblemCode } from '../problems/problem.ts';

/** From this rank on, bytes are forced to the disk before they replace others: what subscribers poll must survive a power failure. */
const durableRank = 3;

/** The files of one build before they are published. */
export interface PendingFiles {
  /** By their paths. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** The files among them that a former build wrote, as they were found. */
  readonly kept: ReadonlyMap<string, FileState>;
  readonly problems: readonly Problem[];
  /** Stages `source` for `path`. */
  readonly stage: (path: string, source: Source, rank: number, owner: string | undefined) => void;
  /** Adds a file that was staged elsewhere. */
  readonly adopt: (path: string, staged: Staged, rank: number, owner: string | undefined) => void;
  /** Keeps the file that is at `path`. `hash` is that of its content, `source` the absolute path of what it is a copy of. */
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

/** No files yet. `stageFile` stages one; `shown` gives a path as messages name it. */
export function createPendingFiles(stageFile: StagingWriter, shown: (path: string) => string): PendingFiles {
  const checkCollision = createCollisions();
  const entries = new Map<string, Entry>();
  const kept = new Map<string, FileState>();
  const problems: Problem[] = [];
  // After a full disk or the like, every further file would fail the same way.
  let hasFailed = false;

  const report: PendingFiles['report'] = (code, owner, args) => {
    problems.push(problem(code, owner === undefined ? {} : { file: owner }, args));
  };

  /** Whether no other file of this build has `path`, or would have it on some disk. */
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
