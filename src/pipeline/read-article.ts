import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { describeError } from '../base/errno.ts';
import { readArticle, type ArticleOptions } from '../content/article.ts';
import type { ParsedArticle } from '../content/article/model.ts';
import type { SourceFile } from '../content/discover.ts';
import { fill } from '../base/file.ts';
import { readHead } from '../content/frontmatter.ts';
import { contentHash } from '../base/hash.ts';
import { signatureSize, minHash } from '../subscribers/identity/minhash.ts';
import { toFileStat, type FileStat } from '../base/file-stat.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** The result of reading one file. */
export interface ReadFile {
  /** Its size and times just before it was read. */
  readonly stat: FileStat | undefined;
  readonly hash: string;
  /** Absent if the file has the known hash. */
  readonly parsed?: ParsedArticle;
  readonly problems: readonly Problem[];
  /** The MinHash signature of its text, if requested and if the article is in feeds. */
  readonly textSignature?: string;
}

/** Reads the metadata of one article, without keeping its text. For a file with the hash `known` it returns only its stat and hash. */
export type ArticleReader = (source: SourceFile, known?: string) => ReadFile;

/** Creates a reader of one article after the other; `textSignatures` requests MinHash signatures. */
export function createArticleReader(site: ArticleOptions, textSignatures = false): ArticleReader {
  const readBytes = createBytesReader();
  const cache = new Int32Array(textSignatures ? signatureSize : 0);
  return (source, known) => {
    const content = readBytes(source);
    const invalid = { state: 'invalid', source } as const;
    if ('code' in content) return { stat: undefined, hash: '', parsed: invalid, problems: [content] };
    const { stat, bytes } = content;
    const hash = contentHash(bytes);
    if (hash === known) return { stat, hash, problems: [] };
    let front: ReturnType<typeof readHead> = { problems: [] };
    try {
      front = readHead(bytes, source.file);
      const { head, problems } = front;
      if (!head) return { stat, hash, parsed: invalid, problems };
      const found = readArticle(source, head, hash, site);
      return {
        stat,
        hash,
        parsed: found.parsed,
        problems: problems.length === 0 ? found.problems : [...problems, ...found.problems],
        ...(textSignatures &&
          found.parsed.state === 'article' && { textSignature: minHash(head.text(), cache) }),
      };
    } catch (error) {
      // The text may be nested too deeply to find a heading.
      const detail = error instanceof Error ? error.message : String(error);
      const place = { file: source.file, line: front.head?.rest().bodyLine ?? 1, column: 1 };
      const refusal = problem('not-renderable', place, { detail });
      return { stat, hash, parsed: invalid, problems: [...front.problems, refusal] };
    }
  };
}

/** Size of the buffer in bytes. Longer articles are rare. */
const ordinarySize = 128 * 1024;

/** The content of a file, and its size and times just before it was read. */
interface Content {
  readonly stat: FileStat;
  readonly bytes: Uint8Array;
}

/** Creates a reader that reuses its memory: each call overwrites the result of the last one. */
function createBytesReader(): (source: SourceFile) => Content | Problem {
  const buffer = new Uint8Array(ordinarySize);
  return ({ location, file }) => {
    try {
      const { stat, length } = open(buffer, location);
      return { stat, bytes: length < buffer.length ? buffer.subarray(0, length) : readFileSync(location) };
    } catch (error) {
      return problem('file-unreadable', { file }, { path: file, detail: describeError(error) });
    }
  };
}

/** Returns the stat of a file when it is opened, and the number of its bytes in `buffer`. */
function open(buffer: Uint8Array, location: string): { stat: FileStat; length: number } {
  const descriptor = openSync(location, 'r');
  try {
    return { stat: toFileStat(fstatSync(descriptor)), length: fill(descriptor, buffer) };
  } finally {
    closeSync(descriptor);
  }
}
