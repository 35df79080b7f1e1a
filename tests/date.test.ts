import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { DateFault, DateTime } from '../src/base/date.ts';
import { dateInName, dateInPath, parseDate } from '../src/base/date.ts';
import { isTimeZone, localClock, localTime } from '../src/base/time-zone.ts';

/** The instant as ISO 8601 in UTC, or the fault. */
function read(text: string, timezone = 'UTC'): string | DateFault {
  const date = parseDate(text, timezone);
  return 'fault' in date ? date : new Date(date.instant).toISOString();
}

describe('dates as people write them', () => {
  test.each([
    // Year first
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-3-1', '2026-03-01T00:00:00.000Z'],
    ['2026/03/01', '2026-03-01T00:00:00.000Z'],
    ['2026/3/1 20:46:25', '2026-03-01T20:46:25.000Z'],
    ['  2026-03-01\n', '2026-03-01T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['1848-03-13', '1848-03-13T00:00:00.000Z'],
    ['2026-03-01 9:05', '2026-03-01T09:05:00.000Z'],
    ['2026-03-01  09:05', '2026-03-01T09:05:00.000Z'],
    ['2026-03-01T09:05', '2026-03-01T09:05:00.000Z'],
    ['2026-03-01t09:05:07', '2026-03-01T09:05:07.000Z'],
    ['2026-03-01 09:05:07.5', '2026-03-01T09:05:07.500Z'],
    ['2026-03-01T09:05:07,123456789', '2026-03-01T09:05:07.123Z'],
    // Zones
    ['2026-03-01T09:05:07Z', '2026-03-01T09:05:07.000Z'],
    ['2026-03-01T09:05:07.001z', '2026-03-01T09:05:07.001Z'],
    ['2026-03-01 09:05 UTC', '2026-03-01T09:05:00.000Z'],
    ['2026-03-01 09:05 GMT', '2026-03-01T09:05:00.000Z'],
    ['2026-03-01T09:05:00+09:00', '2026-03-01T00:05:00.000Z'],
    ['2026-03-01 09:05:00 +0900', '2026-03-01T00:05:00.000Z'],
    ['2026-03-01 09:05:00+09', '2026-03-01T00:05:00.000Z'],
    ['2026-03-01 09:05 -5', '2026-03-01T14:05:00.000Z'],
    ['2026-03-01 09:05 -00:00', '2026-03-01T09:05:00.000Z'],
    ['2026-03-01 09:05 +05:45', '2026-03-01T03:20:00.000Z'],
    ['2026-03-01 09:05 GMT+0100', '2026-03-01T08:05:00.000Z'],
    ['2026-03-01 09:05 EST', '2026-03-01T14:05:00.000Z'],
    ['2026-07-01 09:05 EST', '2026-07-01T14:05:00.000Z'],
    ['2026-03-01 09:05 CST', '2026-03-01T15:05:00.000Z'],
    ['2026-03-01 09:05 pdt', '2026-03-01T16:05:00.000Z'],
    ['2026-07-01 09:05 CET', '2026-07-01T08:05:00.000Z'],
    ['2026-07-01 09:05 CEST', '2026-07-01T07:05:00.000Z'],
    ['2026-03-01 09:05 EET', '2026-03-01T07:05:00.000Z'],
    ['2026-03-01 09:05 WEST', '2026-03-01T08:05:00.000Z'],
    ['2026-03-01 09:05 MSK', '2026-03-01T06:05:00.000Z'],
    ['2026-03-01 09:05 JST', '2026-03-01T00:05:00.000Z'],
    ['2026-03-01 09:05 AEDT', '2026-02-28T22:05:00.000Z'],
    ['2026-03-01 09:05 NZST', '2026-02-28T21:05:00.000Z'],
    ['2026-03-01 10:00 Europe/Berlin', '2026-03-01T09:00:00.000Z'],
    ['2026-07-01 10:00 europe/berlin', '2026-07-01T08:00:00.000Z'],
    ['2026-03-01T10:00:00+01:00[Europe/Berlin]', '2026-03-01T09:00:00.000Z'],
    ['2026-03-01T10:00[Asia/Kathmandu]', '2026-03-01T04:15:00.000Z'],
    ['2026-03-01 +0900', '2026-02-28T15:00:00.000Z'],
    ['2026-03-01Z', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01 Asia/Tokyo', '2026-02-28T15:00:00.000Z'],
    // am and pm
    ['2026-03-01 9:05 am', '2026-03-01T09:05:00.000Z'],
    ['2026-03-01 9:05PM', '2026-03-01T21:05:00.000Z'],
    ['2026-03-01 12:00 a.m. EST', '2026-03-01T05:00:00.000Z'],
    ['2026-03-01 12:30 pm', '2026-03-01T12:30:00.000Z'],
    ['2026-03-01 5 pm', '2026-03-01T17:00:00.000Z'],
    // In words
    ['Tue, 27 Jan 2026 10:00:00 +0000', '2026-01-27T10:00:00.000Z'],
    ['Tue, 27 Jan 2026 10:00:00 EST', '2026-01-27T15:00:00.000Z'],
    ['27 Jan 2026 10:00 -0500 (New York)', '2026-01-27T15:00:00.000Z'],
    ['Jul 08 2022', '2022-07-08T00:00:00.000Z'],
    ['July 8, 2022', '2022-07-08T00:00:00.000Z'],
    ['july 8th, 2022 at 5:30 pm EDT', '2022-07-08T21:30:00.000Z'],
    ['8 July 2022', '2022-07-08T00:00:00.000Z'],
    ['8 Sept. 2022', '2022-09-08T00:00:00.000Z'],
    ['8-Jul-2022 10:00', '2022-07-08T10:00:00.000Z'],
    ['Friday, July 8, 2022', '2022-07-08T00:00:00.000Z'],
    // What JavaScript’s own Date prints
    ['Tue Jan 27 2026 10:00:00 GMT+0100 (Central European Standard Time)', '2026-01-27T09:00:00.000Z'],
  ])('%j', (text, instant) => {
    expect(read(text)).toBe(instant);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['01/02/2026', ' (it can be 1 February or 2 January)'],
    ['1.2.2026', ' (it can be 1 February or 2 January)'],
    ['13/02/2026', ' (the year comes first)'],
    ['2026-02-30', ' (there is no 30 February in 2026)'],
    ['2026-02-29', ' (there is no 29 February in 2026)'],
    ['2026-04-31 10:00', ' (there is no 31 April in 2026)'],
    ['2026-01-00', ' (there is no 0 January in 2026)'],
    ['30 Feb 2026', ' (there is no 30 February in 2026)'],
    ['2026-13-01', ' (there is no month 13)'],
    ['0000-01-01', ' (there is no 1 January in 0)'],
    ['2026-03-01 24:00', ' (hours go from 0 to 23; midnight is 00:00)'],
    ['2026-03-01 25:00', ' (hours go from 0 to 23; midnight is 00:00)'],
    ['2026-03-01 10:60', ' (minutes and seconds go from 0 to 59)'],
    ['2026-03-01 10:00:60', ' (minutes and seconds go from 0 to 59)'],
    ['2026-03-01 13:00 pm', ' (with am or pm, hours go from 1 to 12)'],
    ['Mon, 27 Jan 2026 10:00:00 +0000', ' (27 January 2026 is a Tuesday)'],
    ['27 Jan 26', ' (the year needs four digits)'],
    ['Jul 8, 22', ' (the year needs four digits)'],
    ['26-01-27', ' (the year needs four digits)'],
    ['2026-03-01T10:00:00+09:00[Europe/Berlin]', ' (Europe/Berlin has a different offset at that time)'],
    ['0001-01-01T00:00+14:00', ' (the year must be between 1 and 9999)'],
    ['2026', ''],
    ['20260127', ''],
    ['1767225600', ''],
    ['2026-03', ''],
    ['2026-03-01T', ''],
    ['2026-03-01T10', ''],
    ['2026-03-01 10', ''],
    ['2026-03-01 10:5', ''],
    ['2026-03-01x', ''],
    ['2026-03-01 10:00 or so', ''],
    ['2026-03/01', ''],
    ['2026-03-011', ''],
    ['Foo, 27 Jan 2026', ''],
    ['27 Foo 2026', ''],
    ['tomorrow', ''],
    ['', ''],
    ['٢٠٢٦-٠٣-٠١', ''],
    [`2026-03-01 ${' '.repeat(100_000)}x`, ''],
  ])('%j', (text, detail) => {
    expect(read(text)).toEqual({ fault: 'unreadable', detail });
  });

  test.each([
    'IST',
    'BST',
    'AST',
    'XYZ',
    'Europe/Nowhere',
    '+15:00',
    '+01:75',
    'Europe',
    '+01:00[Mars/Base]',
    'A',
  ])('the zone %s', (zone) => {
    expect(read(`2026-03-01 10:00 ${zone}`)).toEqual({ fault: 'zone', detail: zone });
  });
});

describe('without a zone of its own a date is in the site’s time zone', () => {
  test.each([
    ['2026-01-27', 'Europe/Berlin', '2026-01-26T23:00:00.000Z'],
    ['2026-07-27', 'Europe/Berlin', '2026-07-26T22:00:00.000Z'],
    ['2026-01-27', 'Pacific/Kiritimati', '2026-01-26T10:00:00.000Z'],
    ['2026-01-27 10:00', 'America/New_York', '2026-01-27T15:00:00.000Z'],
    ['2026-01-27 10:00', 'Etc/UTC', '2026-01-27T10:00:00.000Z'],
    // The clocks go from 2:00 to 3:00, and from 3:00 back to 2:00 (Temporal’s “compatible”).
    ['2026-03-29 02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25 02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    // A day without midnight.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    // A zone of its own wins.
    ['2026-01-27 10:00 Z', 'Europe/Berlin', '2026-01-27T10:00:00.000Z'],
    ['2026-01-27 10:00 Asia/Tokyo', 'Europe/Berlin', '2026-01-27T01:00:00.000Z'],
  ])('%s in %s', (text, timezone, instant) => {
    expect(read(text, timezone)).toBe(instant);
  });
});

test('year, month and day are those written, not those in UTC', () => {
  expect(parseDate('2026-01-01T05:00:00+09:00', 'UTC')).toEqual({
    instant: Date.parse('2025-12-31T20:00:00Z'),
    year: 2026,
    month: 1,
    day: 1,
  } satisfies DateTime);
  expect(parseDate('2026-01-01', 'Asia/Tokyo')).toMatchObject({ year: 2026, month: 1, day: 1 });
});

describe('any instant', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/St_Johns',
    'Asia/Kathmandu',
    'Pacific/Chatham',
    'Africa/Casablanca',
  ];
  const instants = fc.date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('2100-01-01T00:00:00Z'),
    noInvalidDate: true,
  });

  test('is read back from what JavaScript prints', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (date, timezone) => {
        const seconds = Math.floor(date.getTime() / 1000) * 1000;
        expect(parseDate(date.toISOString(), timezone)).toMatchObject({ instant: date.getTime() });
        expect(parseDate(date.toUTCString(), timezone)).toMatchObject({ instant: seconds });
      }),
    );
  });

  test('is the same with slashes in the day, which only the long way reads', () => {
    const number = fc.oneof(
      fc.integer({ min: 0, max: 61 }),
      fc.constantFrom(0, 1, 12, 13, 23, 24, 28, 29, 31, 59, 60),
    );
    const two = number.map((one) => String(one).padStart(2, '0'));
    const year = fc.constantFrom('0000', '0001', '0099', '0100', '1899', '1970', '2024', '2026', '9999');
    const zone = fc.constantFrom('', 'Z', '+02:00', '-23:30', '+14:00', '+14:01', ' Z', 'z', ' UTC');
    const time = fc.oneof(
      fc.constant(''),
      fc.tuple(fc.constantFrom('T', ' '), two, two).map(([mark, hour, minute]) => `${mark}${hour}:${minute}`),
      fc.tuple(fc.constantFrom('T', ' '), two, two, two).map(([mark, ...all]) => mark + all.join(':')),
    );
    fc.assert(
      fc.property(year, two, two, time, zone, fc.constantFrom(...zones), (y, m, d, rest, east, timezone) => {
        expect(parseDate(`${y}-${m}-${d}${rest}${east}`, timezone)).toEqual(
          parseDate(`${y}/${m}/${d}${rest}${east}`, timezone),
        );
      }),
      { numRuns: 5000 },
    );
  });

  test('is read back from what Temporal prints with offset, with name, and with both', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (date, timezone) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(timezone);
        const plain = zoned.toPlainDateTime();
        const expected = { instant: date.getTime(), year: zoned.year, month: zoned.month, day: zoned.day };
        for (const text of [
          zoned.toString({ timeZoneName: 'never' }),
          `${plain.toString()} ${zoned.offset}`,
          zoned.toString(),
        ])
          expect(parseDate(text, 'UTC')).toEqual(expected);
        // A time that comes twice is the first of the two.
        const first = plain.toZonedDateTime(timezone, { disambiguation: 'compatible' }).epochMilliseconds;
        expect(parseDate(plain.toString(), timezone)).toEqual({ ...expected, instant: first });
        expect(parseDate(`${plain.toString().replace('T', ' ')} ${timezone}`, 'UTC')).toEqual({
          ...expected,
          instant: first,
        });
      }),
    );
  });

  test('no text makes it throw, and what is read is a real day', () => {
    const pieces = fc.constantFrom(
      '2026',
      '02',
      '30',
      '-',
      '/',
      ' ',
      'T',
      ':',
      '10',
      '.',
      'Jan',
      ',',
      'Z',
      '+',
      'am',
      'Tue',
      '[',
      ']',
      'UTC',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (text) => {
          const date = parseDate(text, 'UTC');
          if ('fault' in date) return;
          expect(new Temporal.PlainDate(date.year, date.month, date.day).day).toBe(date.day);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test.each([
  ['UTC', '2026-03-29T00:59:59Z'],
  ['Europe/Berlin', '2026-03-29T01:59:59+01:00'],
  ['America/St_Johns', '2026-03-28T22:29:59-02:30'],
])('an instant as local time in %s', (timezone, expected) => {
  expect(localTime(Date.parse('2026-03-29T00:59:59.999Z'), timezone)).toBe(expected);
});

test('a clock that tells many instants tells each as it is, to the moment at which clocks change', () => {
  const zones = [
    'Europe/Berlin',
    'America/St_Johns',
    'Asia/Kolkata',
    'Pacific/Apia',
    'Africa/Monrovia',
    'UTC',
  ];
  const changes = [1, 2, 3].flatMap((month) => [
    Date.UTC(2026, month * 3, 29, 1),
    Date.UTC(2011, 11, 30, 10),
  ]);
  const instant = fc.oneof(
    fc.integer({ min: Date.UTC(1840, 0), max: Date.UTC(2100, 0) }),
    fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -2, max: 2 })).map(([at, more]) => at + more),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.array(instant, { minLength: 5, maxLength: 40 }),
      (zone, instants) => {
        const clock = localClock(zone);
        for (const one of instants) {
          const zoned = Temporal.Instant.fromEpochMilliseconds(one).toZonedDateTimeISO(zone);
          const expected = zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' });
          expect(clock(one)).toBe(zone === 'UTC' ? expected.replace('+00:00', 'Z') : expected);
        }
      },
    ),
    { numRuns: 300 },
  );
});

