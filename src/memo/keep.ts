import { randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';

/**
 * Puts what `write` writes in the place of the file `name` in `folder`, whole or not at all. A disk that is full, or a folder that is
 * gone, loses time only.
 */
export function keep(folder: string, name: string, write: (draft: string) => void): void {
  const draft = `${name}.${randomUUID()}`;
  try {
    write(`${folder}/${draft}`);
    put(`${folder}/${draft}`, `${folder}/${name}`);
  } catch {
    forget(folder, draft);
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
export function forget(folder: string, name: string): void {
  try {
    rmSync(`${folder}/${name}`, { recursive: true, force: true });
  } catch {
    // The folder is none.
  }
}
