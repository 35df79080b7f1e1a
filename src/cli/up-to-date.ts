import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findConfigFiles, isCode } from '../config/files.ts';
import { discover } from '../content/discover.ts';
import type { Io } from '../base/io.ts';
import {
  readGlance,
  recognise,
  saveGlance,
  see,
  type Glance,
  type Recognition,
  type Seen,
} from '../cache/up-to-date.ts';
import { readHashes, saveHashes } from '../cache/hashes.ts';
import { memoryKey } from '../cache/key.ts';
import type { Report } from './reporters.ts';
import type { CommandFlags } from './commands/build.ts';
import { readClock } from './now.ts';
import { isFrozen, lockFile } from './lock-file.ts';
import { reportFault } from './report-file.ts';

/** Where builds of the site at `root` with these flags remember things; nowhere if they are not to. */
export function memoryOf(root: string, flags: CommandFlags, io: Io): string | undefined {
  if (flags.cache === false) return undefined;
  const named = flags.config === undefined ? undefined : resolve(io.cwd, flags.config);
  const found = findConfigFiles(root, named);
  const [file] = found;
  // What code of the site's own does nobody can tell from its text.
  if (found.length > 1 || (file && isCode(file))) return undefined;
  const {
    root: _root,
    config: _config,
    now: _now,
    reporter: _reporter,
    json: _json,
    threads: _threads,
    cache: _cache,
    frozen: _frozen,
    accept: _accept,
    report: _report,
    ...values
  } = flags;
  try {
    const config = file && ([file.name, readFileSync(file.location, 'utf8')] as const);
    return join(root, '.feedmill', memoryKey({ config, flags: values }));
  } catch {
    return undefined;
  }
}

/** What the last build came to, if this one would come to the same, and what was seen of the files. */
export function recall(
  memory: string,
  root: string,
  flags: CommandFlags,
  io: Io,
): { readonly result?: Pick<Report, 'problems' | 'summary'>; readonly seen?: Seen } {
  // A mistake is told, however little there is to do.
  if (typeof flags.threads === 'string') return {};
  const glance = readGlance(memory);
  if (!glance || (glance.frozen && !isFrozen(flags, io))) return {};
  const { content, output, problems, summary } = glance;
  if (flags.report !== undefined && reportFault(resolve(io.cwd, flags.report), resolve(root, output)))
    return {};
  let seen: Seen | undefined;
  try {
    seen = see(discover({ root, content, output }));
    const places = { lock: lockFile(root, flags, io), output: resolve(root, output), memory };
    const { glance: now, read }: Recognition = isWithin(glance, flags, io)
      ? recognise(glance, seen, places)
      : {};
    const known = now ? undefined : (read ?? readHashes(memory, seen));
    if (!now) return { seen: { ...seen, ...(known && { read: known }) } };
    if (now !== glance) saveGlance(memory, now);
    if (now !== glance && read) saveHashes(memory, seen, read);
  } catch {
    // The build tells what the system refuses.
    return seen ? { seen } : {};
  }
  return { result: { problems, summary } };
}

function isWithin(
  { timezone, window: { from, until = Infinity } }: Glance,
  flags: CommandFlags,
  io: Io,
): boolean {
  const now = readClock(flags.now, io, timezone);
  return typeof now === 'number' && from <= now && now < until;
}
