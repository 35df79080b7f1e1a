import { describeError } from '../base/errno.ts';

/** A file call the system refused. */
export interface SystemError {
  readonly code: string;
  /** In words, without any path. */
  readonly reason: string;
  /** The absolute paths the call was about. */
  readonly locations: readonly string[];
}

/** What the system reports in `error`. Any other error is a bug of ours, and is thrown again. */
export function describeSystemError(error: unknown): SystemError {
  const code = systemErrorCode(error);
  if (code === undefined || !(error instanceof Error)) throw error;
  const locations = [
    'path' in error && typeof error.path === 'string' ? error.path : '',
    'dest' in error && typeof error.dest === 'string' ? error.dest : '',
  ].filter(Boolean);
  return { code, reason: describeError(error), locations };
}

/** The system's code of a failed file call (`ENOSPC`), or nothing for any other error. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : undefined;
}

/** Tries to clean something up. What fails is left to the next build. */
export function quietly(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
  }
}
