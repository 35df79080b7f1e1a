import { resolve } from 'node:path';
import type { Io } from '../../base/io.ts';
import { reportResult } from '../report-result.ts';
import type { ExitCode } from '../../problems/report.ts';
import type { ParsedCommand } from '../command.ts';
import { buildFlags, parseFlags } from '../flags.ts';

/** Runs `build` or `check`, reports the result, and resolves to the exit code. */
export async function buildCommand(
  command: 'build' | 'check',
  parsed: ParsedCommand,
  io: Io,
): Promise<ExitCode> {
  const start = io.clock();
  const flags = parseFlags(buildFlags, parsed.flags);
  const root = resolve(io.cwd, flags.root);
  const reportFile = flags.report === undefined ? {} : { report: resolve(io.cwd, flags.report) };
  const { cacheFile, unchangedReport } = await import('../skip-build.ts');
  const cache = command === 'build' ? cacheFile(root, flags, io) : undefined;
  const unchanged = cache === undefined ? undefined : unchangedReport(cache, root, flags, io);
  // If nothing has changed, this does not load the code that reads and builds a site.
  const result =
    unchanged ??
    (await (await import('../build-site.ts')).buildSiteSummary(command, root, flags, io, { cache }));
  return reportResult({ command, ...result }, { root, reporter: flags.reporter, start, ...reportFile }, io);
}
