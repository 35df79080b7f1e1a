import { readFileSync } from 'node:fs';
import type { Items } from './assemble-feeds.ts';
import type { CachedFeed, BuildCache } from '../cache/model.ts';
import { outputHash } from '../output/manifest.ts';
import type { FormatName } from '../config/format-name.ts';

/** Finds the items of articles in feeds that were written before. */
export interface Slices {
  /** The items of the article of `file`, made from what `stamp` says, in each of `styles` and all formats; nothing where one is missing. */
  find(file: string, fingerprint: string, styles: readonly string[]): Items | undefined;
}

/** So many documents are kept at hand: neighbours in a feed are often neighbours in the next one. */
const mostOpen = 64;

/**
 * The slices of the feeds that `memory` tells of. `formats` are those of the site, `locate` gives the absolute path of a file in the
 * output. A document is believed only if it is, byte for byte, the one that was written.
 */
export function createSlices(
  { feeds, outputs }: Pick<BuildCache, 'feeds' | 'outputs'>,
  formats: readonly FormatName[],
  locate: (path: string) => string,
): Slices {
  let index: Map<string, { readonly feed: CachedFeed; readonly at: number }> | undefined;
  const open = new Map<string, Uint8Array | undefined>();

  function indexAll(): NonNullable<typeof index> {
    const found: NonNullable<typeof index> = new Map();
    for (const feed of feeds.values())
      for (const [at, [file, fingerprint]] of feed.items.entries())
        found.set(`${feed.style}\n${file}\n${fingerprint}`, { feed, at });
    return found;
  }

  function read(path: string): Uint8Array | undefined {
    if (open.has(path)) return open.get(path);
    if (open.size >= mostOpen) open.clear();
    let content: Uint8Array | undefined;
    try {
      content = readFileSync(locate(path));
      if (outputHash(content) !== outputs.get(path)?.hash) content = undefined;
    } catch {
      content = undefined;
    }
    open.set(path, content);
    return content;
  }

  return {
    find(file, fingerprint, styles) {
      index ??= indexAll();
      const items = new Map<string, Partial<Record<FormatName, Uint8Array>>>();
      for (const style of styles) {
        const place = index.get(`${style}\n${file}\n${fingerprint}`);
        if (!place) return undefined;
        const written: Partial<Record<FormatName, Uint8Array>> = {};
        for (const format of formats) {
          const path = place.feed.paths[format];
          const span = place.feed.spans[format]?.[place.at];
          const content = path === undefined ? undefined : read(path);
          if (!span || !content) return undefined;
          written[format] = content.subarray(...span);
        }
        items.set(style, written);
      }
      return items;
    },
  };
}
