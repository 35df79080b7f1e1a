import { closeSync, mkdirSync, openSync, readSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { draftFile } from '../output/atomic-file.ts';
import { describeSystemError } from '../output/system-error.ts';
import { problem, type Problem } from '../problems/problem.ts';

/** The start of every report. Feedmill overwrites only files that start with it. */
const opening = '{\n  "version": 1,\n  "command": "';

const place = { file: '--report' };

/**
 * Returns the problem if Feedmill must not write a report to `path` (absolute), as far as this is known before the build: the
 * path is in the folder `output` (absolute), where the report would be published with the titles of scheduled articles, or there
 * is another file.
 */
export function checkReportPath(path: string, output?: string): Problem | undefined {
  const target = real(path);
  if (output !== undefined && `${target}${sep}`.startsWith(`${real(output)}${sep}`))
    return problem('report-in-output', place, { path });
  try {
    return refuse(target);
  } catch {
    // Writing the report later reports errors of the file system.
    return undefined;
  }
}

/** Writes a report to `path` (absolute) and creates its folder. Returns a problem if that fails. */
export function writeReport(path: string, text: string): Problem | undefined {
  const target = real(path);
  try {
    const refusal = refuse(target);
    if (refusal) return refusal;
    const existing = statSync(target, { throwIfNoEntry: false });
    if (existing && !existing.isFile()) {
      // Pipes and devices cannot be replaced.
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

/** Whether Feedmill may overwrite a file: it must be empty or a report. */
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

/** Resolves the symbolic links in `path`, as far as the path exists. */
function real(path: string): string {
  try {
    const existing = statSync(path);
    // The target of the link `/dev/stdout` can be a stream, which has no path.
    return existing.isFile() || existing.isDirectory() ? realpathSync(path) : path;
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(real(parent), basename(path));
  }
}
