import { line } from '../base/text.ts';
import { isWebUrl } from '../base/url.ts';
import { pause, retryAfter } from './retry-delay.ts';
import { ask, firstBytes, isPage, type Answer, type Request, type Environment } from './request.ts';
import { createLimiter } from './concurrency.ts';

/** The result of notifying a hub of a feed. */
export interface HubAnswer {
  readonly url: string;
  /** Why the hub was not notified, in words; absent if it was. */
  readonly fault?: string;
  /** The status of its last response. */
  readonly status?: number;
  /** Number of requests for this feed. */
  readonly tries: number;
}

/** A hub that is notified of feeds, one after the other. */
export interface Hub {
  tell(feed: string): Promise<HubAnswer>;
}

/** Time limits in milliseconds: for a hub that keeps failing, and for one response. */
export interface Patience {
  readonly wait: number;
  readonly timeout: number;
}

/** Maximum number of requests to a hub for one feed. */
const mostTries = 5;

/** Creates the client of the hub at `url` (W3C WebSub §6). */
export function openHub(url: string, { wait, timeout }: Patience, environment: Environment): Hub {
  const { clock, sleep } = environment;
  const queue = createLimiter(1);
  /** When the hub started to fail, when to retry, why it failed, and whether a notification was given up. */
  let since: number | undefined;
  let notBefore = 0;
  let last = '';
  let isDown = false;

  async function tellNow(feed: string): Promise<HubAnswer> {
    for (let tries = 0; ;) {
      if (since !== undefined && Math.max(clock(), notBefore) - since > wait)
        return { url, fault: last, tries };
      if (notBefore > clock()) await sleep(notBefore - clock());
      const began = clock();
      const reply = await publish(url, feed, environment, timeout);
      const verdict = judge(reply);
      const status = 'value' in reply ? { status: reply.value.status } : {};
      tries++;
      if (!verdict.isPassing) {
        since = undefined;
        isDown = false;
        const { fault } = verdict;
        return { url, ...(fault !== undefined && { fault }), ...status, tries };
      }
      since ??= began;
      last = verdict.fault;
      notBefore = clock() + Math.max(pause(tries), 'value' in reply ? reply.value.patience : 0);
      if (tries < (isDown ? 1 : mostTries)) continue;
      isDown = true;
      return { url, fault: last, ...status, tries };
    }
  }

  return { tell: async (feed) => queue(async () => tellNow(feed)) };
}

interface Reply {
  readonly status: number;
  /** Its text, on one line. */
  readonly words: string;
  readonly isPage: boolean;
  /** The delay in milliseconds that the hub requests. */
  readonly patience: number;
  /** The target of its redirect. */
  readonly location: string | undefined;
}

/** Maximum number of redirects of a hub. */
const mostHops = 5;

/**
 * Notifies a hub of a change at `feed`. The specification does not define the parameters: old hubs want `hub.url`, newer ones
 * `hub.topic`, and all accept both.
 */
async function publish(
  hub: string,
  feed: string,
  environment: Environment,
  timeout: number,
): Promise<Answer<Reply>> {
  const form = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': feed, 'hub.topic': feed });
  const request: Request = {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    // By itself, fetch would change the method at the new URL and drop the body.
    redirect: 'manual',
  };
  let url = hub;
  for (let hops = 0; ; hops++) {
    const answer = await ask(
      url,
      request,
      async (response) => read(response, url, environment),
      environment,
      timeout,
    );
    const next = 'value' in answer ? answer.value.location : undefined;
    if (next === undefined || hops === mostHops) return answer;
    url = next;
  }
}

async function read(response: Response, url: string, { now }: Environment): Promise<Reply> {
  const content = await firstBytes(response, 2000);
  const { status } = response;
  const location = [301, 302, 307, 308].includes(status) ? response.headers.get('location') : null;
  const next = location !== null && URL.canParse(location, url) ? new URL(location, url).href : '';
  return {
    status,
    words: shorten(line(content.toString('utf8'))),
    isPage: isPage(content),
    patience: retryAfter(response, now()),
    location: isWebUrl(next) ? next : undefined,
  };
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text.replace(/\.$/, '');
}

/** Why a hub was not notified, if it was not, and whether that may be temporary. */
type Verdict =
  | { readonly isPassing: true; readonly fault: string }
  | { readonly isPassing: false; readonly fault?: string };

function judge(reply: Answer<Reply>): Verdict {
  if ('failure' in reply) return { isPassing: true, fault: reply.failure };
  const { status, words, isPage: isWebPage, location } = reply.value;
  const isGood = status >= 200 && status < 300;
  if (isGood && !isWebPage) return { isPassing: false };
  // A server that responds with a web page is not a hub.
  const said = isWebPage ? ' with a web page, so it is not a hub' : words === '' ? '' : `: ${words}`;
  const fault = location === undefined ? `it responded with ${status}${said}` : 'it redirects too often';
  const isPassing = status >= 500 || [408, 425, 429].includes(status);
  return { isPassing, fault };
}
