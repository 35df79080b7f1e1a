import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { draftFile } from './atomic-file.ts';

/** Makes the hidden folder at a site's root that lasts from build to build, and tells Git to leave it out. */
export function createCacheFolder(home: string): void {
  mkdirSync(home, { recursive: true });
  const ignore = `${home}/.gitignore`;
  if (!statSync(ignore, { throwIfNoEntry: false })) writeFileSync(ignore, '*\n');
}

/**
 * Replaces the file `name` in `folder` of the cache with what `write` writes, whole or not at all, and returns whether it did.
 * A full disk or a missing folder is not an error: a cache that is lost costs time only.
 */
export function replaceFile(folder: string, name: string, write: (draft: string) => void): boolean {
  const path = `${folder}/${name}`;
  try {
    // Only Feedmill uses these names, so it removes a folder that has one of them.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) rmSync(path, { recursive: true });
    draftFile(path, write).commit();
    return true;
  } catch {
    return false;
  }
}
