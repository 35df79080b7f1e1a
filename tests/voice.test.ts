import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { createI18n } from '../src/pages/i18n.ts';

test('the year of an article is that of its time zone', () => {
  const zones = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'Africa/Monrovia'];
  const i18nCache = new Map(zones.map((zone) => [zone, createI18n(zone)]));
  const years = fc.integer({ min: 1, max: 9999 }).map((year) => new Date(0).setUTCFullYear(year));
  // Around New Year, and any day of the year.
  const after = fc.oneof(fc.integer({ min: -3 * 24, max: 3 * 24 }), fc.integer({ min: 0, max: 364 * 24 }));
  fc.assert(
    fc.property(fc.constantFrom(...zones), years, after, (zone, start, hours) => {
      const instant = start + hours * 3_600_000;
      const { year } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
      fc.pre(year > 0);
      expect(i18nCache.get(zone)?.yearOf({ instant, year: 0, month: 1, day: 1 })).toBe(year);
    }),
    { numRuns: 2000 },
  );
});
