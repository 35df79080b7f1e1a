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

/** The location of a site's lock. */
export interface LockFile {
  /** Absolute path. */
  readonly location: string;
  /** Path below the site's root, with `/`. */
  readonly file: string;
}

/** Reads the lock, if there is one. For `share`, see `parseLock`. */
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

/** A lock written to a temporary file. */
export interface LockDraft {
  /** Moves it into place in one step, or returns the problem. */
  readonly commit: () => Problem | undefined;
  readonly discard: () => void;
}

/** Writes a lock beside its final path and flushes it to disk, so that nothing is published that could not be recorded. */
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

/** Writes a text to the new file `location` and flushes it to disk. */
function writeParts(location: string, parts: Generator<string>): void {
  const file = openSync(location, 'w');
  try {
    for (const part of parts) writeFileSync(file, part);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Milliseconds after which a draft cannot belong to a running build. */
const stale = 3_600_000;

/** Removes drafts that killed builds left beside the lock. */
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
    // The file does no harm.
  }
}

/** Returns the target if the path is a symbolic link, so that the link stays. */
function behindLinks(location: string): string {
  try {
    return realpathSync(location);
  } catch {
    return location;
  }
}

/** Moves the lock into place after publication, and returns whether it is there. Adds to `problems` if that fails. */
export function commitLock(draft: LockDraft, isPublished: boolean, problems: Problem[]): boolean {
  const refusal = isPublished ? draft.commit() : undefined;
  if (!isPublished) draft.discard();
  // The output is already published.
  if (refusal) problems.push({ ...refusal, severity: 'warning' });
  return isPublished && !refusal;
}
