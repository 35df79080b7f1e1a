import type { Identity } from '../identity.ts';
import type { LockEntry } from '../lock.ts';
import type { Dated } from '../../feeds/select.ts';
import { copiesAmong } from './duplicates.ts';
import { address, both, dayShifted, id, looseTitle, loosePath, title, titleDays, type Key } from './keys.ts';
import { createPairing, pairBy } from './matching.ts';

/** An id that is known to be the article's, and not only its address. */
const certainId: Key = {
  of: ({ article }) => (article.ownId === true || article.id !== article.url ? article.id : undefined),
  in: id.in,
};

/** Keys by which generators that write the same differently still have the same article. */
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
 * Finds which of `articles`, whose ids are those they will be published with, is which of the items of a feed. Where the items come
 * from another generator (`isForeign`), similar addresses and titles count too.
 */
export function recognise(
  articles: readonly Dated[],
  items: readonly LockEntry[],
  isForeign: boolean,
): Identity {
  const pairing = createPairing();
  for (const key of isForeign ? foreign : own) pairBy(key, articles, items, pairing);
  if (isForeign) for (const key of titleDays) pairBy(key, articles, items, pairing, 'doubt');
  return {
    known: new Map([...pairing.known].map(([{ source }, entry]) => [source.file, entry])),
    gone: items.filter(pairing.isFree),
    away: [],
    copies: items.length === 0 ? new Map() : copiesAmong(articles, pairing),
    unclear: pairing.unclear,
    reused: [],
  };
}
