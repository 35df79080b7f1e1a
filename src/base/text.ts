// Every character XML 1.0 §2.2 does not allow, lone surrogates included, and those it advises against: DEL, the C1
// controls and noncharacters. They show nothing, and the validator warns of them (`BadCharacters`).
const forbidden =
  /\p{Noncharacter_Code_Point}|[^\t\n\r\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

// Whether a text may hold one of them: unpaired surrogates can only be told by reading in pairs, which is slow.
const suspicious = /[^\t\n\r -~\u00A0-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFD]/;

/** `text` with only the characters that XML 1.0 §2.2 allows and does not advise against. */
export function clean(text: string): string {
  return suspicious.test(text) ? text.replace(forbidden, '') : text;
}

/** `text` with LF line ends. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

/** `text` with only the characters that XML allows, and with LF line ends. */
export function normalizeText(text: string): string {
  return withLineFeeds(clean(text));
}

// Whether there is anything to do for `line`: characters that go or may have to, white space but single spaces between words.
const untidy = /[^ -~\u00A1-\uD7FF\uE000-\uFDCF\uFDF0-\uFFFC]|[^\S ]| {2}|^ | $/;

// The same for `spellingKey`, to which all but ASCII may be something else.
const unlikeLine = /[^ -~]|^ | {2}| $/;

/**
 * `text` as one clean line: runs of white space (line separators too) are one space, none at the ends. U+FFFD, which
 * only says that a letter was lost before, is left out (`BadCharacters`).
 */
export function line(text: string): string {
  if (!untidy.test(text)) return text;
  return clean(text)
    .replaceAll(/[\s\uFFFD]+/g, (run) => (/\s/.test(run) ? ' ' : ''))
    .trim();
}

/**
 * `text` in one piece. One that was put together keeps each of its parts in memory, and one that was cut out all it was cut from: what
 * is kept of thousands of articles is flattened.
 */
export function flat(text: string): string {
  return [text.slice(0, 1), text.slice(1)].join('');
}

/** `text` in Unicode's normal form C (UAX #15); all characters of Latin-1 are in it. */
export function normalized(text: string): string {
  return /[^\u0000-\u00ff]/.test(text) ? text.normalize('NFC') : text;
}

/**
 * What a topic or a name is known by: spellings that differ in case, composition or the amount of white space are one. A
 * space that is not there is a difference: `OpenAI` has another address than `Open AI`, whoever wrote it first.
 */
export function spellingKey(text: string): string {
  if (!unlikeLine.test(text)) return text.toLowerCase();
  return text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `text` escaped for HTML or XML, in text and in attributes with either quote. */
export function escape(text: string): string {
  return /[&<>"']/.test(text) ? text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '') : text;
}

/** `text` escaped for HTML between tags, with no more character references than it needs. */
export function escapeText(text: string): string {
  return text.replaceAll(/[&<>]/g, (character) => entities[character] ?? '');
}

/** `text` escaped for an HTML attribute in double quotes, with no more character references than it needs. */
export function escapeAttribute(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
}
