import { describeError } from '../base/errno.ts';

/** A failed file system operation. */
export interface SystemError {
  readonly code: string;
  /** A description without paths. */
  readonly reason: string;
  /** The absolute paths of the operation. */
  readonly locations: readonly string[];
}

/** Returns the file system error in `error`. Throws any other error again, because it is a bug in Feedmill. */
export function describeSystemError(error: unknown): SystemError {
  const code = systemErrorCode(error);
  if (code === undefined || !(error instanceof Error)) throw error;
  const locations = [
    'path' in error && typeof error.path === 'string' ? error.path : '',
    'dest' in error && typeof error.dest === 'string' ? error.dest : '',
  ].filter(Boolean);
  return { code, reason: describeError(error), locations };
}

/** Returns the code of a file system error, such as `ENOSPC`, or `undefined` for other errors. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : undefined;
}

/** Runs a clean-up step and ignores errors, because the next build cleans up again. */
export function quietly(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
  }
}
