import type { DateTime } from '../../base/date.ts';
import type { Value } from '../frontmatter.ts';
import { line } from '../../base/text.ts';
import { readUpdated, readDate } from './dates.ts';
import { isEmpty, membersOf, type Field } from './fields.ts';
import type { Correction } from './model.ts';
import { describeKind, type ArticleReporter } from './problems.ts';
import { isRecord } from '../../base/json.ts';

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
  return membersOf(field)
    .flatMap(({ value, inside }) =>
      value === null ? [] : (readCorrection(value, field, inside, article, report) ?? []),
    )
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
  const missing = [isEmpty(date) ? 'date' : '', isEmpty(text) ? 'text' : ''].filter(Boolean);
  if (missing.length > 0) {
    report.tell('correction-incomplete', field, { missing: missing.join(' and no ') }, inside);
    return undefined;
  }
  const place = [...inside, 'date'];
  const read = readDate(field, timezone, report, place);
  if (typeof text !== 'string') {
    const args = { received: describeKind(text ?? null), expected: 'text' };
    const example = 'text: It was two, not three';
    report.tell('bad-value', field, { ...args, example }, [...inside, 'text']);
    return undefined;
  }
  return read && { date: readUpdated(read, field, published, report, place), text: line(text) };
}
