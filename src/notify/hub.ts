import { line } from '../base/text.ts';
import { isWebUrl } from '../base/url.ts';
import { pause, retryAfter } from './pause.ts';
import { ask, firstBytes, isPage, type Answer, type Request, type Environment } from './request.ts';
import { createLimiter } from './concurrency.ts';

/** Whether a hub was told of a feed, and what it said. */
export interface HubAnswer {
  readonly url: string;
  /** In words, why it was not told; absent where it was. */
  readonly fault?: string;
  /** Its last answer. */
  readonly status?: number;
  /** How often it was asked for this feed. */
  readonly tries: number;
}

/** A hub that is told of feeds, one after the other. */
export interface Hub {
  tell(feed: string): Promise<HubAnswer>;
}

/** How long hubs are borne with, in milliseconds: one that fails and fails, and one answer. */
export interface Patience {
  readonly wait: number;
  readonly timeout: number;
}

/** How often a hub is asked for one feed. */
const mostTries = 5;

/** The hub at `url` (W3C WebSub §6). */
export function openHub(url: string, { wait, timeout }: Patience, environment: Environment): Hub {
  const { clock, sleep } = environment;
  const queue = createLimiter(1);
  /** Since when it has been failing, until when it is to be left alone, why, and whether it was given up for a feed. */
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
  /** What it says, on a line. */
  readonly words: string;
  readonly isPage: boolean;
  /** Milliseconds for which it wants to be left alone. */
  readonly patience: number;
  /** Where it sends us. */
  readonly location: string | undefined;
}

/** How often a hub may send us on. */
const mostHops = 5;

/**
 * Says to a hub that there is news at `feed`. How is not in the specification: the hubs of old want `hub.url`, younger ones
 * `hub.topic`, and none minds both.
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
    // Left to itself, fetch would come to the new address with another method, and empty-handed.
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

/** Why a hub was not told, if it was not, and whether that may pass. */
type Verdict =
  | { readonly isPassing: true; readonly fault: string }
  | { readonly isPassing: false; readonly fault?: string };

function judge(reply: Answer<Reply>): Verdict {
  if ('failure' in reply) return { isPassing: true, fault: reply.failure };
  const { status, words, isPage: isWebPage, location } = reply.value;
  const isGood = status >= 200 && status < 300;
  if (isGood && !isWebPage) return { isPassing: false };
  // Whoever answers anything with a page is no hub, or is none any more.
  const said = isWebPage ? ' with a web page, so it is not a hub' : words === '' ? '' : `: ${words}`;
  const fault = location === undefined ? `it answered ${status}${said}` : 'it redirects too often';
  const isPassing = status >= 500 || [408, 425, 429].includes(status);
  return { isPassing, fault };
}
