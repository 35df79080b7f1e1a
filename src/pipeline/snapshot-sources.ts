import type { SourceFile } from '../content/discover.ts';
import type { OutputCache } from './output-cache.ts';
import type { MediaCache } from '../cache/media-cache.ts';
import { isSameStat, stableStat, fileStat, type FileStat } from '../cache/file-stat.ts';
import type { SourceState } from '../cache/snapshot.ts';
import type { Written } from '../output/model.ts';
import { hashLength } from '../output/manifest.ts';
import type { WrittenArticles } from './writer-model.ts';
import type { ReadArticles } from './read-articles.ts';

/** What knows the sources of a build that was published. */
export interface SourceSnapshotOptions {
  readonly read: ReadArticles;
  readonly printed: Pick<WrittenArticles, 'isAsRead'>;
  readonly mediaCache: MediaCache;
  readonly outputCache: OutputCache;
  /** The files in the output. */
  readonly files: ReadonlyMap<string, Written>;
  /** When the build began, by the clock of the disk. */
  readonly time: number;
}

/** So many bytes of files that are not published are worth reading, to know them again by what is in them. */
const most = 64 * 1024 * 1024;

/** Says of each source what it was to the build. */
export function createSourceSnapshot(options: SourceSnapshotOptions): (source: SourceFile) => SourceState {
  const { read, printed: written, mediaCache, outputCache, files, time } = options;
  let rest = most;

  /** The hash of a file articles refer to: that of its copy, else its own. */
  function hashOf(source: SourceFile, stat: FileStat): string {
    // It is measured at one time and copied at another.
    if (!isSameStat(fileStat(source.location), stat.text)) return '';
    const copy = files.get(outputCache.copyOf(source.file) ?? '');
    if (copy) return copy.hash;
    rest -= Number.parseInt(stat.text, 10);
    try {
      return rest < 0 ? '' : mediaCache.hash(source).slice(0, hashLength);
    } catch {
      // Nobody needed it until now.
      return '';
    }
  }

  return (source) => {
    const article = read.cache.sources.get(source.file);
    if (article) return { stat: article.stat, hash: written.isAsRead ? article.hash : '' };
    const stat = mediaCache.stat(source);
    const kept = stableStat(stat, time);
    return { stat: kept, hash: stat && kept !== '' ? hashOf(source, stat) : '' };
  };
}
