import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { codeOf } from '../base/errno.ts';
import { readArticle, type ArticleOptions } from '../content/article.ts';
import type { Reading } from '../content/article/model.ts';
import type { SourceFile } from '../content/discover.ts';
import { fill } from '../base/file.ts';
import { readHead } from '../content/frontmatter.ts';
import { contentHash } from '../base/hash.ts';
import { looked, sketchOf } from '../subscribers/identity/minhash.ts';
import { toMark, type Mark } from '../cache/file-stat.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** What one file came to. */
export interface ReadFile {
  /** Its size and times just before it was read. */
  readonly mark: Mark | undefined;
  readonly hash: string;
  /** Absent where the file is the one whose hash was known. */
  readonly reading?: Reading;
  readonly problems: readonly Problem[];
  /** The sketch of its text, where that is wanted and it is an article in feeds. */
  readonly sketch?: string;
}

/** Reads the metadata of one article; its text is not kept. Of a file that has the hash `known` only that is told. */
export type ReadOne = (source: SourceFile, known?: string) => ReadFile;

/** A reader of one article after the other; `sketches` says whether the sketches of texts are wanted. */
export function createReadOne(site: ArticleOptions, sketches = false): ReadOne {
  const readBytes = createBytesReader();
  const memory = new Int32Array(sketches ? looked : 0);
  return (source, known) => {
    const content = readBytes(source);
    const invalid = { state: 'invalid', source } as const;
    if ('code' in content) return { mark: undefined, hash: '', reading: invalid, problems: [content] };
    const { mark, bytes } = content;
    const hash = contentHash(bytes);
    if (hash === known) return { mark, hash, problems: [] };
    let front: ReturnType<typeof readHead> = { problems: [] };
    try {
      front = readHead(bytes, source.file);
      const { head, problems } = front;
      if (!head) return { mark, hash, reading: invalid, problems };
      const found = readArticle(source, head, hash, site);
      return {
        mark,
        hash,
        reading: found.reading,
        problems: problems.length === 0 ? found.problems : [...problems, ...found.problems],
        ...(sketches && found.reading.state === 'article' && { sketch: sketchOf(head.text(), memory) }),
      };
    } catch (error) {
      // A text may be nested too deep to find a heading in, or too long to be one.
      const detail = error instanceof Error ? error.message : String(error);
      const place = { file: source.file, line: front.head?.rest().bodyLine ?? 1, column: 1 };
      const told = problem('not-renderable', place, { detail });
      return { mark, hash, reading: invalid, problems: [...front.problems, told] };
    }
  };
}

/** Longer articles are rare. */
const ordinarySize = 128 * 1024;

/** The content of a file, and its size and times just before it was read. */
interface Content {
  readonly mark: Mark;
  readonly bytes: Uint8Array;
}

/** Reads files into the same memory, so that what it gave is gone with the next one. */
function createBytesReader(): (source: SourceFile) => Content | Problem {
  const buffer = new Uint8Array(ordinarySize);
  return ({ location, file }) => {
    try {
      const { mark, length } = open(buffer, location);
      return { mark, bytes: length < buffer.length ? buffer.subarray(0, length) : readFileSync(location) };
    } catch (error) {
      const detail = codeOf(error) ?? 'unreadable';
      return problem('file-unreadable', { file }, { path: file, detail });
    }
  };
}

/** The mark of a file as it is opened, and how much of it there is in `buffer`. */
function open(buffer: Uint8Array, location: string): { mark: Mark; length: number } {
  const descriptor = openSync(location, 'r');
  try {
    return { mark: toMark(fstatSync(descriptor)), length: fill(descriptor, buffer) };
  } finally {
    closeSync(descriptor);
  }
}
