import { readFileSync, writeFileSync } from 'node:fs';
import { contentHash } from '../base/hash.ts';
import type { SourceStats } from './up-to-date.ts';
import { removeFile, replaceFile } from '../output/cache-file.ts';

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
  { found, stats }: SourceStats,
  { hashes, time }: NonNullable<SourceStats['read']>,
): void {
  const articles = found.articles.map(
    ({ file }) => [file, stats.get(file)?.text ?? '', hashes.get(file) ?? ''] as const,
  );
  const kept: Kept = [time, articles];
  const text = JSON.stringify(kept);
  replaceFile(folder, fileName, (draft) => writeFileSync(draft, `${contentHash(text)}\n${text}`));
}

/** The hashes that are kept of articles which still have the marks they had; nothing where there are none. */
export function readHashes(folder: string, { stats }: SourceStats): SourceStats['read'] {
  try {
    const bytes = readFileSync(`${folder}/${fileName}`, 'utf8');
    const start = bytes.indexOf('\n') + 1;
    const text = bytes.slice(start);
    if (bytes.slice(0, start - 1) !== contentHash(text)) return undefined;
    const [time, articles]: Kept = JSON.parse(text);
    const known = articles.filter(([file, stat]) => stat !== '' && stats.get(file)?.text === stat);
    return { time, hashes: new Map(known.map(([file, , hash]) => [file, hash])) };
  } catch {
    return undefined;
  }
}

/** Forgets them: the memory knows the files as they are now. */
export function forgetHashes(folder: string): void {
  removeFile(folder, fileName);
}
