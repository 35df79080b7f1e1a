import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { findConfigFiles } from '../config/find-file.ts';
import type { Io } from '../base/io.ts';
import type { LockFile } from '../subscribers/lock/file.ts';
import type { CommandFlags } from './flags.ts';

/** Where the lock of the site at `root` lies: beside its config, and named like it. */
export function lockFile(root: string, flags: Pick<CommandFlags, 'config'>, io: Pick<Io, 'cwd'>): LockFile {
  const named = flags.config === undefined ? undefined : resolve(io.cwd, flags.config);
  const config = named ?? findConfigFiles(root)[0]?.location ?? join(root, 'feedmill.yaml');
  const name = basename(config).replace(/(?:\.config)?\.\w+$/, '');
  const location = join(dirname(config), `${name}.lock`);
  return { location, file: relative(root, location).split(sep).join('/') };
}

/** Whether the lock is only read: as it is said, else on machines that build with nobody watching. */
export function isFrozen({ frozen }: Pick<CommandFlags, 'frozen'>, { env }: Pick<Io, 'env'>): boolean {
  if (frozen !== undefined) return frozen;
  const ci = env['CI'] ?? '';
  return ci !== '' && ci !== '0' && ci.toLowerCase() !== 'false';
}
