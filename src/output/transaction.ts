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

/** Changes to files, each atomic by itself, that can all be taken back. Paths are absolute. */
export interface Transaction {
  /** Puts the file at `staged` in the place of `target`. */
  replace(target: string, staged: string): void;
  remove(target: string): void;
  makeFolder(target: string): void;
  /** Puts the folder at `staged`, with all that is in it, where nothing stands. */
  placeFolder(target: string, staged: string): void;
  /** Removes a folder if it is empty and the system lets us; says whether it did. */
  removeFolder(target: string): boolean;
  /** Takes all of it back, last change first; says whether all is as before, down to the files' dates. */
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
      // An empty folder somebody made meanwhile would be gone without a word.
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

// A second name for the old file, so that it is there at every instant; a copy where the disk has no links.
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
