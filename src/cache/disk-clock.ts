import { randomUUID } from 'node:crypto';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import type { FileStat } from '../base/file-stat.ts';

/** Returns the time by the clock of the disk of a folder, in milliseconds since 1970. Modification times follow this clock. */
export type DiskClock = (folder: string) => number;

/** Reads the clock of the disk: writes a file and reads its modification time. */
export const diskTime: DiskClock = (folder) => {
  const path = `${folder}/clock.${randomUUID()}`;
  writeFileSync(path, '');
  const { mtimeMs } = statSync(path);
  rmSync(path);
  return mtimeMs;
};

/** Two changes within this time, in milliseconds, may get the same modification time. Some disks only keep whole seconds. */
const tick = 50;
const slowTick = 2500;

/**
 * Returns the text of a stat, by which the next build recognizes the file. It is empty if the file changed so shortly before `time`
 * that a later change could have the same modification time.
 */
export function stableStat(stat: FileStat | undefined, time: number): string {
  if (!stat) return '';
  const { text, changed } = stat;
  return changed < time - (Number.isInteger(changed / 1000) ? slowTick : tick) ? text : '';
}
