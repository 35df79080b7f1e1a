import { problem, type Place, type Problem } from '../../problems/problem.ts';
import type { SubscribedItem } from './model.ts';

/** Returns the problem that an item has no id to distinguish it. */
export function withoutId(place: Place, title: string): Problem {
  return problem('subscription-without-id', place, { title: title === '' ? '(without a title)' : title });
}

/**
 * Returns `items` with each id once, at its first place. Of several versions of an entry in one document (RFC 4287 §4.1.1 allows them),
 * the most recently updated one takes that place.
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
