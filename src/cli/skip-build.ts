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

/** The path of the cache for builds of the site at `root` with these flags; undefined if they have none. */
export function cacheFile(root: string, flags: CommandFlags, io: Io): string | undefined {
  if (flags.cache === false) return undefined;
  const named = flags.config === undefined ? undefined : resolve(io.cwd, flags.config);
  const found = findConfigFiles(root, named);
  const [file] = found;
  // The text of a config in JavaScript does not show what it evaluates to.
  if (found.length > 1 || (file && isCode(file))) return undefined;
  try {
    const config = file && ([file.name, readFileSync(file.location, 'utf8')] as const);
    return cachePath(root, cacheKey({ ...flags.values, config }));
  } catch {
    return undefined;
  }
}

/** What a build of the site at `root` reports if nothing has changed since the last one; undefined if it has to run. */
export function unchangedReport(
  cache: string,
  root: string,
  flags: CommandFlags,
  io: Io,
): UnchangedReport | undefined {
  // A mistake in a flag is reported, however little there is to do.
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
    // The build reports what the system refuses.
    return undefined;
  }
}

function isWithin({ from, until = Infinity }: PublicationWindow, now: number): boolean {
  return from <= now && now < until;
}
