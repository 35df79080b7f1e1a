import { readWritten } from './date/written.ts';
import { instantIn, localWall, readZone } from './time-zone.ts';

/** A point in time, and the calendar day as the author wrote it. */
export interface DateTime {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly instant: number;
  /** The calendar day in the time zone of the date. Permalinks use it for `{year}`, `{month}` and `{day}`. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The reason why a text is not a point in time. */
export interface DateFault {
  readonly fault: 'unreadable' | 'zone';
  /** For a message: empty, or text such as ` (there is no 30 February in 2026)`. For `zone`, the time zone as written. */
  readonly detail: string;
}

/**
 * Parses `text` as a point in time. A date without a time zone is in `timezone` (an IANA name).
 *
 * Accepts year-first dates (ISO 8601, RFC 3339, RFC 9557, and single-digit months, days and hours), RFC 5322 dates, and English
 * dates (`July 8, 2022`), each with or without a time, `am`/`pm` and a time zone. A date without a time is at 00:00. A time that
 * a clock change skips moves forward by the skipped time. A time that occurs twice is the first one (Temporal's `compatible`).
 * Ambiguous values are faults:
 * `01/02/2026`, `IST`, 24:00 and days that do not exist.
 */
export function parseDate(text: string, timezone: string): DateTime | DateFault {
  const trimmed = text.trim();
  const written = trimmed.length > 100 ? { reason: '' } : readWritten(trimmed);
  if ('reason' in written) return { fault: 'unreadable', detail: written.reason };
  const zone = written.zone === '' ? { name: timezone } : readZone(written.zone);
  if (!zone)
    return /^[a-z+[-]\S*$/i.test(written.zone)
      ? { fault: 'zone', detail: written.zone }
      : { fault: 'unreadable', detail: '' };
  const { year, month, day, wall } = written;
  const instant =
    zone.offset === undefined ? instantIn(wall, zone.name ?? timezone) : wall - zone.offset * 60_000;
  if (zone.offset !== undefined && zone.name !== undefined && localWall(instant, zone.name) !== wall)
    return { fault: 'unreadable', detail: ` (${zone.name} has a different offset at that time)` };
  if (instant < first || instant > last)
    return { fault: 'unreadable', detail: ' (the year must be between 1 and 9999)' };
  return { instant, year, month, day };
}

// The range of instants that both RFC 822 and RFC 3339 can express in UTC.
const first = Date.parse('0001-01-01T00:00:00Z');
const last = Date.parse('9999-12-31T23:59:59.999Z');

/** Formats `instant` (milliseconds since 1970, years 0 to 9999) as an RFC 3339 date in UTC. */
export function rfc3339(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

const datedName = /^(\d{4}-\d{1,2}-\d{1,2})(?:[-_ ]+(.*))?$/s;

/**
 * Returns the date at the start of a file or folder name without extension (`2026-01-27-title`), and the rest of the name. Pass the date to
 * {@link parseDate}: month and day are in range, but the day may not exist.
 */
export function dateInName(name: string): { date: string; rest: string } | undefined {
  const [, date, rest = ''] = datedName.exec(name) ?? [];
  const [, month, day] = date?.split('-') ?? [];
  return date !== undefined && isMonth(month) && isDay(day) ? { date, rest } : undefined;
}

/**
 * Returns the date in a path: in the last segment that starts with a date (`posts/2026-01-27-title.md`) or that ends a sequence
 * of year, month and day (`2025/06/20/title` gives `2025-06-20`). Pass it to {@link parseDate}, as with {@link dateInName}.
 */
export function dateInPath(path: string): string | undefined {
  const segments = path.split('/');
  for (let index = segments.length - 1; index >= 0; index--) {
    const named = dateInName((segments[index] ?? '').replace(/\.[^.]*$/, ''));
    if (named) return named.date;
    const [year = '', month, day] = segments.slice(Math.max(0, index - 2), index + 1);
    if (/^\d{4}$/.test(year) && isMonth(month) && isDay(day)) return `${year}-${month}-${day}`;
  }
  return undefined;
}

function isMonth(text = ''): boolean {
  return /^(?:0?[1-9]|1[0-2])$/.test(text);
}

function isDay(text = ''): boolean {
  return /^(?:0?[1-9]|[12]\d|3[01])$/.test(text);
}
