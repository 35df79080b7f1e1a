import { randomUUID } from 'node:crypto';
import { copyFile, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../base/errno.ts';

/** What became of a file: written (or to be written), there already with the same text, or there with another. */
export type Written = 'written' | 'unchanged' | 'kept';

/** Writes `text` to the file `name` in `folder`, whole or not at all, and never over a file that is there. */
export async function writeNew(folder: string, name: string, text: string, isDry: boolean): Promise<Written> {
  const path = join(folder, name);
  const there = await textAt(path);
  if (there !== undefined) return there === text ? 'unchanged' : 'kept';
  if (isDry) return 'written';
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${name.slice(0, 40)}.${randomUUID()}`);
  try {
    await writeFile(draft, text, { flag: 'wx' });
    return await settle(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A link is made at once or not at all, and not where something stands. Not every file system has them. */
async function settle(draft: string, path: string): Promise<Written> {
  try {
    await link(draft, path);
    return 'written';
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'kept';
    await copyFile(draft, path, constants.COPYFILE_EXCL);
    return 'written';
  }
}

/** The text of a file; nothing where there is none. */
async function textAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
