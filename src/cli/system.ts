import { availableParallelism, hostname } from 'node:os';
import type { Io, StopSignal } from '../base/io.ts';

/** Returns the environment of this process: its streams, variables and clock. No other code accesses them. */
export function system(): Io {
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => Date.now(),
    clock: () => performance.now(),
    sleep,
    fetch: (...request) => fetch(...request),
    threads: availableParallelism(),
    holder: { pid: process.pid, host: hostname(), started: Math.round(performance.timeOrigin) },
    alive,
  };
}

function sleep(milliseconds: number, signal?: StopSignal): Promise<void> {
  return new Promise((wake) => {
    if (signal?.aborted === true) return wake();
    const timer = setTimeout(wake, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      wake();
    });
  });
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // If the process belongs to another user, the call fails too, but with a different code than for a missing process.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
