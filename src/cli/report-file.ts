import { closeSync, mkdirSync, openSync, readSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { draftFile } from '../output/atomic-file.ts';
import { describeSystemError } from '../output/system-error.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** Every report starts with this text. Feedmill overwrites no other file. */
const opening = '{\n  "version": 1,\n  "command": "';

const place = { file: '--report' };

/**
 * Why no report can be written to `path` (absolute), as far as that is known before the build: it is in the folder `output`
 * (absolute), where it would be published with the titles of scheduled articles, or another file has its name.
 */
export function checkReportPath(path: string, output?: string): Problem | undefined {
  const target = real(path);
  if (output !== undefined && `${target}${sep}`.startsWith(`${real(output)}${sep}`))
    return problem('report-in-output', place, { path });
  try {
    return refuse(target);
  } catch {
    // Writing the report will report what the system refuses.
    return undefined;
  }
}

/** Writes a report to `path` (absolute) and creates its folder. Returns why it cannot be written. */
export function writeReport(path: string, text: string): Problem | undefined {
  const target = real(path);
  try {
    const refusal = refuse(target);
    if (refusal) return refusal;
    const existing = statSync(target, { throwIfNoEntry: false });
    if (existing && !existing.isFile()) {
      // A pipe or a device cannot be replaced.
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

/** Feedmill overwrites only empty files and reports. */
function refuse(target: string): Problem | undefined {
  const existing = statSync(target, { throwIfNoEntry: false });
  if (!existing) return undefined;
  const isFree = existing.isFile()
    ? existing.size === 0 || start(target) === opening
    : !existing.isDirectory();
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

/** `path` without symbolic links, as far as it exists. */
function real(path: string): string {
  try {
    const existing = statSync(path);
    // The link `/dev/stdout` leads to a stream, which has no path.
    return existing.isFile() || existing.isDirectory() ? realpathSync(path) : path;
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(real(parent), basename(path));
  }
}
