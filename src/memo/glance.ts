import { readFileSync, writeFileSync } from 'node:fs';
import type { Discovery, SourceFile } from '../discover.ts';
import { contentHash } from '../hash.ts';
import type { Written } from '../output.ts';
import { tree } from '../output/tree.ts';
import type { Problem } from '../problem.ts';
import type { Summary } from '../reporters.ts';
import { forget, keep } from './keep.ts';
import { markOf } from './marks.ts';

/**
 * What a build came to, and how to see at a glance that the next one would come to the same: no file has changed, and none is
 * due or over.
 */
export interface Glance {
  /** Of all files the build read and wrote, with their sizes and times. */
  readonly digest: string;
  /** Where to look for them. */
  readonly content: readonly string[];
  readonly output: string;
  readonly outputs: readonly string[];
  /** IANA. */
  readonly timezone: string;
  readonly window: Window;
  readonly problems: readonly Problem[];
  readonly summary: Summary;
}

/** From when until when, in milliseconds since 1970, what is published is the same; without an end, for good. */
export interface Window {
  readonly from: number;
  readonly until?: number;
}

const fileName = 'glance';

/** The last build that is told of in `folder`, if that can be read. */
export function readGlance(folder: string): Glance | undefined {
  try {
    const text = readFileSync(`${folder}/${fileName}`, 'utf8');
    const [seal = '', paths = '', ...rest] = text.split('\n\n');
    const data = rest.join('\n\n');
    if (seal !== contentHash(`${paths}\n\n${data}`)) return undefined;
    return { ...JSON.parse(data), outputs: paths.split('\n') };
  } catch {
    return undefined;
  }
}

/** Puts `glance` in the place of the last one; without one there is nothing to see at a glance. */
export function saveGlance(folder: string, glance: Glance | undefined): void {
  if (!glance) return forget(folder, fileName);
  const { outputs, ...data } = glance;
  const text = `${outputs.join('\n')}\n\n${JSON.stringify(data)}`;
  keep(folder, fileName, (draft) => writeFileSync(draft, `${contentHash(text)}\n\n${text}`));
}

/** The digest of files that were read and written; nothing where a mark is not known for certain. */
export function digestOf(
  found: Discovery,
  markOfSource: (source: SourceFile) => string | undefined,
  outputs: Iterable<readonly [path: string, file: Pick<Written, 'size' | 'time'> | undefined]>,
): string | undefined {
  const lines: string[] = [JSON.stringify(found.problems)];
  for (const list of [found.articles, found.assets])
    for (const source of list) {
      const mark = markOfSource(source);
      if (mark === undefined || mark === '') return undefined;
      lines.push(source.file, mark);
    }
  for (const [path, file] of outputs) {
    if (!file) return undefined;
    lines.push(path, `${file.size} ${file.time}`);
  }
  return contentHash(lines.join('\n'));
}

/** Whether all is as it was: `found` are the files there are now, `root` is the absolute path of the output folder. */
export function isUnchanged({ digest, outputs }: Glance, found: Discovery, root: string): boolean {
  const look = tree(root);
  const now = outputs.map((path) => [path, fileAt(look, path)] as const);
  return digestOf(found, ({ location }) => markOf(location)?.text, now) === digest;
}

/** The size and time of the file at `path` in the output. */
export function fileAt(
  look: ReturnType<typeof tree>,
  path: string,
): Pick<Written, 'size' | 'time'> | undefined {
  const found = look(path);
  return found.kind === 'file' ? found : undefined;
}
