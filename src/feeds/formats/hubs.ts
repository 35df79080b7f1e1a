import type { FeedPlan } from '../select.ts';
import { xmlAttribute, element } from './xml.ts';

/** What fills the links to the hubs of a feed (W3C WebSub §4). */
export function hubFields({ hubs = [] }: FeedPlan): readonly string[] {
  return hubs.map(xmlAttribute);
}

/** The links themselves; `name` is what the link element is called there. Fault: feed knows one hub only. */
export function hubElements(slots: ReturnType<typeof hubFields>, name: string): string[] {
  return slots.map((href) => element(name, { rel: 'hub', href }));
}
