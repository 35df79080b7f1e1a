import { dateInName, dateInPath, parseDate, type DateTime } from '../../base/date.ts';
import type { Value } from '../frontmatter.ts';
import { flagOf, valueAt, type Field, type Fields } from './fields.ts';
import { line } from '../../base/text.ts';
import { describeKind, type ArticleReporter } from './problems.ts';

/** When an article is published, was last changed, and expires. */
export interface Dates {
  /** Absent if there is no date anywhere. */
  readonly published: DateTime | undefined;
  /** Default: the publication date. */
  readonly updated: DateTime | undefined;
  /** Milliseconds since 1970: when it appears, and when it expires. */
  readonly due: number | undefined;
  readonly expires: number | undefined;
}

/** Reads the dates of the article at `path` (below its content folder). A date without a zone is in `timezone`. */
export function readDates(fields: Fields, path: string, timezone: string, report: ArticleReporter): Dates {
  const read = (field: Field | undefined) => (field ? readDate(field, timezone, report) : undefined);
  const dateField = fields.get('date');
  const published = dateField ? read(dateField) : dateInPlace(fields, path, timezone, report);
  const updatedField = fields.get('updated');
  let updated = read(updatedField) ?? published;
  const expires = read(fields.get('expires'))?.instant;
  const due = dueTime(fields, published, read);
  if (updated && updatedField) updated = readUpdated(updated, updatedField, published, report);
  return { published, updated, due, expires };
}

/** Returns when the article appears. Hugo has an embargo as `publishDate` beside the visible `date`. */
function dueTime(
  fields: Fields,
  published: DateTime | undefined,
  read: (field: Field | undefined) => DateTime | undefined,
): number | undefined {
  const field = fields.get('due');
  const isOther = field !== undefined && field.path.join('.') !== fields.get('date')?.path.join('.');
  const embargo = isOther ? read(field)?.instant : undefined;
  return published && Math.max(published.instant, embargo ?? published.instant);
}

/** Reads the date in `field`, or at `inside` of it; reports an unreadable one. */
export function readDate(
  field: Field,
  timezone: string,
  report: ArticleReporter,
  inside: readonly (string | number)[] = [],
): DateTime | undefined {
  const found = valueAt(field, inside);
  const value = typeof found === 'string' ? line(found) : undefined;
  if (value === undefined) {
    report.tell('date-unreadable', field, { value: describeKind(found), detail: '' }, inside);
    return undefined;
  }
  const date = parseDate(value, timezone);
  if (!('fault' in date)) return date;
  if (date.fault === 'zone') report.tell('zone-unknown', field, { value, zone: date.detail }, inside);
  else report.tell('date-unreadable', field, { value, detail: date.detail }, inside);
  return undefined;
}

/** Reads a change date at `inside` of `field`; reports a date before the publication. */
export function readUpdated(
  changed: DateTime,
  field: Field,
  published: DateTime | undefined,
  report: ArticleReporter,
  inside: readonly (string | number)[] = [],
): DateTime {
  if (!published || changed.instant >= published.instant) return changed;
  // `updated: 2026-03-01` names only the day, so an article from noon of that day was updated on it.
  if (sameDay(changed, published) && !hasTime(valueAt(field, inside))) return published;
  const [late, early] = [dayOf(published), dayOf(changed)];
  report.tell('updated-before-date', field, { updated: early, published: late }, inside);
  return changed;
}

/** Returns the date in the file name, else in `path` or `slug`, else in the folder names. */
function dateInPlace(
  fields: Fields,
  path: string,
  timezone: string,
  report: ArticleReporter,
): DateTime | undefined {
  const segments = path.replace(/\.\w+$/, '').split('/');
  if (segments.length > 1 && segments.at(-1) === 'index') segments.pop();
  const name = segments.at(-1) ?? '';
  const places = [fields.get('path'), fields.get('slug')].map((field) =>
    field && typeof field.value === 'string' ? dateInPath(field.value) : undefined,
  );
  const text = dateInName(name)?.date ?? places[0] ?? places[1] ?? dateInPath(segments.join('/'));
  if (text === undefined) return undefined;
  const date = parseDate(text, timezone);
  if (!('fault' in date)) return date;
  report.tell('date-unreadable', undefined, { key: 'file name', value: text, detail: date.detail });
  return undefined;
}

function hasTime(value: Value): boolean {
  return typeof value === 'string' && /\d:\d/.test(value);
}

function sameDay(a: DateTime, b: DateTime): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day;
}

function dayOf({ instant }: DateTime): string {
  return new Date(instant).toISOString().slice(0, 16).replace('T', ' ');
}

/** Whether a yes-or-no field has the `wanted` value; reports other values. */
export function dateText(field: Field | undefined, wanted: boolean, report: ArticleReporter): boolean {
  if (!field) return false;
  const flag = flagOf(field.value);
  if (flag === undefined) report.badValue(field, 'true or false', String(wanted));
  return flag === wanted;
}
