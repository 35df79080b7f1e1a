import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  unlinkSync,
} from 'node:fs';
import { systemErrorCode } from './system-error.ts';

/** A sequence of atomic changes to files that can be undone. Paths are absolute. */
export interface Transaction {
  /** Replaces `target` with the file at `staged`. */
  replace(target: string, staged: string): void;
  remove(target: string): void;
  makeFolder(target: string): void;
  /** Moves the folder at `staged`, with its content, to a path that does not exist yet. */
  placeFolder(target: string, staged: string): void;
  /** Removes a folder if it is empty. Returns whether that succeeded. */
  removeFolder(target: string): boolean;
  /** Undoes all changes, last change first. Returns whether everything is as before, including the modification times. */
  undo(): boolean;
}

/** A transaction that keeps what it replaces and removes at `attic`, a prefix of paths on the same disk. */
export function transaction(attic: string): Transaction {
  const steps: (() => void)[] = [];
  return {
    replace(target, staged) {
      const kept = `${attic}${steps.length}`;
      const had = keep(target, kept);
      renameSync(staged, target);
      steps.push(had ? () => renameSync(kept, target) : () => unlinkSync(target));
    },
    remove(target) {
      const kept = `${attic}${steps.length}`;
      renameSync(target, kept);
      steps.push(() => renameSync(kept, target));
    },
    makeFolder(target) {
      mkdirSync(target);
      steps.push(() => rmdirSync(target));
    },
    placeFolder(target, staged) {
      // Otherwise, this would silently replace an empty folder that someone else has created in the meantime.
      if (lstatSync(target, { throwIfNoEntry: false })) mkdirSync(target);
      renameSync(staged, target);
      steps.push(() => renameSync(target, staged));
    },
    removeFolder(target) {
      try {
        rmdirSync(target);
      } catch (error) {
        if (systemErrorCode(error) === undefined) throw error;
        return false;
      }
      steps.push(() => {
        mkdirSync(target);
      });
      return true;
    },
    undo() {
      let whole = true;
      for (const step of steps.splice(0).toReversed()) {
        try {
          step();
        } catch {
          whole = false;
        }
      }
      return whole;
    },
  };
}

// Keeps the old file under a second name (a hard link), so that it exists at any time. Copies it if the disk has no hard links.
function keep(target: string, kept: string): boolean {
  if (!lstatSync(target, { throwIfNoEntry: false })) return false;
  try {
    linkSync(target, kept);
  } catch {
    rmSync(kept, { force: true });
    copyFileSync(target, kept);
  }
  return true;
}
