import { closeSync, mkdirSync, openSync, readSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { draftFile } from '../output/atomic-file.ts';
import { describeSystemError } from '../output/system-error.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** What every report begins with, whatever the command: nothing else is taken for one and written over. */
const opening = '{\n  "version": 1,\n  "command": "';

const place = { file: '--report' };

/**
 * Why no report can be written to `path` (absolute), as far as that is known beforehand: it lies in the folder `output` (absolute), where
 * it would be published with what it says of articles that are not yet, or something else stands there.
 */
export function checkReportPath(path: string, output?: string): Problem | undefined {
  const target = real(path);
  if (output !== undefined && `${target}${sep}`.startsWith(`${real(output)}${sep}`))
    return problem('report-in-output', place, { path });
  try {
    return refuse(target);
  } catch {
    // Whoever writes it tells what the system refuses.
    return undefined;
  }
}

/** Writes a report to `path` (absolute), whole or not at all, and makes the folder it lies in; gives why it cannot be. */
export function writeReport(path: string, text: string): Problem | undefined {
  const target = real(path);
  try {
    const fault = refuse(target);
    if (fault) return fault;
    const standing = statSync(target, { throwIfNoEntry: false });
    if (standing && !standing.isFile()) {
      // A pipe or a device has no other place to be written to.
      writeFileSync(target, text);
      return undefined;
    }
    mkdirSync(dirname(target), { recursive: true });
    draftFile(target, (draft) => writeFileSync(draft, text)).commit();
    return undefined;
  } catch (error) {
    return problem('report-failed', place, { path, detail: describeSystemError(error).reason });
  }
}

/** Files of others are never written over: of ours are those that are empty or begin as a report does. */
function refuse(target: string): Problem | undefined {
  const standing = statSync(target, { throwIfNoEntry: false });
  if (!standing) return undefined;
  const isFree = standing.isFile()
    ? standing.size === 0 || start(target) === opening
    : !standing.isDirectory();
  return isFree ? undefined : problem('report-in-the-way', place, { path: target });
}

function start(path: string): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(opening.length);
    return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
}

/** `path` without symbolic links, as far as it is there. */
function real(path: string): string {
  try {
    const standing = statSync(path);
    // The link `/dev/stdout` leads to what has no path.
    return standing.isFile() || standing.isDirectory() ? realpathSync(path) : path;
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(real(parent), basename(path));
  }
}
