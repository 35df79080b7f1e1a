/** Number of characters read from the beginning of a text; the rest is ignored. */
export const signatureSize = 4000;

/** Places of a signature: each holds the least value that falls there, and keeps one hexadecimal digit of it. */
const places = 32;

/** The parts of a text: words, and the characters of scripts without spaces between words. */
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}]+/gu;

/**
 * Returns the MinHash signature of a text (UTF-8) in 32 hexadecimal digits: similar texts have similar signatures (one-permutation
 * MinHash over runs of three words, four bits per place). It is empty for a text without words. For many texts, pass one `buffer`, which
 * makes each cheaper.
 */
export function minHash(text: Uint8Array, buffer = new Int32Array(signatureSize)): string {
  const codes = latinCodes(text, buffer) ?? Int32Array.from(wordsOf(text), codeOf);
  if (codes.length === 0) return '';
  const least = new Uint32Array(places).fill(nothing);
  for (let at = 0; at < Math.max(1, codes.length - 2); at++) {
    const run = mix(mix(mix(codes[at] ?? 0) ^ (codes[at + 1] ?? 0)) ^ (codes[at + 2] ?? 0));
    const place = run >>> 27;
    const value = run & 0x7ffffff;
    if (value < (least[place] ?? 0)) least[place] = value;
  }
  // An empty place takes the value of the next one: similar texts have the same empty places.
  let textSignature = '';
  for (let place = 0; place < places; place++) {
    let next = place;
    while (least[next % places] === nothing) next++;
    textSignature += digits.charAt(mix((least[next % places] ?? 0) + next - place) & 15);
  }
  return textSignature;
}

const digits = '0123456789abcdef';

/** Greater than any value. */
const nothing = 0xffffffff;

/** Returns how much two texts have in common according to their signatures: 0 to 1. */
export function similarity(one: string, other: string): number {
  if (one.length !== places || other.length !== places) return 0;
  let same = 0;
  for (let at = 0; at < places; at++) if (one[at] === other[at]) same++;
  return share(same);
}

/** Returns the similarity if `same` places are equal: one in sixteen is equal by chance. */
function share(same: number): number {
  return Math.max(0, (same / places - 1 / 16) / (1 - 1 / 16));
}

/** Options of a search for similar signatures. */
export interface SimilarTexts {
  /** The least similarity that counts, and how many results to return. */
  readonly least: number;
  readonly most: number;
  readonly isCandidate: (at: number) => boolean;
}

/** A similar signature: its index in the list, and its similarity. */
export interface SimilarityIndex {
  readonly at: number;
  readonly much: number;
}

/**
 * Finds those of the signatures that are similar to a given one, the most similar first. Same result as `similarity`, but not one by
 * one: it compares ten thousand texts with ten thousand in a second.
 */
export function createSimilarityIndex(
  textSignatures: readonly string[],
): (textSignature: string, wanted: SimilarTexts) => SimilarityIndex[] {
  const holders = new Map<string, number[]>();
  for (const [at, textSignature] of textSignatures.entries()) {
    const list = holders.get(textSignature);
    if (list) list.push(at);
    else holders.set(textSignature, [at]);
  }
  const others = [...holders];
  // For each digit of each place, the signatures that have it there.
  const lists: number[][] = Array.from({ length: places * 16 }, () => []);
  for (const [at, [textSignature]] of others.entries())
    for (const slot of slots(textSignature)) lists[slot]?.push(at);
  const packed = lists.map((list) => Uint32Array.from(list));
  const same = new Uint8Array(others.length);
  const enough = Array.from({ length: places + 1 }, (_, count) => count).toReversed();
  return (textSignature, { least, most, isCandidate }) => {
    same.fill(0);
    for (const slot of slots(textSignature)) tally(packed[slot] ?? none, same);
    const counts = enough.filter((count) => share(count) >= least);
    const fewest = counts.at(-1) ?? places + 1;
    const found = new Map<number, number[]>(counts.map((count) => [count, []]));
    for (let at = 0; at < same.length; at++) {
      const count = same[at] ?? 0;
      const list = count < fewest ? undefined : found.get(count);
      if (list && list.length < most)
        list.push(...(others[at]?.[1] ?? []).filter(isCandidate).slice(0, most));
    }
    return counts
      .flatMap((count) => (found.get(count) ?? []).map((at) => ({ at, much: share(count) })))
      .slice(0, most);
  };
}

