import { readFileSync, writeFileSync } from 'node:fs';
import { codeOf } from '../base/errno.ts';
import { replaceFile, createCacheFolder } from '../output/cache-file.ts';
import { isRecord, isStringList, parseJson } from '../base/json.ts';
import { isSha256 } from '../base/hash.ts';

/** The state of a feed as last published: the hubs notified of it, and those pending. */
export interface Known {
  readonly sha256: string;
  readonly bytes?: number;
  /** Absolute URLs. */
  readonly notified: readonly string[];
  readonly pending: readonly string[];
}

/** The state of the feeds of a site, by URL. */
export type KnownFeeds = ReadonlyMap<string, Known>;

/** The folder at the site's root that keeps pending notifications, and other data, between runs. */
const folderName = '.feedmill';
const fileName = 'pending.json';

/** Its file, below the site's root. */
export const pendingPath = `${folderName}/${fileName}`;

/** Reads the state of the last run at `root`; `undefined` if it is unreadable. */
export function readPending(root: string): KnownFeeds | undefined {
  let text: string;
  try {
    text = readFileSync(`${root}/${pendingPath}`, 'utf8');
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? new Map() : undefined;
  }
  const data = parseJson(text);
  if (!isRecord(data) || data['version'] !== 1 || !isRecord(data['feeds'])) return undefined;
  const feeds = new Map<string, Known>();
  for (const [url, one] of Object.entries(data['feeds'])) {
    if (!isRecord(one)) return undefined;
    const { sha256, bytes, notified, pending } = one;
    if (!isSha256(sha256) || !isStringList(notified) || !isStringList(pending)) return undefined;
    feeds.set(url, { sha256, ...(typeof bytes === 'number' && { bytes }), notified, pending });
  }
  return feeds;
}

/** Records progress as it happens. */
export interface PendingStore {
  /** Records that a hub was notified of a feed. */
  readonly notified: (feed: string, hub: string) => void;
  /** Writes the current state, and returns whether that succeeded. */
  readonly save: () => boolean;
}

/** With more feeds than this, the file is not written after each feed, so that writing takes at most a twentieth of the time. */
const many = 1000;

/**
 * Records `known` at `root`, where `before` was recorded. Pending notifications are written before any is sent, and sent ones soon
 * afterwards: if a run is interrupted, the next one misses nothing.
 */
export function createPendingStore(
  root: string,
  known: KnownFeeds,
  before: KnownFeeds | undefined,
  clock: () => number,
): PendingStore {
  const now = new Map(known);
  let written = before && format(before);
  let rest = 0;

  function save(): boolean {
    const text = format(now);
    if (text === written) return true;
    const start = clock();
    if (!write(root, text)) return false;
    written = text;
    rest = clock() + (clock() - start) * 20;
    return true;
  }

  return {
    notified(feed, hub) {
      const one = now.get(feed);
      if (!one) return;
      const pending = one.pending.filter((url) => url !== hub);
      now.set(feed, { ...one, notified: [...one.notified, hub], pending });
      if (now.size <= many || clock() >= rest) save();
    },
    save,
  };
}

function format(feeds: KnownFeeds): string {
  return `${JSON.stringify({ version: 1, feeds: Object.fromEntries(feeds) }, undefined, 1)}\n`;
}

/** Moves the file into place in one step, and returns whether that succeeded. */
function write(root: string, text: string): boolean {
  const home = `${root}/${folderName}`;
  try {
    createCacheFolder(home);
  } catch {
    return false;
  }
  return replaceFile(home, fileName, (draft) => writeFileSync(draft, text, { flush: true }));
}
