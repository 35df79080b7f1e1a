import { readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { build, type Outcome } from '../build.ts';
import { catalogue } from '../catalogue.ts';
import { loadConfig, type Config } from '../config.ts';
import type { Io } from '../io.ts';
import type { LockOptions } from '../output/lock.ts';
import { memoryKey } from '../memo/key.ts';
import { hasErrors, problem, type Problem } from '../problem.ts';
import { reporters, type Report } from '../reporters.ts';
import { progressBar } from '../reporters/progress.ts';
import { localTime } from '../date.ts';
import { readClock } from './clock.ts';
import { flagValues } from './flags.ts';

/** The flags of `build` and `check` as the command line gives them: those of the config, and these. */
export interface CommandFlags extends Readonly<Record<string, unknown>> {
  readonly root: string;
  readonly config?: string;
  readonly now?: string;
  readonly threads?: number | string;
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
  const result = await attempt(command, root, flags, io);
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

type Result = Pick<Report, 'problems' | 'summary'>;

async function attempt(
  command: 'build' | 'check',
  root: string,
  flags: CommandFlags,
  io: Io,
): Promise<Result> {
  const bar = progressBar(io);
  try {
    if (!isFolder(root)) {
      return { problems: [problem('root-not-found', { file: '--root' }, { path: flags.root })] };
    }
    const file = flags.config === undefined ? {} : { file: resolve(io.cwd, flags.config) };
    const { config, problems } = await loadConfig({ root, ...file, flags: flagValues(flags) });
    if (!config) return { problems };
    const now = readClock(flags.now, io, config.timezone);
    if (typeof now !== 'number') return { problems: [...problems, now] };
    const { threads = io.threads ?? 1 } = flags;
    if (typeof threads !== 'number')
      return { problems: [...problems, problem('threads-value', { file: '--threads' }, { value: threads })] };
    const outcome = await build(config, {
      ...machine(io, config.output),
      now,
      threads,
      ...(flags.cache !== false && {
        memory: memoryFolder(root, memoryKey({ config: undefined, flags: flagValues(flags) })),
      }),
      write: command === 'build',
      progress: bar.update,
    });
    return { problems: [...problems, ...outcome.problems], summary: summarise(outcome, config) };
  } catch (error) {
    const [detail, stack] = error instanceof Error ? [error.message, error.stack ?? ''] : [String(error), ''];
    return { problems: [problem('internal', {}, { detail, stack })] };
  } finally {
    bar.clear();
  }
}

/** What a build has to know of the machine to have its output folder to itself. */
function machine({ stderr, holder, alive, sleep }: Io, output: string): LockOptions {
  const onWait = (pid: number | undefined) => {
    const who = pid === undefined ? 'Another build' : `Another build (process ${pid})`;
    stderr.write(`${who} is writing to ${output}; waiting for it.\n`);
  };
  return { holder, alive, sleep, onWait, wait: 10_000 };
}

/** Where builds of the site at `root` remember things. */
function memoryFolder(root: string, key: string): string {
  return join(root, '.feedmill', key);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function summarise(outcome: Outcome, config: Config): NonNullable<Report['summary']> {
  const { selection, counts } = outcome;
  const next = selection.scheduled[0];
  return {
    articles: selection.articles.length + selection.pages.length,
    drafts: outcome.drafts,
    scheduled: selection.scheduled.length,
    expired: selection.expired.length,
    undated: outcome.undated,
    feeds: outcome.feeds,
    pages: outcome.pages,
    written: counts?.written.length ?? 0,
    unchanged: counts?.unchanged ?? 0,
    removed: counts?.removed.length ?? 0,
    output: config.output,
    ...(next && {
      next: {
        file: next.article.file,
        title: next.article.title,
        date: localTime(next.due ?? 0, config.timezone),
      },
    }),
  };
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
