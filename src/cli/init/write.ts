import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createFile } from '../../output/atomic-file.ts';
import { describeSystemError } from '../../output/system-error.ts';
import { problem, type Problem } from '../../problems/problem.ts';
import type { NewFile } from './new-file.ts';

/** Creates a file (`path` is absolute) and its folder, and returns whether it did; messages call the file `name`. */
export function writeNew({ path, text, isProgram = false }: NewFile, name: string): boolean | Problem {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return createFile(path, text, isProgram ? 0o777 : 0o666);
  } catch (error) {
    return problem('init-failed', { file: name }, { path: name, detail: describeSystemError(error).reason });
  }
}
