import { readFileSync, writeFileSync } from 'node:fs';
import type { Discovery, SourceFile } from '../content/discover.ts';
import { contentHash, contentHashLength } from '../base/hash.ts';
import type { LockFile } from '../subscribers/lock/read-write.ts';
import type { Written } from '../output/model.ts';
import { hashLength } from '../output/manifest.ts';
import { fileAt, placesBelow } from '../output/file-tree.ts';
import type { Problem } from '../problems/problem.ts';
import { createHasher, type HashFile } from '../base/file.ts';
import { removeFile, replaceFile } from '../output/cache-file.ts';
import {
  areStable,
  compareFiles,
  digestFiles,
  refreshDigest,
  type StatEntries,
  type FileSetDigest,
} from './fileset.ts';
import { fileSystemTime, fileStat, type FileStat } from './file-stat.ts';
import type { Summary } from '../problems/report.ts';

/**
 * What a build came to, and how to see at a glance that the next one would come to the same: no file has changed, and none is
 * due or over. It is read on every start: of all the files it has but a few digests.
 */
export interface LastBuild {
  /** All files the build read, and those it wrote. */
  readonly sources: FileSetDigest;
  readonly files: FileSetDigest;
  /** Where to look for them, and what was wrong with the places. */
  readonly content: readonly string[];
  readonly output: string;
  readonly outputs: readonly string[];
  readonly found: readonly Problem[];
  /** The lock file after the build, if there is one; and whether the build only read it. */
  readonly lock: FileSetDigest;
  readonly frozen: boolean;
  /** IANA. */
  readonly timezone: string;
  readonly window: PublicationWindow;
  /** What the next build has to tell. */
  readonly problems: readonly Problem[];
  readonly summary: Summary;
}

/** From when until when, in milliseconds since 1970, what is published is the same; without an end, for good. */
export interface PublicationWindow {
  readonly from: number;
  readonly until?: number;
}

const fileName = 'glance';

/** The last build that is told of in `folder`, if that can be read. */
export function readLastBuild(folder: string): LastBuild | undefined {
  try {
    const text = readFileSync(`${folder}/${fileName}`, 'utf8');
    const [seal = '', paths = '', ...rest] = text.split('\n\n');
    const data = rest.join('\n\n');
    if (seal !== contentHash(`${paths}\n\n${data}`)) return undefined;
    return { ...JSON.parse(data), outputs: paths.split('\n') };
  } catch {
    return undefined;
  }
}

/** Puts `glance` in the place of the last one; without one there is nothing to see at a glance. */
export function saveLastBuild(folder: string, lastBuild: LastBuild | undefined): void {
  if (!lastBuild) return removeFile(folder, fileName);
  const { outputs, ...data } = lastBuild;
  const text = `${outputs.join('\n')}\n\n${JSON.stringify(data)}`;
  replaceFile(folder, fileName, (draft) => writeFileSync(draft, `${contentHash(text)}\n\n${text}`));
}

/** The files below the content folders, and their sizes and times. */
export interface SourceStats {
  readonly found: Discovery;
  /** By the path below the site's root. */
  readonly stats: ReadonlyMap<string, FileStat | undefined>;
  /** The hashes of articles that were read to see what is in them, and when that began, by the clock of the disk. */
  readonly read?: { readonly hashes: ReadonlyMap<string, string>; readonly time: number };
}

/** Looks at the files that were found. */
export function statSources(found: Discovery): SourceStats {
  const stats = new Map<string, FileStat | undefined>();
  for (const list of [found.articles, found.assets])
    for (const { file, location } of list) stats.set(file, fileStat(location));
  return { found, stats };
}

/** Where there is more to look at than the content folders: the lock, the output (its absolute path), the folder glances are kept in. */
export interface Places {
  readonly lock: LockFile;
  readonly output: string;
  readonly cache: string;
}

/** What came of a glance. */
export interface UpToDateCheck {
  /** Where all is as it was: another one where the files only look another way, which knows them by that. */
  readonly glance?: LastBuild;
  /** Of what was read for it. */
  readonly read?: SourceStats['read'];
}

/**
 * Whether all is as it was. After a checkout, or where the output comes out of a cache, no file has the mark it had: then what is
 * in them is compared, if nothing tells before that it is not the same. Throws what the system refuses.
 */
