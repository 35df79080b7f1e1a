// Scripts with East Asian Width W and F (UAX #11), and emoji.
const wide =
  /^(?:[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}|.\uFE0F)/u;
const widthless = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u;

/** Characters that a terminal would interpret or hide: control characters, direction overrides and separators. */
const invisible =
  /[\u0000-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|\p{Surrogate}/gu;

/** Replaces all characters that a terminal would interpret or hide with visible text: `␛`, `<U+202E>`. */
export function visibleText(text: string): string {
  return text.replaceAll(invisible, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** Returns the user-perceived characters of `text`, each with its position in UTF-16 code units. */
export function characters(text: string): Iterable<{ segment: string; index: number }> {
  // Created on demand, because the first segmenter of a process takes longer to create than everything else before a small build.
  return new Intl.Segmenter('en').segment(text);
}

/** Returns the number of terminal columns that `text` occupies. Pass text that `visibleText` has processed. */
export function width(text: string): number {
  if (/^[\u0020-\u007E]*$/.test(text)) return text.length;
  let sum = 0;
  for (const { segment } of characters(text)) sum += wide.test(segment) ? 2 : widthless.test(segment) ? 0 : 1;
  return sum;
}
