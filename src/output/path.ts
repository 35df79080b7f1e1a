/** The private folder in the output folder, for the manifest, the lock and staged files. */
export const privateFolder = '.feedmill';

/**
 * Whether Feedmill may write to `path` in the output folder. The path must be relative, with `/` as the separator. Its segments
 * must be names (not `..`), without characters that some system treats as a separator or an end, and it must not be in the
 * private folder.
 */
export function isOutputPath(path: string): boolean {
  if (ordinary.test(path)) return true;
  const segments = path.split('/');
  return (
    segments.every((segment) => segment !== '' && segment !== '.' && segment !== '..') &&
    !/[\0\\\p{Surrogate}]/u.test(path) &&
    fold(segments[0] ?? '') !== privateFolder
  );
}

/** Matches ordinary paths: ASCII letters, digits, `_`, `-` and dots, and no segment starts with a dot. */
const ordinary = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

/** Returns `path` as a disk that ignores case and Unicode normalization compares it. */
export function fold(path: string): string {
  if (/^[\0-\x7f]*$/.test(path)) return path.toLowerCase();
  // Converts each character separately, because lower-casing a whole word changes a final sigma to a different letter.
  return Array.from(path.normalize('NFD'), (character) => character.toLowerCase()).join('');
}

/** Returns the parent folders of `path`, outermost first. */
export function ancestors(path: string): string[] {
  const found = [];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) found.push(path.slice(0, at));
  return found;
}

/** Returns the parent folder of `path`. Empty for top-level paths. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Compares texts by code units, so that the order does not depend on the locale. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
