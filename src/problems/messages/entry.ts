/** A kind of problem, in words. */
export interface Entry {
  readonly severity: 'error' | 'warning';
  /**
   * Who can fix it: `setup` whoever runs Feedmill (exit code 2), `content` an author (exit code 1), `others` somebody outside, such
   * as a hub (exit code 1).
   */
  readonly cause: 'setup' | 'content' | 'others';
  /** What is wrong. `{name}` is an argument of the problem; `{name|article|articles}` is a word that depends on a count. */
  readonly what: string;
  /** Why it matters; absent if `what` already makes that clear. */
  readonly why?: string;
  /** What to do. */
  readonly fix: string;
}
