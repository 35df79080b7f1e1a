import { readFileSync } from 'node:fs';
import { localClock } from '../base/date.ts';
import type { LockEntry } from './lock.ts';
import type { FeedSnapshot } from './subscribers.ts';
import { readSubscription } from '../reader/reader.ts';
import type { SubscribedItem, Subscription } from '../reader/feed/model.ts';
import { isLocalUrl, isWebUrl } from '../base/url.ts';

/** What subscribers have by the account of a feed; `timezone` is the site's. */
export function snapshotOf(
  name: string,
  { items }: Pick<Subscription, 'items'>,
  timezone: string,
): FeedSnapshot {
  const clock = localClock(timezone);
  const local = (instant: number | undefined) => (instant === undefined ? '' : clock(instant));
  const entries = items.filter(isOut).map(({ id, url = '', title, published, updated }): LockEntry => ({
    id,
    path: '',
    url,
    published: local(published ?? updated),
    updated: local(updated ?? published),
    title,
    text: '',
    textSignature: '',
    state: 'published',
  }));
  return { name, entries };
}

/** Whether readers had it: an export holds drafts, pages, pictures and menus as well. */
function isOut({ post }: SubscribedItem): boolean {
  return post === undefined || (post.type === 'post' && post.status === 'publish');
}

/** A feed in the output folder. */
export interface PublishedFeed {
  /** Absolute path, and what messages call it. */
  readonly location: string;
  readonly file: string;
  /** How many bytes it may have. */
  readonly maxBytes: number;
}

/** What subscribers have as far as the feed of the former build tells; nothing where it cannot be read, or is that of a preview. */
export function readFeedSnapshot(
  { location, file, maxBytes }: PublishedFeed,
  timezone: string,
): FeedSnapshot | undefined {
  try {
    const bytes = readFileSync(location);
    const { subscription } = readSubscription(bytes.toString('utf8'), { file });
    if (!subscription) return undefined;
    const { home = subscription.url } = subscription;
    if (home !== undefined && isWebUrl(home) && isLocalUrl(home)) return undefined;
    // Its formats end with the same item, and the largest of them decides.
    return { ...snapshotOf(file, subscription, timezone), isCut: bytes.length * 2 > maxBytes };
  } catch {
    // What cannot be read tells nothing.
    return undefined;
  }
}
