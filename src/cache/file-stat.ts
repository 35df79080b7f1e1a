import { rmSync, statSync, writeFileSync, type Stats } from 'node:fs';

/** The size and times of a file, as far as they tell that it has not changed. */
export interface FileStat {
  /** Begins with the size in bytes. */
  readonly text: string;
  /** Milliseconds since 1970: when it was last changed. */
  readonly changed: number;
}

/** The mark of the file at `location`, links followed; nothing where it cannot be looked at. */
export function fileStat(location: string): FileStat | undefined {
  try {
    return toFileStat(statSync(location));
  } catch {
    // Whoever reads the file tells what is wrong with it.
    return undefined;
  }
}

/** The mark of a file of which the disk says this. */
export function toFileStat({ ino, size, mtimeMs, ctimeMs }: Stats): FileStat {
  // A link may lead to another file now that was made in the same moment.
  return { text: [size, ino, mtimeMs, ctimeMs].join(' '), changed: Math.max(mtimeMs, ctimeMs) };
}

/**
 * What the clock of the disk says that `folder` lies on, in milliseconds since 1970: the times
 * of files are by that clock, and not by this machine's.
 */
export function fileSystemTime(folder: string): number {
  const path = `${folder}/clock`;
  writeFileSync(path, '');
  const { mtimeMs } = statSync(path);
  rmSync(path);
  return mtimeMs;
}

/** Milliseconds within which a disk may give two changes the same time; those that keep whole seconds are slower. */
const tick = 50;
const slowTick = 2500;

/**
 * Whether the file has been let alone for so long before `time` that another change since would have another time.
 * Else it may be written to in the same tick of the clock, and its mark would not show that.
 */
export function isStable({ changed }: FileStat, time: number): boolean {
  return changed < time - (Number.isInteger(changed / 1000) ? slowTick : tick);
}

/** A mark as it is kept: empty where it is not settled, which is like no other. */
export function stableStat(stat: FileStat | undefined, time: number): string {
  return stat && isStable(stat, time) ? stat.text : '';
}

/** Whether a mark is the one that was kept. */
export function isSameStat(stat: FileStat | undefined, kept: string): boolean {
  return stat !== undefined && kept === stat.text;
}
