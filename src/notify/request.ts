import { describeError } from '../base/errno.ts';
import type { Io } from '../base/io.ts';
import { version } from '../base/version.ts';

/** The world a notification takes place in. */
export type Environment = Required<Pick<Io, 'fetch'>> & Pick<Io, 'sleep' | 'clock' | 'now'>;

/** What is asked: the part of a `RequestInit` that is needed here. */
export interface Request {
  readonly method?: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly redirect?: 'manual';
}

/** What came of a request: what was read of the answer, or in words why there was none. */
export type Answer<T> = { readonly value: T } | { readonly failure: string };

/** Sends a request and reads the answer with `read`, all of it within `timeout` milliseconds. Never throws. */
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
    return { failure: late.signal.aborted ? `it did not answer within ${timeout / 1000} s` : reason(error) };
  } finally {
    done.abort();
  }
}

/** The first bytes of an answer: at least all up to `most`, if there are so many. The rest is not fetched. */
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

/** Whether what was answered is a web page. */
export function isPage(content: Buffer): boolean {
  return /^\s*<(?:!doctype html|html)[\s>]/i.test(content.toString('utf8', 0, 1000).replace(/^\uFEFF/, ''));
}

/** Why a request failed, in words: Node reports it in the cause. */
function reason(error: unknown): string {
  return describeError(error instanceof Error ? (error.cause ?? error) : error);
}
