/** The name the system has for what went wrong (`ENOENT`); nothing where it says none. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
