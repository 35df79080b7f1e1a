import type { Dated, Selection, Undated } from '../select.ts';

/** A change that happens without an edit: an article appears or expires. */
export interface Change {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly what: 'publish' | 'expire';
  readonly article: Dated['article'] | Undated['article'];
}

/**
 * Returns the next change that happens without an edit, if any. At the same instant, an article that appears comes first, then order by
 * file.
 *
 * An article that expires before its date never appears, so neither of its dates is a change.
 */
export function nextChange({ articles, pages, scheduled }: Selection): Change | undefined {
  let next: Change | undefined;
  const consider = (what: Change['what'], at: number | undefined, { article }: Dated | Undated): void => {
    if (at === undefined) return;
    const one = { what, at, article };
    if (!next || isBefore(one, next)) next = one;
  };
  for (const one of scheduled)
    if (one.expires === undefined || one.expires > (one.due ?? 0)) consider('publish', one.due, one);
  for (const list of [articles, pages]) for (const one of list) consider('expire', one.expires, one);
  return next;
}

/** The window of time, in milliseconds since 1970, in which the same articles are published. */
export interface PublicationWindow {
  readonly from: number;
  /** Absent if it never closes. */
  readonly until?: number;
}

/** The window around `now`: from the last moment at which an article was due or expired until the next one. */
export function publicationWindow(
  { articles, pages, scheduled, expired }: Selection,
  now: number,
): PublicationWindow {
  let from = -8.64e15;
  let until = Infinity;
  for (const list of [articles, pages, scheduled, expired])
    for (const { due, expires } of list)
      for (const one of [due, expires])
        if (one !== undefined && one <= now) from = Math.max(from, one);
        else if (one !== undefined) until = Math.min(until, one);
  return { from, ...(until < Infinity && { until }) };
}

function isBefore(one: Change, other: Change): boolean {
  if (one.at !== other.at) return one.at < other.at;
  if (one.what !== other.what) return one.what === 'publish';
  return one.article.file < other.article.file;
}
