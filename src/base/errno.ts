/** Returns the system's code for an error (`ENOENT`), if it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Describes an error in words and without any path: the end of a sentence. */
export function describeError(error: unknown): string {
  const code = codeOf(error) ?? '';
  const reason = reasons[code];
  if (reason !== undefined) return reason;
  // The message of a system call contains paths of this machine.
  if (!(error instanceof Error) || 'syscall' in error) return `the system reports ${code || String(error)}`;
  return error.message || code;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EAI_AGAIN: 'the name of the host cannot be looked up now',
  EBUSY: 'another program is using it',
  ECONNREFUSED: 'the host refused the connection',
  ECONNRESET: 'the connection was interrupted',
  EDQUOT: 'the disk quota is exhausted',
  EEXIST: 'something else has its name',
  EHOSTUNREACH: 'the host cannot be reached',
  EIO: 'the disk reports an error',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links form a loop',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENETUNREACH: 'the network cannot be reached',
  ENFILE: 'too many files are open',
  ENOENT: 'it or its folder does not exist',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of its path is a file, not a folder',
  ENOTEMPTY: 'the folder is not empty',
  ENOTFOUND: 'there is no host of that name',
  EPERM: 'permission denied',
  EPIPE: 'the connection was interrupted',
  EROFS: 'the disk is read-only',
  ETIMEDOUT: 'the host does not answer',
  ETXTBSY: 'another program is using it',
  EXDEV: 'it is on another disk than the rest of the output folder',
  UND_ERR_CONNECT_TIMEOUT: 'the host does not answer',
  UND_ERR_SOCKET: 'the connection was interrupted',
};
