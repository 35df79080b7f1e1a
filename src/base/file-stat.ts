import { lstatSync, statSync, type Stats } from 'node:fs';

/** The size and times of a file. A build uses them to detect changes. */
export interface FileStat {
  /** A text that starts with the size in bytes. */
  readonly text: string;
  /** The last change of the file or its times, in milliseconds since 1970. */
  readonly changed: number;
}

/** The cached state of a file that a build read or wrote. */
export interface FileState {
  /** The text of its `FileStat`. Empty if it cannot reveal the next change. */
  readonly stat: string;
  /** The `contentHash` of its content. Empty if the content may have changed during the build. */
  readonly hash: string;
}

/** Returns the size and times of a file as text. */
export function toFileStat({ ino, size, mtimeMs, ctimeMs }: Stats): FileStat {
  // Includes the inode number, because a link can point to a different file that was created at the same time.
  return { text: [size, ino, mtimeMs, ctimeMs].join(' '), changed: Math.max(mtimeMs, ctimeMs) };
}

/** Returns the stat of the file at `location`. Follows links. Returns `undefined` after a file system error. */
export function fileStat(location: string): FileStat | undefined {
  try {
    return toFileStat(statSync(location));
  } catch {
    // The code that reads the file reports the error.
    return undefined;
  }
}

/** Returns the stat of the file at `location`, or `undefined` if there is no file, for example because it is a link. */
export function plainFileStat(location: string): FileStat | undefined {
  const stats = lstatSync(location, { throwIfNoEntry: false });
  return stats?.isFile() ? toFileStat(stats) : undefined;
}

/** Whether a file still has the cached stat. */
export function isSameStat(stat: FileStat | undefined, kept: string | undefined): boolean {
  return stat !== undefined && stat.text === kept;
}
