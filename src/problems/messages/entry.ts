/** The texts for a kind of problem. */
export interface Entry {
  readonly severity: 'error' | 'warning';
  /**
   * Who can fix the problem: the person who runs Feedmill (`setup`, exit code 2), an author (`content`, exit code 1), or someone else, such
   * as the operator of a hub (`others`, exit code 1).
   */
  readonly cause: 'setup' | 'content' | 'others';
  /** What is wrong. `{name}` is an argument of the problem; `{name|article|articles}` is a word that depends on a count. */
  readonly what: string;
  /** Why it matters; absent if `what` already makes that clear. */
  readonly why?: string;
  /** What to do. */
  readonly fix: string;
}
