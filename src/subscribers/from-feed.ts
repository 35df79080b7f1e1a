import { readFileSync } from 'node:fs';
import { localClock } from '../base/time-zone.ts';
import type { LockEntry } from './lock.ts';
import type { FeedSnapshot } from './subscribers.ts';
import { readSubscription } from '../reader/reader.ts';
import type { SubscribedItem, Subscription } from '../reader/feed/model.ts';
import { isLocalUrl, isWebUrl } from '../base/url.ts';

/** Returns what subscribers have according to a feed; `timezone` is that of the site. */
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

/** Whether readers had the item: an export also holds drafts, pages, pictures and menus. */
function isOut({ post }: SubscribedItem): boolean {
  return post === undefined || (post.type === 'post' && post.status === 'publish');
}

/** A feed in the output folder. */
export interface PublishedFeed {
  /** Absolute path, and the name that messages use. */
  readonly location: string;
  readonly file: string;
  /** Maximum size. */
  readonly maxBytes: number;
}

/** Returns what subscribers have according to the feed of the previous build, or `undefined` if that is unreadable or of a preview. */
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
    // All formats end with the same item, and the largest format decides which.
    return { ...snapshotOf(file, subscription, timezone), isCut: bytes.length * 2 > maxBytes };
  } catch {
    // An unreadable feed has no information.
    return undefined;
  }
}
