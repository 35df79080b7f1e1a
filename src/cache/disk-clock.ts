import { randomUUID } from 'node:crypto';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import type { FileStat } from '../base/file-stat.ts';

/** The time in milliseconds since 1970 by the clock of the disk that a folder lies on: the times of files follow it. */
export type DiskClock = (folder: string) => number;

/** Reads the clock of the disk from the time of a file that it makes for that. */
export const diskTime: DiskClock = (folder) => {
  const path = `${folder}/clock.${randomUUID()}`;
  writeFileSync(path, '');
  const { mtimeMs } = statSync(path);
  rmSync(path);
  return mtimeMs;
};

/** Within so many milliseconds a disk may give two changes the same time. Disks that keep whole seconds are slower. */
const tick = 50;
const slowTick = 2500;

/**
 * The text of a stat, to know the file by from now on. Empty if the file changed so shortly before `time` that another change since
 * could have the same time.
 */
export function stableStat(stat: FileStat | undefined, time: number): string {
  if (!stat) return '';
  const { text, changed } = stat;
  return changed < time - (Number.isInteger(changed / 1000) ? slowTick : tick) ? text : '';
}
