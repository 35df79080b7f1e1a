import { readFile, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { codeOf, describeError } from '../../base/errno.ts';
import { problem, type Problem } from '../../problems/problem.ts';
import { isWebUrl } from '../../base/url.ts';
import { charsetOf, decodeText } from './charset.ts';

/** The location of a document: a URL, or a file (absolute path). */
export type Location = { readonly url: string } | { readonly path: string };

/** The environment of a feed reader. */
export interface FeedReaderEnvironment {
  /** Absolute path that relative paths begin at. */
  readonly cwd: string;
  /** The network; without it, only files can be read. */
  readonly fetch?: typeof fetch | undefined;
}

/** A document as text. */
export interface FetchedDocument {
  readonly text: string;
  /** Its name in problems: its URL, or its path below the working directory. */
  readonly file: string;
  /** Its URL after all redirects. */
  readonly base?: string;
  readonly bytes: number;
}

/** Limits of one document: its size in bytes, and the time of its server in milliseconds. */
const largest = 100_000_000;
const patience = 60_000;

/** Loads the document at `location`, or returns the problem. */
export async function fetchDocument(
  location: Location,
  environment: FeedReaderEnvironment,
): Promise<FetchedDocument | Problem> {
  return 'url' in location
    ? loadUrl(location.url, environment.fetch)
    : loadFile(location.path, environment.cwd);
}

/** Whether `from` is a document, not a problem. */
export function isLoaded(from: FetchedDocument | Problem): from is FetchedDocument {
  return 'text' in from;
}

async function loadFile(path: string, cwd: string): Promise<FetchedDocument | Problem> {
  const file = relative(cwd, path).split(sep).join('/');
  try {
    const { size } = await stat(path);
    if (size > largest) return tooLarge(file);
    const bytes = await readFile(path);
    const text = decodeText(bytes, undefined);
    return text === undefined
      ? problem('subscription-charset', { file })
      : { text, file, bytes: bytes.length };
  } catch (error) {
    const isAbsent = codeOf(error) === 'ENOENT';
    return isAbsent
      ? problem('subscription-not-found', {}, { path: file })
      : problem('subscription-unreachable', {}, { source: file, detail: describeError(error) });
  }
}

async function loadUrl(url: string, get: typeof fetch | undefined): Promise<FetchedDocument | Problem> {
  if (!isWebUrl(url)) return unreachable(url, 'only http and https addresses work');
  if (!get) return unreachable(url, 'there is no network access');
  const signal = AbortSignal.timeout(patience);
  try {
    const response = await get(url, { headers: { accept, 'user-agent': 'Feedmill' }, signal });
    if (!response.ok) {
      await response.body?.cancel();
      return problem(
        'subscription-status',
        {},
        { source: url, status: `${response.status} ${response.statusText}`.trim() },
      );
    }
    const bytes = await bodyOf(response);
    if (bytes === undefined) return tooLarge(url);
    const text = decodeText(bytes, charsetOf(response.headers.get('content-type')));
    if (text === undefined) return problem('subscription-charset', { file: url });
    return { text, file: url, base: response.url === '' ? url : response.url, bytes: bytes.length };
  } catch (error) {
    const isSlow = error instanceof Error && error.name === 'TimeoutError';
    return unreachable(
      url,
      isSlow ? `the host did not respond within ${patience / 1000} seconds` : describeError(causeOf(error)),
    );
  }
}

const accept =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.9, */*;q=0.5';

/** Returns the whole body, or `undefined` if it is too large. Stops reading at the limit. */
async function bodyOf(response: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.length;
    if (size > largest) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}

function unreachable(source: string, detail: string): Problem {
  return problem('subscription-unreachable', {}, { source, detail });
}

function tooLarge(source: string): Problem {
  return problem('subscription-too-large', {}, { source, limit: largest / 1_000_000 });
}

/** Returns the cause of an error: `fetch` wraps it in its own. */
function causeOf(error: unknown): unknown {
  return error instanceof Error ? (error.cause ?? error) : error;
}

/** Returns the location of the document `source`: a URL, or a path relative to `cwd`. */
export function locationOf(source: string, cwd: string): Location {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(source) ? { url: source } : { path: resolve(cwd, source) };
}
