const words: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'another program is using it',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something else is there',
  EIO: 'the disk reports an error',
  EISDIR: 'a folder stands there',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'too many files are open',
  ENOENT: 'it or its folder vanished',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file stands where a folder must be',
  ENOTEMPTY: 'the folder is not empty',
  EPERM: 'permission denied',
  EROFS: 'the disk can only be read',
  ETXTBSY: 'another program is using it',
  EXDEV: 'it lies on another disk than the rest of the output folder',
};

/** A file call the system refused. */
export interface SystemError {
  readonly code: string;
  /** In words, without any path. */
  readonly reason: string;
  /** The absolute paths the call was about. */
  readonly locations: readonly string[];
}

/** What the system says in `error`; an error of any other kind is a mistake of ours and thrown on. */
export function describeSystemError(error: unknown): SystemError {
  const code = systemErrorCode(error);
  if (code === undefined || !(error instanceof Error)) throw error;
  const locations = [
    'path' in error && typeof error.path === 'string' ? error.path : '',
    'dest' in error && typeof error.dest === 'string' ? error.dest : '',
  ].filter(Boolean);
  return { code, reason: words[code] ?? `the system says ${code}`, locations };
}

/** The system's code of a failed file call (`ENOSPC`), or nothing where `error` is none. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : undefined;
}

/** Tries to tidy something up; what cannot be is left to the next build. */
export function quietly(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
  }
}
