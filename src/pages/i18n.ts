import { rfc3339, type DateTime } from '../base/date.ts';
import { direction } from '../base/language.ts';
import { escape } from '../base/text.ts';
import { stringsFor, type Strings } from './i18n/strings.ts';

/** The strings and formats of a page in one language, as HTML. */
export interface I18n {
  /** BCP 47: the language of the page. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Language and country for Open Graph: the given country, else the most likely one. */
  readonly locale: string;
  /** Returns a string of Feedmill, with HTML for its `{names}`. If it is in English instead, it is marked with that language. */
  say(word: keyof Strings, parts?: Readonly<Record<string, string>>): string;
  /** Returns a `time` element with the full date, or only the day and month if a heading shows the year. */
  date(date: DateTime, form: 'date' | 'day'): string;
  /** Returns a `time` element for a change. Includes the time of day if the change is on the day of publication. */
  change(date: DateTime, published?: DateTime): string;
  /** Joins HTML fragments as a list: “A, B and C”. */
  list(pieces: readonly string[]): string;
  /** Formats a year as plain text. */
  year(year: number): string;
  /** Formats a file size as plain text, rounded. */
  size(bytes: number): string;
}

/** Strings by language, and the year of displayed dates. Dates are shown in `timezone` (an IANA name). */
export interface I18nCache {
  of(language: string): I18n;
  yearOf(date: DateTime): number;
}

/** Creates the strings of one build. Each language's formatters are created once, on first use. */
export function createI18n(timezone: string): I18nCache {
  const i18nCache = new Map<string, I18n>();
  const years = once(
    () => new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: timezone, calendar: 'gregory' }),
  );
  return {
    of(language) {
      const i18n = i18nCache.get(language) ?? createLanguage(language, timezone);
      i18nCache.set(language, i18n);
      return i18n;
    },
    yearOf: ({ instant }) => Number(years().format(instant)),
  };
}

function createLanguage(language: string, timezone: string): I18n {
  const strings = stringsFor(language);
  // Without a fallback, dates in an unknown language would be in the language of the machine.
  const locales = [language, 'en'];
  const gregorian = { calendar: 'gregory', timeZone: timezone } as const;
  // Each takes milliseconds to create, and most builds need one or two.
  const date = once(() => new Intl.DateTimeFormat(locales, { ...gregorian, dateStyle: 'long' }));
  const moment = once(
    () => new Intl.DateTimeFormat(locales, { ...gregorian, dateStyle: 'long', timeStyle: 'short' }),
  );
  const dayForm = once(
    () => new Intl.DateTimeFormat(locales, { ...gregorian, month: 'long', day: 'numeric' }),
  );
  const enumeration = once(() => new Intl.ListFormat(locales, { type: 'conjunction' }));
  const yearForm = once(
    () => new Intl.DateTimeFormat(locales, { calendar: 'gregory', timeZone: 'UTC', year: 'numeric' }),
  );
  // British dates and words on an American page need no mark: only another language does.
  const mark = (tag: string) => (base(tag) === base(language) ? '' : foreign(tag, language));
  const dateMark = once(() => mark(date().resolvedOptions().locale));
  const stringMark = mark(strings.language);
  const time = (at: DateTime, form: Intl.DateTimeFormat) =>
    `<time datetime="${rfc3339(at.instant)}"${dateMark()}>${escape(form.format(at.instant))}</time>`;
  return {
    language,
    direction: direction(language),
    locale: locale(language),
    say(word, parts = {}) {
      const html = escape(strings.words[word]).replaceAll(
        /\{(\w+)\}/g,
        (_, name: string) => parts[name] ?? '',
      );
      return stringMark ? `<span${stringMark}>${html}</span>` : html;
    },
    date: (at, form) => time(at, form === 'date' ? date() : dayForm()),
    change(at, published) {
      const isSameDay = published && date().format(published.instant) === date().format(at.instant);
      return time(at, isSameDay ? moment() : date());
    },
    list: (pieces) =>
      pieces.length === 1
        ? pieces.join('')
        : enumeration()
            .formatToParts(pieces)
            .map(({ type, value }) => (type === 'literal' ? escape(value) : value))
            .join(''),
    year: (year) => yearForm().format(new Date(0).setUTCFullYear(year)),
    size(bytes) {
      const power = Math.min(Math.max(0, Math.floor((String(Math.round(bytes)).length - 1) / 3)), 3);
      const amount = bytes / 1000 ** power;
      return new Intl.NumberFormat(locales, {
        style: 'unit',
        unit: units[power] ?? 'byte',
        // The short form of a byte has no plural.
        unitDisplay: power === 0 ? 'long' : 'short',
        maximumFractionDigits: amount < 10 ? 1 : 0,
      }).format(amount);
    },
  };
}

/** Calls `make` on first use and caches the result. */
function once<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined;
  return () => (made ??= { value: make() }).value;
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Returns the attributes of an element in `language` on a page in `page`: `lang`, and `dir` if it differs. */
export function foreign(language: string, page: string): string {
  if (language === page) return '';
  const dir = direction(language);
  return ` lang="${escape(language)}"${dir === direction(page) ? '' : ` dir="${dir}"`}`;
}

function locale(tag: string): string {
  const { language, region } = new Intl.Locale(tag).maximize();
  return region ? `${language}_${region}` : language;
}

function base(language: string): string {
  return new Intl.Locale(language).language;
}
