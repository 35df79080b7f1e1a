import { byCodeUnits, isOutputPath } from './path.ts';
import { isRecord, parseJson } from '../base/json.ts';

/**
 * The list of files that Feedmill created in an output folder. It is in that folder, so that it stays with the files. If the
 * folder is moved, copied or restored from a CI cache, Feedmill still recognises its files. Without the manifest, it recognises
 * none.
 */
export interface Manifest {
  /** The SHA-256 hashes of the written content, by path. A path can have several hashes if a build was interrupted. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly folders: ReadonlySet<string>;
}

/** The manifest of a folder without files from Feedmill. */
export const emptyManifest: Manifest = { files: new Map(), folders: new Set() };

/**
 * Parses a manifest. If any line is invalid, returns an empty manifest: if too few files are listed, Feedmill only leaves
 * files behind, but if too many are listed, it would delete other people's files.
 */
export function parseManifest(text: string): Manifest {
  const data = parseJson(text);
  if (!isRecord(data) || data['version'] !== 1 || !isRecord(data['files']) || !Array.isArray(data['folders']))
    return emptyManifest;
  const files = new Map<string, readonly string[]>();
  for (const [path, hashes] of Object.entries(data['files'])) {
    if (!isOutputPath(path) || typeof hashes !== 'string') return emptyManifest;
    if (!/^[0-9a-f]{64}( [0-9a-f]{64})*$/.test(hashes)) return emptyManifest;
    files.set(path, hashes.split(' '));
  }
  const folders = new Set<string>();
  for (const path of data['folders']) {
    if (typeof path !== 'string' || !isOutputPath(path)) return emptyManifest;
    folders.add(path);
  }
  return { files, folders };
}

/** Formats a manifest with one entry per line. The same files always result in the same bytes. */
export function formatManifest({ files, folders }: Manifest): string {
  const paths = [...files.keys()].toSorted(byCodeUnits);
  const about = 'Files that Feedmill created and may replace or remove, with their SHA-256.';
  // Gives the same result as JSON.stringify with indentation, which is slow for an object with a hundred thousand keys.
  const line = (path: string) => `${quoted(path)}: "${files.get(path)?.join(' ') ?? ''}"`;
  return `{
 "version": 1,
 "about": ${JSON.stringify(about)},
 "files": ${enclosed('{', paths, line, '}')},
 "folders": ${enclosed('[', [...folders].toSorted(byCodeUnits), quoted, ']')}
}
`;
}

function quoted(path: string): string {
  return `  ${JSON.stringify(path)}`;
}

function enclosed(
  open: string,
  paths: readonly string[],
  line: (path: string) => string,
  close: string,
): string {
  if (paths.length === 0) return open + close;
  // Separate lines take several times as much memory as joined ones.
  const parts = Array.from({ length: Math.ceil(paths.length / batch) }, (_, at) =>
    paths
      .slice(at * batch, (at + 1) * batch)
      .map(line)
      .join(',\n'),
  );
  return `${open}\n${parts.join(',\n')}\n ${close}`;
}

/** The number of lines to join at a time. */
const batch = 1000;