function tally(list: Uint32Array, same: Uint8Array): void {
  for (let index = 0; index < list.length; index++) {
    const at = list[index] ?? 0;
    same[at] = (same[at] ?? 0) + 1;
  }
}

const none = new Uint32Array();

function slots(textSignature: string): number[] {
  if (textSignature.length !== places) return [];
  return Array.from(textSignature, (digit, place) => place * 16 + Number.parseInt(digit, 16));
}

/** FNV-1a. */
const [basis, prime] = [0x811c9dc5 | 0, 0x01000193];

function codeOf(word: string): number {
  let code = basis;
  for (let at = 0; at < word.length; at++) code = Math.imul(code ^ word.charCodeAt(at), prime);
  return code;
}

function wordsOf(text: Uint8Array): readonly string[] {
  // Three bytes hold at least one UTF-16 unit.
  const start = utf8.decode(text.subarray(0, 3 * signatureSize + 3)).slice(0, signatureSize);
  return start.toLowerCase().match(words) ?? [];
}

const utf8 = new TextDecoder();

/**
 * Returns the codes of the words of a text in one pass if all its letters are in Latin-1, else `undefined`. It accepts dashes and
 * quotation marks, because most texts have them.
 */
function latinCodes(text: Uint8Array, codes: Int32Array): Int32Array | undefined {
  let count = 0;
  let code = basis;
  let isWord = false;
  for (let at = 0, read = 0; at < text.length && read < signatureSize; read++) {
    const first = text[at++] ?? 0;
    const letter = first < 0x80 ? (latin[first] ?? 0) : letterBehind(first, text[at] ?? 0, text[at + 1] ?? 0);
    if (letter < 0) return undefined;
    if (first >= 0x80) at += first < 0xe0 ? 1 : 2;
    if (letter > 0) {
      code = Math.imul(code ^ letter, prime);
      isWord = true;
    } else if (isWord) {
      codes[count++] = code;
      code = basis;
      isWord = false;
    }
  }
  if (isWord) codes[count++] = code;
  return codes.subarray(0, count);
}

/** Returns `latinLetter` of the character with these UTF-8 bytes, which takes two or three of them. */
function letterBehind(first: number, second: number, third: number): number {
  if (first === 0xc2 || first === 0xc3) return latinLetter(((first & 3) << 6) | (second & 0x3f));
  return first === 0xe2 && second === 0x80 ? latinLetter(0x2000 | (third & 0x3f)) : -1;
}

/** Returns a letter or digit of Latin-1 in lower case; 0 for a separator of words, -1 for an uncertain character. */
function latinLetter(sign: number): number {
  if (sign <= 0x7f) {
    if (sign >= 0x61 && sign <= 0x7a) return sign;
    if (sign >= 0x41 && sign <= 0x5a) return sign + 0x20;
    return sign >= 0x30 && sign <= 0x39 ? sign : 0;
  }
  if (sign >= 0xc0 && sign <= 0xff) {
    if (sign === 0xd7 || sign === 0xf7) return 0;
    return sign < 0xdf ? sign + 0x20 : sign;
  }
  return sign === 0xa0 || (sign >= 0x2010 && sign <= 0x2027) ? 0 : -1;
}

/** `latinLetter` of every character of ASCII. */
const latin = Uint8Array.from({ length: 0x80 }, (_, sign) => latinLetter(sign));

/** The finalizer of MurmurHash3, in which every bit affects all of them. The sign of the result has no meaning. */
function mix(code: number): number {
  let mixed = Math.imul(code ^ (code >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
