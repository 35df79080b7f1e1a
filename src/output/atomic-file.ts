import { randomUUID } from 'node:crypto';
import { constants, copyFileSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { systemErrorCode } from './system-error.ts';

/** A file that is written and not yet in its place. */
export interface FileDraft {
  /** The path of the draft, beside its place. */
  readonly path: string;
  /** Replaces the file at its place with the draft, which then is gone even if the system refuses. */
  readonly commit: () => void;
  readonly discard: () => void;
}

/** Lets `write` write the draft of the file `path`. Throws what the system refuses, and leaves no draft then. */
export function draftFile(path: string, write: (draft: string) => void): FileDraft {
  const draft = `${path}.${randomUUID()}`;
  const discard = () => {
    try {
      rmSync(draft, { force: true });
    } catch {
      // There is no file with a name that is too long.
    }
  };
  const orDiscard = (act: () => void) => {
    try {
      act();
    } catch (error) {
      discard();
      throw error;
    }
  };
  orDiscard(() => write(draft));
  return { path: draft, commit: () => orDiscard(() => renameSync(draft, path)), discard };
}

/**
 * Creates the file `path` with all of `text` in it, and returns whether it did: `false` if something exists there. Another
 * process sees the whole file or none.
 */
export function createFile(path: string, text: string, mode = 0o666): boolean {
  const draft = draftFile(path, (location) => writeFileSync(location, text, { mode }));
  try {
    return createFrom(draft.path, path);
  } finally {
    draft.discard();
  }
}

function createFrom(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
  }
  // Not every file system has hard links.
  try {
    copyFileSync(draft, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}
