import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../src/cli/run.ts';
import { pathsBelow } from './harms.ts';
import { buildAsFirst, settle } from './warm.ts';
import { feedmill, now, workspace } from './workspace.ts';

const config = 'url: https://example.com/\ntitle: Example\nfeeds: { by: [tag] }\n';
const article = (title: string, date: string, more = '', body = 'Text.') =>
  `---\ntitle: ${title}\ndate: ${date}\n${more}---\n\n${body}\n`;

/** The first bytes of a PNG, of which the size can be read. */
function picture(width: number): Uint8Array {
  const bytes = Buffer.alloc(64);
  bytes.write('89504e470d0a1a0a0000000d49484452', 'hex');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(width, 20);
  bytes.set([8, 2], 24);
  return bytes;
}

const long = 'A sentence of an article that is longer than what is read at once. '.repeat(9000);

const files = {
  'feedmill.yaml': config,
  'content/a.md': article('A', '2026-01-01', 'image: a.png\n', 'See [none](none.md) and [it](soon.md).'),
  'content/b.md': article('B', '2026-01-02', 'tags: [News]\n'),
  'content/deep/c.md': article('C', '2026-01-03', '', `![Deep](d.png)\n\n[Talk](talk.bin)\n\n${long}`),
  'content/deep/d.png': picture(20),
  'content/deep/talk.bin': Buffer.alloc(700_000, 'talk'),
  'content/soon.md': article('Soon', '2026-08-01'),
  'content/draft.md': article('Draft', '2026-01-04', 'draft: true\n'),
  'content/a.png': picture(10),
  'content/unused.txt': 'Nobody refers to it.',
};

/** A checkout of a site that was built, with what was made and is remembered out of a cache: every file is a new one. */
async function clone(built?: string): Promise<string> {
  const copy = await workspace({});
  cpSync(built ?? (await site()), copy, { recursive: true, verbatimSymlinks: true });
  // Only a build makes it again.
  rmSync(memoryOf(copy));
  await settle();
  return copy;
}

async function site(): Promise<string> {
  const root = await workspace(files);
  await settle();
  expect((await feedmill(root, ['build'])).code).toBe(0);
  return root;
}

/** Path of a file of the only memory there is. */
function memoryOf(root: string, file = 'memory'): string {
  const name = readdirSync(join(root, '.feedmill')).find((one) => one !== '.gitignore') ?? '';
  return join(root, '.feedmill', name, file);
}

/** Whether a build of the site saw without one that nothing has changed. */
async function isGlance(root: string, ...flags: readonly string[]): Promise<boolean> {
  const before = readdirSync(join(root, '.feedmill')).length;
  expect((await feedmill(root, ['build', ...flags])).code).toBe(0);
  return !existsSync(memoryOf(root)) && readdirSync(join(root, '.feedmill')).length === before;
}

/** Tells one glance from another that says the same. */
const glanceOf = (root: string) => {
  const { ino, ctimeMs } = statSync(memoryOf(root, 'glance'));
  return [ino, ctimeMs];
};

function touch(root: string, ...below: readonly string[]): void {
  const time = new Date();
  for (const place of below)
    for (const path of pathsBelow(join(root, place))) utimesSync(join(root, place, path), time, time);
}

/** Changes a file and gives it back the times it had, as far as that can be done. */
function edit(root: string, path: string, from: string, to: string): void {
  expect(to).toHaveLength(from.length);
  const { atime, mtime } = statSync(join(root, path));
  const text = readFileSync(join(root, path), 'latin1');
  expect(text).toContain(from);
  writeFileSync(join(root, path), text.replace(from, to), 'latin1');
  utimesSync(join(root, path), atime, mtime);
}

/** Builds the site, which calls `change` between reading its articles and printing them. */
async function disturbed(root: string, change: () => void): Promise<void> {
  const lock = join(root, 'dist/.feedmill/lock');
  mkdirSync(join(root, 'dist/.feedmill'), { recursive: true });
  writeFileSync(lock, JSON.stringify({ pid: 1, host: 'test', started: 1 }));
  const silent = { write: () => true };
  const code = await run(['build'], {
    cwd: root,
    env: {},
    stdout: silent,
    stderr: silent,
    now: () => Date.parse(now),
    clock: () => 0,
    async sleep() {
      if (!existsSync(lock)) return;
      change();
      await settle();
      rmSync(lock);
    },
    holder: { pid: 2, host: 'test', started: 2 },
    alive: () => true,
  });
  expect(code).toBe(0);
  expect(existsSync(lock)).toBe(false);
}

