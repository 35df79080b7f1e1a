import type { Dated } from '../../feeds/select.ts';
import { both, day, grouped, wording } from './keys.ts';
import type { Matching } from './matching.ts';

/**
 * Returns the files of new articles with the exact text of another article of the same day, and the file of that one. A different day
 * means that the copy is intended.
 */
export function findDuplicates(
  articles: readonly Dated[],
  { known, isOpen }: Pick<Matching, 'known' | 'isOpen'>,
): Map<string, string> {
  const copies = new Map<string, string>();
  // Usually every article has an entry.
  if (!articles.some((one) => isOpen(one))) return copies;
  for (const some of grouped(articles, both(wording, day).of).values()) {
    if (some.length < 2) continue;
    const original = some.find((one) => known.has(one)) ?? some[0];
    if (!original) continue;
    for (const one of some) {
      const isNew = one !== original && isOpen(one) && one.article.ownId !== true;
      // Two articles with the same URL are reported elsewhere.
      if (isNew && !isSameAddress(one, original)) copies.set(one.source.file, original.source.file);
    }
  }
  return copies;
}

/** Whether two articles would share a file on some file system. */
function isSameAddress({ url }: Dated, { url: other }: Dated): boolean {
  return url === other || url.toLowerCase() === other.toLowerCase();
}
