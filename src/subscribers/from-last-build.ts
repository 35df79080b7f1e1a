import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FeedSnapshot } from './subscribers.ts';
import type { Config } from '../config/model.ts';

/** Returns what subscribers have according to the feed of the previous build; most builds do not need it. */
export async function lastBuildSnapshot({
  root,
  output,
  files,
  timezone,
  maxBytes,
}: Config): Promise<FeedSnapshot | undefined> {
  // JSON first: it is the fastest to read and needs no library.
  const names = [files.json, files.atom, files.rss].filter((name) => name !== false);
  const name = names.find((one) => existsSync(resolve(root, output, one)));
  if (name === undefined) return undefined;
  const { readFeedSnapshot } = await import('./from-feed.ts');
  const location = resolve(root, output, name);
  return readFeedSnapshot({ location, file: `${output}/${name}`, maxBytes }, timezone);
}
