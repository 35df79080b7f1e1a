import type { FeedPlan } from '../select.ts';
import { xmlAttribute, element } from './xml.ts';

/** Returns the fields of the links to the hubs of a feed (W3C WebSub §4). */
export function hubFields({ hubs = [] }: FeedPlan): readonly string[] {
  return hubs.map((one) => xmlAttribute(one));
}

/** Returns the links to the hubs. `name` is the name of the link element in this format. Fault: feed writes only one hub. */
export function hubElements(slots: ReturnType<typeof hubFields>, name: string): string[] {
  return slots.map((href) => element(name, { rel: 'hub', href }));
}
