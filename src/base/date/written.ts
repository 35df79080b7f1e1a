/** A date as the author wrote it, in the Gregorian calendar. The day exists and the time is in range. */
export interface Written {
  readonly year: number;
  /** Starts at 1. */
  readonly month: number;
  readonly day: number;
  /** Milliseconds since 1970, as if the date were in UTC. */
  readonly wall: number;
  /** The text of the time zone, or empty. */
  readonly zone: string;
}

/** The reason why a text is not a date, as the end of a sentence, such as ` (there is no 30 February in 2026)`. May be empty. */
export interface Unread {
  readonly reason: string;
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const weekday = String.raw`(?:(?<weekday>[a-z]+)\.?,?\s+)?`;
const dayOfMonth = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;
const dayForms = [
  // 2026-01-27, 2026/1/27, 2026.01.27
  /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?!\d)/,
  // 27 January 2026; Tue, 27 Jan 2026; 27-Jan-2026
  new RegExp(
    String.raw`^${weekday}${dayOfMonth}(?:\s+|-)(?<name>[a-z]+)\.?,?(?:\s+|-)(?<year>\d{4})(?!\d)`,
    'i',
  ),
  // January 27, 2026; Tue Jan 27 2026
  new RegExp(String.raw`^${weekday}(?<name>[a-z]+)\.?\s+${dayOfMonth}(?:,\s*|\s+)(?<year>\d{4})(?!\d)`, 'i'),
];
const timeForm =
  /^(?:T|,?\s+(?:at\s+)?)(?<hour>\d{1,2})(?::(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d+))?)?)?(?!\d)(?:\s*(?<half>[ap])\.?m\b\.?)?/i;

// 27 Jan 26, Jan 27 26, 27-01-26
const shortYear =
  /^(?:(?:[a-z]+,?\s+)?(?:\d{1,2}[\s-]+[a-z]+|[a-z]+\s+\d{1,2}),?[\s-]+\d\d|\d\d?[-/.]\d\d?[-/.]\d\d?)(?![\d:])/i;

/** Parses a date, with or without a time and a time zone. `text` must not have white space at the start or end. */
export function readWritten(text: string): Written | Unread {
  const form = dayForms.map((one) => one.exec(text)).find((match) => match !== null);
  if (!form) return { reason: explainUnread(text) };
  const { groups = {} } = form;
  const year = Number(groups['year']);
  const day = Number(groups['day']);
  const month =
    groups['name'] === undefined ? Number(groups['month']) : indexOfName(months, groups['name']) + 1;
  if (month < 1 || month > 12)
    return { reason: groups['name'] === undefined ? ` (there is no month ${month})` : '' };
  const midnight = utc(year, month, day);
  if (year === 0 || new Date(midnight).getUTCDate() !== day || day === 0)
    return { reason: ` (there is no ${day} ${months[month - 1]} in ${year})` };
  if (groups['weekday'] !== undefined) {
    const named = indexOfName(weekdays, groups['weekday']);
    const actual = new Date(midnight).getUTCDay();
    if (named < 0) return { reason: '' };
    if (named !== actual)
      return { reason: ` (${day} ${months[month - 1]} ${year} is a ${weekdays[actual]})` };
  }
  const rest = text.slice(form[0].length);
  const time = timeForm.exec(rest);
  if (!time || (time.groups?.['minute'] ?? time.groups?.['half']) === undefined) return dateOnly(rest);
  const clock = readClock(time.groups ?? {});
  if (typeof clock !== 'number') return clock;
  return { year, month, day, wall: midnight + clock, zone: rest.slice(time[0].length).trim() };

  function dateOnly(zone: string): Written | Unread {
    if (zone !== '' && !/^(?:\s|Z$|[+-]\d\d:\d\d$)/i.test(zone)) return { reason: '' };
    return { year, month, day, wall: midnight, zone: zone.trim() };
  }
}

function readClock(groups: Readonly<Record<string, string | undefined>>): number | Unread {
  const { hour: hourText, minute: minuteText = 0, second: secondText = 0, fraction = '', half } = groups;
  const [hour, minute, second] = [Number(hourText), Number(minuteText), Number(secondText)];
  if (half !== undefined && (hour < 1 || hour > 12))
    return { reason: ' (with am or pm, hours go from 1 to 12)' };
  if (hour > 23) return { reason: ' (hours go from 0 to 23; midnight is 00:00)' };
  if (minute > 59 || second > 59) return { reason: ' (minutes and seconds go from 0 to 59)' };
  const hours = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return ((hours * 60 + minute) * 60 + second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function explainUnread(text: string): string {
  const parts = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/.exec(text);
  if (parts) {
    const [, first = 0, second = 0] = parts.map(Number);
    const [one, other] = [months[second - 1], months[first - 1]];
    return one !== undefined && other !== undefined && first !== second
      ? ` (it can be ${first} ${one} or ${second} ${other})`
      : ' (the year comes first)';
  }
  return shortYear.test(text) ? ' (the year needs four digits)' : '';
}

/** Returns the index of the name that equals `text` or that `text` abbreviates with at least three letters, or -1. */
function indexOfName(names: readonly string[], text: string): number {
  const start = text.toLowerCase();
  return start.length < 3 ? -1 : names.findIndex((name) => name.toLowerCase().startsWith(start));
}

/** Like `Date.UTC`, which maps the years 0 to 99 to 1900 to 1999. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
