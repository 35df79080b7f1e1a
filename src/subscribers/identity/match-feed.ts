import type { Identity } from '../identity.ts';
import type { LockEntry } from '../lock.ts';
import type { Dated } from '../../feeds/select.ts';
import { findDuplicates } from './duplicates.ts';
import { address, both, dayShifted, id, looseTitle, loosePath, title, titleDays, type Key } from './keys.ts';
import { createMatching, matchBy } from './matching.ts';

/** An id that the article certainly has, not only its URL. */
const certainId: Key = {
  of: ({ article }) => (article.ownId === true || article.id !== article.url ? article.id : undefined),
  in: id.in,
};

/** Keys that still match if generators write the same thing differently. */
const looser: readonly Key[] = [
  both(title, dayShifted(1)),
  both(title, dayShifted(-1)),
  both(looseTitle, dayShifted(0)),
  both(looseTitle, loosePath),
  loosePath,
  looseTitle,
];
const own: readonly Key[] = [id, address, ...titleDays];
const foreign: readonly Key[] = [certainId, address, ...titleDays, id, ...looser];

/**
 * Matches `articles`, whose ids are those they will be published with, with the items of a feed. If the items come from another
 * generator (`isForeign`), similar URLs and titles count too.
 */
export function matchFeed(
  articles: readonly Dated[],
  items: readonly LockEntry[],
  isForeign: boolean,
): Identity {
  const matching = createMatching();
  for (const key of isForeign ? foreign : own) matchBy(key, articles, items, matching);
  if (isForeign) for (const key of titleDays) matchBy(key, articles, items, matching, 'doubt');
  return {
    known: new Map([...matching.known].map(([{ source }, entry]) => [source.file, entry])),
    gone: items.filter(matching.isFree),
    away: [],
    copies: items.length === 0 ? new Map() : findDuplicates(articles, matching),
    unclear: matching.unclear,
    reused: [],
  };
}