describe('a clone', () => {
  test('is known by what is in its files, and from then on by their marks', async () => {
    const root = await clone();
    const former = glanceOf(root);
    expect(await isGlance(root)).toBe(true);
    const next = glanceOf(root);
    expect(next).not.toEqual(former);
    expect(await isGlance(root)).toBe(true);
    expect(glanceOf(root)).toEqual(next);
  });

  test.each([[['content']], [['dist']], [['content', 'dist']]])('of which only %j is new', async (places) => {
    const built = await site();
    rmSync(memoryOf(built));
    touch(built, ...places);
    await settle();
    const former = glanceOf(built);
    expect(await isGlance(built)).toBe(true);
    const next = glanceOf(built);
    expect(next).not.toEqual(former);
    expect(await isGlance(built)).toBe(true);
    expect(glanceOf(built)).toEqual(next);
  });

  test('of which only the lock is new', async () => {
    const built = await site();
    rmSync(memoryOf(built));
    utimesSync(join(built, 'feedmill.lock'), new Date(), new Date());
    expect(await isGlance(built)).toBe(true);
  });

  test('is told the same', async () => {
    const root = await clone();
    const argv = ['build', '--reporter', 'json'];
    const told = JSON.parse((await feedmill(root, argv)).stdout);
    expect(existsSync(memoryOf(root))).toBe(false);
    const whole = JSON.parse((await feedmill(root, [...argv, '--no-cache'])).stdout);
    expect({ ...told, milliseconds: 0 }).toEqual({ ...whole, milliseconds: 0 });
    expect(told.problems).not.toEqual([]);
  });

  test('writes the report it is asked for', async () => {
    const root = await clone();
    expect(await isGlance(root, '--report', 'report.json')).toBe(true);
    expect(JSON.parse(readFileSync(join(root, 'report.json'), 'utf8')).summary.articles).toBe(3);
  });

  test('of a site without a lock, and with a link', async () => {
    const built = await workspace({ ...files, 'feedmill.yaml': `${config}lock: false\n` });
    symlinkSync('a.png', join(built, 'content/link.png'));
    await settle();
    expect((await feedmill(built, ['build'])).code).toBe(0);
    expect(await isGlance(await clone(built))).toBe(true);
  });

  const changes: readonly [string, (root: string) => void][] = [
    ['an article', (root) => edit(root, 'content/b.md', 'Text.', 'TEXT.')],
    ['the end of a long article', (root) => edit(root, 'content/deep/c.md', 'once. \n', 'twice.\n')],
    ['a draft', (root) => edit(root, 'content/draft.md', 'draft: true', 'draft: no  ')],
    ['a picture', (root) => writeFileSync(join(root, 'content/a.png'), picture(30))],
    ['the end of a download', (root) => edit(root, 'content/deep/talk.bin', 'talktalk', 'talktalK')],
    ['a file nobody refers to', (root) => edit(root, 'content/unused.txt', 'Nobody', 'NOBODY')],
    ['an article and its length', (root) => appendFileSync(join(root, 'content/b.md'), 'More.\n')],
    ['an added article', (root) => writeFileSync(join(root, 'content/e.md'), article('E', '2026-01-05'))],
    ['an added empty file', (root) => writeFileSync(join(root, 'content/none.png'), '')],
    ['a missing article', (root) => rmSync(join(root, 'content/b.md'))],
    ['a renamed article', (root) => renameSync(join(root, 'content/b.md'), join(root, 'content/e.md'))],
    ['a link to nothing', (root) => symlinkSync('/', join(root, 'content/out'))],
    ['the config', (root) => edit(root, 'feedmill.yaml', 'Example', 'EXAMPLE')],
    ['a page', (root) => edit(root, 'dist/b/index.html', 'Text.', 'TEXT.')],
    ['a feed', (root) => edit(root, 'dist/feed.xml', 'Text.', 'TEXT.')],
    ['a copy', (root) => edit(root, 'dist/deep/talk.bin', 'talktalk', 'talktalK')],
    ['the manifest', (root) => edit(root, 'dist/.feedmill/manifest.json', 'Files made', 'FILES made')],
    ['a missing page', (root) => rmSync(join(root, 'dist/b/index.html'))],
    ['a missing manifest', (root) => rmSync(join(root, 'dist/.feedmill/manifest.json'))],
    ['missing output', (root) => rmSync(join(root, 'dist'), { recursive: true })],
    ['the lock', (root) => edit(root, 'feedmill.lock', '"title":"B"', '"title":"X"')],
    ['a missing lock', (root) => rmSync(join(root, 'feedmill.lock'))],
  ];
  test.each(changes)('that differs in %s is built', async (_what, change) => {
    const root = await clone();
    change(root);
    await settle();
    expect(await isGlance(root)).toBe(false);
    // What was found out in vain is right for the builds that follow.
    await settle();
    if (existsSync(join(root, 'content/b.md'))) {
      edit(root, 'content/b.md', 'e', 'f');
      await settle();
    }
    expect((await buildAsFirst(root)).code).toBeLessThan(2);
  });

  test('that differs is built by what is remembered, and so is what comes after', async () => {
    const root = await workspace({});
    cpSync(await site(), root, { recursive: true });
    for (const [from, to] of [
      ['Text.', 'TEXT.'],
      ['TEXT.', 'Text.'],
    ] as const) {
      edit(root, 'content/b.md', from, to);
      touch(root, 'content');
      await settle();
      expect((await buildAsFirst(root)).code).toBe(0);
      await settle();
    }
    edit(root, 'content/a.md', 'See ', 'SEE ');
    expect((await buildAsFirst(root)).code).toBe(0);
  });

  test('that is edited after it was known is built by what is remembered', async () => {
    const root = await workspace({});
    cpSync(await site(), root, { recursive: true });
    await settle();
    expect((await feedmill(root, ['build'])).code).toBe(0);
    expect(existsSync(memoryOf(root, 'hashes'))).toBe(true);
    edit(root, 'content/b.md', 'Text.', 'TEXT.');
    await settle();
    expect((await buildAsFirst(root)).code).toBe(0);
    expect(existsSync(memoryOf(root, 'hashes'))).toBe(false);
    await settle();
    expect((await buildAsFirst(root)).stdout).toContain('"written": 0');
  });

  test('with a link on the way to what was made is told of it', async () => {
    const root = await clone();
    const elsewhere = await workspace({});
    cpSync(join(root, 'dist/deep'), join(elsewhere, 'deep'), { recursive: true });
    rmSync(join(root, 'dist/deep'), { recursive: true });
    symlinkSync(join(elsewhere, 'deep'), join(root, 'dist/deep'));
    await settle();
    const { code, stderr } = await feedmill(root, ['build']);
    expect(stderr).toContain('dist/deep already exists');
    expect(code).toBe(2);
  });

  test('of another time is built', async () => {
    const root = await clone();
    expect(await isGlance(root, '--now', '2026-07-31')).toBe(true);
    expect(await isGlance(await clone(), '--now', '2026-08-01')).toBe(false);
  });

  test('is built with another flag', async () => {
    const root = await clone();
    expect((await feedmill(root, ['build', '--title', 'Other'])).stdout).toContain('written');
    expect(readFileSync(join(root, 'dist/feed.xml'), 'utf8')).toContain('<title>Other</title>');
  });

  test('whose files are too new to be trusted is read again next time', async () => {
    const root = await clone();
    const soon = new Date(Date.now() + 60_000);
    utimesSync(join(root, 'content/b.md'), soon, soon);
    const former = glanceOf(root);
    expect(await isGlance(root)).toBe(true);
    expect(glanceOf(root)).toEqual(former);
    edit(root, 'content/b.md', 'Text.', 'TEXT.');
    expect(await isGlance(root)).toBe(false);
  });

  test('where nothing can be kept is known all the same', async () => {
    const root = await clone();
    mkdirSync(memoryOf(root, 'clock'));
    const former = glanceOf(root);
    expect(await isGlance(root)).toBe(true);
    expect(glanceOf(root)).toEqual(former);
  });
});

describe('a clone of what a file was after it was another while the site was built', () => {
  const pages = join('dist', 'a', 'index.html');

  test('an article', async () => {
    const root = await workspace(files);
    await settle();
    await disturbed(root, () => edit(root, 'content/a.md', 'See ', 'SEE '));
    edit(root, 'content/a.md', 'SEE ', 'See ');
    expect(readFileSync(join(root, pages), 'utf8')).toContain('SEE ');
    await settle();
    const copy = await workspace({});
    cpSync(root, copy, { recursive: true });
    await settle();
    expect((await buildAsFirst(copy)).code).toBe(0);
    expect(readFileSync(join(copy, pages), 'utf8')).toContain('See ');
  });

  test('a picture', async () => {
    const root = await workspace(files);
    await settle();
    await disturbed(root, () => writeFileSync(join(root, 'content/a.png'), picture(30)));
    expect(readFileSync(join(root, pages), 'utf8')).toContain('width="10"');
    await settle();
    const copy = await workspace({});
    cpSync(root, copy, { recursive: true });
    await settle();
    expect((await buildAsFirst(copy)).code).toBe(0);
    expect(readFileSync(join(copy, pages), 'utf8')).toContain('width="30"');
  });
});
