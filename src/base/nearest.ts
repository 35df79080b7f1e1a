import { createRequire } from 'node:module';
import type * as library from 'fastest-levenshtein';

/** Returns the word in `words` that is most similar to the misspelt `word`, or `undefined` if none is similar. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of words) {
    // If the lengths differ more, the distance exceeds the limit.
    if (Math.abs(candidate.length - lower.length) > mostSlips) continue;
    const far = editDistance(lower, candidate.toLowerCase());
    if (far < least) [best, least] = [candidate, far];
  }
  // Allows one typing error in a short word and two in a long one.
  const slips = best !== undefined && Math.min(word.length, best.length) >= 7 ? mostSlips : 1;
  return least <= slips ? best : undefined;
}

const mostSlips = 2;

/** Returns the Levenshtein distance, but counts two swapped letters as one error. */
function editDistance(from: string, to: string): number {
  if (from.length === to.length) {
    let at = 0;
    while (at < from.length && from[at] === to[at]) at++;
    const swapped = from.slice(0, at) + (from[at + 1] ?? '') + (from[at] ?? '') + from.slice(at + 2);
    if (swapped === to) return 1;
  }
  return loadLibrary().distance(from, to);
}

// Loaded on demand, only if there is a mistake.
const require = createRequire(import.meta.url);

function loadLibrary(): typeof library {
  return require('fastest-levenshtein');
}
