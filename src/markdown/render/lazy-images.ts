import type { Given } from './allowed-attributes.ts';
import { imageCandidates, strippedUrl } from './urls.ts';

const placeholder =
  /(?:^|[/_.-])(?:1x1|blank|grey|gray|lazy|loading|pixel|placeholder|spacer|transparent)\b[^/]*$/i;

/** The attributes of an `img` or `source` after a script for lazy images has loaded it. */
export interface LoadedPicture {
  readonly given: Given;
  /** Whether a script would have loaded the image. A `noscript` element after it then shows the same image. */
  readonly isLazy: boolean;
}

/** Restores a lazy image: if `src` is missing or a placeholder, uses `data-src` or a similar attribute. */
export function loadedPicture(tag: 'img' | 'source', given: Given): LoadedPicture {
  const later = given['data-src'] ?? given['data-lazy-src'] ?? given['data-original'] ?? given['data-lazy'];
  const laterSet = given['data-srcset'] ?? given['data-lazy-srcset'];
  const src = strippedUrl(given['src'] ?? '');
  const empty = src === '' || /^data:image\/(?:gif|svg)/i.test(src) || placeholder.test(src);
  const result: Record<string, string> = { ...given };
  if (empty && later !== undefined) result['src'] = later;
  // An image of a few bytes is a placeholder.
  else if (/^data:image\/gif/i.test(src) && src.length < 200) delete result['src'];
  const isSetEmpty = given['srcset'] === undefined || given['srcset'].startsWith('data:');
  if (isSetEmpty && laterSet !== undefined) result['srcset'] = laterSet;
  // Many feed readers know `src` only.
  const [first] = tag === 'img' ? imageCandidates(result['srcset'] ?? '') : [];
  if (first && empty && later === undefined) result['src'] = first.href;
  return { given: result, isLazy: result['src'] !== given['src'] || result['srcset'] !== given['srcset'] };
}
