import { parseDate, type DateFault, type DateTime } from '../../base/date.ts';
import { problem, type Place, type Problem } from '../../problems/problem.ts';

/** Reads the dates of one item. */
export interface Dates {
  /** Returns milliseconds since 1970. Reports an unreadable date and returns nothing. */
  read(text: string | undefined): number | undefined;
}

/** RFC 822 §5.1 with its original two-digit years, read as in RFC 5322 §4.3. */
const shortYear = /^((?:[a-z]+,?\s+)?\d{1,2}[\s-]+[a-z]{3,9}\.?[\s-]+)(\d{2})(?=\s)/i;

/**
 * Reads dates of RFC 822 in all its variants, RFC 3339 and W3CDTF. It ignores the name of the weekday, which is redundant and often
 * wrong. A time without a zone is in UTC, as in readers.
 */
export function datesAt(place: Place, title: string, problems: Problem[]): Dates {
  return {
    read(text) {
      const trimmed = text?.trim() ?? '';
      if (trimmed === '') return undefined;
      const plain = trimmed
        .replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i, '')
        .replace(
          shortYear,
          (_, before: string, year: string) => `${before}${Number(year) < 50 ? 20 : 19}${year}`,
        )
        .replace(/\s+/g, ' ');
      const date = parseDate(plain, 'UTC');
      if (!('fault' in date) && date.year > 1) return date.instant;
      problems.push(problem('subscription-date', place, { value: trimmed, title, detail: detailOf(date) }));
      return undefined;
    },
  };
}

function detailOf(date: DateTime | DateFault): string {
  if (!('fault' in date)) return ' (some programs write the year 1 if there is no date)';
  return date.fault === 'zone' ? ` (the time zone ${date.detail} is unknown)` : date.detail;
}
