import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findConfigFiles, isCode } from '../config/find-file.ts';
import type { Io } from '../base/io.ts';
import { cacheKey } from '../cache/key.ts';
import type { PublicationWindow } from '../feeds/select/next-change.ts';
import type { UnchangedReport } from '../cache/model.ts';
import { cachePath, readLastBuild } from '../cache/store.ts';
import { isUpToDate } from '../cache/up-to-date.ts';
import { readNow } from './now.ts';
import { isFrozen, lockFile } from './lock-file.ts';
import { checkReportPath } from './report-file.ts';
import type { CommandFlags } from './flags.ts';

/** Returns the path of the build cache for the site at `root` with these flags, or `undefined` if such builds have no cache. */
export function cacheFile(root: string, flags: CommandFlags, io: Io): string | undefined {
  if (flags.cache === false) return undefined;
  const named = flags.config === undefined ? undefined : resolve(io.cwd, flags.config);
  const found = findConfigFiles(root, named);
  const [file] = found;
  // The result of a JavaScript config can change although its text does not.
  if (found.length > 1 || (file && isCode(file))) return undefined;
  try {
    const config = file && ([file.name, readFileSync(file.location, 'utf8')] as const);
    return cachePath(root, cacheKey({ ...flags.values, config }));
  } catch {
    return undefined;
  }
}

/**
 * Returns the report of a build of the site at `root` if nothing has changed since the last build, or `undefined` if a build has
 * to run.
 */
export function unchangedReport(
  cache: string,
  root: string,
  flags: CommandFlags,
  io: Io,
): UnchangedReport | undefined {
  // Reports mistakes in flags even if there is nothing to build.
  if (typeof flags.threads === 'string') return undefined;
  const last = readLastBuild(cache);
  if (!last?.report || (last.frozen && !isFrozen(flags, io))) return undefined;
  const output = resolve(root, last.output);
  if (flags.report !== undefined && checkReportPath(resolve(io.cwd, flags.report), output)) return undefined;
  const now = readNow(flags.now, io, last.timezone);
  if (typeof now !== 'number' || !isWithin(last.window, now)) return undefined;
  try {
    const places = { root, output, lock: lockFile(root, flags, io).location, cache };
    return isUpToDate(last, places, io.diskTime) ? last.report : undefined;
  } catch {
    // The build reports errors of the file system.
    return undefined;
  }
}

function isWithin({ from, until = Infinity }: PublicationWindow, now: number): boolean {
  return from <= now && now < until;
}
