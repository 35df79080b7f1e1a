import { openHub, type HubAnswer, type Patience } from './hub.ts';
import type { ChangedFeed } from './changed-feeds.ts';
import type { Environment } from './request.ts';
import { waitUntilServed, type WaitOptions, type ServedState } from './wait-until-served.ts';
import { createLimiter } from './concurrency.ts';

/** How news are told. */
export interface NotifyOptions extends Patience {
  /** Told of each feed that is not served at first sight, and of what is there instead. */
  readonly onWait: WaitOptions['onWait'];
  /** Told as soon as a hub knows of a feed, so that nobody forgets it. */
  readonly onTold: (feed: string, hub: string) => void;
}

/** What became of one piece of news. */
export interface Delivery {
  readonly news: ChangedFeed;
  readonly serving: ServedState;
  /** What each hub said; nobody was told of a feed that is not served. */
  readonly hubs: readonly HubAnswer[];
}

/** How many feeds are asked for at once. */
const atOnce = 6;

/**
 * Waits for each feed until its address serves it, for `wait` milliseconds in all, and then tells its hubs. Gives what became of
 * each, in their order; nothing of it throws.
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
    const told = one.hubs.map(async (url): Promise<HubAnswer[]> => {
      const answer = await hubs.get(url)?.tell(one.url);
      if (!answer) return [];
      if (answer.fault === undefined) options.onTold(one.url, url);
      return [answer];
    });
    return { news: one, serving, hubs: (await Promise.all(told)).flat() };
  }

  return Promise.all(news.map(deliver));
}
