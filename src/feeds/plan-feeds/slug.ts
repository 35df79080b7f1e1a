/** Names of the signs that make a difference: `C++` is not `C#`, `R&D` not `RD`. */
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

/** Everything except letters, digits and parts of an emoji. */
const other =
  /(?:(?!\u200D|\uFE0F)[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}._])+/gu;

/** File systems allow 255 bytes; this leaves room for a suffix. */
const longest = 200;

/**
 * Returns a value as a readable part of a URL: its letters and digits of any script and its emoji, in lower case, with `-` between
 * words. It depends only on the value and is never empty. Packages for this drop characters without a Latin spelling, or drop the signs,
 * so that `C++` and `C#` get the same URL.
 */
export function slug(value: string): string {
  const words = value
    .normalize('NFC')
    .toLowerCase()
    // A sign at the beginning marks the kind of text (`#metoo`, `@jane`) and is not part of the name.
    .replace(/^[#@]+(?=[\p{L}\p{N}])/u, '')
    .replaceAll(/[+#&@%*=<>$€£]/g, (sign) => ` ${signs[sign]} `)
    // A dot inside a word is part of it (`node.js`, `1.10`); one at the beginning would hide the folder.
    .replaceAll(/(?<![\p{L}\p{N}])\.(?=[\p{L}\p{N}])/gu, ' dot ')
    .replaceAll(/\.(?![\p{L}\p{N}])/gu, ' ')
    // A folder with this ending would look like a page.
    .replaceAll(/\.(?=html?\s*$)/g, ' ')
    .replaceAll(/['’ʼ]/g, '')
    .replaceAll(other, '-')
    .replaceAll(/^(?:[-_.]|\u200D|\uFE0F)+|[-_.]+$/g, '');
  const codes = Array.from(value, (sign) => `u${(sign.codePointAt(0) ?? 0).toString(16)}`).join('-');
  return cut(words || codes);
}

/** Cuts a text to the longest size, at the end of a word if possible. */
function cut(words: string): string {
  if (Buffer.byteLength(words) <= longest) return words;
  let end = words.length;
  while (Buffer.byteLength(words.slice(0, end)) > longest) end--;
  const short = words.slice(0, end).replace(/[\uD800-\uDBFF]$/, '');
  const word = short.lastIndexOf('-');
  // Some file systems drop a dot at the end of a name.
  return (word > short.length / 2 ? short.slice(0, word) : short).replace(/[-_.]+$/, '');
}
