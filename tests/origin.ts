import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { list } from './workspace.ts';

/** What stands in the way of a request: answers it and says so, or lets it pass. `count` is of its path, from 1. */
export type Obstacle = (path: string, count: number, response: ServerResponse) => boolean;

/** A host of static files, and what it was asked for. */
export interface Origin {
  /** Its address, ends with `/`. */
  readonly url: string;
  /** Serves what is built in the site at `root` from now on. */
  readonly deploy: (root: string) => Promise<void>;
  /** What stands in the way from now on. */
  readonly obstruct: (obstacle: Obstacle) => void;
  /** Nobody answers there any more. */
  readonly close: () => Promise<void>;
  readonly requests: readonly { readonly path: string; readonly cacheControl: string }[];
  /** How many requests it was busy with at once, at most. */
  readonly mostAtOnce: () => number;
}

const types: Readonly<Record<string, string>> = { xml: 'application/xml', json: 'application/feed+json' };

const nothing: Obstacle = () => false;

/** A host on loopback that is gone when the test ends; compresses what it sends, as hosts do. */
export async function startOrigin(): Promise<Origin> {
  const files = new Map<string, Buffer>();
  const requests: { path: string; cacheControl: string }[] = [];
  let obstacle: Obstacle = nothing;
  let open = 0;
  let most = 0;
  const server = await listen(async (request, response) => {
    const path = request.url?.slice(1) ?? '';
    requests.push({ path, cacheControl: request.headers['cache-control'] ?? '' });
    most = Math.max(most, ++open);
    response.once('close', () => open--);
    // As far away as a host may be.
    await new Promise((wake) => setTimeout(wake, 5));
    if (obstacle(path, requests.filter((one) => one.path === path).length, response)) return;
    const file = files.get(path.replace(/\?.*/, ''));
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>Not here');
      return;
    }
    const type = types[path.split('.').pop() ?? ''] ?? 'text/html';
    const isCompressed = request.headers['accept-encoding']?.includes('gzip') === true;
    response.writeHead(200, { 'content-type': type, ...(isCompressed && { 'content-encoding': 'gzip' }) });
    response.end(isCompressed ? gzipSync(file) : file);
  });
  return {
    url: server.url,
    close: server.close,
    requests,
    mostAtOnce: () => most,
    async deploy(root) {
      const paths = await list(join(root, 'dist'));
      files.clear();
      for (const path of paths) files.set(path, readFileSync(join(root, 'dist', path)));
    },
    obstruct(next) {
      obstacle = next;
      requests.length = 0;
    },
  };
}

/** A server on loopback that is gone when the test ends. */
export async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  onTestFinished(close);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/`, close };
}
