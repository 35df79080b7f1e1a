import { readdirSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, posix, relative, sep } from 'node:path';
import { describeError } from '../base/errno.ts';
import { isFolder } from '../base/file.ts';
import type library from 'picomatch';
import { hasErrors, problem, type Problem } from '../problems/problem.ts';
import { flat, normalized } from '../base/text.ts';

/** A file in a content folder. */
export interface SourceFile {
  /** Path below the site's root, with `/`: the name used in messages. */
  readonly file: string;
  /** Absolute path of the file. Messages never contain it. */
  readonly location: string;
  /** Path below its content folder, with `/`, in NFC. */
  readonly path: string;
  /** The content folder below the site's root, with `/` at its end; empty if it is the root itself. */
  readonly folder: string;
}

/** The files of the content folders, each list sorted by `file`. */
export interface Discovery {
  readonly articles: readonly SourceFile[];
  /** Files that articles can refer to: images, audio, downloads. */
  readonly assets: readonly SourceFile[];
  readonly problems: readonly Problem[];
}

/** Options of `discover`. */
export interface DiscoverOptions {
  /** Absolute path of the site's folder. */
  readonly root: string;
  /** Folders and globs below the root; one that begins with `!` excludes. */
  readonly content: readonly string[];
  /** Path of the output folder, relative to the root. Its files are never read. */
  readonly output: string;
}

const article = /\.(?:md|mdx|markdown)$/i;

/**
 * Lists the content folders. It leaves out hidden and `_`-prefixed files and folders except `_posts`, `node_modules` and the output
 * folder. It follows a symbolic link only if the target is in a content folder.
 */
export function discover({ root, content, output }: DiscoverOptions): Discovery {
  const problems: Problem[] = [];
  const found = new Map<string, SourceFile>();
  const wanted = content.filter((one) => !one.startsWith('!')).map((one) => parsePattern(root, trim(one)));
  const isExcluded = excluder(content.filter((one) => one.startsWith('!')).map((one) => trim(one.slice(1))));
  const homes = wanted.flatMap(({ folder }) => realPath(join(root, folder)) ?? []);
  for (const { folder, matches } of wanted) {
    const isApart = isOutside(posix.relative(folder, output)) && isOutside(posix.relative(output, folder));
    if (folder !== '.' && !isApart) {
      problems.push(problem('output-overlap', {}, { output, content: folder }));
    } else if (!isFolder(join(root, folder))) {
      problems.push(problem('content-not-found', {}, { path: folder }));
    } else {
      const skip = (file: string, path: string) => file === output || isExcluded(file) || isExcluded(path);
      const real = realPath(join(root, folder));
      if (real !== undefined)
        visit({ root, folder, matches, skip, homes, found, problems, seen: new Set() }, '', real);
    }
  }
  const files = [...found.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const articles: SourceFile[] = [];
  const assets: SourceFile[] = [];
  for (const one of files) (article.test(one.path) ? articles : assets).push(one);
  if (articles.length === 0 && !hasErrors(problems)) {
    problems.push(problem('no-articles', {}, { path: content.join(', ') }));
  }
  return { articles, assets, problems };
}

/** A folder to walk, and a test for which of its files are articles. */
interface Wanted {
  readonly folder: string;
  readonly matches: (file: string) => boolean;
}

/** Matches paths without glob characters. Most sites have only such paths and do not need picomatch. */
export const plainPath = /^[\w./-]*$/;
const require = createRequire(import.meta.url);

function loadLibrary(): typeof library {
  return require('picomatch');
}

function parsePattern(root: string, pattern: string): Wanted {
  if (!plainPath.test(pattern)) {
    const picomatch = loadLibrary();
    const { base, isGlob } = picomatch.scan(pattern);
    if (isGlob) return { folder: base || '.', matches: picomatch([pattern, `${pattern}/**`]) };
  }
  const isFile = statSync(join(root, pattern), { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile
    ? { folder: posix.dirname(pattern), matches: (file) => file === pattern }
    : { folder: pattern, matches: () => true };
}

function excluder(patterns: readonly string[]): (file: string) => boolean {
  return patterns.length === 0 ? () => false : loadLibrary()(patterns.flatMap((one) => [one, `${one}/**`]));
}

interface Walk extends Wanted {
  readonly root: string;
  readonly skip: (file: string, path: string) => boolean;
  /** Real paths of all content folders. */
  readonly homes: readonly string[];
  readonly found: Map<string, SourceFile>;
  readonly problems: Problem[];
  /** Real paths of visited folders, because links can form a cycle. */
  readonly seen: Set<string>;
}

/** Visits the folder at `inside`, whose real path is `real`. */
function visit(walk: Walk, inside: string, real: string): void {
  const { root, folder, matches, skip, found, problems, seen } = walk;
  if (seen.has(real)) return;
  seen.add(real);
  const here = join(root, folder, inside);
  let entries: Dirent[];
  try {
    entries = readdirSync(here, { withFileTypes: true });
  } catch (error) {
    const path = posix.join(folder, inside);
    problems.push(problem('file-unreadable', {}, { path, detail: describeError(error) }));
    return;
  }
  const home = folder === '.' ? '' : `${folder}/`;
  const way = here.endsWith(sep) ? here : here + sep;
  for (const entry of entries) {
    const { name } = entry;
    if (isHidden(name)) continue;
    const path = inside === '' ? name : `${inside}/${name}`;
    const file = home + path;
    if (skip(file, path)) continue;
    const location = flat(way + name);
    const link = entry.isSymbolicLink() ? linked(location, file, walk) : undefined;
    const kind = entry.isSymbolicLink() ? link?.stats : entry;
    if (kind?.isDirectory()) visit(walk, path, link?.target ?? join(real, name));
    else if (kind?.isFile() && (!article.test(name) || matches(file)) && !found.has(file)) {
      found.set(file, { file, location, path: normalized(path), folder: home });
    }
  }
}

function isHidden(name: string): boolean {
  return name.startsWith('.') || name.startsWith('_') ? name !== '_posts' : name === 'node_modules';
}

/**
 * Returns the target of a symbolic link if it is a file or folder that could be published without the link: an article by somebody else
 * must not publish `.git/config`. Reports any other target.
 */
function linked(
  location: string,
  file: string,
  { homes, problems }: Walk,
): { target: string; stats: Stats } | undefined {
  const target = realPath(location);
  if (target === undefined) return undefined;
  const way = homes.map((home) => relative(home, target)).find((one) => !isOutside(one.split(sep).join('/')));
  if (way !== undefined && !way.split(sep).some(isHidden)) return { target, stats: statSync(target) };
  problems.push(problem('symlink-outside', { file }));
  return undefined;
}

/** Returns the path without symbolic links, or `undefined` if the file does not exist. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function isOutside(way: string): boolean {
  return way === '..' || way.startsWith('../') || isAbsolute(way);
}

function trim(pattern: string): string {
  return pattern.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '') || '.';
}
