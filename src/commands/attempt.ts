import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from '../build.ts';
import { loadConfig } from '../config.ts';
import type { Io } from '../io.ts';
import type { LockOptions } from '../output/lock.ts';
import { saveGlance, type Seen } from '../memo/glance.ts';
import { markOf } from '../memo/marks.ts';
import { hasErrors, problem } from '../problem.ts';
import type { Report } from '../reporters.ts';
import { progressBar } from '../reporters/progress.ts';
import type { CommandFlags } from './build.ts';
import type { BuildName } from './plain.ts';
import { readClock } from './clock.ts';
import { isFrozen, lockFile } from './lock.ts';
import { flagValues } from './flags.ts';
import { reportFault } from './report.ts';
import { asUnchanged, summarise } from './summary.ts';

type Result = Pick<Report, 'problems' | 'summary'>;

/** Loads the config of the site in `root` and builds it, or does all but the writing for `check`. `memory` is where it remembers. */
export async function attempt(
  command: BuildName,
  root: string,
  flags: CommandFlags,
  io: Io,
  { memory, seen }: { readonly memory: string | undefined; readonly seen: Seen | undefined },
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
    const report = flags.report === undefined ? undefined : resolve(io.cwd, flags.report);
    const fault = report === undefined ? undefined : reportFault(report, resolve(root, config.output));
    if (fault) return { problems: [...problems, fault] };
    const lock = lockFile(root, flags, io);
    const before = markOf(lock.location);
    const frozen = isFrozen(flags, io);
    const outcome = await build(config, {
      ...machine(io, config.output),
      now,
      threads,
      ...(memory !== undefined && { memory }),
      ...(seen && { seen }),
      write: command === 'build',
      subscribers: { ...lock, frozen, accept: flags.accept === true, tellsEdits: command === 'check' },
      progress: bar.update,
    });
    const result = { problems: [...problems, ...outcome.problems], summary: summarise(outcome, config) };
    if (memory !== undefined && command === 'build' && !hasErrors(result.problems)) {
      const { content, output, timezone } = config;
      const mark = outcome.isLockWritten ? markOf(lock.location) : before;
      const rest = { content, output, timezone, lock: mark?.text ?? '', frozen };
      const next = { ...result, summary: asUnchanged(result.summary) };
      saveGlance(memory, outcome.trace && { ...outcome.trace, ...next, ...rest });
    }
    return result;
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

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
