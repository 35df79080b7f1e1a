import type { Head, Value } from '../frontmatter.ts';
import { problem, type Problem, type ProblemArgs, type ProblemCode } from '../../problems/problem.ts';
import { line } from '../../base/text.ts';
import { valueAt, type Field } from './fields.ts';
import { isRecord } from '../../base/json.ts';

/** Reports the problems of one article, each at the position of its value. */
export interface ArticleReporter {
  readonly problems: Problem[];
  /** Reports `code` at the value of `field` (at `inside` of it), or at the beginning of the file without a field. */
  tell(code: ProblemCode, field?: Field, args?: ProblemArgs, inside?: readonly (string | number)[]): void;
  /** Reports that the value of `field` (at `inside` of it) is not `expected`. `example` is a correct value. */
  badValue(
    field: Field,
    expected: string,
    example: string,
    inside?: readonly (string | number)[],
    received?: string,
  ): void;
  /** Returns the value of `field` as one line of text; reports a list or a map and returns nothing. */
  text(field: Field | undefined, expected: string, example: string): string | undefined;
}

/** Creates a reporter for `file`, whose front matter is `matter`. */
export function createArticleReporter(file: string, matter: Pick<Head, 'locate'>): ArticleReporter {
  const problems: Problem[] = [];
  const report: ArticleReporter = {
    problems,
    tell(code, field, args = {}, inside = []) {
      const place = field ? matter.locate([...field.path, ...inside]) : { line: 1, column: 1 };
      problems.push(
        problem(code, { file, ...place }, field ? { key: keyName(field, inside), ...args } : args),
      );
    },
    badValue(field, expected, example, inside = [], received = describeKind(valueAt(field, inside))) {
      report.tell('bad-value', field, { received, expected, example: `${field.key}: ${example}` }, inside);
    },
    text(field, expected, example) {
      if (!field) return undefined;
      if (typeof field.value === 'string') return line(field.value) || undefined;
      report.badValue(field, expected, example);
      return undefined;
    },
  };
  return report;
}

function keyName(field: Field, inside: readonly (string | number)[]): string {
  return [field.key, ...inside.filter((part) => typeof part === 'string')].join('.');
}

/** Names the kind of a value, for a message that expected another kind. */
export function describeKind(value: Value): string {
  if (isRecord(value)) return 'a map';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? `"${line(value)}"` : 'empty';
}
