import { lstatSync, statSync, type Stats } from 'node:fs';

/** The size and times of a file, by which a build sees that it has not changed. */
export interface FileStat {
  /** Begins with the size in bytes. */
  readonly text: string;
  /** Milliseconds since 1970: when the file or its times were last changed. */
  readonly changed: number;
}

/** What a build keeps of a file that it read or wrote. */
export interface FileState {
  /** The text of its `FileStat`; empty if that would not show the next change. */
  readonly stat: string;
  /** The `contentHash` of its content; empty if the build may have seen two contents. */
  readonly hash: string;
}

/** The size and times that the system gives of a file. */
export function toFileStat({ ino, size, mtimeMs, ctimeMs }: Stats): FileStat {
  // A link may lead to another file now that was made in the same moment, so the number of the file counts too.
  return { text: [size, ino, mtimeMs, ctimeMs].join(' '), changed: Math.max(mtimeMs, ctimeMs) };
}

/** The stat of the file at `location`, or of the file that a link there leads to; undefined if the system refuses. */
export function fileStat(location: string): FileStat | undefined {
  try {
    return toFileStat(statSync(location));
  } catch {
    // Whoever reads the file reports what is wrong with it.
    return undefined;
  }
}

/** The stat of the file at `location`; undefined if there is none, or something else, such as a link. */
export function plainFileStat(location: string): FileStat | undefined {
  const stats = lstatSync(location, { throwIfNoEntry: false });
  return stats?.isFile() ? toFileStat(stats) : undefined;
}

/** Whether a file still has the stat that was kept. */
export function isSameStat(stat: FileStat | undefined, kept: string | undefined): boolean {
  return stat !== undefined && stat.text === kept;
}
