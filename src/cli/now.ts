import { parseDate } from '../base/date.ts';
import type { Io } from '../base/io.ts';
import { problem, type Problem } from '../problems/problem.ts';

/**
 * Returns the time of the build in milliseconds since 1970: `--now` (a date or seconds since 1970), else
 * SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), else the current time.
 */
export function readNow(flag: string | undefined, io: Io, timezone: string): number | Problem {
  if (flag !== undefined) {
    // A value such as `2026` is probably a year, not a number of seconds.
    const instant = seconds(flag, 9);
    if (instant !== undefined) return instant;
    const date = parseDate(flag, timezone);
    if (!('fault' in date)) return date.instant;
    return problem(
      'clock-value',
      { file: '--now' },
      { name: '--now', value: flag, example: 'a time such as 2026-01-31T09:00Z' },
    );
  }
  const epoch = io.env['SOURCE_DATE_EPOCH'];
  if (epoch === undefined || epoch === '') return io.now();
  const args = {
    name: 'SOURCE_DATE_EPOCH',
    value: epoch,
    example: 'a number of seconds since 1970, such as 1769850000',
  };
  return seconds(epoch) ?? problem('clock-value', { file: 'SOURCE_DATE_EPOCH' }, args);
}

function seconds(text: string, digits = 1): number | undefined {
  return /^\d{1,11}$/.test(text) && text.length >= digits ? Number(text) * 1000 : undefined;
}
