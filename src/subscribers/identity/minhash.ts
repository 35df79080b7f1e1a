/** Characters from the beginning of a text that are looked at: no more words are in them. */
export const signatureSize = 4000;

/** Places of a sketch: each holds the least of what falls there, of which a hexadecimal digit is kept. */
const places = 32;

/** What a text is cut into: words, and the signs of scripts that write none apart. */
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}]+/gu;

/**
 * A sketch of a text (UTF-8) in 32 hexadecimal digits: texts of which much is the same have sketches of which much is the same
 * (one-permutation MinHash over runs of three words, four bits a place). Empty for a text without words. Who makes many gives
 * `memory` to work in, which is not that dear then.
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
  // A place where nothing fell takes what the next one has: texts that are alike have their gaps alike.
  let textSignature = '';
  for (let place = 0; place < places; place++) {
    let next = place;
    while (least[next % places] === nothing) next++;
    textSignature += digits.charAt(mix((least[next % places] ?? 0) + next - place) & 15);
  }
  return textSignature;
}

const digits = '0123456789abcdef';

/** More than any value. */
const nothing = 0xffffffff;

/** How much of two texts is the same by their sketches: 0 to 1. */
export function similarity(one: string, other: string): number {
  if (one.length !== places || other.length !== places) return 0;
  let same = 0;
  for (let at = 0; at < places; at++) if (one[at] === other[at]) same++;
  return share(same);
}

/** How much is the same where `same` places are: one in sixteen is by chance. */
function share(same: number): number {
  return Math.max(0, (same / places - 1 / 16) / (1 - 1 / 16));
}

/** Which sketches a sketch resembles. */
export interface SimilarTexts {
  /** The likeness from which on it counts, and how many are wanted. */
  readonly least: number;
  readonly most: number;
  readonly isCandidate: (at: number) => boolean;
}

/** A sketch that resembles another one: where it stands in the list, and how much. */
export interface SimilarityIndex {
  readonly at: number;
  readonly much: number;
}

/**
 * Finds those of `sketches` that a sketch resembles, those it resembles most first. As `likeness`, but not one by one: ten thousand
 * texts are compared with ten thousand in a second.
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
  // For each digit of each place, in which sketches it stands there.
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
  // Three bytes hold one UTF-16 unit at least.
  const start = utf8.decode(text.subarray(0, 3 * signatureSize + 3)).slice(0, signatureSize);
  return start.toLowerCase().match(words) ?? [];
}

const utf8 = new TextDecoder();

/**
 * The codes of the words of a text whose letters are those of Latin-1, read in one go; nothing where others are in it. Dashes and
 * quotation marks are in most texts.
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

/** What `latinLetter` says of the character of these bytes in UTF-8, where it takes two or three. */
function letterBehind(first: number, second: number, third: number): number {
  if (first === 0xc2 || first === 0xc3) return latinLetter(((first & 3) << 6) | (second & 0x3f));
  return first === 0xe2 && second === 0x80 ? latinLetter(0x2000 | (third & 0x3f)) : -1;
}

/** A letter or digit of Latin-1 in lower case; 0 for what stands between words, -1 for what is neither for certain. */
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

/** The finaliser of MurmurHash3: every bit goes by all of them. The sign of what it gives means nothing. */
function mix(code: number): number {
  let mixed = Math.imul(code ^ (code >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