export function checkUpToDate(
  lastBuild: LastBuild,
  seen: SourceStats,
  { lock, output, cache }: Places,
): UpToDateCheck {
  const { found } = seen;
  if (JSON.stringify(found.problems) !== JSON.stringify(lastBuild.found)) return {};
  const locks = lockFiles(lock, fileStat(lock.location));
  const sources = sourceFiles(found, ({ file }) => seen.stats.get(file));
  const lockIs = compareFiles(lastBuild.lock, locks);
  const sourcesAre = sources ? compareFiles(lastBuild.sources, sources) : 'changed';
  if (!sources || lockIs === 'changed' || sourcesAre === 'changed') return {};
  const outputs = outputFiles(lastBuild.outputs, output);
  const outputsAre = outputs ? compareFiles(lastBuild.files, outputs) : 'changed';
  if (!outputs || outputsAre === 'changed') return {};
  if (!lastBuild.outputs.every(placesBelow(output))) return {};
  if (lockIs === 'same' && sourcesAre === 'same' && outputsAre === 'same') return { glance: lastBuild };

  // What is written to from now on has a later time than this.
  const time = timeOf(cache);
  const hash = createHasher();
  const lockNow =
    lockIs === 'same' ? lastBuild.lock : refreshDigest(lastBuild.lock, locks, lockHashes(lock, locks, hash));
  if (!lockNow) return {};
  const hashes = sourcesAre === 'same' ? undefined : sourceHashes(found, hash);
  const read = hashes && {
    hashes: new Map(found.articles.map(({ file }, index) => [file, hashes[index] ?? ''])),
    time,
  };
  const told = read ? { read } : {};
  const sourcesNow = hashes ? refreshDigest(lastBuild.sources, sources, hashes) : lastBuild.sources;
  if (!sourcesNow) return told;
  const filesNow =
    outputsAre === 'same'
      ? lastBuild.files
      : refreshDigest(lastBuild.files, outputs, outputHashes(lastBuild.outputs, output, hash));
  if (!filesNow) return told;
  // Files that are too new to be known by their marks are read again next time.
  const isKnown = [locks, sources, outputs].every((files) => areStable(files, time));
  if (!isKnown) return { glance: lastBuild };
  return { glance: { ...lastBuild, lock: lockNow, sources: sourcesNow, files: filesNow }, ...told };
}

/** The time by the clock of the disk; the first of all where nothing can be kept anyway. */
function timeOf(folder: string): number {
  try {
    return fileSystemTime(folder);
  } catch {
    return -Infinity;
  }
}

/** The files that are read; nothing where a mark is not known for certain. */
export function sourceFiles(
  { articles, assets }: Discovery,
  markOfSource: (source: SourceFile) => FileStat | undefined,
): StatEntries | undefined {
  const files: [string, FileStat][] = [];
  for (const list of [articles, assets])
    for (const source of list) {
      const stat = markOfSource(source);
      if (!stat || stat.text === '') return undefined;
      files.push([source.file, stat]);
    }
  return files;
}

function sourceHashes({ articles, assets }: Discovery, hash: HashFile): string[] {
  return [
    ...articles.map(({ location }) => hash(location, 'base64url').slice(0, contentHashLength)),
    ...assets.map(({ location }) => hash(location, 'hex').slice(0, hashLength)),
  ];
}

/** The mark of a file that was written. */
export function outputStat({ size, time }: Pick<Written, 'size' | 'time'>): FileStat {
  return { text: `${size} ${time}`, changed: time };
}

/** The files at `paths` below `root`; nothing where one is not there. */
function outputFiles(paths: readonly string[], root: string): StatEntries | undefined {
  const files: [string, FileStat][] = [];
  for (const path of paths) {
    const file = fileAt(`${root}/${path}`);
    if (!file) return undefined;
    files.push([path, outputStat(file)]);
  }
  return files;
}

function outputHashes(paths: readonly string[], root: string, hash: HashFile): string[] {
  return paths.map((path) => hash(`${root}/${path}`, 'hex').slice(0, hashLength));
}

/** How the lock looks whose mark is `mark` after a build went by it, or wrote it. */
export function digestLock(lock: LockFile, stat: FileStat | undefined): FileSetDigest {
  const files = lockFiles(lock, stat);
  try {
    const hashes = lockHashes(lock, files, createHasher());
    // Changed meanwhile, it has not the contents that the build knew.
    return digestFiles(files, fileStat(lock.location)?.text === stat?.text ? hashes : undefined);
  } catch {
    return digestFiles(files, undefined);
  }
}

function lockFiles({ file }: LockFile, stat: FileStat | undefined): StatEntries {
  return stat ? [[file, stat]] : [];
}

function lockHashes({ location }: LockFile, files: StatEntries, hash: HashFile): string[] {
  return files.map(() => hash(location, 'base64url'));
}
