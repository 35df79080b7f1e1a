import { messages } from './messages.ts';

/** How much a problem weighs: an `error` publishes nothing, a `warning` is told and passed. */
export type Severity = 'error' | 'warning';

/** The name of a kind of problem, a key of the catalogue. */
export type ProblemCode = keyof typeof messages;

/** What a sentence of the catalogue needs to know about one problem. */
export type ProblemArgs = Readonly<Record<string, string | number>>;

/** Where something stands. `line` and `column` count from 1; `column` and `length` count UTF-16 units. */
export interface Place {
  /** Path below the site's root with `/`, a flag such as `--limit`, or the address of a feed. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** How many characters from `column` on are meant. */
  readonly length?: number;
}

/** Something wrong with the input: data, with a place. Its sentences are the catalogue's. */
export interface Problem extends Place {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly args: ProblemArgs;
}

/** The problem `code` at `place`, as heavy as the catalogue says. */
export function problem(code: ProblemCode, place: Place, args: ProblemArgs = {}): Problem {
  const short = Object.entries(args).map(
    ([name, value]) => [name, typeof value === 'string' && name !== 'stack' ? cut(value) : value] as const,
  );
  return { code, severity: messages[code].severity, ...place, args: Object.fromEntries(short) };
}

/** A problem in words: `what` is wrong, `why` it matters, `fix`: what to do. */
export function explain({ code, args }: Problem): { what: string; why: string; fix: string } {
  const { what, why, fix } = messages[code];
  return { what: fill(what, args), why: fill(why, args), fix: fill(fix, args) };
}

/** A value in a sentence: on one line, and no longer than people read; a stack is for machines. */
function cut(value: string): string {
  const shown = value.length > longest ? `${value.slice(0, longest - 1)}…` : value;
  return shown.replaceAll(/[\r\n]+/g, '␊');
}

const longest = 400;

function fill(sentence: string, args: ProblemArgs): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ''));
}

/** Whether any of `problems` is an error. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((one) => one.severity === 'error');
}

/** Orders problems by place: those of no file first, then by file, line and column. */
export function byPlace(a: Place, b: Place): number {
  const [one, two] = [a.file ?? '', b.file ?? ''];
  if (one !== two) return one < two ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
