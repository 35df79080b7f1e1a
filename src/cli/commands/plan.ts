import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { loadConfig } from '../../config/config.ts';
import type { Io } from '../../base/io.ts';
import { hasErrors, type Problem } from '../../problems/problem.ts';
import { firstLines } from '../reporters/body.ts';
import { planSentence } from '../reporters/plan.ts';
import { size } from '../reporters/summary.ts';
import { snapshotOf } from '../../subscribers/from-feed.ts';
import type { FeedSnapshot } from '../../subscribers/subscribers.ts';
import { subscribe } from '../../reader/reader.ts';
import { buildSiteSummary } from '../build-site.ts';
import { reportResult } from '../report-result.ts';
import type {
  PlanKind,
  PlanArticle,
  PlanSummary,
  Summary,
  ReportLine,
  ExitCode,
} from '../../problems/report.ts';
import type { ParsedCommand } from '../command.ts';
import { buildFlags, parseFlags } from '../flags.ts';

const planFlags = {
  ...buildFlags,
  /** The feed to compare with: a path or a URL. */
  against: v.optional(v.string()),
  /** Whether to exit with 3 if a build would change anything. */
  exitCode: v.optional(v.boolean()),
};
type PlanFlags = ReturnType<typeof parseFlags<typeof planFlags>>;

/** Reports what a build would change for subscribers, without changing anything. */
export async function planCommand(parsed: ParsedCommand, io: Io): Promise<ExitCode> {
  const start = io.clock();
  const flags = parseFlags(planFlags, parsed.flags);
  const root = resolve(io.cwd, flags.root);
  const { reporter } = flags;
  const { snapshot, problems } = await readAgainst(root, flags, io);
  const known = hasErrors(problems)
    ? undefined
    : await buildSiteSummary('plan', root, flags, io, snapshot && { against: snapshot });
  const all = [...problems, ...(known?.problems ?? [])];
  const summary = known?.summary;
  const plan = summary?.plan;
  if (!summary || !plan || hasErrors(all))
    return reportResult({ command: 'plan', problems: all }, { root, reporter, start }, io);
  const feeds = changedFeeds(summary, resolve(root, summary.output));
  const isChange = feeds.length > 0 || isAnything(plan);
  const isStopped = all.some(({ code }) => code.startsWith('guard-'));
  const data = {
    plan: {
      ...plan,
      feeds,
      ...(summary.next && { next: summary.next }),
      changes: isChange,
      stops: isStopped,
    },
  };
  return reportResult(
    { command: 'plan', problems: all, body: { lines: lines(plan, feeds, summary, isStopped), data } },
    { root, reporter, start, otherwise: flags.exitCode === true && isChange ? 3 : 0 },
    io,
  );
}

/** Reads what subscribers have from the feed in `--against`. */
async function readAgainst(
  root: string,
  flags: PlanFlags,
  io: Io,
): Promise<{ snapshot?: FeedSnapshot; problems: readonly Problem[] }> {
  const { against } = flags;
  if (against === undefined) return { problems: [] };
  const file = flags.config === undefined ? {} : { file: resolve(io.cwd, flags.config) };
  const { config } = await loadConfig({ root, ...file, flags: flags.values });
  const { subscription, problems } = await subscribe(against, io);
  return {
    ...(subscription && { snapshot: snapshotOf(against, subscription, config?.timezone ?? 'UTC') }),
    problems,
  };
}

/** A feed that a build would change. */
interface ChangedFeed {
  readonly name: string;
  readonly path: string;
  readonly url: string;
  readonly bytes: number;
  /** Its size in the output folder. Absent if it is not there. */
  readonly before?: number;
}

function changedFeeds({ feeds }: Summary, output: string): ChangedFeed[] {
  return feeds
    .filter(({ changed }) => changed)
    .map(({ name, path, url, bytes }) => {
      const before = statSync(resolve(output, path), { throwIfNoEntry: false })?.size;
      return { name, path, url, bytes, ...(before !== undefined && { before }) };
    });
}

function isAnything({ counts }: PlanSummary): boolean {
  return (['new', 'updated', 'resurfaced', 'removed', 'moved', 'expired'] as const).some(
    (kind) => counts[kind] > 0,
  );
}

const kinds: readonly PlanKind[] = [
  'new',
  'updated',
  'resurfaced',
  'removed',
  'moved',
  'expired',
  'scheduled',
];
const whys = {
  date: 'its date changed',
  id: 'its id changed',
  copy: 'it has the same text as another article',
  backlog: 'it is old but was not in the feed before',
} as const;

function lines(
  plan: PlanSummary,
  feeds: readonly ChangedFeed[],
  summary: Summary,
  isStopped: boolean,
): ReportLine[] {
  const against =
    plan.against === '' ? 'There is no lock file or feed to compare with.' : `Compared with ${plan.against}`;
  return [
    [{ text: planSentence(plan, summary.next), paint: 'strong' }],
    ...(isStopped
      ? [
          [
            {
              text: 'The guard would stop a build. To allow these changes, build with --accept once.',
              paint: 'error' as const,
            },
          ],
        ]
      : []),
    [{ text: against, paint: 'quiet' }],
    ...kinds.flatMap((kind) => section(kind, plan)),
    ...(feeds.length > 0 ? [[], [{ text: 'Changed feeds', paint: 'strong' as const }]] : []),
    ...firstLines(feeds.map(feedLine)),
  ];
}

function feedLine({ path, bytes, before }: ChangedFeed): ReportLine {
  const change = before === undefined ? `${size(bytes)}, new` : `${size(before)} → ${size(bytes)}`;
  return [{ text: `  ${path} ` }, { text: change, paint: 'quiet' }];
}

function section(kind: PlanKind, { counts, articles }: PlanSummary): ReportLine[] {
  if (counts[kind] === 0) return [];
  const title = kind === 'moved' ? 'Moved (id kept)' : kind.charAt(0).toUpperCase() + kind.slice(1);
  const paint = kind === 'resurfaced' ? 'error' : 'strong';
  return [
    [],
    [{ text: title, paint }],
    ...firstLines(
      articles[kind].map((one) => articleLine(kind, one)),
      counts[kind],
    ),
  ];
}

function articleLine(kind: PlanKind, { title, file, url, published, before, why }: PlanArticle): ReportLine {
  const day = kind === 'scheduled' ? published.slice(0, 16).replace('T', ' ') : published.slice(0, 10);
  const where = kind === 'moved' && before !== undefined ? `${before} → ${url}` : file || url;
  return [
    { text: `  ${day} ` },
    { text: title },
    { text: ` ${where}`, paint: 'quiet' },
    ...(why ? [{ text: ` (${whys[why]})` }] : []),
  ];
}
