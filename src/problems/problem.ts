import { formatNumber } from '../base/count.ts';
import { messages } from './messages.ts';
import type { Entry } from './messages/entry.ts';

/** The severity of a problem. After an `error`, a build publishes nothing. A `warning` does not stop the build. */
export type Severity = 'error' | 'warning';

/** The code of a kind of problem, such as `date-missing`. */
export type ProblemCode = keyof typeof messages;

/** Values to insert in the sentences about a problem. */
export type ProblemArgs = Readonly<Record<string, string | number>>;

/** The position of a problem. `line` and `column` start at 1. `column` and `length` count UTF-16 code units. */
export interface Place {
  /** A path relative to the site's root (with `/` as the separator), a flag such as `--limit`, or the address of a feed. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The number of code units to underline. */
  readonly length?: number;
}

/** A problem with the input, as data. Use `explain` to get its text. */
export interface Problem extends Place {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly args: ProblemArgs;
}

/** Creates the problem `code` at `place`, with the severity in `messages`. */
export function problem(code: ProblemCode, place: Place, args: ProblemArgs = {}): Problem {
  // Shortens all values except stack traces, which only the JSON report contains.
  const short = Object.entries(args).map(
    ([name, value]) => [name, typeof value === 'string' && name !== 'stack' ? cut(value) : value] as const,
  );
  return { code, severity: messages[code].severity, ...place, args: Object.fromEntries(short) };
}

/** Creates the problem for an unexpected error, which is a bug in Feedmill. */
export function internalProblem(error: unknown): Problem {
  const [detail, stack] = error instanceof Error ? [error.message, error.stack ?? ''] : [String(error), ''];
  return problem('internal', {}, { detail, stack });
}

/** Returns the text of a problem: `what` is wrong, `why` it matters (empty if that is clear), and how to `fix` it. */
export function explain({ code, args }: Problem): { what: string; why: string; fix: string } {
  const { what, why = '', fix }: Entry = messages[code];
  return { what: fill(what, args), why: fill(why, args), fix: fill(fix, args) };
}

/** Shortens a value for use in a sentence, and puts it on one line. */
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

/** Returns whether any of `problems` is an error. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((one) => one.severity === 'error');
}

/** Compares problems by file, line and column. Problems without a file come first. */
export function byPlace(a: Place, b: Place): number {
  const [one, two] = [a.file ?? '', b.file ?? ''];
  if (one !== two) return one < two ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
