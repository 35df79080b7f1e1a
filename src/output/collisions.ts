import { ancestors, fold } from './path.ts';

/** A path this build makes, and the file it is made from. */
export interface OutputFile {
  readonly path: string;
  /** Path of the article or file it comes from, below the site's root. */
  readonly owner: string | undefined;
  /** Absolute path of the file it is a copy of. */
  readonly source: string | undefined;
}

/** What became of a claim: `new`, the `same` copy as before, or the claim it collides with. */
export type CollisionResult = 'new' | 'same' | OutputFile;

/**
 * Keeps the paths of one build apart: no two may be one file on any disk, whether it tells case and Unicode
 * forms apart or not, and none may be a file where another needs a folder.
 */
export function createCollisions(): (claim: OutputFile) => CollisionResult {
  const files = new Map<string, OutputFile>();
  const folders = new Map<string, OutputFile>();
  return (claim) => {
    const key = fold(claim.path);
    const parents = ancestors(key);
    const same = files.get(key);
    if (same?.path === claim.path && same.source !== undefined && same.source === claim.source) return 'same';
    const other = same ?? folders.get(key) ?? parents.map((parent) => files.get(parent)).find(Boolean);
    if (other) return other;
    files.set(key, claim);
    for (const parent of parents) if (!folders.has(parent)) folders.set(parent, claim);
    return 'new';
  };
}
