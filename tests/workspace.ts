import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseFragment } from 'parse5';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import { run } from '../src/cli/run.ts';

/** The moment tests build at, unless they say another. */
export const now = '2026-06-01T00:00:00Z';

/** A temporary folder of its own with `source` in it: a folder to copy, or texts and bytes by path. Gone when the test ends. */
export async function workspace(
  source: string | Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'feedmill-')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  if (typeof source === 'string') await cp(source, root, { recursive: true });
  else await write(root, source);
  return root;
}

/** A copy of this repository's own site. */
export async function ownSite(): Promise<string> {
  const root = await workspace({});
  for (const name of ['feedmill.yaml', 'content'])
    await cp(join(import.meta.dirname, '..', name), join(root, name), { recursive: true });
  return root;
}

/** Writes `files`, texts and bytes by path below `root`. */
export async function write(
  root: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

/** What a run of the command gave back. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A clock of the disk by which all files are so old that the next change gets another time: no test has to wait for that. */
export const later = (): number => Date.now() + 60_000;

/** A clock of the disk by which all files are so new that another change could get the same time. */
export const earlier = (): number => 0;

/**
 * Runs `feedmill ...argv` in the folder `cwd`, without a terminal, with no environment but `env`, and with `diskTime` as the clock
 * of the disk.
 */
export async function feedmill(
  cwd: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  diskTime: () => number = later,
): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(argv, {
    cwd,
    env,
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
    now: () => Date.parse(now),
    clock: () => performance.now(),
    diskTime,
    sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
    holder: { pid: process.pid, host: 'test', started: 0 },
    alive: () => false,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

/** Every file below `folder` by its path: a hash of its bytes, and when it was last written. Empty where there is no folder. */
export async function snapshot(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const path of await list(folder)) {
    const { mtimeMs, ino } = await stat(join(folder, path));
    const hash = createHash('sha256').update(await readFile(join(folder, path)));
    files[path] = `${hash.digest('hex')} ${mtimeMs} ${ino}`;
  }
  return files;
}

/** The paths of all files below `folder`, with `/`, sorted. */
export async function list(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();
}

const Report = v.object({
  command: v.string(),
  exitCode: v.number(),
  problems: v.array(
    v.object({
      code: v.string(),
      severity: v.picklist(['error', 'warning']),
      file: v.optional(v.string()),
      line: v.optional(v.number()),
      column: v.optional(v.number()),
      what: v.string(),
      why: v.string(),
      fix: v.string(),
    }),
  ),
});

/** The one document that `--reporter json` writes. */
export function readReport(stdout: string): v.InferOutput<typeof Report> {
  return v.parse(Report, JSON.parse(stdout));
}

interface HtmlNode {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly HtmlNode[];
}

/** The text a reader of `html` sees, entities decoded. */
export function htmlText(html: string): string {
  return [...nodes(parseFragment(html))]
    .map((node) => (node.nodeName === '#text' ? node.value : ''))
    .join('');
}

const dangerousElements = new Set(['script', 'iframe', 'object', 'embed', 'form', 'base']);
const urlAttributes = new Set([
  'action',
  'background',
  'cite',
  'data',
  'formaction',
  'href',
  'poster',
  'src',
]);

/** What of `html` could run code, or change the page it is put into. */
export function dangers(html: string): string[] {
  return [...nodes(parseFragment(html))].flatMap(({ nodeName, attrs = [] }) => [
    ...(dangerousElements.has(nodeName) ? [nodeName] : []),
    ...attrs
      .filter(
        ({ name, value }) =>
          name.startsWith('on') ||
          (urlAttributes.has(name) && /^[\s\u0000-\u001f]*(?:javascript|vbscript|data:text)/i.test(value)),
      )
      .map(({ name, value }) => `${nodeName} ${name}="${value}"`),
  ]);
}

function* nodes(node: HtmlNode): Generator<HtmlNode> {
  yield node;
  for (const child of node.childNodes ?? []) yield* nodes(child);
}
