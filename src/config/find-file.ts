import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

const fileNames = [
  'feedmill.yaml',
  'feedmill.yml',
  'feedmill.config.js',
  'feedmill.config.mjs',
  'feedmill.config.cjs',
];

/** A config file: its absolute path, and its path relative to the site's root, with `/` as the separator. */
export interface ConfigFile {
  readonly location: string;
  readonly name: string;
}

/** Returns the config files of the site at `root`, of which there should be only one, or only the file that the user named. */
export function findConfigFiles(root: string, named?: string): ConfigFile[] {
  const found =
    named === undefined
      ? fileNames.map((name) => join(root, name)).filter((path) => existsSync(path))
      : [resolve(root, named)];
  return found.map((location) => ({ location, name: below(root, location) }));
}

/**
 * Returns the path of the lock file, relative to `root`, with `/` as the separator. It is next to the config file (absolute path)
 * and has its name. Without a config file, it is `feedmill.lock`.
 */
export function lockFileName(root: string, config = join(root, 'feedmill.yaml')): string {
  const name = basename(config).replace(/(?:\.config)?\.\w+$/, '');
  return below(root, join(dirname(config), `${name}.lock`));
}

function below(root: string, location: string): string {
  return relative(root, location).split(sep).join('/');
}

/** Whether a config is code that Feedmill runs. */
export function isCode({ location }: ConfigFile): boolean {
  return /\.[cm]?js$/i.test(location);
}
