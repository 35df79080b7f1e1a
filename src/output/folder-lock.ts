import { linkSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { systemErrorCode, quietly } from './system-error.ts';
import type { Holder } from '../base/io.ts';
import { isRecord } from '../base/json.ts';

/** Who asks for a lock, and how to wait for it. */
export interface LockOptions {
  readonly holder: Holder;
  /** Whether a process of this machine runs. */
  readonly alive: (pid: number) => boolean;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Milliseconds to wait for another build. */
  readonly wait: number;
  /** Told once, when the wait begins. */
  readonly onWait: (pid: number | undefined) => void;
}

/** A lock that is held, or who holds it after the wait (`pid` absent where the lock cannot be read). */
export type Lock = { readonly release: () => void } | { readonly pid: number | undefined };

const pause = 100;

/**
 * Takes the lock at `path`, waiting while another process has it; one that a dead process left is taken over.
 * `prepare` is called before each attempt and makes the folder the lock lies in.
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
  // Two may find the same dead lock, and the slower must not delete the lock the faster has made since. So the
  // right to delete it is a lock by itself, named after the dead process; whoever has it looks again.
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

// Written under another name first: whoever sees a lock can read all of it.
function create(path: string, holder: Holder): boolean {
  const draft = `${path}-${holder.pid}-${holder.started}`;
  const text = JSON.stringify(holder);
  try {
    writeFileSync(draft, text);
    return exclusively(() => linkSync(draft, path)) ?? exclusively(() => writeNew(path, text)) ?? false;
  } catch (error) {
    // The other build has just tidied up behind itself; the next attempt makes the folder again.
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  } finally {
    quietly(() => rmSync(draft, { force: true }));
  }
}

function writeNew(path: string, text: string): void {
  writeFileSync(path, text, { flag: 'wx' });
}

/** Whether `make` made it: `false` where it is there already, nothing where the disk has no such call. */
function exclusively(make: () => void): boolean | undefined {
  try {
    make();
    return true;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP' || code === 'ENOSYS')
      return undefined;
    throw error;
  }
}

function release(path: string, holder: Holder): void {
  if (isSame(read(path), holder)) rmSync(path, { force: true });
}

function read(path: string): Holder | undefined {
  try {
    const data: unknown = JSON.parse(readFileSync(path, 'utf8'));
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
