import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from '../pipeline/build.ts';
import { loadConfig } from '../config/config.ts';
import type { Io } from '../base/io.ts';
import type { LockOptions } from '../output/folder-lock.ts';
import { digestLock, saveLastBuild, type SourceStats } from '../cache/up-to-date.ts';
import { forgetHashes } from '../cache/hashes.ts';
import { fileStat } from '../cache/file-stat.ts';
import { hasErrors, problem, type Problem } from '../problems/problem.ts';
import type { FeedSnapshot } from '../subscribers/subscribers.ts';
import { progressBar } from './reporters/progress.ts';
import { readNow } from './now.ts';
import { isFrozen, lockFile } from './lock-file.ts';
import { checkReportPath } from './report-file.ts';
import { summarizeBuild } from '../pipeline/summarize-build.ts';
import { asUnchanged } from './unchanged.ts';
import type { Config } from '../config/model.ts';
import type { Report } from '../problems/report.ts';
import type { Outcome } from '../pipeline/model.ts';
import type { CommandFlags } from './flags.ts';

type CommandName = 'build' | 'check' | 'plan';
type Result = Pick<Report, 'problems' | 'summary'>;

/** What an attempt may begin with. */
export interface BuildSiteOptions {
  /** Where the build remembers things, and what was seen of the files just before. */
  readonly cache?: string | undefined;
  readonly seen?: SourceStats | undefined;
  /** What subscribers have, if not what the lock file says. */
  readonly against?: FeedSnapshot;
}

/** Loads the config of the site in `root` and builds it, or does all but the writing for other commands than `build`. */
export async function buildSiteSummary(
  command: CommandName,
  root: string,
  flags: CommandFlags,
  io: Io,
  given: BuildSiteOptions = {},
): Promise<Result> {
  const { config, outcome, problems } = await buildSite(command, root, flags, io, given);
  return { problems, ...(config && outcome && { summary: summarizeBuild(outcome, config) }) };
}

/** As {@link buildSiteSummary}, with all that the build came to. */
export async function buildSite(
  command: CommandName,
  root: string,
  flags: CommandFlags,
  io: Io,
  { cache, seen, against }: BuildSiteOptions = {},
): Promise<{ readonly config?: Config; readonly outcome?: Outcome; readonly problems: readonly Problem[] }> {
  const bar = progressBar(io);
  try {
    if (!isFolder(root)) {
      return { problems: [problem('root-not-found', { file: '--root' }, { path: flags.root })] };
    }
    const file = flags.config === undefined ? {} : { file: resolve(io.cwd, flags.config) };
    const { config, problems: found } = await loadConfig({ root, ...file, flags: flags.values });
    if (!config) return { problems: found };
    const now = readNow(flags.now, io, config.timezone);
    if (typeof now !== 'number') return { problems: [...found, now] };
    const { threads = io.threads ?? 1 } = flags;
    if (typeof threads !== 'number')
      return { problems: [...found, problem('threads-value', { file: '--threads' }, { value: threads })] };
    const report = flags.report === undefined ? undefined : resolve(io.cwd, flags.report);
    const fault = report === undefined ? undefined : checkReportPath(report, resolve(root, config.output));
    if (fault) return { problems: [...found, fault] };
    const lock = lockFile(root, flags, io);
    const before = fileStat(lock.location);
    const frozen = isFrozen(flags, io);
    const outcome = await build(config, {
      ...machine(io, config.output),
      now,
      threads,
      ...(cache !== undefined && { cache }),
      ...(seen && { sourceStats: seen }),
      write: command === 'build',
      subscribers: {
        ...lock,
        frozen,
        guard: command === 'plan' ? 'tell' : flags.accept === true ? 'pass' : 'stop',
        tellsEdits: command === 'check',
        ...(against && { against }),
      },
      progress: bar.update,
    });
    const problems = [...found, ...outcome.problems];
    if (cache !== undefined && command === 'build' && !hasErrors(problems)) {
      const { content, output, timezone } = config;
      const mark = outcome.isLockWritten ? fileStat(lock.location) : before;
      const rest = { content, output, timezone, lock: digestLock(lock, mark), frozen };
      const named = frozen ? undefined : mark ? lock.file : outcome.comparedWith;
      const summary = asUnchanged(summarizeBuild(outcome, config), named);
      // What was accepted once and could not be written down is asked again.
      const trace = frozen && flags.accept === true ? undefined : outcome.snapshot;
      forgetHashes(cache);
      saveLastBuild(cache, trace && { ...trace, problems, summary, ...rest });
    }
    return { config, outcome, problems };
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
    stderr.write(`${who} is writing to ${output}. Waiting for it to finish.\n`);
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
