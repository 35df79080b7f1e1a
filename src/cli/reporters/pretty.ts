import { visibleText } from './width.ts';
import type { Problem, ProblemCode } from '../../problems/problem.ts';
import { byPlace, explain } from '../../problems/problem.ts';
import { codeFrame } from './code-frame.ts';
import { palette } from './colors.ts';
import { pathFromHere } from './location.ts';
import { bodyLines } from './body.ts';
import { counted } from '../../base/count.ts';
import { consequence, problemCounts, summaryLines } from './summary.ts';
import type { Span } from './wrap.ts';
import { wrap } from './wrap.ts';
import type { Report, Palette } from '../../problems/report.ts';
import type { ReportIo, ReporterOutput } from './reporter.ts';

/** The maximum number of problems of each kind to show. Further ones are counted. */
const most = 12;
/** Longer lines are hard to read, even in a wide terminal. */
const widest = 100;

/** The texts printed so far. Each reason is printed once, and the same advice is not printed twice in a row. */
interface Printed {
  readonly reasons: Set<string>;
  fix: string;
}

/**
 * The reporter for people at a terminal. Prints problems with code frames and advice to stderr, and the summary to stdout.
 *
 * Problems are sorted by file and line. Files with errors come last, next to the prompt.
 */
export function pretty(report: Report, io: ReportIo): ReporterOutput {
  const paint = palette(io.color);
  const columns = Math.min(io.columns, widest);
  const shown = [...bodyLines(report, columns, paint), ...summaryLines(report, columns, paint)];
  return { stdout: text(shown), stderr: text(problemLines(report, { ...io, columns }, paint)) };
}

function text(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function problemLines(report: Report, io: ReportIo, paint: Palette): string[] {
  if (report.problems.length === 0) return [];
  const found: string[] = [];
  const seen = new Map<ProblemCode, number>();
  const printed: Printed = { reasons: new Set(), fix: '' };
  let source: { file: string; lines: readonly string[] } | undefined;
  for (const one of ordered(report.problems)) {
    const count = (seen.get(one.code) ?? 0) + 1;
    seen.set(one.code, count);
    if (count > most) continue;
    if (one.file !== undefined && one.line !== undefined && source?.file !== one.file)
      source = { file: one.file, lines: linesOf(io.read(one.file)) };
    found.push(...entry(one, source?.file === one.file ? source?.lines : undefined, printed, io, paint), '');
  }
  for (const [code, count] of seen) {
    if (count <= most) continue;
    const more = `… and ${counted(count - most, `more ${code} problem`)}; see --reporter json.`;
    found.push(...wrap([{ text: more, paint: paint.quiet }], io.columns, '  '), '');
  }
  const sentence = consequence(report);
  const counts: Span[] = [
    { text: `${problemCounts(report)}.`, paint: paint.strong },
    { text: ` ${sentence}` },
  ];
  return [
    ...found,
    ...wrap(counts, io.columns, '  '),
    ...((report.summary ?? report.body) && sentence === '' ? [''] : []),
  ];
}

function entry(
  one: Problem,
  lines: readonly string[] | undefined,
  printed: Printed,
  io: ReportIo,
  paint: Palette,
): string[] {
  const { what, why, fix } = explain(one);
  const head: Span[] = [{ text: `${one.severity} `, paint: paint[one.severity] }];
  if (one.file !== undefined) {
    const at = [one.line, one.line === undefined ? undefined : one.column].filter(
      (each) => each !== undefined,
    );
    const place = [visibleText(pathFromHere(one.file, io.root)), ...at].join(':');
    head.push({ text: place, paint: paint.strong }, { text: ' ' });
  }
  head.push({ text: one.code, paint: paint.quiet });

  const indent = '  ';
  const labelled = (label: string, sentence: string): string[] =>
    wrap(
      [{ text: label, paint: paint.quiet }, { text: ' ' }, ...withCode(sentence, paint)],
      io.columns - indent.length,
      ' '.repeat(label.length + 1),
    ).map((each) => indent + each);
  const frame = lines ? codeFrame(lines, one, io.columns, one.severity, paint) : [];
  const reason = why === '' || printed.reasons.has(why) ? [] : labelled('Why:', why);
  const advice = printed.fix === fix ? [] : labelled('Fix:', fix);
  printed.reasons.add(why);
  printed.fix = fix;
  return [
    ...wrap(head, io.columns, indent),
    ...wrap(withCode(what, paint), io.columns - indent.length).map((each) => indent + each),
    ...(frame.length > 0 ? ['', ...frame] : []),
    ...(frame.length > 0 && reason.length + advice.length > 0 ? [''] : []),
    ...reason,
    ...advice,
  ];
}

/** Colours the parts of a sentence between backticks. */
function withCode(sentence: string, paint: Palette): Span[] {
  return sentence
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? { text: part, paint: paint.code } : { text: part }));
}

function linesOf(source: string | undefined): readonly string[] {
  return source === undefined ? [] : source.replace(/^\uFEFF/, '').split(/\r\n|[\n\r]/);
}

function ordered(problems: readonly Problem[]): Problem[] {
  const failing = new Set(problems.filter(({ severity }) => severity === 'error').map(({ file }) => file));
  const sorted = problems.toSorted(byPlace);
  return [
    ...sorted.filter(({ file }) => !failing.has(file)),
    ...sorted.filter(({ file }) => failing.has(file)),
  ];
}
