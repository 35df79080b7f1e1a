import { readFileSync, writeFileSync } from 'node:fs';
import type { Discovery, SourceFile } from '../discover.ts';
import { contentHash } from '../hash.ts';
import type { Written } from '../output.ts';
import { tree } from '../output/tree.ts';
import type { Problem } from '../problem.ts';
import type { Summary } from '../reporters.ts';
import { forget, keep } from './keep.ts';
import { markOf, type Mark } from './marks.ts';

/**
 * What a build came to, and how to see at a glance that the next one would come to the same: no file has changed, and none is
 * due or over.
 */
export interface Glance {
  /** Digests of all files the build read and of those it wrote, with their sizes and times. */
  readonly sources: string;
  readonly files: string;
  /** Where to look for them. */
  readonly content: readonly string[];
  readonly output: string;
  readonly outputs: readonly string[];
  /** The mark of the lock file after the build, empty where there is none; and whether the build only read it. */
  readonly lock: string;
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
}

/** Looks at the files that were found. */
export function see(found: Discovery): Seen {
  const marks = new Map<string, Mark | undefined>();
  for (const list of [found.articles, found.assets])
    for (const { file, location } of list) marks.set(file, markOf(location));
  return { found, marks };
}

/** The digest of files that are read; nothing where a mark is not known for certain. */
export function sourcesDigest(
  found: Discovery,
  markOfSource: (source: SourceFile) => string | undefined,
): string | undefined {
  const lines: string[] = [JSON.stringify(found.problems)];
  for (const list of [found.articles, found.assets])
    for (const source of list) {
      const mark = markOfSource(source);
      if (mark === undefined || mark === '') return undefined;
      lines.push(source.file, mark);
    }
  return contentHash(lines.join('\n'));
}

/** The digest of files that were written; nothing where one is not there. */
export function outputsDigest(
  outputs: Iterable<readonly [path: string, file: Pick<Written, 'size' | 'time'> | undefined]>,
): string | undefined {
  const lines: string[] = [];
  for (const [path, file] of outputs) {
    if (!file) return undefined;
    lines.push(path, `${file.size} ${file.time}`);
  }
  return contentHash(lines.join('\n'));
}

/** Whether all is as it was, below `root`, the absolute path of the output folder, too. */
export function isUnchanged(
  { sources, files, outputs }: Glance,
  { found, marks }: Seen,
  root: string,
): boolean {
  const look = tree(root);
  const fileAt = (path: string) => {
    const standing = look(path);
    return standing.kind === 'file' ? standing : undefined;
  };
  return (
    sourcesDigest(found, ({ file }) => marks.get(file)?.text) === sources &&
    outputsDigest(outputs.map((path) => [path, fileAt(path)] as const)) === files
  );
}
