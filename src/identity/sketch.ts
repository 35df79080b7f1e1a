/** Characters from the beginning of a text that are looked at. */
const looked = 4000;

/** Places of a sketch: each holds the least of what falls there, of which a hexadecimal digit is kept. */
const places = 32;

/** What a text is cut into: words, and the signs of scripts that write none apart. */
const words =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}]+/gu;
const plainWords = /[a-z0-9]+/g;

/**
 * A sketch of `text` in 32 hexadecimal digits: texts of which much is the same have sketches of which much is the same
 * (one-permutation MinHash over runs of three words, four bits a place). Empty for a text without words.
 */
export function sketchOf(text: string): string {
  const start = text.slice(0, looked).toLowerCase();
  const found = start.match(/[^\u0000-\u007f]/.test(start) ? words : plainWords) ?? [];
  if (found.length === 0) return '';
  const least: (number | undefined)[] = Array.from({ length: places });
  const codes = found.map(codeOf);
  for (let at = 0; at < Math.max(1, codes.length - 2); at++) {
    const run = mix(mix(mix(codes[at] ?? 0) ^ (codes[at + 1] ?? 0)) ^ (codes[at + 2] ?? 0));
    const place = run >>> 27;
    const value = run & 0x7ffffff;
    const before = least[place];
    if (before === undefined || value < before) least[place] = value;
  }
  // A place where nothing fell takes what the next one has: texts that are alike have their gaps alike.
  return least
    .map((_, place) => {
      let next = place;
      while (least[next % places] === undefined) next++;
      return (mix((least[next % places] ?? 0) + next - place) & 15).toString(16);
    })
    .join('');
}

/** How much of two texts is the same by their sketches: 0 to 1. */
export function likeness(one: string, other: string): number {
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
export interface Resembling {
  /** The likeness from which on it counts, and how many are wanted. */
  readonly least: number;
  readonly most: number;
  readonly isCandidate: (at: number) => boolean;
}

/** A sketch that resembles another one: where it stands in the list, and how much. */
export interface Resemblance {
  readonly at: number;
  readonly much: number;
}

/**
 * Finds those of `sketches` that a sketch resembles, those it resembles most first. As `likeness`, but not one by one: ten thousand
 * texts are compared with ten thousand in a second.
 */
export function createResemblance(
  sketches: readonly string[],
): (sketch: string, wanted: Resembling) => Resemblance[] {
  // For each digit of each place, in whose sketch it stands there.
  const holders: number[][] = Array.from({ length: places * 16 }, () => []);
  for (const [at, sketch] of sketches.entries()) for (const slot of slots(sketch)) holders[slot]?.push(at);
  const lists = holders.map((list) => Uint32Array.from(list));
  const same = new Uint8Array(sketches.length);
  return (sketch, { least, most, isCandidate }) => {
    same.fill(0);
    for (const slot of slots(sketch)) for (const at of lists[slot] ?? []) same[at] = (same[at] ?? 0) + 1;
    const found: number[][] = Array.from({ length: places + 1 }, () => []);
    for (const [at, count] of same.entries()) if (share(count) >= least) found[count]?.push(at);
    const nearest: Resemblance[] = [];
    for (let count = places; count > 0; count--)
      for (const at of found[count] ?? []) {
        if (nearest.length === most) return nearest;
        if (isCandidate(at)) nearest.push({ at, much: share(count) });
      }
    return nearest;
  };
}

function slots(sketch: string): number[] {
  if (sketch.length !== places) return [];
  return Array.from(sketch, (digit, place) => place * 16 + Number.parseInt(digit, 16));
}

/** FNV-1a. */
function codeOf(word: string): number {
  let code = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) code = Math.imul(code ^ word.charCodeAt(at), 0x01000193);
  return code;
}

/** The finaliser of MurmurHash3: every bit goes by all of them. */
function mix(code: number): number {
  let mixed = Math.imul(code ^ (code >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
