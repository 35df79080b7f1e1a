import type { SourceFile } from '../content/discover.ts';
import type { Ledger } from './output-cache.ts';
import type { Measures } from '../cache/media.ts';
import { isSame, keptMark, markOf, type Mark } from '../cache/file-stat.ts';
import type { Traced } from '../cache/snapshot.ts';
import type { Written } from '../output/output.ts';
import { hashLength } from '../output/manifest.ts';
import type { Printed } from './writer-model.ts';
import type { ReadArticles } from './read-articles.ts';

/** What knows the sources of a build that was published. */
export interface TracerOptions {
  readonly read: ReadArticles;
  readonly printed: Pick<Printed, 'isAsRead'>;
  readonly measures: Measures;
  readonly ledger: Ledger;
  /** The files in the output. */
  readonly files: ReadonlyMap<string, Written>;
  /** When the build began, by the clock of the disk. */
  readonly time: number;
}

/** So many bytes of files that are not published are worth reading, to know them again by what is in them. */
const most = 64 * 1024 * 1024;

/** Says of each source what it was to the build. */
export function createTracer(options: TracerOptions): (source: SourceFile) => Traced {
  const { read, printed, measures, ledger, files, time } = options;
  let rest = most;

  /** The hash of a file articles refer to: that of its copy, else its own. */
  function hashOf(source: SourceFile, mark: Mark): string {
    // It is measured at one time and copied at another.
    if (!isSame(markOf(source.location), mark.text)) return '';
    const copy = files.get(ledger.copyOf(source.file) ?? '');
    if (copy) return copy.hash;
    rest -= Number.parseInt(mark.text, 10);
    try {
      return rest < 0 ? '' : measures.hash(source).slice(0, hashLength);
    } catch {
      // Nobody needed it until now.
      return '';
    }
  }

  return (source) => {
    const article = read.memory.sources.get(source.file);
    if (article) return { mark: article.mark, hash: printed.isAsRead ? article.hash : '' };
    const mark = measures.mark(source);
    const kept = keptMark(mark, time);
    return { mark: kept, hash: mark && kept !== '' ? hashOf(source, mark) : '' };
  };
}
