import { resolve } from 'node:path';
import * as v from 'valibot';
import type { Io } from '../../base/io.ts';
import { formatLock } from '../../subscribers/lock.ts';
import { draftLock, readLock } from '../../subscribers/lock/read-write.ts';
import { hasErrors, problem, type Problem } from '../../problems/problem.ts';
import { addLocation } from '../../pipeline/locate-problems.ts';
import { counted } from '../../base/count.ts';
import { adopt, type Adopted, type Adoption } from '../../subscribers/adopt.ts';
import { subscribe } from '../../reader/reader.ts';
import { firstLines } from '../reporters/body.ts';
import { buildSite } from '../build-site.ts';
import { lockFile } from '../lock-file.ts';
import { reportResult } from '../report-result.ts';
import type { ReportBody, ReportLine, ExitCode } from '../../problems/report.ts';
import type { ParsedCommand } from '../command.ts';
import { buildFlags, parseFlags } from '../flags.ts';

const adoptFlags = { ...buildFlags, dryRun: v.optional(v.boolean()) };

/** Writes the lock file from published feeds, so that the articles of a site keep the ids that subscribers know. */
export async function adoptCommand({ args, ...parsed }: ParsedCommand, io: Io): Promise<ExitCode> {
  const start = io.clock();
  const flags = parseFlags(adoptFlags, parsed.flags);
  const sources = v.parse(v.array(v.string()), args[0]);
  const root = resolve(io.cwd, flags.root);
  const end = (problems: readonly Problem[], body?: ReportBody) =>
    reportResult(
      { command: 'adopt', problems, ...(body && { body: body }) },
      { root, reporter: flags.reporter, start },
      io,
    );

  const site = await buildSite('plan', root, { ...flags, frozen: true }, io);
  const { config, outcome } = site;
  if (!config || !outcome || hasErrors(site.problems)) return end(site.problems.filter(isError));
  const file = lockFile(root, flags, io);
  if (!config.lock) return end([problem('adopt-without-lock', {}, { lock: file.file })]);
  const before = readLock(file);
  const feeds: Adopted[] = [];
  const problems: Problem[] = [...before.problems];
  for (const source of sources) {
    const { subscription, problems: found } = await subscribe(source, io);
    problems.push(...found);
    if (subscription) feeds.push({ source, subscription });
  }
  if (hasErrors(problems)) return end(problems);
  if (feeds.every(({ subscription }) => subscription.items.length === 0))
    return end([...problems, problem('adopt-empty', {}, { sources: sources.join(', ') })]);

  const adoption = adopt(feeds, outcome.selection, config, before.lock);
  problems.push(...adoption.problems.map(addLocation(outcome.selection.articles)));
  if (hasErrors(problems)) return end(problems);
  const adopted = adoptReport(adoption, {
    lock: file.file,
    limit: config.limit,
    sources,
    isTrial: flags.dryRun === true,
  });
  if (flags.dryRun === true) return end(problems, adopted);
  const draft = draftLock(file, formatLock(adoption.lock));
  const refusal = 'code' in draft ? draft : draft.commit();
  return refusal ? end([...problems, refusal]) : end(problems, adopted);
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** Values for the report of an adoption, in addition to its result. */
interface AdoptReportOptions {
  /** The name of the lock file in messages. */
  readonly lock: string;
  /** The maximum number of items in the main feed. */
  readonly limit: number;
  readonly sources: readonly string[];
  readonly isTrial: boolean;
}

function adoptReport(
  result: Adoption,
  { lock: name, limit, sources, isTrial }: AdoptReportOptions,
): ReportBody {
  const { lock, items, held, matched, unmatched, unknown, older } = result;
  const verb = isTrial ? 'Would write' : 'Wrote';
  const lines: ReportLine[] = [
    [{ text: `${matched} of ${counted(items, 'item')} matched an article.`, paint: 'strong' }],
    ...listed(
      'Items without a matching article, which subscribers keep:',
      unmatched.map(({ published, title, url, id }) =>
        [published.slice(0, 10), title, url || id].filter((word) => word !== '').join(' '),
      ),
    ),
    ...listed(
      'Articles that are not in the feeds and will appear as new:',
      unknown.map(({ article, source }) => `${article.title} ${source.file}`),
    ),
    ...(older > 0
      ? [
          [],
          [
            {
              text: `Not in the feeds, so their address becomes their id: ${counted(older, 'older article')}.`,
            },
          ],
        ]
      : []),
    ...(held < limit && lock.entries.length > held
      ? [
          [],
          [
            {
              text: `The feed had ${counted(held, 'item')}, but the limit of your feed is ${limit}. Set \`limit: ${held}\`, so that older articles do not appear as new.`,
              paint: 'warning' as const,
            },
          ],
        ]
      : []),
    [],
    [
      { text: `${verb} ${name}: ${counted(lock.entries.length, 'article')}. ` },
      { text: `To compare, run \`feedmill plan --against ${sources[0] ?? ''}\`.`, paint: 'quiet' },
    ],
  ];
  const data = {
    adopted: {
      items,
      matched,
      articles: lock.entries.length,
      older,
      unmatched: unmatched.map(({ id, url, title, published }) => ({ id, url, title, published })),
      unknown: unknown.map(({ article, source }) => ({
        url: article.url,
        title: article.title,
        file: source.file,
      })),
    },
  };
  return { lines, data };
}

function listed(title: string, some: readonly string[]): ReportLine[] {
  if (some.length === 0) return [];
  return [[], [{ text: title }], ...firstLines(some.map((text) => [{ text: `  ${text}` }]))];
}
