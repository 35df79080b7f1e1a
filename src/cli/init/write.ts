import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemErrorCode, describeSystemError } from '../../output/system-error.ts';
import { problem, type Problem } from '../../problems/problem.ts';
import type { NewFile } from './new-file.ts';

/**
 * Writes a file where nothing is yet, and the folder it lies in; says whether it did. `name` is what messages call it, its `path` is
 * absolute.
 */
export function writeNew({ path, text, isProgram = false }: NewFile, name: string): boolean | Problem {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { flag: 'wx', mode: isProgram ? 0o777 : 0o666 });
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    return problem('init-failed', { file: name }, { path: name, detail: describeSystemError(error).reason });
  }
}
