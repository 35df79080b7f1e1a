import { counted, formatNumber } from '../base/count.ts';
import { sha256 } from '../base/hash.ts';
import { pause, retryAfter } from './pause.ts';
import { ask, firstBytes, isPage, type Environment } from './request.ts';
import type { Limiter } from './concurrency.ts';

/** A feed as it is to be served. */
export interface Expected {
  readonly url: string;
  /** In hexadecimal digits, of the bytes as they were built. */
  readonly sha256: string;
  /** How many they are, where that is known. */
  readonly bytes?: number;
}

/** What was seen of a feed in the end. */
export interface ServedState {
  /** In words, what is served instead; absent where it is the feed. */
  readonly instead?: string;
  /** The address it was led to, where that is another one. */
  readonly at?: string;
  /** How long it took, and how often it was looked at. */
  readonly milliseconds: number;
  readonly tries: number;
}

/** How feeds are looked at. */
export interface WaitOptions {
  /** Shared by all feeds, so that no host is asked for many at once. */
  readonly slots: Limiter;
  /** Milliseconds: for how long, by `io.clock` from `start` on, and how long one answer may take. */
  readonly start: number;
  readonly wait: number;
  readonly timeout: number;
  /** Told after the first look in vain. */
  readonly onWait: (url: string, instead: string) => void;
}

/** Feeds are no larger than this, where nobody knows how large they are. */
const most = 100_000_000;

/** Looks at the address of a feed again and again until exactly its bytes are served there, or the time is over. */
export async function waitUntilServed(
  feed: Expected,
  looking: WaitOptions,
  environment: Environment,
): Promise<ServedState> {
  const { slots, start, wait, timeout, onWait } = looking;
  for (let tries = 1; ; tries++) {
    const headers = { 'cache-control': 'no-cache', pragma: 'no-cache' };
    const answer = await slots(() =>
      ask(feed.url, { headers }, async (response) => look(response, feed, environment), environment, timeout),
    );
    const seen: Sight = 'value' in answer ? answer.value : { instead: answer.failure };
    const { patience = 0, ...rest } = seen;
    const milliseconds = environment.clock() - start;
    const left = wait - milliseconds;
    if (seen.instead === undefined || left <= 0) return { ...rest, milliseconds, tries };
    if (tries === 1) onWait(feed.url, seen.instead);
    await environment.sleep(Math.min(left, Math.max(pause(tries), patience)));
  }
}

/** What one look shows; `patience` is for how many milliseconds the host wants no other. */
interface Sight extends Pick<ServedState, 'instead' | 'at'> {
  readonly patience?: number;
}

async function look(response: Response, feed: Expected, { now }: Environment): Promise<Sight> {
  const at = response.url === '' || response.url === feed.url ? {} : { at: response.url };
  if (response.status !== 200) {
    await response.body?.cancel();
    return { instead: `it answers ${response.status}`, ...at, patience: retryAfter(response, now()) };
  }
  const content = await firstBytes(response, feed.bytes ?? most);
  if (sha256(content) === feed.sha256) return at;
  return { instead: isPage(content) ? 'it serves a web page' : other(content.length, feed.bytes), ...at };
}

function other(found: number, wanted: number | undefined): string {
  if (wanted === undefined || found === wanted) return 'it serves other content';
  if (found > wanted) return `it serves more than the ${counted(wanted, 'byte')} that were built`;
  return `it serves ${counted(found, 'byte')} instead of ${formatNumber(wanted)}`;
}
