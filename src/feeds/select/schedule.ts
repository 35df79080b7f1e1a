import type { Dated, Selection, Undated } from '../select.ts';

/** What time alone will change: an article that appears, or one that goes. */
export interface Change {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly what: 'publish' | 'expire';
  readonly article: Dated['article'] | Undated['article'];
}

/**
 * The next change that time alone brings to what is published; nothing where there is none. Of several at one instant it is an
 * article that appears, and else the first by file.
 *
 * An article that will be over before it is due never appears, so neither of its dates is a change.
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

function isBefore(one: Change, other: Change): boolean {
  if (one.at !== other.at) return one.at < other.at;
  if (one.what !== other.what) return one.what === 'publish';
  return one.article.file < other.article.file;
}
