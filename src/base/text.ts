// Every character XML 1.0 §2.2 does not allow, lone surrogates included, and those it advises against: DEL, the C1 controls and
// noncharacters. They are invisible, and the validator warns about them (`BadCharacters`).
const forbidden =
  /\p{Noncharacter_Code_Point}|[^\t\n\r\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

// A fast test whether a text can contain one of them. Finding unpaired surrogates is slow.
const suspicious = /[^\t\n\r -~\u00A0-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFD]/;

/** Returns `text` with only the characters that XML 1.0 §2.2 allows and does not advise against. */
export function clean(text: string): string {
  return suspicious.test(text) ? text.replace(forbidden, '') : text;
}

/** Returns `text` with LF line ends. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

/** Returns `text` with only the characters that XML allows, and with LF line ends. */
export function normalizeText(text: string): string {
  return withLineFeeds(clean(text));
}

// Whether `line` may change a text: it has characters to check or remove, or white space other than single spaces between words.
const untidy = /[^ -~\u00A1-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFC]|[^\S ]| {2}|^ | $/;

// The same test for `spellingKey`, which can change all characters except ASCII.
const unlikeLine = /[^ -~]|^ | {2}| $/;

/**
 * Returns `text` as one clean line: runs of white space (line separators too) become one space, none at the ends. It leaves out U+FFFD,
 * which only marks a letter that was lost before (`BadCharacters`).
 */
export function line(text: string): string {
  if (!untidy.test(text)) return text;
  return clean(text)
    .replaceAll(/[\s\uFFFD]+/g, (run) => (/\s/.test(run) ? ' ' : ''))
    .trim();
}

/**
 * Returns `text` in one piece. A concatenated string keeps all its parts in memory, and a substring the whole original, so strings kept
 * for thousands of articles are flattened.
 */
export function flat(text: string): string {
  return [text.slice(0, 1), text.slice(1)].join('');
}

/** Returns `text` in Unicode's normal form C (UAX #15), which all Latin-1 characters already have. */
export function normalized(text: string): string {
  return /[^\u0000-\u00ff]/.test(text) ? text.normalize('NFC') : text;
}

/**
 * Returns the key of a topic or a name: spellings that differ in case, composition or the amount of white space are the same. A missing
 * space is a difference: `OpenAI` and `Open AI` have different URLs.
 */
export function spellingKey(text: string): string {
  if (!unlikeLine.test(text)) return text.toLowerCase();
  return text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** Returns the first of all `values` with the same key, in their order. */
export function distinctBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[] {
  const found = new Map<string, Value>();
  for (const one of values) {
    const key = keyOf(one);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** Cuts `text` to at most `room` UTF-16 code units, at the end of a word or, in a long word, of a character. */
export function cutAtWord(text: string, room: number): string {
  const space = text.slice(0, room + 1).search(/\s\S*$/);
  return text.slice(0, space >= room / 2 ? space : letterStart(text.slice(0, 2 * room), room));
}

/** Returns the start of the character (grapheme) that would exceed `room`. */
function letterStart(text: string, room: number): number {
  // A segmenter is slow to create. Text with spaces never needs it.
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  const start = segments.containing(room)?.index ?? room;
  if (start >= room / 2) return start;
  // A grapheme of this length consists only of stacked marks. It can be cut anywhere except inside a surrogate pair.
  return /[\uDC00-\uDFFF]/.test(text[room] ?? '') ? room - 1 : room;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Returns `text` escaped for HTML or XML, in text and in attributes with either quote. */
export function escape(text: string): string {
  return /[&<>"']/.test(text) ? text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '') : text;
}

/** Returns `text` escaped for HTML between tags, with as few character references as possible. */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>]/g, (character) => entities[character] ?? '');
}

/** Returns `text` escaped for an HTML attribute in double quotes, with as few character references as possible. */
export function escapeAttribute(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
}
