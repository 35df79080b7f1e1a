import type { Config } from '../config.ts';
import type { LockEntry } from '../lock.ts';

/** What subscribers have as far as the site's own feed in the output folder tells; nothing where there is none. */
export async function formerArticles(
  _config: Config,
): Promise<{ readonly name: string; readonly entries: readonly LockEntry[] } | undefined> {
  return undefined;
}
