import { openHub, type HubAnswer, type Patience } from './hub.ts';
import type { ChangedFeed } from './changed-feeds.ts';
import type { Environment } from './request.ts';
import { waitUntilServed, type WaitOptions, type ServedState } from './wait-until-served.ts';
import { createLimiter } from './concurrency.ts';

/** Options of a notification. */
export interface NotifyOptions extends Patience {
  /** Called for each feed that is not served at the first check, with what is served instead. */
  readonly onWait: WaitOptions['onWait'];
  /** Called as soon as a hub is notified of a feed, so that it can be recorded. */
  readonly onNotified: (feed: string, hub: string) => void;
}

/** The result for one changed feed. */
export interface Delivery {
  readonly news: ChangedFeed;
  readonly serving: ServedState;
  /** The result of each hub; empty for a feed that is not served. */
  readonly hubs: readonly HubAnswer[];
}

/** Number of feeds requested at the same time. */
const atOnce = 6;

/**
 * Waits until each feed is served at its URL, for `wait` milliseconds in all, and then notifies its hubs. Returns the result of each, in
 * the same order. It does not throw.
 */
export async function notify(
  news: readonly ChangedFeed[],
  options: NotifyOptions,
  environment: Environment,
): Promise<readonly Delivery[]> {
  const looking: WaitOptions = { ...options, slots: createLimiter(atOnce), start: environment.clock() };
  const names = new Set(news.flatMap(({ hubs }) => hubs));
  const hubs = new Map([...names].map((url) => [url, openHub(url, options, environment)] as const));

  async function deliver(one: ChangedFeed): Promise<Delivery> {
    const serving = await waitUntilServed(one, looking, environment);
    if (serving.instead !== undefined) return { news: one, serving, hubs: [] };
    const answers = one.hubs.map(async (url): Promise<HubAnswer[]> => {
      const answer = await hubs.get(url)?.tell(one.url);
      if (!answer) return [];
      if (answer.fault === undefined) options.onNotified(one.url, url);
      return [answer];
    });
    return { news: one, serving, hubs: (await Promise.all(answers)).flat() };
  }

  return Promise.all(news.map(deliver));
}
