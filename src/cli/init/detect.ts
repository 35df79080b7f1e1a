import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What lies in a site's folder. Paths are below it, with `/`. */
export interface Detected {
  /** Whether something is at `path`. */
  has(path: string): boolean;
  /** The first of `paths` that is there. */
  first(...paths: readonly string[]): string | undefined;
  /** The text of a file; empty where it cannot be read. */
  text(path: string | undefined): string;
  /** Whether articles could lie in `folder`: Markdown, at whatever depth. */
  hasMarkdown(folder: string): boolean;
}

/** Looks into the folder at `root` (absolute). */
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

/** What the line `key: value` or `key = value` of a config says, in YAML or TOML; the first that stands at the left edge. */
export function valueIn(text: string, key: string): string | undefined {
  const line = new RegExp(
    String.raw`^${key}[ \t]*[:=][ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^#\n]*))`,
    'im',
  ).exec(text);
  const value = (line?.[1] ?? line?.[2] ?? line?.[3] ?? '').trim();
  return value === '' ? undefined : value;
}
