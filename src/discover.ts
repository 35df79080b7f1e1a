import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { problem, type Problem } from './problem.ts';

/** A file below a content folder. */
export interface SourceFile {
  /** Path below the site's root, with `/`: the name used in messages. */
  readonly file: string;
  /** Absolute path on this machine, to read it by. Never shown. */
  readonly location: string;
  /** Path below its content folder, with `/`, in NFC. */
  readonly path: string;
  /** The content folder below the site's root, with `/` at its end; empty where it is the root itself. */
  readonly folder: string;
}

/** What lies in the content folders, each list sorted by `file`. */
export interface Discovery {
  readonly articles: readonly SourceFile[];
  /** Files that articles may refer to: pictures, sound, downloads. */
  readonly assets: readonly SourceFile[];
  readonly problems: readonly Problem[];
}

/** What `discover` is told. */
export interface DiscoverOptions {
  /** Absolute path of the site's folder. */
  readonly root: string;
  /** Folders and globs below the root; one that begins with `!` excludes. */
  readonly content: readonly string[];
  /** Path of the output folder below the root: what was built is never read. */
  readonly output: string;
}

const article = /\.(?:md|markdown)$/i;

/**
 * Lists the content folders. Hidden and `_`-prefixed files and folders are left out except `_posts`, and so are
 * `node_modules`, the output folder, and links that lead out of the site's root.
 */
export function discover({ root, content, output }: DiscoverOptions): Discovery {
  const problems: Problem[] = [];
  const found = new Map<string, SourceFile>();
  const excluded = content
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => trim(pattern.slice(1)));
  const isExcluded = picomatch(excluded.flatMap((pattern) => [pattern, `${pattern}/**`]));
  const skip = (file: string) => file === output || isExcluded(file);
  for (const pattern of content.filter((one) => !one.startsWith('!')).map(trim)) {
    const { base, isGlob } = picomatch.scan(pattern);
    const folder = isGlob ? base : pattern;
    const matches = isGlob ? picomatch(pattern) : () => true;
    const walk: Walk = { root, base: folder === '' ? '.' : folder, matches, skip, found, problems };
    const [inside, around] = [posix.relative(folder, output), posix.relative(output, folder)];
    if (folder !== '.' && folder !== '' && (!inside.startsWith('..') || !around.startsWith('..'))) {
      problems.push(problem('output-overlap', {}, { output, content: folder }));
    } else if (!isFolder(join(root, folder))) {
      problems.push(problem('content-not-found', {}, { path: folder }));
    } else {
      visit(
        walk,
        '',
        isInside(realpathSync(root), join(root, folder))
          ? realpathSync(root)
          : realpathSync(join(root, folder)),
      );
    }
  }
  const files = [...found.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const articles = files.filter((one) => article.test(one.path));
  if (articles.length === 0 && problems.length === 0) {
    problems.push(problem('no-articles', {}, { path: content.join(', ') }));
  }
  return { articles, assets: files.filter((one) => !article.test(one.path)), problems };
}

interface Walk {
  readonly root: string;
  readonly base: string;
  readonly matches: (file: string) => boolean;
  readonly skip: (file: string) => boolean;
  readonly found: Map<string, SourceFile>;
  readonly problems: Problem[];
}

function visit(walk: Walk, folder: string, realRoot: string): void {
  const { root, base, matches, skip, found, problems } = walk;
  const location = join(root, base, folder);
  let entries: Dirent[];
  try {
    entries = readdirSync(location, { withFileTypes: true });
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    problems.push(problem('file-unreadable', {}, { path: join(base, folder), detail }));
    return;
  }
  for (const entry of entries) {
    const { name } = entry;
    if (/^[._]/.test(name) ? name !== '_posts' : name === 'node_modules') continue;
    const path = folder === '' ? name : `${folder}/${name}`;
    const file = base === '.' ? path : `${base}/${path}`;
    if (skip(file)) continue;
    const kind = entry.isSymbolicLink() ? linked(join(location, name), realRoot) : entry;
    if (kind?.isDirectory()) {
      visit(walk, path, realRoot);
    } else if (kind?.isFile() && (!article.test(name) || matches(file)) && !found.has(file)) {
      found.set(file, {
        file,
        location: join(location, name),
        path: path.normalize('NFC'),
        folder: base === '.' ? '' : `${base}/`,
      });
    }
  }
}

/** What a link leads to, where that lies below the root and is not a folder the link itself lies in. */
function linked(
  location: string,
  realRoot: string,
): { isDirectory(): boolean; isFile(): boolean } | undefined {
  try {
    const target = realpathSync(location);
    const loops = isInside(target, location) && location !== target;
    return isInside(realRoot, target) && !loops ? statSync(target) : undefined;
  } catch {
    // A link that leads nowhere is no file.
    return undefined;
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith('/');
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function trim(pattern: string): string {
  return pattern.replace(/^\.\/+/, '').replace(/\/+$/, '') || '.';
}
