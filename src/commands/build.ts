import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { catalogue } from '../catalogue.ts';
import type { Io } from '../io.ts';
import { hasErrors, type Problem } from '../problem.ts';
import { reporters, type Report } from '../reporters.ts';

/** The flags of `build` and `check` as the command line gives them: those of the config, and these. */
export interface CommandFlags extends Readonly<Record<string, unknown>> {
  readonly root: string;
  readonly config?: string;
  readonly now?: string;
  /** A text where it is no number. */
  readonly threads?: number | string;
  /** `false`: nothing is remembered. */
  readonly cache?: boolean;
  readonly reporter: keyof typeof reporters;
}

/** Runs `build` or `check`, reports, and resolves to the exit code. */
export async function buildCommand(
  command: 'build' | 'check',
  flags: CommandFlags,
  io: Io,
): Promise<0 | 1 | 2> {
  const start = io.clock();
  const root = resolve(io.cwd, flags.root);
  const { memoryOf, recall } = await import('./recall.ts');
  const memory = memoryOf(root, flags, io);
  const { result: known, seen } =
    memory !== undefined && command === 'build' ? recall(memory, root, flags, io) : {};
  // What reads and makes a site is not loaded for less.
  const result =
    known ?? (await (await import('./attempt.ts')).attempt(command, root, flags, io, { memory, seen }));
  const report: Report = {
    command,
    ...result,
    milliseconds: Math.round(io.clock() - start),
    exitCode: exitCode(result.problems),
  };
  const text = reporters[flags.reporter](report, {
    color: hasColor(io),
    columns: io.stderr.columns ?? (io.stderr.isTTY === true ? 80 : Infinity),
    root: relative(io.cwd, root).split(sep).join('/'),
    read: (file) => sourceText(resolve(root, file)),
  });
  if (text.stderr !== '') io.stderr.write(text.stderr);
  if (text.stdout !== '') io.stdout.write(text.stdout);
  return report.exitCode;
}

function exitCode(problems: readonly Problem[]): 0 | 1 | 2 {
  if (!hasErrors(problems)) return 0;
  return problems.some(({ code, severity }) => severity === 'error' && catalogue[code].cause === 'setup')
    ? 2
    : 1;
}

/** https://no-color.org: colours are for people in front of a terminal who do not mind them. */
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
