import { fileStat, isSameStat, type FileState, type FileStat } from '../base/file-stat.ts';
import { createHasher } from '../base/file.ts';
import { contentHashLength } from '../base/hash.ts';
import type { SourceFile } from '../content/discover.ts';
import { measureFile, measureImage } from '../content/media.ts';
import { stableStat } from './disk-clock.ts';
import type { BuildCache, CachedMedia } from './model.ts';

/** Measures the files beside the articles, each once, and none that the last build measured and that has not changed. */
export interface MediaCache {
  picture(source: SourceFile): ReturnType<typeof measureImage>;
  file(source: SourceFile): ReturnType<typeof measureFile>;
  /** The stat of a file when it was first asked for. */
  stat(source: SourceFile): FileStat | undefined;
  /** What the next build knows the file by. `copied` is the hash of the copy of it in the output, if there is one. */
  state(source: SourceFile, copied: string | undefined): FileState;
  /** What the next build need not measure. */
  readonly measured: ReadonlyMap<string, CachedMedia>;
}

/** So many bytes of files without a copy are worth reading, to know them by their contents after a checkout. */
const mostHashed = 64 * 1024 * 1024;

/** A media cache for a build that started at `time`, by the clock of the disk. */
export function createMediaCache(
  { sources, media }: Pick<BuildCache, 'sources' | 'media'>,
  time: number,
): MediaCache {
  const measured = new Map<string, CachedMedia>();
  const stats = new Map<string, FileStat | undefined>();
  const hashFile = createHasher();
  let budget = mostHashed;

  function stat({ file, location }: SourceFile): FileStat | undefined {
    if (!stats.has(file)) stats.set(file, fileStat(location));
    return stats.get(file);
  }

  /** The state of a file since the last build; undefined if it has changed. */
  function former(source: SourceFile): FileState | undefined {
    const state = sources.get(source.file);
    return isSameStat(stat(source), state?.stat) ? state : undefined;
  }

  function known(source: SourceFile): CachedMedia {
    return measured.get(source.file) ?? (former(source) && media.get(source.file)) ?? {};
  }

  function hashOf(source: SourceFile, size: number): string {
    budget -= size;
    try {
      return budget < 0 ? '' : hashFile(source.location, 'base64url').slice(0, contentHashLength);
    } catch {
      // Nobody needed it until now.
      return '';
    }
  }

  return {
    stat,
    measured,
    picture(source) {
      const picture = known(source).picture ?? measureImage(source.location);
      measured.set(source.file, { ...known(source), picture });
      return picture;
    },
    async file(source) {
      const file = known(source).file ?? (await measureFile(source.location));
      measured.set(source.file, { ...known(source), file });
      return file;
    },
    state(source, copied) {
      const kept = stableStat(stat(source), time);
      // The build measures a file at one time and copies it at another.
      const isSame = kept !== '' && isSameStat(fileStat(source.location), kept);
      const hash = copied ?? former(source)?.hash;
      return { stat: kept, hash: isSame ? hash || hashOf(source, Number.parseInt(kept, 10)) : '' };
    },
  };
}
