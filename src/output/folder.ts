import { lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Problem } from '../problems/problem.ts';
import { problem } from '../problems/problem.ts';
import { quietly, describeSystemError } from './system-error.ts';
import type { LockOptions } from './folder-lock.ts';
import { acquireLock } from './folder-lock.ts';
import { emptyManifest, parseManifest } from './manifest.ts';
import { privateFolder } from './path.ts';
import type { PreviousOutput } from './publish.ts';
import { manifestPath } from './publish.ts';

/** An output folder that no other build writes to until you call `close`. */
export interface Folder extends PreviousOutput {
  /** Removes all unpublished files, releases the lock, and removes empty folders that it created. */
  readonly close: () => void;
}

/** Opens the output folder at `root`. Messages call it `name`. With `dryRun`, only reads it. */
export async function openFolder(
  root: string,
  name: string,
  options: LockOptions & { readonly dryRun: boolean },
): Promise<Folder | Problem> {
  const inside = `${root}/${privateFolder}`;
  const stage = `${inside}/stage`;
  const lockPath = `${inside}/lock`;
  try {
    if (statSync(root, { throwIfNoEntry: false })?.isDirectory() === false)
      return problem('output-in-the-way', {}, { path: name });
    if (lstatSync(inside, { throwIfNoEntry: false })?.isDirectory() === false)
      return problem('output-in-the-way', {}, { path: `${name}/${privateFolder}` });
    if (options.dryRun) return { root, stage, ...readManifest(root), close: () => undefined };

    let made: string | undefined;
    const prepare = (): void => {
      made ??= mkdirSync(inside, { recursive: true });
    };
    const lock = await acquireLock(lockPath, prepare, options);
    if ('pid' in lock) {
      const args = { pid: lock.pid ?? 'unknown', path: name, lock: `${name}/${privateFolder}/lock` };
      return problem('output-locked', {}, args);
    }
    const close = (): void => {
      quietly(() => rmSync(stage, { recursive: true, force: true }));
      quietly(lock.release);
      quietly(() => removeEmpty(inside, made ?? inside));
    };
    try {
      removeLeftovers(inside);
      mkdirSync(stage);
      return { root, stage, ...readManifest(root), close };
    } catch (error) {
      close();
      throw error;
    }
  } catch (error) {
    return problem('output-failed', {}, { path: name, detail: describeSystemError(error).reason });
  }
}

function readManifest(root: string): Pick<PreviousOutput, 'manifest' | 'text'> {
  try {
    const text = readFileSync(`${root}/${manifestPath}`, 'utf8');
    return { manifest: parseManifest(text), text };
  } catch {
    return { manifest: emptyManifest, text: undefined };
  }
}

// Removes temporary files of killed builds, by the names that Feedmill uses. This build holds the lock, so no other build needs them.
function removeLeftovers(inside: string): void {
  for (const name of readdirSync(inside))
    if (name === 'stage' || /^lock[.-]/.test(name))
      rmSync(`${inside}/${name}`, { recursive: true, force: true });
}

function removeEmpty(folder: string, outermost: string): void {
  rmdirSync(folder);
  if (folder !== outermost && folder.startsWith(outermost)) removeEmpty(dirname(folder), outermost);
}
