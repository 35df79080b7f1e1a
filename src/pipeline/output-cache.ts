import type { Asset } from '../content/assets.ts';
import { isSameStat, stableStat, type FileStat } from '../cache/file-stat.ts';
import type { BuildCache, CachedOutput } from '../cache/model.ts';
import type { Output, Written } from '../output/model.ts';

/** What each file of the output is made from, so that one that would be made from the same again is kept. */
export interface OutputCache {
  /** Keeps all of the files at `paths`, made from what `signature` says, or none of them; says whether it did. */
  keep(paths: readonly string[], signature: string, rank: number, owner?: string): boolean;
  /** Notes what a file was made from. */
  record(path: string, signature: string): void;
  /** Makes a copy of `asset`. */
  copy(asset: Asset, rank: number): void;
  /** The path of a copy of the file articles refer to that is called `file`. */
  copyOf(file: string): string | undefined;
  /** What is to be remembered of `files`, which were published. */
  outputs(files: ReadonlyMap<string, Written>): ReadonlyMap<string, CachedOutput>;
}

/** A ledger of `output` by what `memory` says of it. `marks` gives those of the files articles refer to, `began` when the build did. */
export function createOutputCache(
  output: Output | undefined,
  cache: Pick<BuildCache, 'outputs'>,
  stats: (file: string) => FileStat | undefined,
  began: number,
): OutputCache {
  const signatures = new Map<string, string>();
  const copies = new Map<string, string>();

  function find(path: string, isIt: (signature: string) => boolean): Written | undefined {
    const known = cache.outputs.get(path);
    return known && isIt(known.fingerprint) ? output?.find(path, known) : undefined;
  }

  return {
    keep(paths, signature, rank, owner) {
      // With errors nothing is written: then it does not matter whether it is still there.
      if (!output) return paths.every((path) => cache.outputs.get(path)?.fingerprint === signature);
      const found = new Map<string, Written>();
      for (const path of paths) {
        const one = find(path, (known) => known === signature);
        if (!one) return false;
        found.set(path, one);
      }
      for (const [path, one] of found) {
        output.keep(path, one, rank, owner);
        signatures.set(path, signature);
      }
      return true;
    },
    record(path, signature) {
      signatures.set(path, signature);
    },
    copy({ path, source }, rank) {
      const { file, location } = source;
      const head = `${file}\n`;
      const found = find(
        path,
        (known) => known.startsWith(head) && isSameStat(stats(file), known.slice(head.length)),
      );
      if (found) output?.keep(path, found, rank, file, location);
      else output?.copy(path, source, rank);
      signatures.set(path, head + stableStat(stats(file), began));
      copies.set(file, path);
    },
    copyOf: (file) => copies.get(file),
    outputs(files) {
      const known = new Map<string, CachedOutput>();
      for (const [path, { hash, size, time }] of files) {
        const signature = signatures.get(path);
        if (signature === undefined || hash === '') continue;
        const former = cache.outputs.get(path);
        const isSameFile =
          former?.fingerprint === signature &&
          former.hash === hash &&
          former.size === size &&
          former.time === time;
        known.set(path, isSameFile ? former : { fingerprint: signature, hash, size, time });
      }
      return known;
    },
  };
}
