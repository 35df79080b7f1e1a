import { contentHash } from '../base/hash.ts';
import { isStable, type FileStat } from './file-stat.ts';

/** How files look and what is in them, in little room. */
export interface FileSetDigest {
  /** The digest of their names and marks. */
  readonly stats: string;
  /** The digest of their names and the hashes of their contents; empty where one of them is not known for certain. */
  readonly contents: string;
  /** Bytes of all of them together. */
  readonly size: number;
  /** The marks of a few of them. */
  readonly sample: readonly string[];
}

/** Files by their names, in an order of their own. The text of a mark begins with the size. */
export type StatEntries = readonly (readonly [name: string, mark: FileStat])[];

/** How `files` look, whose contents have these `hashes`, if that is known. */
export function digestFiles(files: StatEntries, hashes: readonly string[] | undefined): FileSetDigest {
  return {
    stats: marksOf(files),
    contents: hashes && !hashes.includes('') ? contentsOf(files, hashes) : '',
    size: sizeOf(files),
    sample: fewOf(files),
  };
}

/** What can be said of `files` without reading them: whether they are the same, may have the same contents, or are others. */
export function compareFiles(look: FileSetDigest, files: StatEntries): 'same' | 'unclear' | 'changed' {
  if (marksOf(files) === look.stats) return 'same';
  if (look.contents === '' || sizeOf(files) !== look.size) return 'changed';
  // A checkout gives every file another mark, an edit only those it changes.
  return fewOf(files).some((stat) => look.sample.includes(stat)) ? 'changed' : 'unclear';
}

/** The look of `files` if their contents, which have these `hashes`, are those of `look`. */
export function refreshDigest(
  look: FileSetDigest,
  files: StatEntries,
  hashes: readonly string[],
): FileSetDigest | undefined {
  if (contentsOf(files, hashes) !== look.contents) return undefined;
  return { ...look, stats: marksOf(files), sample: fewOf(files) };
}

/** Whether another change since `time` of any of the files would show. */
export function areStable(files: StatEntries, time: number): boolean {
  return files.every(([, stat]) => isStable(stat, time));
}

function marksOf(files: StatEntries): string {
  const lines: string[] = [];
  for (const [name, { text }] of files) lines.push(name, text);
  return contentHash(lines.join('\n'));
}

function contentsOf(files: StatEntries, hashes: readonly string[]): string {
  const lines: string[] = [];
  for (const [index, [name]] of files.entries()) lines.push(name, hashes[index] ?? '');
  return contentHash(lines.join('\n'));
}

function sizeOf(files: StatEntries): number {
  let size = 0;
  for (const [, { text }] of files) size += Number.parseInt(text, 10);
  return size;
}

/** The marks of the first, the last, and three between. */
function fewOf(files: StatEntries): string[] {
  const last = files.length - 1;
  return [0, 0.25, 0.5, 0.75, 1].flatMap((part) => files[Math.floor(last * part)]?.[1].text ?? []);
}
