import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { shellWord } from './shell.ts';
import type { Config } from '../../config/model.ts';
import type { CiSite } from './ci-site.ts';
import { findPackageManager } from './package-manager.ts';

/** The folder of the repository that contains `root` (absolute); `root` itself if there is none. */
export function findRepository(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return root;
  }
}

/** The site at `root` (absolute), with the config `named` if it has a name of its own; `undefined` if no lock file installs Feedmill. */
export function describeSite(
  root: string,
  { pages, output, hubs }: Pick<Config, 'pages' | 'output' | 'hubs'>,
  named: string | undefined,
): CiSite | undefined {
  const repository = findRepository(root);
  const folder = below(repository, root);
  const own = findPackageManager(root, repository);
  const manager = own ?? findPackageManager(repository, repository);
  if (!manager) return undefined;
  const isBelow = own !== undefined && folder !== '';
  const { run, install } = manager;
  return {
    folder,
    program: { repository: isBelow ? shellWord(`${folder}/node_modules/.bin/feedmill`) : run, site: run },
    install: { folder: isBelow ? folder : '', commands: install },
    ...(named !== undefined && { config: below(root, named) }),
    output,
    hasGenerator: !pages,
    hasHubs: hubs.length > 0,
  };
}

/** `path` relative to `folder`, with `/`. */
function below(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}
