import { posix } from 'node:path';
import type { SourceFile } from '../../content/discover.ts';
import { encodePath } from '../../base/url.ts';
import type { Reference } from './reading.ts';

const article = /\.(?:md|mdx|markdown)$/i;
const endings = ['', '.md', '.mdx', '.markdown', '/index.md', '/index.mdx'];

/**
 * Finds the files that names in template syntax mean, from the article they stand in: by their place beside it, below
 * the root or below the content folder, and else by their name alone, as Hugo, Jekyll and Obsidian do. Gives the
 * path from the article's file, percent-encoded, with the fragment that was asked for.
 */
export function createReferences(files: () => readonly Named[]): (from: Named) => Reference {
  // Few sites name files in template syntax.
  let names: Names | undefined;
  return (from) => (kind, wanted) => find((names ??= nameAll(files())), from, kind, wanted);
}

/** What a file is called. */
export type Named = Pick<SourceFile, 'file' | 'path'>;

/** Files by their paths and by their names, as references write them. */
interface Names {
  readonly byPath: ReadonlyMap<string, Named>;
  readonly byName: ReadonlyMap<string, Named>;
}

function nameAll(files: readonly Named[]): Names {
  const byPath = new Map<string, Named>();
  const byName = new Map<string, Named>();
  for (const one of files) {
    for (const path of [one.file, one.path, one.path.replaceAll(/(?:^|(?<=\/))_posts\//g, '')])
      add(byPath, path, one);
  }
  for (const one of files) {
    const base = posix.basename(one.file);
    add(byName, base, one);
    if (!article.test(base)) continue;
    const name = base.replace(article, '');
    add(byName, name === 'index' ? posix.basename(posix.dirname(one.file)) : name, one);
    add(byName, name.replace(/^\d{4}-\d{1,2}-\d{1,2}-(?=.)/, ''), one);
  }
  return { byPath, byName };
}

function find(
  { byPath, byName }: Names,
  from: Named,
  kind: Parameters<Reference>[0],
  wanted: string,
): string | undefined {
  const mark = wanted.search(/[?#]/);
  const [path, tail] = mark < 0 ? [wanted, ''] : [wanted.slice(0, mark), wanted.slice(mark)];
  if (path === '') return tail === '' ? undefined : tail;
  const key = path
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/^\/+|\/+$/g, '');
  const beside = posix.join(posix.dirname(from.file), path).normalize('NFC').toLowerCase();
  const places = path.startsWith('/') ? [key] : [beside, key];
  const found =
    places
      .flatMap((place) => endings.map((ending) => byPath.get(place + ending)))
      .find((one) => one !== undefined && (kind !== 'post_url' || article.test(one.file))) ??
    byName.get(posix.basename(key));
  if (!found || (kind === 'post_url' && !article.test(found.file))) return undefined;
  const way = encodePath(posix.relative(posix.dirname(from.file), found.file));
  // Else a colon in it could be taken for the end of a scheme.
  return (way.startsWith('../') ? way : `./${way}`) + tail;
}

/** The first file of a name is the one it means. */
function add(map: Map<string, Named>, key: string, one: Named): void {
  const name = key.normalize('NFC').toLowerCase();
  if (!map.has(name)) map.set(name, one);
}
