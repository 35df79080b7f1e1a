import { counted, formatNumber } from '../base/count.ts';
import { sha256 } from '../base/hash.ts';
import { pause, retryAfter } from './retry-delay.ts';
import { ask, firstBytes, isPage, type Environment } from './request.ts';
import type { Limiter } from './concurrency.ts';

/** The expected state of a feed. */
export interface Expected {
  readonly url: string;
  /** Hexadecimal SHA-256 hash of the bytes that the build wrote. */
  readonly sha256: string;
  /** Number of bytes, if known. */
  readonly bytes?: number;
}

/** The final state of a feed. */
export interface ServedState {
  /** Describes what is served instead. Absent if the feed is served. */
  readonly instead?: string;
  /** The URL it redirects to, if any. */
  readonly at?: string;
  /** The duration of the wait and the number of requests. */
  readonly milliseconds: number;
  readonly tries: number;
}

/** Options of waiting. */
export interface WaitOptions {
  /** Shared by all feeds, so that no host gets many requests at once. */
  readonly slots: Limiter;
  /** Limits in milliseconds: for the whole wait since `start` (as returned by `io.clock`), and for one response. */
  readonly start: number;
  readonly wait: number;
  readonly timeout: number;
  /** Called after the first check that fails. */
  readonly onWait: (url: string, instead: string) => void;
}

/** Maximum size of a feed whose size is unknown. */
const most = 100_000_000;

/** Requests the URL of a feed repeatedly until it serves exactly the feed's bytes, or the time is over. */
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

/** The result of one check; `patience` is the number of milliseconds the host asks to wait. */
interface Sight extends Pick<ServedState, 'instead' | 'at'> {
  readonly patience?: number;
}

async function look(response: Response, feed: Expected, { now }: Environment): Promise<Sight> {
  const at = response.url === '' || response.url === feed.url ? {} : { at: response.url };
  if (response.status !== 200) {
    await response.body?.cancel();
    return { instead: `it responds with ${response.status}`, ...at, patience: retryAfter(response, now()) };
  }
  const content = await firstBytes(response, feed.bytes ?? most);
  if (sha256(content) === feed.sha256) return at;
  return { instead: isPage(content) ? 'it serves a web page' : other(content.length, feed.bytes), ...at };
}

function other(found: number, wanted: number | undefined): string {
  if (wanted === undefined || found === wanted) return 'it serves different content';
  if (found > wanted) return `it serves more than the ${counted(wanted, 'byte')} that the build wrote`;
  return `it serves ${counted(found, 'byte')} instead of ${formatNumber(wanted)}`;
}
