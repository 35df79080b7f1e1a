import { ancestors, fold } from './path.ts';

/** A path that this build writes, and its source file. */
export interface OutputFile {
  readonly path: string;
  /** Path of the source article or file, relative to the site's root. */
  readonly owner: string | undefined;
  /** Absolute path of the original, if it is a copy. */
  readonly source: string | undefined;
}

/** The result of a claim: `new`, the `same` copy as before, or the claim that it collides with. */
export type CollisionResult = 'new' | 'same' | OutputFile;

/**
 * Detects collisions between the paths of a build. Two paths must not be the same file on any disk, even if the disk ignores case
 * or Unicode normalization, and a path must not be a file if another path needs it as a folder.
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
