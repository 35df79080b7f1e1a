import type { Problem } from '../../problems/problem.ts';
import { byPlace, explain } from '../../problems/problem.ts';
import { bodyLines } from './body.ts';
import { palette } from './colors.ts';
import { jobSummary } from './job-summary.ts';
import { isNoFile, pathFromHere } from './location.ts';
import { consequence, problemCounts, summaryLines } from './summary.ts';
import { visibleText } from './width.ts';
import type { Report } from '../../problems/report.ts';
import type { ReportIo, ReporterOutput } from './reporter.ts';

/**
 * The reporter for GitHub Actions. Prints each problem as a workflow command, which GitHub shows as an annotation, and then the
 * summary as plain text. Prints everything to stdout. Also writes a job summary and, for a build or a check, the outputs
 * `changed` (whether any file changed), `feeds` (the addresses of changed feeds, as JSON) and `next` (RFC 3339, or empty).
 *
 * See "Workflow commands for GitHub Actions" in GitHub's documentation.
 */
export function github(report: Report, io: ReportIo): ReporterOutput {
  const counts = problemCounts(report);
  const plain = [
    ...(counts === '' ? [] : [`${counts}. ${consequence(report)}`.trimEnd()]),
    ...bodyLines(report, Infinity, palette(false)),
    ...summaryLines(report, Infinity, palette(false)),
  ];
  const lines = [
    ...report.problems.toSorted(byPlace).map((one) => command(one, io.root)),
    ...plain.map(harmless),
  ];
  return {
    stdout: lines.map((line) => `${line}\n`).join(''),
    stderr: '',
    appended: {
      GITHUB_STEP_SUMMARY: jobSummary(report, io),
      ...(report.body ? {} : { GITHUB_OUTPUT: outputs(report) }),
    },
  };
}

function outputs({ summary }: Report): string {
  const { written = 0, removed = 0, feeds = [], next } = summary ?? {};
  const urls = feeds.filter(({ changed }) => changed).map(({ url }) => url);
  return `changed=${written + removed > 0}\nfeeds=${JSON.stringify(urls)}\nnext=${next?.at ?? ''}\n`;
}

function command(one: Problem, root: string | undefined): string {
  const { what, why, fix } = explain(one);
  const { file, line, column, length = 1 } = one;
  const properties: Record<string, string | number> = {};
  if (file !== undefined && !isNoFile(file)) {
    properties.file = pathFromHere(file, root);
    if (line !== undefined) properties.line = line;
    if (line !== undefined && column !== undefined) {
      properties.col = column;
      properties.endColumn = column + length;
    }
  }
  properties.title = `Feedmill: ${one.code}`;
  const list = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  const lead = file !== undefined && isNoFile(file) ? `${file}: ` : '';
  return `::${one.severity} ${list.join(',')}::${data(lead + [what, why, fix].filter(Boolean).join('\n'))}`;
}

// The runner expects %, CR and LF to be escaped. Other control characters are made visible.
function data(text: string): string {
  return text
    .split('\n')
    .map((each) => visibleText(each.replace(/\r$/, '')).replaceAll('%', '%25'))
    .join('%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * Changes a line so that the runner does not interpret it as a command. The runner accepts the old form anywhere in a line, and
 * the new form at the start.
 */
function harmless(line: string): string {
  return line.replaceAll('##[', '# #[').replace(/^(\s*):(?=:)/, '$1: ');
}
