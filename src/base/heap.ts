import { versions } from 'node:process';
import { setFlagsFromString } from 'node:v8';

/** From so many articles on, memory is what there is too little of. */
export const largeSite = 30_000;

/**
 * How the memory of this process grows: `sparing` where most of what is made stays, which is copied once less then; `roomy` where
 * most of it is soon gone; `tight` where there is more of it than machines may have, `dense` where the gaps between what stays are to
 * be closed as well, which takes time.
 */
export type Growth = 'sparing' | 'roomy' | 'tight' | 'dense';

// The young part doubles, or stays as it is; the old part grows as V8 sees fit (0), or by so many percent of what is in use. What
// stays is moved together where a fifth of a page is free, instead of seven tenths, when V8 optimizes for size.
const flags: Readonly<Record<Growth, readonly string[]>> = {
  sparing: ['--semi-space-growth-factor=1'],
  roomy: ['--semi-space-growth-factor=2', '--heap-growing-percent=0', '--no-optimize-for-size'],
  tight: ['--semi-space-growth-factor=1', '--heap-growing-percent=10', '--no-optimize-for-size'],
  dense: ['--semi-space-growth-factor=1', '--heap-growing-percent=10', '--optimize-for-size'],
};

// V8 tells everybody of a flag that it does not know, and a later one may not know these.
const [oldest, newest] = [11, 14];
const version = Number(versions.v8.split('.', 1)[0]);

/** Makes the memory of this process, threads included, grow so from now on. It is the same for what else runs in it. */
export function growMemory(growth: Growth): void {
  if (version < oldest || version > newest) return;
  for (const flag of flags[growth]) setFlagsFromString(flag);
}
