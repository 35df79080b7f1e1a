import { readFileSync, rmSync, unlinkSync } from 'node:fs';
import { createFile } from './atomic-file.ts';
import { systemErrorCode } from './system-error.ts';
import type { Holder } from '../base/io.ts';
import { isRecord, parseJson } from '../base/json.ts';

/** The process that requests a lock, and options for waiting. */
export interface LockOptions {
  readonly holder: Holder;
  /** Whether a process is running on this machine. */
  readonly alive: (pid: number) => boolean;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** How long to wait for another build, in milliseconds. */
  readonly wait: number;
  /** Called once, when the wait begins. */
  readonly onWait: (pid: number | undefined) => void;
}

/** An acquired lock, or the process that still holds it after the wait. `pid` is absent if the lock is unreadable. */
export type Lock = { readonly release: () => void } | { readonly pid: number | undefined };

const pause = 100;

/**
 * Acquires the lock at `path`. Waits while another process holds it, and takes over a lock that a dead process left behind.
 * Calls `prepare` before each attempt, to create the folder of the lock.
 */
export async function acquireLock(path: string, prepare: () => void, options: LockOptions): Promise<Lock> {
  for (let waited = 0; ; waited += pause) {
    prepare();
    if (seize(path, options)) return { release: () => release(path, options.holder) };
    const pid = read(path)?.pid;
    if (waited >= options.wait) return { pid };
    if (waited === 0) options.onWait(pid);
    await options.sleep(pause);
  }
}

function seize(path: string, options: Pick<LockOptions, 'holder' | 'alive'>): boolean {
  if (create(path, options.holder)) return true;
  const other = read(path);
  if (!other) return create(path, options.holder);
  if (!isDead(other, options)) return false;
  // Two processes can find the same dead lock, and the slower one must not delete the new lock of the faster one. The
  // permission to delete is therefore a separate lock, named after the dead process. Its holder checks the dead lock again.
  const right = `${path}.${other.pid}-${other.started}`;
  if (!seize(right, options)) return false;
  if (isSame(read(path), other)) unlinkSync(path);
  release(right, options.holder);
  return create(path, options.holder);
}

function isDead(other: Holder, { holder, alive }: Pick<LockOptions, 'holder' | 'alive'>): boolean {
  if (other.host !== holder.host) return false;
  return other.pid === holder.pid ? other.started !== holder.started : !alive(other.pid);
}

function create(path: string, holder: Holder): boolean {
  try {
    return createFile(path, JSON.stringify(holder));
  } catch (error) {
    // The other build has just removed the folder. The next attempt creates it again.
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function release(path: string, holder: Holder): void {
  if (isSame(read(path), holder)) rmSync(path, { force: true });
}

function read(path: string): Holder | undefined {
  try {
    const data = parseJson(readFileSync(path, 'utf8'));
    return isHolder(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function isHolder(data: unknown): data is Holder {
  return (
    isRecord(data) &&
    Number.isSafeInteger(data['pid']) &&
    typeof data['host'] === 'string' &&
    typeof data['started'] === 'number'
  );
}

function isSame(a: Holder | undefined, b: Holder): boolean {
  return a?.pid === b.pid && a.host === b.host && a.started === b.started;
}
