import { createRequire } from 'node:module';
import type * as temporal from 'temporal-polyfill';

/** A time zone: an offset in minutes east of UTC, an IANA name, or both (RFC 9557). */
export interface Zone {
  readonly offset?: number;
  readonly name?: string;
}

// Hours east of UTC. RFC 822 §5.1 first; then abbreviations that only one zone uses, so IST (India, Ireland, Israel), BST
// (Britain, Bangladesh) and AST (Atlantic, Arabia) are missing on purpose.
const hours = new Map(
  `Z 0, UT 0, UTC 0, GMT 0, EST -5, EDT -4, CST -6, CDT -5, MST -7, MDT -6, PST -8, PDT -7,
  WET 0, WEST 1, CET 1, CEST 2, MEZ 1, MESZ 2, EET 2, EEST 3, MSK 3, TRT 3,
  WAT 1, CAT 2, SAST 2, EAT 3, PKT 5, NPT 5.75, ICT 7, WIB 7, WITA 8, WIT 9,
  HKT 8, SGT 8, PHT 8, AWST 8, JST 9, KST 9, ACST 9.5, ACDT 10.5, AEST 10, AEDT 11,
  NZST 12, NZDT 13, AKST -9, AKDT -8, HST -10, NDT -2.5, BRT -3, ART -3`
    .split(/,\s+/)
    .map((row) => row.split(' '))
    .map(([name = '', east]) => [name, Number(east)] as const),
);

// Names without a slash in the IANA database. Intl accepts more, some with a surprising meaning: its BST is Dhaka and its AST is
// Anchorage.
const plainNames =
  /^(?:C[ES]T|CST6CDT|Cuba|EET|EST|EST5EDT|Egypt|Eire|GB|GB-Eire|GMT|GMT[+-]?0|Greenwich|HST|Hongkong|Iceland|Iran|Israel|Jamaica|Japan|Kwajalein|Libya|MET|MST|MST7MDT|NZ|NZ-CHAT|Navajo|PRC|PST8PDT|Poland|Portugal|ROC|ROK|Singapore|Turkey|UCT|UTC|Universal|W-SU|WET|Zulu)$/i;

/** Whether `name` is a time zone's name in the IANA database (`Europe/Berlin`, `UTC`), in any case. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]+\/[\w+/-]+$/i.test(name) && !plainNames.test(name)) return false;
  // A shortcut, because the first call of Intl is slow.
  if (name === 'UTC') return true;
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const utc: Zone = { offset: 0 };

const offsetForm =
  /^(?:UTC?|GMT)?\s*(?<sign>[+-])(?<hour>\d{1,2})(?::?(?<minute>\d{2}))?(?:\s*\([^()]*\))?$/i;

/**
 * Returns the zone that `text` names: `Z`, `+09:00`, `-5`, `GMT+0100`, `JST`, `Europe/Berlin`, `+01:00[Europe/Berlin]`, with a comment
 * after an offset (RFC 5322 §3.2.2). `undefined` if it is unknown or ambiguous.
 */
export function readZone(text: string): Zone | undefined {
  if (text === 'Z') return utc;
  const bracket = /^(?<before>[^[\]]*)\[(?<name>[^[\]]+)\]$/.exec(text)?.groups;
  if (bracket) {
    const { before = '', name = '' } = bracket;
    if (!isTimeZone(name)) return undefined;
    if (before.trim() === '') return { name };
    const outer = readZone(before.trim());
    return outer?.offset === undefined ? undefined : { offset: outer.offset, name };
  }
  const offset = hours.get(text.toUpperCase());
  if (offset !== undefined) return { offset: offset * 60 };
  const parts = offsetForm.exec(text)?.groups;
  if (parts) {
    const minutes = Number(parts['hour']) * 60 + Number(parts['minute'] ?? 0);
    // No place on Earth is more than fourteen hours from UTC.
    if (minutes > 14 * 60 || Number(parts['minute'] ?? 0) > 59) return undefined;
    return { offset: parts['sign'] === '-' ? 0 - minutes : minutes };
  }
  return isTimeZone(text) ? { name: text } : undefined;
}

/**
 * Returns the instant at which a clock in `zone` (an IANA name) shows `wall` (milliseconds since 1970, as if the zone were UTC). For a time
 * that occurs twice, returns the first instant. A time that a clock change skips moves forward.
 */
export function instantIn(wall: number, zone: string): number {
  if (isUtc(zone)) return wall;
  const shown = loadTemporal().Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC');
  return shown.toPlainDateTime().toZonedDateTime(zone).epochMilliseconds;
}

/** Returns the time that a clock in `zone` (an IANA name) shows at `instant`, in the form that {@link instantIn} accepts. */
export function localWall(instant: number, zone: string): number {
  if (isUtc(zone)) return instant;
  const zoned = loadTemporal().Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return instant + zoned.offsetNanoseconds / 1e6;
}

function isUtc(zone: string): boolean {
  return /^(?:Etc\/)?(?:UTC|GMT|UCT|Zulu)$/i.test(zone);
}

// Loading Temporal takes about 20 ms, and most sites do not need it. `require` caches it.
const require = createRequire(import.meta.url);

function loadTemporal(): typeof temporal {
  return require('temporal-polyfill');
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

/** Like {@link localTime}, but faster for many instants, because it looks up each period between two clock changes only once. */
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
