import { openHub, type HubAnswer, type Patience } from './hub.ts';
import type { News } from './changed-feeds.ts';
import type { World } from './request.ts';
import { awaitServing, type Looking, type Serving } from './wait-until-served.ts';
import { createSlots } from './concurrency.ts';

/** How news are told. */
export interface NotifyOptions extends Patience {
  /** Told of each feed that is not served at first sight, and of what is there instead. */
  readonly onWait: Looking['onWait'];
  /** Told as soon as a hub knows of a feed, so that nobody forgets it. */
  readonly onTold: (feed: string, hub: string) => void;
}

/** What became of one piece of news. */
export interface Delivery {
  readonly news: News;
  readonly serving: Serving;
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
  news: readonly News[],
  options: NotifyOptions,
  world: World,
): Promise<readonly Delivery[]> {
  const looking: Looking = { ...options, slots: createSlots(atOnce), start: world.clock() };
  const names = new Set(news.flatMap(({ hubs }) => hubs));
  const hubs = new Map([...names].map((url) => [url, openHub(url, options, world)] as const));

  async function deliver(one: News): Promise<Delivery> {
    const serving = await awaitServing(one, looking, world);
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
