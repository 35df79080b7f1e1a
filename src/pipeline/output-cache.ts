import type { Asset } from '../content/assets.ts';
import { isSameStat, type FileState } from '../base/file-stat.ts';
import { stableStat } from '../cache/disk-clock.ts';
import type { MediaCache } from '../cache/media-cache.ts';
import type { BuildCache } from '../cache/model.ts';
import type { Output } from '../output/model.ts';

/** Keeps the files of the output that would be made from the same again. */
export interface OutputCache {
  /** Keeps all of the files at `paths`, made from what `fingerprint` says, or none of them; returns whether it did. */
  keep(paths: readonly string[], fingerprint: string, rank: number, owner?: string): boolean;
  /** Records what a file was made from. */
  record(path: string, fingerprint: string): void;
  /** Copies the file of `asset`. */
  copy(asset: Asset, rank: number): void;
  /** The path of the copy of the file that is called `file` among the sources. */
  copyOf(file: string): string | undefined;
  /** The fingerprints of all files that were kept or recorded, by their paths. */
  readonly fingerprints: ReadonlyMap<string, string>;
}

/** An output cache for a build that started at `time`, by the clock of the disk. */
export function createOutputCache(
  output: Output | undefined,
  cache: Pick<BuildCache, 'outputs' | 'fingerprints'>,
  media: Pick<MediaCache, 'stat'>,
  time: number,
): OutputCache {
  const fingerprints = new Map<string, string>();
  const copies = new Map<string, string>();

  function find(path: string): FileState | undefined {
    const known = cache.outputs.get(path);
    return known && output?.find(path, known);
  }

  return {
    fingerprints,
    keep(paths, fingerprint, rank, owner) {
      if (paths.some((path) => cache.fingerprints.get(path) !== fingerprint)) return false;
      // With errors nothing is written: then it does not matter whether the files are still there.
      if (!output) return true;
      const files = paths.map((path) => [path, find(path)] as const);
      if (files.some(([, file]) => !file)) return false;
      for (const [path, file] of files) {
        if (file) output.keep(path, file, rank, owner);
        fingerprints.set(path, fingerprint);
      }
      return true;
    },
    record(path, fingerprint) {
      fingerprints.set(path, fingerprint);
    },
    copy({ path, source }, rank) {
      const { file, location } = source;
      const stat = media.stat(source);
      const head = `${file}\n`;
      const known = cache.fingerprints.get(path);
      const isSame = known?.startsWith(head) && isSameStat(stat, known.slice(head.length));
      const found = isSame ? find(path) : undefined;
      if (found) output?.keep(path, found, rank, file, location);
      else output?.copy(path, source, rank);
      fingerprints.set(path, head + stableStat(stat, time));
      copies.set(file, path);
    },
    copyOf: (file) => copies.get(file),
  };
}
