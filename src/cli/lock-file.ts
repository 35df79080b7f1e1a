import { resolve } from 'node:path';
import { findConfigFiles, lockFileName } from '../config/find-file.ts';
import type { Io } from '../base/io.ts';
import type { LockFile } from '../subscribers/lock/read-write.ts';
import type { CommandFlags } from './flags.ts';

/** Returns the path of the lock file for the site at `root`. */
export function lockFile(root: string, flags: Pick<CommandFlags, 'config'>, io: Pick<Io, 'cwd'>): LockFile {
  const named = flags.config === undefined ? undefined : resolve(io.cwd, flags.config);
  const file = lockFileName(root, named ?? findConfigFiles(root)[0]?.location);
  return { location: resolve(root, file), file };
}

/** Whether the run must not write the lock file: the value of the flag or, by default, whether it runs in CI. */
export function isFrozen({ frozen }: Pick<CommandFlags, 'frozen'>, { env }: Pick<Io, 'env'>): boolean {
  if (frozen !== undefined) return frozen;
  const ci = env['CI'] ?? '';
  return ci !== '' && ci !== '0' && ci.toLowerCase() !== 'false';
}
