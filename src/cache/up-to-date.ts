import { readFileSync, writeFileSync } from 'node:fs';
import type { Discovery, SourceFile } from '../content/discover.ts';
import { contentHash, contentHashLength } from '../base/hash.ts';
import type { LockFile } from '../subscribers/lock/file.ts';
import type { Written } from '../output/output.ts';
import { hashLength } from '../output/manifest.ts';
import { fileAt, placesBelow } from '../output/file-tree.ts';
import type { Problem } from '../problems/problem.ts';
import type { Summary } from '../cli/reporters.ts';
import { createHasher, type HashFile } from '../base/file.ts';
import { forget, keep } from '../output/replace-file.ts';
import { areSettled, compare, lookOf, renew, type Files, type Look } from './fileset.ts';
import { diskTime, markOf, type Mark } from './file-stat.ts';

/**
 * What a build came to, and how to see at a glance that the next one would come to the same: no file has changed, and none is
 * due or over. It is read on every start: of all the files it has but a few digests.
 */
export interface Glance {
  /** All files the build read, and those it wrote. */
  readonly sources: Look;
  readonly files: Look;
  /** Where to look for them, and what was wrong with the places. */
  readonly content: readonly string[];
  readonly output: string;
  readonly outputs: readonly string[];
  readonly found: readonly Problem[];
  /** The lock file after the build, if there is one; and whether the build only read it. */
  readonly lock: Look;
  readonly frozen: boolean;
  /** IANA. */
  readonly timezone: string;
  readonly window: Window;
  /** What the next build has to tell. */
  readonly problems: readonly Problem[];
  readonly summary: Summary;
}

/** From when until when, in milliseconds since 1970, what is published is the same; without an end, for good. */
export interface Window {
  readonly from: number;
  readonly until?: number;
}

const fileName = 'glance';

