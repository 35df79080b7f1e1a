import { createCollisions } from './collisions.ts';
import { describeSystemError } from './system-error.ts';
import { openFolder } from './folder.ts';
import { hashLength } from './manifest.ts';
import type { LockOptions } from './lock.ts';
import { byCodeUnits, isOutputPath, privateFolder } from './path.ts';
import type { Entry } from './plan.ts';
import { planPublication } from './plan.ts';
import { manifestPath, publish, treeIn } from './publish.ts';
import { fileHash, type Source } from './stage-file.ts';
import { createStagingWriter, type Stage, type Staged } from './staging.ts';
import { fileAt, placesBelow } from './file-tree.ts';
import type { Problem, ProblemCode } from '../problems/problem.ts';
import { hasErrors, problem } from '../problems/problem.ts';

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
  /** All files of this build as they stand in the output now, by their paths. */
  readonly files?: ReadonlyMap<string, Written>;
  /** The same of the manifest. */
  readonly manifest?: Pick<Written, 'size' | 'time'>;
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

/** A file as it was written. */
export interface Written {
  /** The first `hashLength` characters of the SHA-256 of its content. */
  readonly hash: string;
  /** As the disk told afterwards. */
  readonly size: number;
  readonly time: number;
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
  /** The file at `path` as a former build wrote it, with its time now; nothing where it is not that any more. */
  readonly find: (path: string, known: Written) => Written | undefined;
  /** Keeps a file that was found. `source` is the absolute path of what it is a copy of. */
  readonly keep: (path: string, found: Written, rank: number, owner?: string, source?: string) => void;
  /** Takes what a thread has staged for `path` where `stage` told it to. */
  readonly adopt: (path: string, staged: Staged, rank: number, owner?: string) => void;
  /** Where the thread called `name` may stage files by itself. */
  readonly stage: (name: string) => Stage;
  /** Publishes all that was staged and removes what a former build made and this one did not; or does nothing. */
  readonly commit: () => OutputResult;
  /** Throws everything staged away and gives the folder back as it was. Safe at any time, also twice. */
  readonly discard: () => void;
}

/** From this rank on bytes are forced to the disk before they take others' place: what subscribers poll must survive even a power failure. */
const durableRank = 3;

/**
 * Opens the output folder `root` (absolute; made where there is none) for one build.
 *
 * Waits while another build writes there, then gives `output-locked`. Nothing in the folder changes before
 * `commit`. Problems of single files are gathered and come from `commit`.
 */
export async function openOutput(root: string, options: OutputOptions): Promise<Output | Problem> {
  const opened = await openFolder(root, options.name, options);
  if ('code' in opened) return opened;
  const folder = opened;

  const shown = (path: string): string => `${options.name}/${path}`;
  const claim = createCollisions();
  const stageOf = (name: string): Stage => ({
    root,
    prefix: `${folder.stage}/${name}`,
    dryRun: options.dryRun,
  });
  const stager = createStagingWriter(stageOf(''));
  // Good until something is published.
  const isInPlace = placesBelow(root);
  const entries = new Map<string, Entry>();
  const kept = new Map<string, Written>();
  const problems: Problem[] = [];
  let open = true;
  // After a full disk or the like every further file would fail the same way.
  let broken = false;

  const report = (code: ProblemCode, owner: string | undefined, args: Problem['args']): void => {
    problems.push(problem(code, owner === undefined ? {} : { file: owner }, args));
  };

  /** The hash of a file that is ours, where it is known for certain. */
  function hashOf(path: string): string | undefined {
    const hashes = folder.manifest.files.get(path);
    return hashes?.length === 1 ? hashes[0] : undefined;
  }

  /** Whether `path` is this file's: no other file of this build is, or would be, the same on some disk. */
  function isFree(path: string, source: Source | undefined, owner: string | undefined): boolean {
    const verdict = claim({ path, owner, source: typeof source === 'string' ? source : undefined });
    if (verdict === 'new' || verdict === 'same') return verdict === 'new';
    const named = verdict.owner === owner ? undefined : verdict.owner;
    report('output-collision', owner ?? verdict.owner, {
      path: shown(path),
      other: owner === undefined ? 'a feed or a list' : (named ?? shown(verdict.path)),
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
    broken = code !== 'ENAMETOOLONG';
  }

  function stage(path: string, source: Source, rank: number, owner: string | undefined): void {
    if (!open || broken) return;
    if (!isOutputPath(path)) return report('output-outside', owner, { path });
    if (isFree(path, source, owner)) add(path, stager(path, source, rank >= durableRank), rank, owner);
  }

  function publishAll(): OutputResult {
    if (hasErrors(problems)) return { problems };
    const plan = planPublication(root, folder.manifest, entries);
    for (const path of plan.changed) report('output-changed', undefined, { path: shown(path) });
    for (const { path, owner } of plan.obstacles) report('output-in-the-way', owner, { path: shown(path) });
    if (hasErrors(problems)) return { problems };
    if (!options.dryRun) publish(folder, plan, entries);
    const counts = {
      written: plan.put.map(({ path }) => path),
      unchanged: entries.size - plan.put.length,
      removed: [...plan.clear.files, ...plan.remove].toSorted(byCodeUnits),
    };
    if (options.dryRun) return { counts, problems };
    const manifest = fileAt(`${root}/${manifestPath}`);
    const hashes = new Map(plan.put.map(({ path, hash }) => [path, hash]));
    return { counts, problems, files: written(), hashes, ...(manifest && { manifest }) };
  }

  function written(): ReadonlyMap<string, Written> {
    const files = new Map<string, Written>();
    for (const { path, hash } of entries.values()) {
      const found = kept.get(path) ?? fileAt(`${root}/${path}`);
      if (!found) continue;
      files.set(path, { hash: hash.slice(0, hashLength), size: found.size, time: found.time });
    }
    return files;
  }

  function close(): void {
    if (!open) return;
    open = false;
    folder.close();
  }

  return {
    write: (path, content, rank, owner) =>
      stage(path, typeof content === 'string' ? Buffer.from(content) : content, rank, owner),
    copy: (path, { file, location }, rank) => stage(path, location, rank, file),
    find(path, known) {
      const hash = hashOf(path);
      if (hash === undefined || !hash.startsWith(known.hash)) return undefined;
      const found = isInPlace(path) ? fileAt(`${root}/${path}`) : undefined;
      if (found?.size !== known.size) return undefined;
      // Copied or restored it has another time, and can still be the same.
      if (found.time !== known.time && fileHash(`${root}/${path}`) !== hash) return undefined;
      return { ...known, time: found.time };
    },
    keep(path, found, rank, owner, source) {
      const hash = hashOf(path);
      if (!open || broken || hash === undefined || !isFree(path, source, owner)) return;
      entries.set(path, { path, owner, rank, hash, staged: undefined });
      kept.set(path, found);
    },
    adopt(path, staged, rank, owner) {
      if (!open || broken) return;
      if (staged.state === 'outside' || isFree(path, undefined, owner)) add(path, staged, rank, owner);
    },
    stage: (name) => ({ ...stageOf(name), tree: treeIn(folder.stage) }),
    commit() {
      if (!open) return { problems };
      try {
        return publishAll();
      } catch (error) {
        const { reason, locations } = describeSystemError(error);
        const path = locations
          .filter((location) => location.startsWith(`${root}/`))
          .map((location) => location.slice(root.length + 1))
          .find((inside) => !inside.startsWith(privateFolder));
        report('output-failed', undefined, { path: shown(path ?? privateFolder), detail: reason });
        return { problems };
      } finally {
        close();
      }
    },
    discard: close,
  };
}
