import { posix } from 'node:path';
import type { SourceFile } from '../../content/discover.ts';
import { encodePath } from '../../base/url.ts';
import { articleEndings } from '../links.ts';
import type { Reference } from './reading.ts';

const article = /\.(?:md|mdx|markdown)$/i;

/**
 * Resolves the names of files in template syntax, relative to the article: by their path beside it, below the root or below the content
 * folder, else by their name alone, as Hugo, Jekyll and Obsidian do. Returns the path from the article's file, percent-encoded, with the
 * given fragment.
 */
export function createReferences(files: () => readonly Named[]): (from: Named) => Reference {
  // Created on demand, because few sites have such names.
  let names: Names | undefined;
  return (from) => (kind, wanted) => find((names ??= nameAll(files())), from, kind, wanted);
}

/** The names of a file. */
export type Named = Pick<SourceFile, 'file' | 'path'>;

/** Files by path and by name, as in references. */
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
      .flatMap((place) => articleEndings.map((ending) => byPath.get(place + ending)))
      .find((one) => one !== undefined && (kind !== 'post_url' || article.test(one.file))) ??
    byName.get(posix.basename(key));
  if (!found || (kind === 'post_url' && !article.test(found.file))) return undefined;
  const way = encodePath(posix.relative(posix.dirname(from.file), found.file));
  // Otherwise a colon in it could end a scheme.
  return (way.startsWith('../') ? way : `./${way}`) + tail;
}

/** Adds a file, unless another one has the name. */
function add(map: Map<string, Named>, key: string, one: Named): void {
  const name = key.normalize('NFC').toLowerCase();
  if (!map.has(name)) map.set(name, one);
}
