/** A zone after a date: minutes east of UTC, an IANA name, or both (RFC 9557). */
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
  // A shortcut, because the first call of Intl takes long.
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
