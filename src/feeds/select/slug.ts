/** What signs are called that tell names apart: `C++` is not `C#`, `R&D` not `RD`. */
const signs: Readonly<Record<string, string>> = {
  '+': 'plus',
  '#': 'sharp',
  '&': 'and',
  '@': 'at',
  '%': 'percent',
  '*': 'star',
  '=': 'equals',
  '<': 'less',
  '>': 'greater',
  $: 'dollar',
  '€': 'euro',
  '£': 'pound',
};

/** What is neither a letter, a digit nor a part of an emoji. */
const other =
  /(?:(?!\u200D|\uFE0F)[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}._])+/gu;

/** File systems end at 255 bytes; this leaves room for what is put behind. */
const longest = 200;

/**
 * A value as a part of an address that people can read: its letters and digits of any script and its emoji, in small
 * letters, with `-` between the words. It depends on nothing but the value, and is never empty. Packages for this drop what
 * they cannot spell in Latin letters, or drop the signs, so that `C++` and `C#` share an address.
 */
export function slug(value: string): string {
  const words = value
    .normalize('NFC')
    .toLowerCase()
    // A sign at the beginning says what the text is (`#metoo`, `@jane`), not what it is called.
    .replace(/^[#@]+(?=[\p{L}\p{N}])/u, '')
    .replaceAll(/[+#&@%*=<>$€£]/g, (sign) => ` ${signs[sign]} `)
    // A point within a word is a part of it (`node.js`, `1.10`); one at its beginning would hide the folder.
    .replaceAll(/(?<![\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu, ' dot ')
    .replaceAll(/\.(?![\p{L}\p{N}])/gu, ' ')
    // With it at the end a folder would have the name of a page.
    .replaceAll(/\.(?=html?\s*$)/g, ' ')
    .replaceAll(/['’ʼ]/g, '')
    .replaceAll(other, '-')
    .replaceAll(/^(?:[-_.]|\u200D|\uFE0F)+|[-_.]+$/g, '');
  const codes = Array.from(value, (sign) => `u${(sign.codePointAt(0) ?? 0).toString(16)}`).join('-');
  return cut(words || codes);
}

/** The beginning that fits, to the end of a word where there is one. */
function cut(words: string): string {
  if (Buffer.byteLength(words) <= longest) return words;
  let end = words.length;
  while (Buffer.byteLength(words.slice(0, end)) > longest) end--;
  const short = words.slice(0, end).replace(/[\uD800-\uDBFF]$/, '');
  const word = short.lastIndexOf('-');
  // What ends in a point is another name on some disks.
  return (word > short.length / 2 ? short.slice(0, word) : short).replace(/[-_.]+$/, '');
}
