import type { Dated } from '../../feeds/select.ts';
import { both, day, grouped, wording } from './keys.ts';
import type { Matching } from './matching.ts';

/**
 * The files of articles nobody knows yet that say word for word what another one of the same day says, and the file of that: who gives
 * it another day means it.
 */
export function findDuplicates(
  articles: readonly Dated[],
  { known, isOpen }: Pick<Matching, 'known' | 'isOpen'>,
): Map<string, string> {
  const copies = new Map<string, string>();
  // Mostly everybody is known.
  if (!articles.some((one) => isOpen(one))) return copies;
  for (const some of grouped(articles, both(wording, day).of).values()) {
    if (some.length < 2) continue;
    const original = some.find((one) => known.has(one)) ?? some[0];
    if (!original) continue;
    for (const one of some) {
      const isNew = one !== original && isOpen(one) && one.article.ownId !== true;
      // Two at one address are told anyway.
      if (isNew && !isSameAddress(one, original)) copies.set(one.source.file, original.source.file);
    }
  }
  return copies;
}

/** Whether two would be one file on some disk. */
function isSameAddress({ url }: Dated, { url: other }: Dated): boolean {
  return url === other || url.toLowerCase() === other.toLowerCase();
}
