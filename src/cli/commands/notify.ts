import { resolve } from 'node:path';
import * as v from 'valibot';
import { isFolder } from '../../base/file.ts';
import type { Io } from '../../base/io.ts';
import { notify } from '../../notify/notify.ts';
import { deliveryProblems, notifyReport } from '../../notify/result.ts';
import { pendingFeeds, reportedFeeds, currentFeed, type CurrentFeed } from '../../notify/changed-feeds.ts';
import { readReport, type BuildReport } from '../../notify/build-report.ts';
import { createPendingStore, readPending, pendingPath, type KnownFeeds } from '../../notify/pending.ts';
import { problem, type Problem } from '../../problems/problem.ts';
import type { ReporterName } from '../reporters.ts';
import { parseFlags, siteFlags } from '../flags.ts';
import type { ParsedCommand } from '../command.ts';
import { reportResult } from '../report-result.ts';
import type { ReportBody, ExitCode } from '../../problems/report.ts';

/** A string if the value is not a number. */
const seconds = v.union([v.number(), v.string()]);
const notifyFlags = {
  root: siteFlags.root,
  reporter: siteFlags.reporter,
  report: v.optional(v.string()),
  wait: seconds,
  timeout: seconds,
};
type NotifyFlags = ReturnType<typeof parseFlags<typeof notifyFlags>>;

/** Notifies hubs of changed feeds, reports the result, and resolves to the exit code: 0 if all hubs were notified. */
export async function notifyCommand(parsed: ParsedCommand, io: Io): Promise<ExitCode> {
  const start = io.clock();
  const flags = parseFlags(notifyFlags, parsed.flags);
  const root = resolve(io.cwd, flags.root);
  const result = await notifyHubs(root, flags, io);
  return reportResult({ command: 'notify', ...result }, { root, reporter: flags.reporter, start }, io);
}

interface Result {
  readonly problems: readonly Problem[];
  readonly body?: ReportBody;
}

async function notifyHubs(root: string, flags: NotifyFlags, io: Io): Promise<Result> {
  const { wait, timeout } = flags;
  const { fetch } = io;
  if (typeof wait !== 'number') return { problems: [secondsProblem('--wait', wait)] };
  if (typeof timeout !== 'number') return { problems: [secondsProblem('--timeout', timeout)] };
  if (!isFolder(root))
    return { problems: [problem('root-not-found', { file: '--root' }, { path: flags.root })] };
  const report =
    flags.report === undefined ? undefined : readReport(resolve(io.cwd, flags.report), flags.report);
  if (report && 'code' in report) return { problems: [report] };
  if (!fetch) return { problems: [problem('network-missing', {})] };
  const before = readPending(root);
  const { known, news } = currentFeeds(root, report, before ?? new Map());
  const keeper = createPendingStore(root, known, before, io.clock);
  const saved = [keeper.save()];
  const deliveries = await notify(
    news,
    {
      wait: wait * 1000,
      timeout: timeout * 1000,
      onNotified: keeper.notified,
      onWait: waitingTold(wait, flags.reporter, io),
    },
    { ...io, fetch },
  );
  saved.push(keeper.save());
  return {
    problems: [
      ...(before ? [] : [problem('pending-unreadable', {}, { path: pendingPath })]),
      ...(saved.includes(false) ? [problem('pending-unwritable', {}, { path: pendingPath })] : []),
      ...deliveryProblems(deliveries),
    ],
    body: notifyReport(deliveries, report?.hubs),
  };
}

function currentFeeds(root: string, report: BuildReport | undefined, before: KnownFeeds): CurrentFeed {
  return report
    ? reportedFeeds(report, before, currentFeed(resolve(root, report.output)))
    : pendingFeeds(before);
}

function secondsProblem(name: string, value: string): Problem {
  return problem('seconds-value', { file: name }, { name, value });
}

/** Returns a function that prints once why the command is waiting. */
function waitingTold(
  wait: number,
  reporter: ReporterName,
  { stderr }: Io,
): (url: string, instead: string) => void {
  let isTold = reporter === 'json' || wait === 0;
  return (url, instead) => {
    if (!isTold) stderr.write(`${url} is not served yet: ${instead}. Waiting up to ${wait} s.\n`);
    isTold = true;
  };
}
