import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findConfigFiles, isCode } from '../config/find-file.ts';
import { discover } from '../content/discover.ts';
import type { Io } from '../base/io.ts';
import {
  readLastBuild,
  checkUpToDate,
  saveLastBuild,
  statSources,
  type LastBuild,
  type UpToDateCheck,
  type SourceStats,
} from '../cache/up-to-date.ts';
import { readHashes, saveHashes } from '../cache/hashes.ts';
import { cacheKey } from '../cache/key.ts';
import { readNow } from './now.ts';
import { isFrozen, lockFile } from './lock-file.ts';
import { checkReportPath } from './report-file.ts';
import type { Report } from '../problems/report.ts';
import type { CommandFlags } from './flags.ts';

/** Where builds of the site at `root` with these flags remember things; nowhere if they are not to. */
export function cacheFolder(root: string, flags: CommandFlags, io: Io): string | undefined {
  if (flags.cache === false) return undefined;
  const named = flags.config === undefined ? undefined : resolve(io.cwd, flags.config);
  const found = findConfigFiles(root, named);
  const [file] = found;
  // What code of the site's own does nobody can tell from its text.
  if (found.length > 1 || (file && isCode(file))) return undefined;
  try {
    const config = file && ([file.name, readFileSync(file.location, 'utf8')] as const);
    return join(root, '.feedmill', cacheKey({ ...flags.values, config }));
  } catch {
    return undefined;
  }
}

/** What the last build came to, if this one would come to the same, and what was seen of the files. */
export function isUpToDate(
  cache: string,
  root: string,
  flags: CommandFlags,
  io: Io,
): { readonly result?: Pick<Report, 'problems' | 'summary'>; readonly seen?: SourceStats } {
  // A mistake is told, however little there is to do.
  if (typeof flags.threads === 'string') return {};
  const lastBuild = readLastBuild(cache);
  if (!lastBuild || (lastBuild.frozen && !isFrozen(flags, io))) return {};
  const { content, output, problems, summary } = lastBuild;
  if (flags.report !== undefined && checkReportPath(resolve(io.cwd, flags.report), resolve(root, output)))
    return {};
  let seen: SourceStats | undefined;
  try {
    seen = statSources(discover({ root, content, output }));
    const places = { lock: lockFile(root, flags, io), output: resolve(root, output), cache };
    const { glance: now, read }: UpToDateCheck = isWithin(lastBuild, flags, io)
      ? checkUpToDate(lastBuild, seen, places)
      : {};
    const known = now ? undefined : (read ?? readHashes(cache, seen));
    if (!now) return { seen: { ...seen, ...(known && { read: known }) } };
    if (now !== lastBuild) saveLastBuild(cache, now);
    if (now !== lastBuild && read) saveHashes(cache, seen, read);
  } catch {
    // The build tells what the system refuses.
    return seen ? { seen } : {};
  }
  return { result: { problems, summary } };
}

function isWithin(
  { timezone, window: { from, until = Infinity } }: LastBuild,
  flags: CommandFlags,
  io: Io,
): boolean {
  const now = readNow(flags.now, io, timezone);
  return typeof now === 'number' && from <= now && now < until;
}
