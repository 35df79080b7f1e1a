import { fileStat, isSameStat, type FileState, type FileStat } from '../base/file-stat.ts';
import { createContentHasher } from '../base/file.ts';
import type { SourceFile } from '../content/discover.ts';
import { measureFile, measureImage } from '../content/media.ts';
import { stableStat } from './disk-clock.ts';
import type { BuildCache, CachedMedia } from './model.ts';

/** Measures media files, each once. It does not measure files again that are unchanged since the last build. */
export interface MediaCache {
  picture(source: SourceFile): ReturnType<typeof measureImage>;
  file(source: SourceFile): ReturnType<typeof measureFile>;
  /** The stat of a file when it was first asked for. */
  stat(source: SourceFile): FileStat | undefined;
  /** Returns the state by which the next build recognizes the file. `copied` is the hash of its copy in the output, if any. */
  state(source: SourceFile, copied: string | undefined): FileState;
  /** The measurements for the next build. */
  readonly measured: ReadonlyMap<string, CachedMedia>;
}

/** Maximum number of bytes to read of files without a copy, so that the next build recognizes their content after a checkout. */
const mostHashed = 64 * 1024 * 1024;

/** Creates the media cache of a build that started at `time`, by the clock of the disk. */
export function createMediaCache(
  { sources, media }: Pick<BuildCache, 'sources' | 'media'>,
  time: number,
): MediaCache {
  const measured = new Map<string, CachedMedia>();
  const stats = new Map<string, FileStat | undefined>();
  const hashFile = createContentHasher();
  let budget = mostHashed;

  function stat({ file, location }: SourceFile): FileStat | undefined {
    if (!stats.has(file)) stats.set(file, fileStat(location));
    return stats.get(file);
  }

  /** Returns the state of a file after the last build; `undefined` if it has changed. */
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
      return budget < 0 ? '' : hashFile(source.location);
    } catch {
      // Whatever needs the file reports the error.
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
