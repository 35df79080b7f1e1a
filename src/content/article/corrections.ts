import type { DateTime } from '../../base/date.ts';
import type { Value } from '../frontmatter.ts';
import { line } from '../../base/text.ts';
import { readUpdated, readDate } from './dates.ts';
import { type Field } from './fields.ts';
import type { Correction } from './model.ts';
import { describeKind, type ArticleReporter } from './problems.ts';
import { isList, isRecord } from '../../base/json.ts';

/** The properties of the site and the article that `readCorrections` needs. */
export interface CorrectionOptions {
  readonly timezone: string;
  readonly published: DateTime | undefined;
}

/** Reads the corrections in a field, oldest first: a list of maps with `date` and `text`, or one map. */
export function readCorrections(
  field: Field | undefined,
  article: CorrectionOptions,
  report: ArticleReporter,
): readonly Correction[] {
  if (!field) return [];
  const list = isList(field.value) ? field.value : [field.value];
  return list
    .flatMap((value, index) => {
      const inside = Array.isArray(field.value) ? [index] : [];
      return value === null ? [] : (readCorrection(value, field, inside, article, report) ?? []);
    })
    .toSorted((a, b) => a.date.instant - b.date.instant);
}

function readCorrection(
  value: Value,
  field: Field,
  inside: readonly number[],
  { timezone, published }: CorrectionOptions,
  report: ArticleReporter,
): Correction | undefined {
  // A text alone has no date.
  const { date, text } = isRecord(value) ? value : { text: value };
  const missing = [isNothing(date) ? 'date' : '', isNothing(text) ? 'text' : ''].filter(Boolean);
  if (missing.length > 0) {
    report.tell('correction-incomplete', field, { missing: missing.join(' and no ') }, inside);
    return undefined;
  }
  const place = [...inside, 'date'];
  const read = readDate(field, timezone, report, place);
  if (typeof text !== 'string') {
    const expected = {
      received: describeKind(text ?? null),
      expected: 'text',
      example: 'text: It was two, not three',
    };
    report.tell('bad-value', field, expected, [...inside, 'text']);
    return undefined;
  }
  return read && { date: readUpdated(read, field, published, report, place), text: line(text) };
}

function isNothing(value: Value | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && line(value) === '');
}
