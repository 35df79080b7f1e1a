import { resolve, sep } from 'node:path';
import * as v from 'valibot';
import { importArticles, type Import } from '../../reader/import.ts';
import type { Io } from '../../base/io.ts';
import { internalProblem } from '../../problems/problem.ts';
import { counted, formatNumber } from '../../base/count.ts';
import { subscribe } from '../../reader/reader.ts';
import { reportResult } from '../report-result.ts';
import type { ReportBody, ReportLine, ExitCode } from '../../problems/report.ts';
import type { ParsedCommand } from '../command.ts';
import { parseFlags, siteFlags } from '../flags.ts';

const importFlags = { reporter: siteFlags.reporter, dryRun: v.optional(v.boolean(), false) };

/**
 * Writes the articles of a feed (the first argument) to a folder (the second argument), reports the result, and resolves to the
 * exit code.
 */
export async function importCommand({ args, flags }: ParsedCommand, io: Io): Promise<ExitCode> {
  const [source, folder] = v.parse(v.tuple([v.string(), v.string()]), args);
  const { reporter, dryRun } = parseFlags(importFlags, flags);
  const reporting = { root: io.cwd, reporter, start: io.clock() };
  try {
    const { subscription, problems } = await subscribe(source, { cwd: io.cwd, fetch: io.fetch });
    if (!subscription) return reportResult({ command: 'import', problems }, reporting, io);
    const options = {
      folder: resolve(io.cwd, folder),
      name: folder.split(sep).join('/'),
      dry: dryRun,
    };
    const made = await importArticles(subscription, options);
    const all = [...problems, ...made.problems];
    return reportResult(
      { command: 'import', problems: all, body: importReport(made, options.dry) },
      reporting,
      io,
    );
  } catch (error) {
    return reportResult({ command: 'import', problems: [internalProblem(error)] }, reporting, io);
  }
}

function importReport(made: Import, dry: boolean): ReportBody {
  const count = (state: Import['files'][number]['state']) =>
    made.files.filter((one) => one.state === state).length;
  const lines: ReportLine[] = [];
  if (dry)
    for (const { path, state, title } of made.files)
      if (state === 'written') lines.push([{ text: `${path}  ` }, { text: title, paint: 'quiet' }]);
  const [written, unchanged, kept] = [count('written'), count('unchanged'), count('kept')];
  const drafts = made.files.filter(({ draft, state }) => draft && state === 'written').length;
  lines.push([
    { text: dry ? 'Would write ' : 'Wrote ', paint: 'good' },
    { text: `${counted(written, 'article')}${drafts > 0 ? ` (${counted(drafts, 'draft')})` : ''}` },
    { text: unchanged > 0 ? `, ${formatNumber(unchanged)} unchanged` : '' },
    { text: kept > 0 ? `, ${formatNumber(kept)} not overwritten` : '' },
    { text: '.' },
  ]);
  const leftOut = Object.entries(made.leftOut).map(([kind, number]) => `${kind} (${formatNumber(number)})`);
  if (leftOut.length > 0) lines.push([{ text: `Left out: ${leftOut.join(', ')}.`, paint: 'quiet' }]);
  if (made.untitled > 0)
    lines.push([
      {
        text: `Named after their first words, because they have no title: ${counted(made.untitled, 'article')}.`,
        paint: 'quiet',
      },
    ]);
  if (made.moved > 0)
    lines.push([
      {
        text: `Moved to a new address with the old id, because no file can have the old address: ${counted(made.moved, 'article')}.`,
        paint: 'quiet',
      },
    ]);
  lines.push(
    [],
    [
      { text: 'Next: ', paint: 'strong' },
      { text: 'add this to feedmill.yaml, then run ' },
      { text: 'feedmill check', paint: 'code' },
      { text: '.' },
    ],
    [],
  );
  for (const line of made.config) lines.push([{ text: line, paint: 'code' }]);
  const { files, leftOut: others, untitled, moved, config } = made;
  return {
    lines,
    data: { dryRun: dry, files, leftOut: others, untitled, moved, config: `${config.join('\n')}\n` },
  };
}
