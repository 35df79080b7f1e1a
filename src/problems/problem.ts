import { formatNumber } from '../base/count.ts';
import { messages } from './messages.ts';
import type { Entry } from './messages/entry.ts';

/** After an `error` nothing is published; a `warning` is only reported. */
export type Severity = 'error' | 'warning';

/** The name of a kind of problem: a key of `messages`. */
export type ProblemCode = keyof typeof messages;

/** Values for the sentences about one problem. */
export type ProblemArgs = Readonly<Record<string, string | number>>;

/** Where a problem is. `line` and `column` count from 1; `column` and `length` count UTF-16 code units. */
export interface Place {
  /** Path below the site's root with `/`, a flag such as `--limit`, or the address of a feed. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** How many code units to underline. */
  readonly length?: number;
}

/** Something wrong with the input: data, with a place. `messages` has the sentences. */
export interface Problem extends Place {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly args: ProblemArgs;
}

/** The problem `code` at `place`, with the severity that `messages` gives it. */
export function problem(code: ProblemCode, place: Place, args: ProblemArgs = {}): Problem {
  // Nobody reads a stack trace in a sentence: it is for the JSON report, whole.
  const short = Object.entries(args).map(
    ([name, value]) => [name, typeof value === 'string' && name !== 'stack' ? cut(value) : value] as const,
  );
  return { code, severity: messages[code].severity, ...place, args: Object.fromEntries(short) };
}

/** The problem of an error that is a mistake in Feedmill. */
export function internalProblem(error: unknown): Problem {
  const [detail, stack] = error instanceof Error ? [error.message, error.stack ?? ''] : [String(error), ''];
  return problem('internal', {}, { detail, stack });
}

/** A problem in words: `what` is wrong, `why` it matters (empty if that is clear), and the `fix`. */
export function explain({ code, args }: Problem): { what: string; why: string; fix: string } {
  const { what, why = '', fix }: Entry = messages[code];
  return { what: fill(what, args), why: fill(why, args), fix: fill(fix, args) };
}

/** A value in a sentence, on one line and short enough to read. */
function cut(value: string): string {
  const shown = value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
  return shown.replaceAll(/[\r\n]+/g, '␊');
}

const longest = 400;

function fill(sentence: string, args: ProblemArgs): string {
  return sentence.replaceAll(
    /\{(\w+)(?:\|([^{|}]*)\|([^{|}]*))?\}/g,
    (_, name: string, one?: string, many?: string) => {
      const value = args[name] ?? '';
      if (one !== undefined && many !== undefined) return value === 1 ? one : many;
      return typeof value === 'number' ? formatNumber(value) : value;
    },
  );
}

/** Whether any of `problems` is an error. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((one) => one.severity === 'error');
}

/** Orders problems by file, line and column; problems without a file come first. */
export function byPlace(a: Place, b: Place): number {
  const [one, two] = [a.file ?? '', b.file ?? ''];
  if (one !== two) return one < two ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
