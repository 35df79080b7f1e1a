import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** Makes the hidden folder at a site's root that lasts from build to build, and tells Git to leave it out. */
export function createCacheFolder(home: string): void {
  mkdirSync(home, { recursive: true });
  const ignore = `${home}/.gitignore`;
  if (!statSync(ignore, { throwIfNoEntry: false })) writeFileSync(ignore, '*\n');
}

/**
 * Puts what `write` writes in the place of the file `name` in `folder`, whole or not at all, and says whether it did. Of what a build
 * remembers, a disk that is full or a folder that is gone loses time only.
 */
export function replaceFile(folder: string, name: string, write: (draft: string) => void): boolean {
  const draft = `${name}.${randomUUID()}`;
  try {
    write(`${folder}/${draft}`);
    put(`${folder}/${draft}`, `${folder}/${name}`);
    return true;
  } catch {
    removeFile(folder, draft);
    return false;
  }
}

function put(draft: string, path: string): void {
  try {
    renameSync(draft, path);
  } catch {
    // A folder stands there, which nobody but us has a use for.
    rmSync(path, { recursive: true });
    renameSync(draft, path);
  }
}

/** Removes what `name` is in `folder`, if it can be. */
export function removeFile(folder: string, name: string): void {
  try {
    rmSync(`${folder}/${name}`, { recursive: true, force: true });
  } catch {
    // The folder is none.
  }
}
