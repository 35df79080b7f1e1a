/** The folder below the output folder that is Feedmill's alone: manifest, lock and stage. */
export const privateFolder = '.feedmill';

/**
 * Whether `path` may be written below the output folder: relative, with `/`, each segment a name of its own
 * (no `..`), nothing that a system reads as another separator or end, and not in the private folder.
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

/** Most paths: no segment of theirs begins with a dot, and no letter has another form. */
const ordinary = /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

/** `path` as a disk sees it that tells neither case nor Unicode form apart. */
export function fold(path: string): string {
  if (/^[\0-\x7f]*$/.test(path)) return path.toLowerCase();
  // Character by character: lower-casing a whole word makes the last sigma of it another letter.
  return Array.from(path.normalize('NFD'), (character) => character.toLowerCase()).join('');
}

/** The folders `path` lies in, the outermost first. */
export function ancestors(path: string): string[] {
  const found = [];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) found.push(path.slice(0, at));
  return found;
}

/** The folder `path` lies in; empty for what lies at the top. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Orders texts by their code units: the same everywhere, whatever the locale. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
