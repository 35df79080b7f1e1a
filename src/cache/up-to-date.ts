import { dirname } from 'node:path';
import { fileStat, isSameStat, plainFileStat, type FileStat } from '../base/file-stat.ts';
import { createContentHasher } from '../base/file.ts';
import { discover, type SourceFile } from '../content/discover.ts';
import { placesBelow } from '../output/file-tree.ts';
import { diskTime, stableStat, type DiskClock } from './disk-clock.ts';
import type { FileTable, LastBuild } from './model.ts';
import { saveLastBuild } from './store.ts';

/** Where the files of a site are: absolute paths of its folder, its output folder, its lock and its cache. */
export interface SitePlaces {
  readonly root: string;
  readonly output: string;
  readonly lock: string;
  readonly cache: string;
}

/**
 * Whether all files are as the last build left them. Compares sizes and times, or contents if only the times differ, as after a
 * checkout; then it saves the new times in the cache. Throws if the system refuses access.
 */
export function isUpToDate(last: LastBuild, places: SitePlaces, clock: DiskClock = diskTime): boolean {
  const doubtful = findDoubtful(last, places);
  if (!doubtful) return false;
  if (doubtful.length === 0) return true;
  // The contents are read after this moment, and a file that changes after it gets a later time.
  const time = timeOf(clock, places);
  const hash = createContentHasher();
  const isSame = ({ location, table, index }: DoubtfulFile) => hash(location) === table.hashes[index];
  if (!doubtful.every(isSame)) return false;
  saveLastBuild(places.cache, withStats(last, doubtful, time));
  return true;
}

/** A file whose stat differs. */
interface DoubtfulFile {
  readonly table: FileTable;
  readonly index: number;
  readonly location: string;
  readonly stat: FileStat | undefined;
}

/** Returns the files whose contents have to be compared; `undefined` if any file has certainly changed. */
function findDoubtful(last: LastBuild, { root, output, lock }: SitePlaces): DoubtfulFile[] | undefined {
  const doubtful: DoubtfulFile[] = [];
  const compare = (table: FileTable, locations: readonly string[], statOf: typeof fileStat) =>
    table.paths.length === locations.length &&
    locations.every((location, index) => {
      const stat = statOf(location);
      if (isSameStat(stat, table.stats[index])) return true;
      doubtful.push({ table, index, location, stat });
      return mayBeSame(stat, table, index);
    });

  const found = findSources(last, root);
  if (
    !found ||
    !compare(
      last.sources,
      found.map(({ location }) => location),
      fileStat,
    )
  )
    return undefined;
  if (!compare(last.lock, fileStat(lock) ? [lock] : [], fileStat)) return undefined;
  const { paths } = last.outputs;
  // No build writes through a symbolic link.
  if (!paths.every(placesBelow(output))) return undefined;
  return compare(
    last.outputs,
    paths.map((path) => `${output}/${path}`),
    plainFileStat,
  )
    ? doubtful
    : undefined;
}

/** Returns the files in the content folders; `undefined` if files were added, removed or moved. */
function findSources(
  { content, output, discovery, sources }: LastBuild,
  root: string,
): readonly SourceFile[] | undefined {
  const { articles, assets, problems } = discover({ root, content, output });
  const found = [...articles, ...assets];
  const isSame =
    found.length === sources.paths.length &&
    found.every(({ file }, index) => file === sources.paths[index]) &&
    JSON.stringify(problems) === JSON.stringify(discovery);
  return isSame ? found : undefined;
}

/** Whether a file with another stat may have the same content, because its size is the same. */
function mayBeSame(stat: FileStat | undefined, { stats, hashes }: FileTable, index: number): boolean {
  const former = stats[index] ?? '';
  return (
    stat !== undefined && hashes[index] !== '' && (former === '' || sizeOf(former) === sizeOf(stat.text))
  );
}

function sizeOf(stat: string): string {
  return stat.slice(0, stat.indexOf(' '));
}

function timeOf(clock: DiskClock, { cache }: SitePlaces): number {
  try {
    return clock(dirname(cache));
  } catch {
    // No cache can be written there, so the time does not matter.
    return -Infinity;
  }
}

function withStats(last: LastBuild, files: readonly DoubtfulFile[], time: number): LastBuild {
  const next = (table: FileTable): FileTable => {
    const stats = [...table.stats];
    for (const { table: its, index, stat } of files) if (its === table) stats[index] = stableStat(stat, time);
    return { ...table, stats };
  };
  return { ...last, sources: next(last.sources), lock: next(last.lock), outputs: next(last.outputs) };
}
