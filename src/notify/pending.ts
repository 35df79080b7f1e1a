import { readFileSync, writeFileSync } from 'node:fs';
import { codeOf } from '../base/errno.ts';
import { replaceFile, createCacheFolder } from '../output/replace-file.ts';
import { isRecord, isStringList, parseJson } from '../base/json.ts';
import { isSha256 } from '../base/hash.ts';

/** What is known of a feed as it was published last: which hubs were told of it, and which are still to be. */
export interface Known {
  readonly sha256: string;
  readonly bytes?: number;
  /** Absolute URLs. */
  readonly told: readonly string[];
  readonly untold: readonly string[];
}

/** What is known of the feeds of a site, by their URLs. */
export type KnownFeeds = ReadonlyMap<string, Known>;

/** What is left untold outlasts a run, in the folder at the site's root that lasts from build to build. */
const folderName = '.feedmill';
const fileName = 'untold.json';

/** Where it is kept, below the site's root. */
export const pendingPath = `${folderName}/${fileName}`;

/** Reads what the last run left at `root`; nothing where that cannot be read. */
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
    const { sha256, bytes, told, untold } = one;
    if (!isSha256(sha256) || !isStringList(told) || !isStringList(untold)) return undefined;
    feeds.set(url, { sha256, ...(typeof bytes === 'number' && { bytes }), told, untold });
  }
  return feeds;
}

/** Keeps what is known as it grows. */
export interface PendingStore {
  /** Notes that a hub was told of a feed. */
  readonly told: (feed: string, hub: string) => void;
  /** Keeps what is known now; says whether that could be written. */
  readonly save: () => boolean;
}

/** With more feeds than these the file is not written after each of them, but in a twentieth of the time at most. */
const many = 1000;

/**
 * Keeps `known` at `root`, where `before` was kept. What is to be told is written before anybody is told, and what was told soon
 * afterwards: whenever a run is broken off, the next one forgets nothing.
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
    told(feed, hub) {
      const one = now.get(feed);
      if (!one) return;
      const untold = one.untold.filter((url) => url !== hub);
      now.set(feed, { ...one, told: [...one.told, hub], untold });
      if (now.size <= many || clock() >= rest) save();
    },
    save,
  };
}

function format(feeds: KnownFeeds): string {
  return `${JSON.stringify({ version: 1, feeds: Object.fromEntries(feeds) }, undefined, 1)}\n`;
}

/** Puts the file in its place, whole or not at all; says whether it did. */
function write(root: string, text: string): boolean {
  const home = `${root}/${folderName}`;
  try {
    createCacheFolder(home);
  } catch {
    return false;
  }
  return replaceFile(home, fileName, (draft) => writeFileSync(draft, text, { flush: true }));
}
