import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf, describeError } from '../../base/errno.ts';
import { draftFile } from '../../output/atomic-file.ts';
import { parseLock, type Lock, type Share } from '../lock.ts';
import { problem, type Problem } from '../../problems/problem.ts';

/** Where the lock of a site is. */
export interface LockFile {
  /** Absolute path. */
  readonly location: string;
  /** Path below the site's root, with `/`. */
  readonly file: string;
}

/** Reads the lock; nothing where there is none. `share` as for `parseLock`. */
export function readLock(
  { location, file }: LockFile,
  share?: Share,
): { lock?: Lock; problems: readonly Problem[] } {
  try {
    return parseLock(readFileSync(location, 'utf8'), file, share);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { problems: [] };
    return { problems: [problem('lock-unreadable', { file }, { path: file, detail: describeError(error) })] };
  }
}

/** A lock that is written and not yet in its place. */
export interface LockDraft {
  /** Puts it in its place, whole; or tells why it cannot. */
  readonly commit: () => Problem | undefined;
  readonly discard: () => void;
}

/** Writes a lock beside its place and forces it to the disk, so that nothing is published that could not be remembered. */
export function draftLock(
  { location: named, file }: LockFile,
  parts: Generator<string>,
): LockDraft | Problem {
  const location = behindLinks(named);
  const refused = (error: unknown) =>
    problem('lock-unwritable', {}, { path: file, detail: describeError(error) });
  try {
    const draft = draftFile(location, (path) => writeParts(path, parts));
    sweep(draft.path, location);
    const commit = () => {
      try {
        draft.commit();
        return undefined;
      } catch (error) {
        return refused(error);
      }
    };
    return { commit, discard: draft.discard };
  } catch (error) {
    return refused(error);
  }
}

/** Writes a text to the new file `location` and forces it to the disk. */
function writeParts(location: string, parts: Generator<string>): void {
  const file = openSync(location, 'w');
  try {
    for (const part of parts) writeFileSync(file, part);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** So old is no draft of a build that is still running, in milliseconds. */
const stale = 3_600_000;

/** Removes what builds that were killed left beside the lock. */
function sweep(draft: string, location: string): void {
  const folder = dirname(location);
  const isDraft = (name: string) =>
    name.startsWith(`${basename(location)}.`) && /\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(name);
  try {
    const { mtimeMs } = statSync(draft);
    for (const name of readdirSync(folder).filter(isDraft)) {
      const path = join(folder, name);
      if (mtimeMs - statSync(path).mtimeMs > stale) rmSync(path);
    }
  } catch {
    // It is in nobody's way.
  }
}

/** Where a link leads, if it is one: it stays. */
function behindLinks(location: string): string {
  try {
    return realpathSync(location);
  } catch {
    return location;
  }
}

/** Puts the lock in its place once what it tells of is published; says whether it is there. `problems` is told where it cannot be. */
export function commitLock(draft: LockDraft, isPublished: boolean, problems: Problem[]): boolean {
  const refusal = isPublished ? draft.commit() : undefined;
  if (!isPublished) draft.discard();
  // What is published stays so.
  if (refusal) problems.push({ ...refusal, severity: 'warning' });
  return isPublished && !refusal;
}
