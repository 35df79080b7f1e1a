import { readFileSync } from 'node:fs';
import { localTime } from '../date.ts';
import type { LockEntry } from '../lock.ts';
import type { Account } from '../subscribers.ts';
import { readSubscription } from '../subscription.ts';
import type { Subscription } from '../subscription/model.ts';

/** What subscribers have by the account of a feed; `timezone` is the site's. */
export function accountOf(name: string, { items }: Pick<Subscription, 'items'>, timezone: string): Account {
  const local = (instant: number | undefined) => (instant === undefined ? '' : localTime(instant, timezone));
  const entries = items.map(({ id, url = '', title, published, updated }): LockEntry => ({
    id,
    path: '',
    url,
    published: local(published ?? updated),
    updated: local(updated),
    title,
    text: '',
    sketch: '',
    state: 'published',
  }));
  return { name, entries };
}

/** What subscribers have as far as the document at `location` tells, which messages call `file`; nothing where it cannot be read. */
export function readAccount(file: string, location: string, timezone: string): Account | undefined {
  try {
    const { subscription } = readSubscription(readFileSync(location, 'utf8'), { file });
    return subscription && accountOf(file, subscription, timezone);
  } catch {
    // What cannot be read tells nothing.
    return undefined;
  }
}
