import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../base/errno.ts';
import { createFile } from '../../output/atomic-file.ts';

/** The result for a file: it is (or would be) written, or already existed with the same text, or with another. */
export type Written = 'written' | 'unchanged' | 'kept';

/** Writes `text` to the file `name` in `folder` in one step, and never overwrites a file. */
export function writeNew(folder: string, name: string, text: string, isDry: boolean): Written {
  const path = join(folder, name);
  const existing = textAt(path);
  if (existing !== undefined) return existing === text ? 'unchanged' : 'kept';
  if (isDry) return 'written';
  mkdirSync(folder, { recursive: true });
  return createFile(path, text) ? 'written' : 'kept';
}

/** Returns the text of a file, or `undefined` if it does not exist. */
function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
