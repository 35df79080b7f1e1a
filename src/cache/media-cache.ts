import type { SourceFile } from '../content/discover.ts';
import { measureFile, measureImage } from '../content/media.ts';
import { createHasher } from '../base/file.ts';
import { isSameStat, stableStat, fileStat, type FileStat } from './file-stat.ts';
import type { CachedMedia, BuildCache } from './model.ts';

/** Measures local files, each once, and none that is remembered and has not changed. */
export interface MediaCache {
  picture(source: SourceFile): ReturnType<typeof measureImage>;
  file(source: SourceFile): ReturnType<typeof measureFile>;
  /** The mark of a file articles refer to, as it was when it was first asked for. */
  stat(source: SourceFile): FileStat | undefined;
  /** The SHA-256 of its content. */
  hash(source: SourceFile): string;
  /** What is to be remembered. */
  readonly cache: ReadonlyMap<string, CachedMedia>;
}

/** Measures for a build that began at `time`, by the clock of the disk. */
export function createMediaCache({ media: mediaCache }: Pick<BuildCache, 'media'>, time: number): MediaCache {
  const cache = new Map<string, CachedMedia>();
  const stats = new Map<string, FileStat | undefined>();
  const hashFile = createHasher();

  function stat({ file, location }: SourceFile): FileStat | undefined {
    if (!stats.has(file)) stats.set(file, fileStat(location));
    return stats.get(file);
  }

  function known(source: SourceFile): CachedMedia {
    const now = cache.get(source.file);
    if (now) return now;
    const at = stat(source);
    const then = mediaCache.get(source.file);
    const one = then && isSameStat(at, then.stat) ? then : { stat: stableStat(at, time) };
    cache.set(source.file, one);
    return one;
  }

  return {
    stat,
    cache,
    picture(source) {
      const one = known(source);
      const picture = one.picture ?? measureImage(source.location);
      cache.set(source.file, { ...one, picture });
      return picture;
    },
    async file(source) {
      const one = known(source);
      const file = one.file ?? (await measureFile(source.location));
      cache.set(source.file, { ...known(source), file });
      return file;
    },
    hash(source) {
      const one = known(source);
      if (one.hash !== undefined) return one.hash;
      const hash = hashFile(source.location, 'hex');
      cache.set(source.file, { ...one, hash });
      return hash;
    },
  };
}
