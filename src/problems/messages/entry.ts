/** A kind of problem, in words. */
export interface Entry {
  readonly severity: 'error' | 'warning';
  /**
   * `setup`: Feedmill could not run (exit code 2); `content`: an article is wrong (exit code 1); `others`: somebody else did not do
   * their part (exit code 1).
   */
  readonly cause: 'setup' | 'content' | 'others';
  /** What is wrong, with `{name}` for the problem's arguments. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
}
