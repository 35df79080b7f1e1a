import { problem, type Place, type Problem } from '../../problems/problem.ts';
import type { SubscribedItem } from './model.ts';

/** What there is to say of an item that cannot be told from others. */
export function withoutId(place: Place, title: string): Problem {
  return problem('subscription-without-id', place, { title: title === '' ? '(without a title)' : title });
}

/**
 * `items`, each id once, where it first stands. Of several versions of an entry (RFC 4287 §4.1.1 allows them) the one that
 * was updated last takes that place, if it stands in the same document.
 */
export function once(documents: readonly (readonly SubscribedItem[])[]): readonly SubscribedItem[] {
  const known = new Map<string, SubscribedItem>();
  for (const items of documents) {
    const before = new Set(known.keys());
    for (const item of items) {
      const former = known.get(item.id);
      const isNewer =
        former !== undefined && !before.has(item.id) && (item.updated ?? 0) > (former.updated ?? 0);
      if (former === undefined || isNewer) known.set(item.id, item);
    }
  }
  return [...known.values()];
}
