import { counted, formatNumber } from '../../base/count.ts';
import { leftOutText } from '../../problems/left-out.ts';
import { hasErrors, type Problem } from '../../problems/problem.ts';
import { countProblems, isSetting } from './location.ts';
import { visibleText, width } from './width.ts';
import type { Span } from './wrap.ts';
import { wrap } from './wrap.ts';
import type { Summary, Report, Palette } from '../../problems/report.ts';

/**
 * Formats the numbers of problems, such as `2 errors and 1 warning in 3 files` or `1 error in --limit`. Empty if there are no
 * problems.
 */
export function problemCounts({ problems }: Report): string {
  const { errors, warnings, files } = countProblems(problems);
  const counts = [
    errors > 0 ? counted(errors, 'error') : '',
    warnings > 0 ? counted(warnings, 'warning') : '',
  ].filter(Boolean);
  if (counts.length === 0) return '';
  const settings = problems.map(({ file = '' }) => file).filter(isSetting);
  const places = [...(files > 0 ? [counted(files, 'file')] : []), ...new Set(settings)];
  return `${counts.join(' and ')}${places.length > 0 ? ` in ${listed(places)}` : ''}`;
}

/** Joins names: `a`, `a and b`, `a, b and c`. */
function listed(names: readonly string[]): string {
  return names.join(', ').replace(/, (?=[^,]*$)/, ' and ');
}

/** Returns the sentence about the effect of the problems on the output. Empty if they have no effect. */
export function consequence({ command, problems }: Report): string {
  if (!isHeldBack(problems)) return '';
  if (command === 'build') return 'Nothing was published, and the output is unchanged.';
  return command === 'check' ? 'A build publishes nothing until this is corrected.' : '';
}

/** Whether errors prevented the run from publishing. Errors about the report do not count, because they occur after publishing. */
function isHeldBack(problems: readonly Problem[]): boolean {
  return hasErrors(problems.filter(({ code }) => code !== 'report-failed'));
}

/**
 * Returns the lines at the end of a run without errors: the feeds, the result, the omitted articles, and the next scheduled
 * change.
 */
export function summaryLines(report: Report, columns: number, paint: Palette): string[] {
  const summary = summaryOf(report);
  if (!summary) return [];
  return [
    ...feedTable(summary, columns, paint),
    ...sentences(report, summary, paint).flatMap((spans) => wrap(spans, columns, '  ')),
  ];
}

/** Returns the summary of a run, unless errors prevented it from publishing. */
export function summaryOf({ summary, problems }: Report): Summary | undefined {
  return isHeldBack(problems) ? undefined : summary;
}

/** Returns a sentence each for the result, the omitted articles and the next scheduled change. */
export function sentences(report: Report, summary: Summary, paint: Palette): Span[][] {
  const all = [deed(report, summary, paint), leftOut(summary, paint), nextUp(summary, paint)];
  return all.filter((spans) => spans.length > 0);
}

function deed({ command, milliseconds }: Report, summary: Summary, paint: Palette): Span[] {
  const files = [
    `${counted(summary.written, 'file')} ${command === 'build' ? 'written' : 'to write'}`,
    `${formatNumber(summary.unchanged)} unchanged`,
    `${formatNumber(summary.removed)} ${command === 'build' ? 'removed' : 'to remove'}`,
  ];
  const made = [counted(summary.feeds.length, 'feed')];
  if (summary.pages > 0) made.push(counted(summary.pages, 'page'));
  return [
    { text: command === 'build' ? 'Built' : 'Checked', paint: paint.good },
    {
      text: ` ${counted(summary.articles, 'article')} ${command === 'build' ? 'into' : 'for'} ${made.join(' and ')} in `,
    },
    { text: summary.output, paint: paint.strong },
    { text: `: ${files.join(', ')}, ` },
    { text: `in ${duration(milliseconds)}.`, paint: paint.quiet },
  ];
}

function leftOut(summary: Summary, paint: Palette): Span[] {
  const text = leftOutText(summary);
  return text === '' ? [] : [{ text: `Left out: ${text}.`, paint: paint.quiet }];
}

function nextUp({ next }: Summary, paint: Palette): Span[] {
  if (!next) return [];
  return [
    { text: 'Next: ' },
    { text: next.title, paint: paint.strong },
    { text: `${next.what === 'expire' ? ' expires' : ''}, at ${readable(next.at)}` },
    { text: ` (${next.file})`, paint: paint.quiet },
  ];
}

// If there are more feeds, the table shows only the main feed and the total size of the others.
const most = 6;

function feedTable({ feeds }: Summary, columns: number, paint: Palette): string[] {
  const shown = feeds.length > most ? feeds.filter(({ kind }) => kind === 'site') : feeds;
  const rest = feeds.filter((one) => !shown.includes(one));
  if (feeds.length === 0) return [];
  const total = rest.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = [
    ...shown.map(({ name, path, items, bytes, gzip }) => [
      visibleText(name),
      visibleText(path),
      counted(items, 'item'),
      size(bytes),
      gzip === undefined ? '' : `${size(gzip)} gzip`,
    ]),
    ...(rest.length > 0 ? [['', `and ${counted(rest.length, 'more feed')}`, '', size(total), '']] : []),
  ];
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...rows.map((row) => width(row[at] ?? ''))));
  if (widths.reduce((sum, each) => sum + each + 2, 2) > columns) return [];
  const lines = rows.map((row) => {
    const cells = row.map((cell, at) => {
      const space = ' '.repeat((widths[at] ?? 0) - width(cell));
      return at < 2 ? cell + space : space + cell;
    });
    return `  ${paint.strong(cells[0] ?? '')}  ${cells[1]}  ${paint.quiet(cells.slice(2).join('  ').trimEnd())}`;
  });
  return [...lines, ''];
}

/** Formats a size: `811 bytes`, `48 kB`, `1.2 MB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  return bytes < 999_500 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Formats an RFC 3339 date for people. */
export function readable(date: string): string {
  return date
    .replace(/^([\d-]+)T(\d\d:\d\d)(?::00(?:\.0+)?)?/, '$1 $2 ')
    .replace(/ ?Z$/, ' UTC')
    .replace(/ (?=:)/, '');
}
