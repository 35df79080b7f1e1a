import { resolve } from 'node:path';
import type { Io } from '../../base/io.ts';
import { reportResult } from '../report-result.ts';
import type { ExitCode } from '../../problems/report.ts';
import type { ParsedCommand } from '../command.ts';
import { buildFlags, parseFlags } from '../flags.ts';

/** Runs `build` or `check`, reports, and resolves to the exit code. */
export async function buildCommand(
  command: 'build' | 'check',
  parsed: ParsedCommand,
  io: Io,
): Promise<ExitCode> {
  const start = io.clock();
  const flags = parseFlags(buildFlags, parsed.flags);
  const root = resolve(io.cwd, flags.root);
  const reportFile = flags.report === undefined ? {} : { report: resolve(io.cwd, flags.report) };
  const { cacheFolder, isUpToDate } = await import('../skip-build.ts');
  const cache = cacheFolder(root, flags, io);
  const { result: known, seen } =
    cache !== undefined && command === 'build' ? isUpToDate(cache, root, flags, io) : {};
  // What reads and makes a site is not loaded for less.
  const result =
    known ??
    (await (await import('../build-site.ts')).buildSiteSummary(command, root, flags, io, { cache, seen }));
  return reportResult({ command, ...result }, { root, reporter: flags.reporter, start, ...reportFile }, io);
}
