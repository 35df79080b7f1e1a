import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

const fileNames = [
  'feedmill.yaml',
  'feedmill.yml',
  'feedmill.config.js',
  'feedmill.config.mjs',
  'feedmill.config.cjs',
];

/** A config file: its absolute path, and its path below the root of the site, with `/`. */
export interface ConfigFile {
  readonly location: string;
  readonly name: string;
}

/** The config files of the site at `root`, of which there should be one: that which was named, if one was. */
export function findConfigFiles(root: string, named?: string): ConfigFile[] {
  const found =
    named === undefined
      ? fileNames.map((name) => join(root, name)).filter((path) => existsSync(path))
      : [resolve(root, named)];
  return found.map((location) => ({ location, name: relative(root, location).split(sep).join('/') }));
}

/** Whether a config is code, which is run. */
export function isCode({ location }: ConfigFile): boolean {
  return /\.[cm]?js$/i.test(location);
}
