import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { version } from '../../base/version.ts';
import { shellWord } from './shell.ts';
import type { Config } from '../../config/model.ts';
import type { CiSite } from './ci-site.ts';

/** The folder of the repository that `root` (absolute) is in; itself where it is in none. */
export function findRepository(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return root;
  }
}

/** The site at `root` (absolute), whose config is the file `named` (absolute) where it has a name of its own. */
export function describeSite(
  root: string,
  { pages, output }: Pick<Config, 'pages' | 'output'>,
  named: string | undefined,
): Omit<CiSite, 'hasHubs'> {
  const repository = findRepository(root);
  const folder = below(repository, root);
  const isOwn = folder !== '' && isInstalled(root);
  const isShared = isOwn || isInstalled(repository);
  const site = isShared ? 'npx feedmill' : `npx --yes feedmill@${version()}`;
  return {
    folder,
    program: { repository: isOwn ? shellWord(`${folder}/node_modules/.bin/feedmill`) : site, site },
    ...(isShared && { install: isOwn ? folder : '' }),
    ...(named !== undefined && { config: below(root, named) }),
    output,
    hasGenerator: !pages,
  };
}

/** `path` as seen from `folder`, with `/`. */
function below(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** Whether `npm ci` in `folder` installs Feedmill. */
function isInstalled(folder: string): boolean {
  return ['package-lock.json', 'npm-shrinkwrap.json'].some((name) => {
    try {
      return readFileSync(join(folder, name), 'utf8').includes('"node_modules/feedmill"');
    } catch {
      return false;
    }
  });
}
