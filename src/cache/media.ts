import type { SourceFile } from '../content/discover.ts';
import { measureFile, measureImage } from '../content/media.ts';
import { createHasher } from '../base/file.ts';
import { isSame, keptMark, markOf, type Mark } from './file-stat.ts';
import type { MeasureMemory, Memory } from './model.ts';

/** Measures local files, each once, and none that is remembered and has not changed. */
export interface Measures {
  picture(source: SourceFile): ReturnType<typeof measureImage>;
  file(source: SourceFile): ReturnType<typeof measureFile>;
  /** The mark of a file articles refer to, as it was when it was first asked for. */
  mark(source: SourceFile): Mark | undefined;
  /** The SHA-256 of its content. */
  hash(source: SourceFile): string;
  /** What is to be remembered. */
  readonly memory: ReadonlyMap<string, MeasureMemory>;
}

/** Measures for a build that began at `time`, by the clock of the disk. */
export function createMeasures({ measures }: Pick<Memory, 'measures'>, time: number): Measures {
  const memory = new Map<string, MeasureMemory>();
  const marks = new Map<string, Mark | undefined>();
  const hashFile = createHasher();

  function mark({ file, location }: SourceFile): Mark | undefined {
    if (!marks.has(file)) marks.set(file, markOf(location));
    return marks.get(file);
  }

  function known(source: SourceFile): MeasureMemory {
    const now = memory.get(source.file);
    if (now) return now;
    const at = mark(source);
    const then = measures.get(source.file);
    const one = then && isSame(at, then.mark) ? then : { mark: keptMark(at, time) };
    memory.set(source.file, one);
    return one;
  }

  return {
    mark,
    memory,
    picture(source) {
      const one = known(source);
      const picture = one.picture ?? measureImage(source.location);
      memory.set(source.file, { ...one, picture });
      return picture;
    },
    async file(source) {
      const one = known(source);
      const file = one.file ?? (await measureFile(source.location));
      memory.set(source.file, { ...known(source), file });
      return file;
    },
    hash(source) {
      const one = known(source);
      if (one.hash !== undefined) return one.hash;
      const hash = hashFile(source.location, 'hex');
      memory.set(source.file, { ...one, hash });
      return hash;
    },
  };
}
