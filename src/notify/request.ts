import { describeError } from '../base/errno.ts';
import type { Io } from '../base/io.ts';
import { version } from '../base/version.ts';

/** The parts of the environment that a notification needs. */
export type Environment = Required<Pick<Io, 'fetch'>> & Pick<Io, 'sleep' | 'clock' | 'now'>;

/** A request: the part of a `RequestInit` that is needed here. */
export interface Request {
  readonly method?: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly redirect?: 'manual';
}

/** The result of a request: what was read of the response, or why there was none, in words. */
export type Answer<T> = { readonly value: T } | { readonly failure: string };

/** Sends a request and reads the response with `read`, all of it within `timeout` milliseconds. Never throws. */
export async function ask<T>(
  url: string,
  request: Request,
  read: (response: Response) => Promise<T>,
  { fetch, sleep }: Environment,
  timeout: number,
): Promise<Answer<T>> {
  const late = new AbortController();
  const done = new AbortController();
  void sleep(timeout, done.signal).then(() => late.abort());
  try {
    const headers = { 'user-agent': `Feedmill/${version()}`, ...request.headers };
    return { value: await read(await fetch(url, { ...request, headers, signal: late.signal })) };
  } catch (error) {
    return { failure: late.signal.aborted ? `it did not respond within ${timeout / 1000} s` : reason(error) };
  } finally {
    done.abort();
  }
}

/** Returns the first bytes of a response: at least `most`, if it has as many. It does not fetch the rest. */
export async function firstBytes({ body }: Response, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (body)
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > most) break;
    }
  return Buffer.concat(chunks);
}

/** Whether a response is a web page. */
export function isPage(content: Buffer): boolean {
  return /^\s*<(?:!doctype html|html)[\s>]/i.test(content.toString('utf8', 0, 1000).replace(/^\uFEFF/, ''));
}

/** Returns why a request failed, in words: Node has it in the cause. */
function reason(error: unknown): string {
  return describeError(error instanceof Error ? (error.cause ?? error) : error);
}
