import { createRequire } from 'node:module';
import type * as temporal from 'temporal-polyfill';
import { readZone } from './date/zone.ts';
import { type Written, readWritten } from './date/written.ts';

/** A point in time, and the calendar day that the author wrote. */
export interface DateTime {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly instant: number;
  /** The day in the zone in which it was written. Permalinks use it for `{year}`, `{month}` and `{day}`. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The reason why a text is not a point in time. */
export interface DateFault {
  readonly fault: 'unreadable' | 'zone';
  /** For a message: empty, or such as ` (there is no 30 February in 2026)`; for `zone`, the zone as written. */
  readonly detail: string;
}

/**
 * Returns `text` as a point in time. Without a zone of its own it is in `timezone` (IANA).
 *
 * Reads year-first dates (ISO 8601, RFC 3339, RFC 9557; one-digit months, days and hours too), RFC 5322 dates and English ones (`July 8,
 * 2022`), each with or without a time, `am`/`pm` and a zone. A date alone is 00:00. A time that a clock change skips moves forward by
 * the skipped time; of a time that occurs twice, the first counts (Temporal's `compatible`). Nothing is guessed: `01/02/2026`, `IST`,
 * 24:00 and days that do not exist are faults.
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
    zone.offset === undefined ? instantIn(written, zone.name ?? timezone) : wall - zone.offset * 60_000;
  if (zone.offset !== undefined && zone.name !== undefined && localWall(instant, zone.name) !== wall)
    return { fault: 'unreadable', detail: ` (${zone.name} has another offset at that time)` };
  if (instant < first || instant > last)
    return { fault: 'unreadable', detail: ' (the year must be between 1 and 9999)' };
  return { instant, year, month, day };
}

// The instants that both RFC 822 and RFC 3339 can express in UTC.
const first = Date.parse('0001-01-01T00:00:00Z');
const last = Date.parse('9999-12-31T23:59:59.999Z');

/** Returns `instant` (milliseconds since 1970, years 0 to 9999) as RFC 3339, in UTC. */
export function rfc3339(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** Returns `instant` (milliseconds since 1970) as RFC 3339 with whole seconds and the offset of `timezone` (IANA) at that time. */
export function localTime(instant: number, timezone: string): string {
  return localClock(timezone)(instant);
}

/** A period between two clock changes of a zone: all in milliseconds, and the offset as text. */
interface Season {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
  readonly written: string;
}

/** As {@link localTime}, for many instants: it looks up each period between two clock changes once. */
export function localClock(timezone: string): (instant: number) => string {
  if (isUtc(timezone)) return (instant) => `${wholeSeconds(instant)}Z`;
  const seasons: Season[] = [];
  return (instant) => {
    const known = seasons.find(({ from, until }) => from <= instant && instant < until);
    if (known) return wholeSeconds(instant + known.offset) + known.written;
    const zoned = loadTemporal().Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone);
    const offset = zoned.offsetNanoseconds / 1e6;
    const text = zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' });
    // Before time zones, offsets had seconds, which RFC 3339 cannot express.
    if (offset % 60_000 === 0 && text.length === written.length) {
      const from = zoned.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds;
      const until = zoned.getTimeZoneTransition('next')?.epochMilliseconds;
      seasons.push({ from: from ?? -Infinity, until: until ?? Infinity, offset, written: text.slice(19) });
    }
    return text;
  };
}

const written = '2026-01-31T09:00:00+01:00';

function wholeSeconds(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z/, '');
}

const datedName = /^(\d{4}-\d{1,2}-\d{1,2})(?:[-_ ]+(.*))?$/s;

/**
 * Returns the date at the start of a file or folder name without extension (`2026-01-27-title`), and the rest of the name. The date is
 * text for {@link parseDate}: month and day are in range, but the day may not exist.
 */
export function dateInName(name: string): { date: string; rest: string } | undefined {
  const [, date, rest = ''] = datedName.exec(name) ?? [];
  const [, month, day] = date?.split('-') ?? [];
  return date !== undefined && isMonth(month) && isDay(day) ? { date, rest } : undefined;
}

/**
 * Returns the date in a path: in the last segment that begins with one (`posts/2026-01-27-title.md`) or that ends a run of year, month
 * and day (`2025/06/20/title` gives `2025-06-20`). Text for {@link parseDate}, as in {@link dateInName}.
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

function instantIn({ wall }: Written, zone: string): number {
  if (isUtc(zone)) return wall;
  const { PlainDateTime } = loadTemporal().Temporal;
  const at = new Date(wall);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  const [hour, minute, second] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
  const local = new PlainDateTime(year, month, day, hour, minute, second, at.getUTCMilliseconds());
  return local.toZonedDateTime(zone).epochMilliseconds;
}

function localWall(instant: number, zone: string): number {
  if (isUtc(zone)) return instant;
  const zoned = loadTemporal().Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return instant + zoned.offsetNanoseconds / 1e6;
}

function isUtc(zone: string): boolean {
  return /^(?:Etc\/)?(?:UTC|GMT|UCT|Zulu)$/i.test(zone);
}

// Temporal costs some 20 ms to load, and most sites never need it. `require` keeps it once loaded.
const require = createRequire(import.meta.url);

function loadTemporal(): typeof temporal {
  return require('temporal-polyfill');
}
