import { exitCodeOf } from './exit-code.ts';
import { appendFileSync, readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Io } from '../base/io.ts';
import { describeSystemError } from '../output/system-error.ts';
import type { Problem } from '../problems/problem.ts';
import { reporters, type ReporterName } from './reporters.ts';
import { writeReport } from './report-file.ts';
import type { ExitCode, Report } from '../problems/report.ts';
import type { ReportIo } from './reporters/reporter.ts';

/** Options for reporting the result of a command. */
export interface ReportOptions {
  /** Absolute path of the site. The file paths of problems are relative to it. */
  readonly root: string;
  readonly reporter: ReporterName;
  /** The start of the run, as returned by `io.clock`. */
  readonly start: number;
  /** The exit code of a run without errors. Default: 0. */
  readonly otherwise?: ExitCode;
  /** Absolute path of the file for the JSON report. */
  readonly report?: string;
}

/** Reports the result of a command and returns the exit code. */
export function reportResult(
  result: Omit<Report, 'milliseconds' | 'exitCode'>,
  { root, reporter, start, otherwise = 0, report: file }: ReportOptions,
  io: Io,
): ExitCode {
  const milliseconds = Math.round(io.clock() - start);
  const complete = (problems: readonly Problem[]): Report => ({
    ...result,
    problems,
    milliseconds,
    exitCode: exitCodeOf(problems, otherwise),
  });
  const shown: ReportIo = {
    color: hasColor(io),
    columns: io.stderr.columns ?? (io.stderr.isTTY === true ? 80 : Infinity),
    root: relative(io.cwd, root).split(sep).join('/'),
    read: (path) => sourceText(resolve(root, path)),
  };
  let report = complete(result.problems);
  const isRefused = result.problems.some(({ code }) => code.startsWith('report-'));
  const refusal =
    file === undefined || isRefused ? undefined : writeReport(file, reporters.json(report).stdout);
  if (refusal) report = complete([...result.problems, refusal]);
  const text = reporters[reporter](report, shown);
  if (text.stderr !== '') io.stderr.write(text.stderr);
  if (text.stdout !== '') io.stdout.write(text.stdout);
  for (const [name, added] of Object.entries(text.appended ?? {})) append(name, added, io);
  return report.exitCode;
}

/** Appends `text` to the file whose path is in the environment variable `name`, if it is set. */
function append(name: string, text: string, { env, stderr }: Io): void {
  const file = env[name] ?? '';
  if (file === '') return;
  try {
    appendFileSync(file, text);
  } catch (error) {
    // Ignores the error, because the command has already finished and reported its result.
    stderr.write(`${name} cannot be written: ${describeSystemError(error).reason}.\n`);
  }
}

/** Whether to use colours: only in a terminal, and only if the user has not turned them off (https://no-color.org). */
function hasColor({ env, stderr }: Io): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '') return env['FORCE_COLOR'] !== '0';
  return stderr.isTTY === true && env['TERM'] !== 'dumb';
}

function sourceText(location: string): string | undefined {
  try {
    return readFileSync(location, 'utf8');
  } catch {
    return undefined;
  }
}