describe('time zone names', () => {
  test.each([
    'UTC',
    'Europe/Berlin',
    'europe/berlin',
    'America/Argentina/Buenos_Aires',
    'Etc/GMT+5',
    'CET',
    'Japan',
  ])('%s is one', (name) => {
    expect(isTimeZone(name)).toBe(true);
    // And it can be used.
    expect(parseDate('2026-01-27 10:00', name)).toHaveProperty('instant');
  });
  test.each(['', 'Berlin', 'Europe/Nowhere', '+01:00', 'IST', 'BST', 'PST', 'AST', 'local', '../UTC'])(
    '%j is none',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});

describe('dates in names and paths', () => {
  test.each([
    ['2026-01-27-title', { date: '2026-01-27', rest: 'title' }],
    ['2026-1-7-a-b', { date: '2026-1-7', rest: 'a-b' }],
    ['2026-01-27_title', { date: '2026-01-27', rest: 'title' }],
    ['2026-01-27 A title', { date: '2026-01-27', rest: 'A title' }],
    ['2026-01-27', { date: '2026-01-27', rest: '' }],
    ['2026-02-30-title', { date: '2026-02-30', rest: 'title' }],
    ['2026-13-27-title', undefined],
    ['1234-56-78', undefined],
    ['title-2026-01-27', undefined],
    ['2026-01-271', undefined],
    ['title', undefined],
  ])('name %j', (name, expected) => {
    expect(dateInName(name)).toEqual(expected);
  });

  test.each([
    ['2025/06/20/title', '2025-06-20'],
    ['/blog/2025/6/3/title/', '2025-6-3'],
    ['posts/2025/06/20/index.md', '2025-06-20'],
    ['2025/06/20', '2025-06-20'],
    ['_posts/2026-01-27-title.md', '2026-01-27'],
    ['posts/2026-01-27.md', '2026-01-27'],
    ['posts/2026-01-27-title/index.md', '2026-01-27'],
    ['2025/06/20/2025-06-21-title.md', '2025-06-21'],
    ['https://example.com/2025/06/20/title', '2025-06-20'],
    ['2025/06/title', undefined],
    ['2025/13/20/title', undefined],
    ['12025/06/20/title', undefined],
    ['title', undefined],
    ['', undefined],
  ])('path %j', (path, expected) => {
    expect(dateInPath(path)).toBe(expected);
  });
});
