import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a site's folder. Paths are relative to it, with `/`. */
export interface Detected {
  /** Whether `path` exists. */
  has(path: string): boolean;
  /** The first of `paths` that exists. */
  first(...paths: readonly string[]): string | undefined;
  /** The text of a file; empty if it cannot be read. */
  text(path: string | undefined): string;
  /** Whether `folder` has Markdown files, at any depth. */
  hasMarkdown(folder: string): boolean;
}

/** Reads the folder at `root` (absolute). */
export function detectFiles(root: string): Detected {
  const has = (path: string) => existsSync(join(root, path));
  return {
    has,
    first: (...paths) => paths.find(has),
    text(path) {
      try {
        return path === undefined ? '' : readFileSync(join(root, path), 'utf8');
      } catch {
        return '';
      }
    },
    hasMarkdown: (folder) => hasMarkdown(join(root, folder)),
  };
}

function hasMarkdown(folder: string): boolean {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).filter(
      ({ name }) => !name.startsWith('.') && name !== 'node_modules',
    );
    return (
      entries.some((entry) => entry.isFile() && /\.(?:md|mdx|markdown)$/i.test(entry.name)) ||
      entries.some((entry) => entry.isDirectory() && hasMarkdown(join(folder, entry.name)))
    );
  } catch {
    return false;
  }
}

/** The value of the first unindented line `key: value` or `key = value` of a YAML or TOML config. */
export function valueIn(text: string, key: string): string | undefined {
  const line = new RegExp(
    String.raw`^${key}[ \t]*[:=][ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^#\n]*))`,
    'im',
  ).exec(text);
  const value = (line?.[1] ?? line?.[2] ?? line?.[3] ?? '').trim();
  return value === '' ? undefined : value;
}
