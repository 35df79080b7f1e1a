import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from '../pipeline/build.ts';
import { loadConfig } from '../config/config.ts';
import { isFolder } from '../base/file.ts';
import type { Io } from '../base/io.ts';
import type { LockOptions } from '../output/folder-lock.ts';
import { internalProblem, problem, type Problem } from '../problems/problem.ts';
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

/** Values that a build can get from the up-to-date check and from other commands. */
export interface BuildSiteOptions {
  /** The path of the build cache. */
  readonly cache?: string | undefined;
  /** What subscribers have. Default: the content of the lock file. */
  readonly against?: FeedSnapshot;
}

/** Loads the config of the site in `root` and builds the site. Only the command `build` writes the output. */
export async function buildSiteSummary(
  command: CommandName,
  root: string,
  flags: CommandFlags,
  io: Io,
  options: BuildSiteOptions = {},
): Promise<Result> {
  const { config, outcome, problems } = await buildSite(command, root, flags, io, options);
  return { problems, ...(config && outcome && { summary: summarizeBuild(outcome, config) }) };
}

/** Like {@link buildSiteSummary}, but returns the complete result of the build. */
export async function buildSite(
  command: CommandName,
  root: string,
  flags: CommandFlags,
  io: Io,
  { cache, against }: BuildSiteOptions = {},
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
    const path = flags.report === undefined ? undefined : resolve(io.cwd, flags.report);
    const refusal = path === undefined ? undefined : checkReportPath(path, resolve(root, config.output));
    if (refusal) return { problems: [...found, refusal] };
    const lock = lockFile(root, flags, io);
    const frozen = isFrozen(flags, io);
    /** The summary for the next build, if nothing has changed by then. */
    const report = (made: Outcome) => {
      // If a build accepts changes without writing the lock file, the next build must block them again.
      if (frozen && flags.accept === true) return undefined;
      const named = frozen ? undefined : existsSync(lock.location) ? lock.file : made.comparedWith;
      return {
        problems: [...found, ...made.problems],
        summary: asUnchanged(summarizeBuild(made, config), named),
      };
    };
    const outcome = await build(config, {
      ...lockOptions(io, config.output),
      now,
      threads,
      ...(io.sharing && { sharing: io.sharing }),
      ...(cache !== undefined && {
        cache: { file: cache, report, ...(io.diskTime && { clock: io.diskTime }) },
      }),
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
    return { config, outcome, problems: [...found, ...outcome.problems] };
  } catch (error) {
    return { problems: [internalProblem(error)] };
  } finally {
    bar.clear();
  }
}

/** Options for waiting for other builds that write to the same output folder. */
function lockOptions({ stderr, holder, alive, sleep }: Io, output: string): LockOptions {
  const onWait = (pid: number | undefined) => {
    const who = pid === undefined ? 'Another build' : `Another build (process ${pid})`;
    stderr.write(`${who} is writing to ${output}. Waiting for it to finish.\n`);
  };
  return { holder, alive, sleep, onWait, wait: 10_000 };
}
