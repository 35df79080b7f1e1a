import { readFileSync, writeFileSync } from 'node:fs';
import { contentHash } from '../base/hash.ts';
import type { Seen } from './up-to-date.ts';
import { forget, keep } from '../output/replace-file.ts';

const fileName = 'hashes';

/** What is kept: when articles were read, by the clock of the disk, and of each its file, its mark and its hash. */
type Kept = readonly [
  time: number,
  articles: readonly (readonly [file: string, mark: string, hash: string])[],
];

/**
 * Keeps the hashes of articles which a memory in `folder` knows by other marks: it is not read and written for a glance, and the
 * next build that has something to do need not read all of them again.
 */
export function saveHashes(
  folder: string,
  { found, marks }: Seen,
  { hashes, time }: NonNullable<Seen['read']>,
): void {
  const articles = found.articles.map(
    ({ file }) => [file, marks.get(file)?.text ?? '', hashes.get(file) ?? ''] as const,
  );
  const kept: Kept = [time, articles];
  const text = JSON.stringify(kept);
  keep(folder, fileName, (draft) => writeFileSync(draft, `${contentHash(text)}\n${text}`));
}

/** The hashes that are kept of articles which still have the marks they had; nothing where there are none. */
export function readHashes(folder: string, { marks }: Seen): Seen['read'] {
  try {
    const bytes = readFileSync(`${folder}/${fileName}`, 'utf8');
    const start = bytes.indexOf('\n') + 1;
    const text = bytes.slice(start);
    if (bytes.slice(0, start - 1) !== contentHash(text)) return undefined;
    const [time, articles]: Kept = JSON.parse(text);
    const known = articles.filter(([file, mark]) => mark !== '' && marks.get(file)?.text === mark);
    return { time, hashes: new Map(known.map(([file, , hash]) => [file, hash])) };
  } catch {
    return undefined;
  }
}

/** Forgets them: the memory knows the files as they are now. */
export function forgetHashes(folder: string): void {
  forget(folder, fileName);
}