/** The last build that is told of in `folder`, if that can be read. */
export function readGlance(folder: string): Glance | undefined {
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
export function saveGlance(folder: string, glance: Glance | undefined): void {
  if (!glance) return forget(folder, fileName);
  const { outputs, ...data } = glance;
  const text = `${outputs.join('\n')}\n\n${JSON.stringify(data)}`;
  keep(folder, fileName, (draft) => writeFileSync(draft, `${contentHash(text)}\n\n${text}`));
}

/** The files below the content folders, and their sizes and times. */
export interface Seen {
  readonly found: Discovery;
  /** By the path below the site's root. */
  readonly marks: ReadonlyMap<string, Mark | undefined>;
  /** The hashes of articles that were read to see what is in them, and when that began, by the clock of the disk. */
  readonly read?: { readonly hashes: ReadonlyMap<string, string>; readonly time: number };
}

/** Looks at the files that were found. */
export function see(found: Discovery): Seen {
  const marks = new Map<string, Mark | undefined>();
  for (const list of [found.articles, found.assets])
    for (const { file, location } of list) marks.set(file, markOf(location));
  return { found, marks };
}

/** Where there is more to look at than the content folders: the lock, the output (its absolute path), the folder glances are kept in. */
export interface Places {
  readonly lock: LockFile;
  readonly output: string;
  readonly memory: string;
}

/** What came of a glance. */
export interface Recognition {
  /** Where all is as it was: another one where the files only look another way, which knows them by that. */
  readonly glance?: Glance;
  /** Of what was read for it. */
  readonly read?: Seen['read'];
}

/**
 * Whether all is as it was. After a checkout, or where the output comes out of a cache, no file has the mark it had: then what is
 * in them is compared, if nothing tells before that it is not the same. Throws what the system refuses.
 */
export function recognise(glance: Glance, seen: Seen, { lock, output, memory }: Places): Recognition {
  const { found } = seen;
  if (JSON.stringify(found.problems) !== JSON.stringify(glance.found)) return {};
  const locks = lockFiles(lock, markOf(lock.location));
  const sources = sourceFiles(found, ({ file }) => seen.marks.get(file));
  const lockIs = compare(glance.lock, locks);
  const sourcesAre = sources ? compare(glance.sources, sources) : 'changed';
  if (!sources || lockIs === 'changed' || sourcesAre === 'changed') return {};
  const outputs = outputFiles(glance.outputs, output);
  const outputsAre = outputs ? compare(glance.files, outputs) : 'changed';
  if (!outputs || outputsAre === 'changed') return {};
  if (!glance.outputs.every(placesBelow(output))) return {};
  if (lockIs === 'same' && sourcesAre === 'same' && outputsAre === 'same') return { glance };

  // What is written to from now on has a later time than this.
  const time = timeOf(memory);
  const hash = createHasher();
  const lockNow = lockIs === 'same' ? glance.lock : renew(glance.lock, locks, lockHashes(lock, locks, hash));
  if (!lockNow) return {};
  const hashes = sourcesAre === 'same' ? undefined : sourceHashes(found, hash);
  const read = hashes && {
    hashes: new Map(found.articles.map(({ file }, index) => [file, hashes[index] ?? ''])),
    time,
  };
  const told = read ? { read } : {};
  const sourcesNow = hashes ? renew(glance.sources, sources, hashes) : glance.sources;
  if (!sourcesNow) return told;
  const filesNow =
    outputsAre === 'same'
      ? glance.files
      : renew(glance.files, outputs, outputHashes(glance.outputs, output, hash));
  if (!filesNow) return told;
  // Files that are too new to be known by their marks are read again next time.
  const isKnown = [locks, sources, outputs].every((files) => areSettled(files, time));
  if (!isKnown) return { glance };
  return { glance: { ...glance, lock: lockNow, sources: sourcesNow, files: filesNow }, ...told };
}

/** The time by the clock of the disk; the first of all where nothing can be kept anyway. */
function timeOf(folder: string): number {
  try {
    return diskTime(folder);
  } catch {
    return -Infinity;
  }
}

/** The files that are read; nothing where a mark is not known for certain. */
export function sourceFiles(
  { articles, assets }: Discovery,
  markOfSource: (source: SourceFile) => Mark | undefined,
): Files | undefined {
  const files: [string, Mark][] = [];
  for (const list of [articles, assets])
    for (const source of list) {
      const mark = markOfSource(source);
      if (!mark || mark.text === '') return undefined;
      files.push([source.file, mark]);
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
export function outputMark({ size, time }: Pick<Written, 'size' | 'time'>): Mark {
  return { text: `${size} ${time}`, changed: time };
}

/** The files at `paths` below `root`; nothing where one is not there. */
function outputFiles(paths: readonly string[], root: string): Files | undefined {
  const files: [string, Mark][] = [];
  for (const path of paths) {
    const file = fileAt(`${root}/${path}`);
    if (!file) return undefined;
    files.push([path, outputMark(file)]);
  }
  return files;
}

function outputHashes(paths: readonly string[], root: string, hash: HashFile): string[] {
  return paths.map((path) => hash(`${root}/${path}`, 'hex').slice(0, hashLength));
}

/** How the lock looks whose mark is `mark` after a build went by it, or wrote it. */
export function lockLook(lock: LockFile, mark: Mark | undefined): Look {
  const files = lockFiles(lock, mark);
  try {
    const hashes = lockHashes(lock, files, createHasher());
    // Changed meanwhile, it has not the contents that the build knew.
    return lookOf(files, markOf(lock.location)?.text === mark?.text ? hashes : undefined);
  } catch {
    return lookOf(files, undefined);
  }
}

function lockFiles({ file }: LockFile, mark: Mark | undefined): Files {
  return mark ? [[file, mark]] : [];
}

function lockHashes({ location }: LockFile, files: Files, hash: HashFile): string[] {
  return files.map(() => hash(location, 'base64url'));
}
