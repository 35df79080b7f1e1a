import { randomUUID } from 'node:crypto';
import { constants, copyFileSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { systemErrorCode } from './system-error.ts';

/** A file that is written but not moved to its final path yet. */
export interface FileDraft {
  /** The path of the draft, next to the final path. */
  readonly path: string;
  /** Moves the draft to its final path. Removes the draft if that fails. */
  readonly commit: () => void;
  readonly discard: () => void;
}

/** Calls `write` to write a draft of the file `path`. If that fails, removes the draft and throws the error. */
export function draftFile(path: string, write: (draft: string) => void): FileDraft {
  const draft = `${path}.${randomUUID()}`;
  const discard = () => {
    try {
      rmSync(draft, { force: true });
    } catch {
      // A file whose name is too long cannot exist.
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
 * Atomically creates the file `path` with the content `text`. Returns `false` if the path already exists. Another
 * process sees either the complete file or no file.
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
  // Some file systems do not support hard links.
  try {
    copyFileSync(draft, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}
