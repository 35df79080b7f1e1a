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

/** An output folder that nobody else writes to until `close` is called. */
export interface Folder extends PreviousOutput {
  /** Removes all that is not published, gives the lock back, and leaves no empty folder behind that it made. */
  readonly close: () => void;
}

/** Opens the output folder at `root`, which messages call `name`; in a `dryRun` only to be looked at. */
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

// Of builds that were killed. Only by names we give: the lock is held, so nobody needs these any more.
function removeLeftovers(inside: string): void {
  for (const name of readdirSync(inside))
    if (name === 'stage' || /^lock[.-]/.test(name))
      rmSync(`${inside}/${name}`, { recursive: true, force: true });
}

function removeEmpty(folder: string, outermost: string): void {
  rmdirSync(folder);
  if (folder !== outermost && folder.startsWith(outermost)) removeEmpty(dirname(folder), outermost);
}
