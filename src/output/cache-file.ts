import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { draftFile } from './atomic-file.ts';

/** Creates the hidden cache folder in a site's root, with a `.gitignore` file so that Git ignores it. */
export function createCacheFolder(home: string): void {
  mkdirSync(home, { recursive: true });
  const ignore = `${home}/.gitignore`;
  if (!statSync(ignore, { throwIfNoEntry: false })) writeFileSync(ignore, '*\n');
}

/**
 * Atomically replaces the file `name` in the cache folder `folder` with the output of `write`. Returns whether that succeeded.
 * A full disk or a missing folder is not an error, because losing the cache only costs time.
 */
export function replaceFile(folder: string, name: string, write: (draft: string) => void): boolean {
  const path = `${folder}/${name}`;
  try {
    // Only Feedmill uses these names, so it can remove a folder with such a name.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) rmSync(path, { recursive: true });
    draftFile(path, write).commit();
    return true;
  } catch {
    return false;
  }
}
