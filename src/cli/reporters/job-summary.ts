import { byPlace, explain, type Problem } from '../../problems/problem.ts';
import { bodyLines } from './body.ts';
import { palette } from './colors.ts';
import { pathFromHere } from './location.ts';
import { planSentence } from './plan.ts';
import { counted, formatNumber } from '../../base/count.ts';
import { consequence, problemCounts, sentences, size, summaryOf } from './summary.ts';
import { visibleText } from './width.ts';
import type { Summary, Report } from '../../problems/report.ts';
import type { ReportIo } from './reporter.ts';

/** The maximum number of problems and feeds to show. Further ones are counted, because GitHub limits a summary to one megabyte. */
const most = { problems: 50, feeds: 20 } as const;

/**
 * Formats the result of a run as a GitHub job summary in Markdown. Escapes text from articles and paths, so that it never becomes
 * Markdown, HTML or a link.
 */
export function jobSummary(report: Report, { root = '' }: Pick<ReportIo, 'root'>): string {
  const plain = palette(false);
  const summary = summaryOf(report);
  const title = `Feedmill ${report.command}${root === '' ? '' : `: ${root}`}`;
  const counts = problemCounts(report);
  const body = bodyLines(report, Infinity, plain);
  const parts = [
    `### ${escape(title)}`,
    ...(counts === '' ? [] : [`**${escape(`${counts}.`)}** ${escape(consequence(report))}`.trimEnd()]),
    ...(body.length > 0 ? [block(body)] : []),
    ...(summary ? sentences(report, summary, plain).map((all) => escape(textOf(all))) : []),
    ...(summary ? [escape(planSentence(summary.plan, summary.next))] : []),
    ...(summary && summary.feeds.length > 0 ? [feedTable(summary)] : []),
    ...(report.problems.length > 0 ? [problemTable(report.problems, root)] : []),
  ];
  return `${parts.join('\n\n')}\n\n`;
}

/** Returns a table of the feeds. Changed feeds come first. */
function feedTable({ feeds }: Summary): string {
  const ordered = [...feeds.filter(({ changed }) => changed), ...feeds.filter(({ changed }) => !changed)];
  const shown = ordered.slice(0, most.feeds);
  const rows = shown.map(({ name, path, items, bytes, gzip, changed }) => [
    escape(name),
    escape(path),
    escape(counted(items, 'item')),
    escape(gzip === undefined ? size(bytes) : `${size(bytes)}, ${size(gzip)} gzip`),
    changed ? 'changed' : '',
  ]);
  return table(['', 'Feed', 'Items', 'Size', ''], rows, feeds.length - shown.length);
}

/** Returns a table of the problems. Errors come first. */
function problemTable(problems: readonly Problem[], root: string): string {
  const ordered = ['error', 'warning'].flatMap((severity) =>
    problems.filter((one) => one.severity === severity).toSorted(byPlace),
  );
  const shown = ordered.slice(0, most.problems);
  const rows = shown.map((one) => {
    const { what, fix } = explain(one);
    const file = one.file === undefined ? [] : [pathFromHere(one.file, root), one.line, one.column];
    const place = file.filter((part) => part !== undefined).join(':');
    return [one.severity, escape(place), `${sentence(what)}<br>${sentence(fix)}`];
  });
  return table(['', 'Where', 'Problem and fix'], rows, problems.length - shown.length);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[], left: number): string {
  const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [...lines, ...(left > 0 ? ['', `… and ${formatNumber(left)} more.`] : [])].join('\n');
}

/** Converts backticks in sentences to `<code>`. */
function sentence(text: string): string {
  return text
    .split(/`([^`]*)`/)
    .map((part, at) => (at % 2 === 1 ? `<code>${escape(part)}</code>` : escape(part)))
    .join('');
}

function textOf(spans: readonly { readonly text: string }[]): string {
  return spans.map(({ text }) => text).join('');
}

/** Escapes ASCII punctuation with backslashes (CommonMark §2.4). */
function escape(text: string): string {
  return visibleText(text).replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}

/** Formats lines as preformatted text. */
function block(lines: readonly string[]): string {
  const text = lines.map((line) => visibleText(line).replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  return `<pre>\n${text.join('\n')}\n</pre>`;
}
