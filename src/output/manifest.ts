import { byCodeUnits, isOutputPath } from './path.ts';
import { isRecord, parseJson } from '../base/json.ts';

/**
 * What Feedmill made in an output folder. It lies in that folder, so that it goes where the files go: moved,
 * copied or restored from a CI cache they are still known as ours, and without it nothing is.
 */
export interface Manifest {
  /** Path → SHA-256 of the content as it was written; several where a build was cut off halfway. */
  readonly files: ReadonlyMap<string, readonly string[]>;
  readonly folders: ReadonlySet<string>;
}

/** The manifest of a folder in which nothing is ours. */
export const emptyManifest: Manifest = { files: new Map(), folders: new Set() };

/**
 * Reads a manifest. One that cannot be trusted in every line is as good as none: to own too little only leaves
 * files behind, to own too much would delete the files of others.
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

/** Writes a manifest, one entry a line: the same bytes for the same files, on any machine at any time. */
export function formatManifest({ files, folders }: Manifest): string {
  const paths = [...files.keys()].toSorted(byCodeUnits);
  const about = 'Files that Feedmill created and may replace or remove, with their SHA-256.';
  // As JSON.stringify would indent it, but for the time it takes over an object of a hundred thousand keys.
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
  // Lines that are not yet joined take several times as much memory.
  const parts = Array.from({ length: Math.ceil(paths.length / batch) }, (_, at) =>
    paths
      .slice(at * batch, (at + 1) * batch)
      .map(line)
      .join(',\n'),
  );
  return `${open}\n${parts.join(',\n')}\n ${close}`;
}

/** Lines that are joined at a time. */
const batch = 1000;
