import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { array, assert, asyncProperty, constantFrom, dictionary } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output, OutputOptions, OutputResult } from '../src/output/model.ts';
import { openOutput } from '../src/output/output.ts';
import { createStagingWriter } from '../src/output/staging.ts';
import type { Problem } from '../src/problems/problem.ts';
import { explain } from '../src/problems/problem.ts';
import { amount } from './effort.ts';

type Files = Readonly<Record<string, string>>;

const workshop = mkdtempSync(join(tmpdir(), 'feedmill-output-'));
afterAll(() => rmSync(workshop, { recursive: true }));

const machine: OutputOptions = {
  name: 'dist',
  dryRun: false,
  holder: { pid: process.pid, host: hostname(), started: performance.timeOrigin },
  alive(pid) {
    try {
      return process.kill(pid, 0);
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  },
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  wait: 0,
  onWait: () => undefined,
};

/** A new folder to build in; it does not exist yet. */
function newFolder(): string {
  return join(mkdtempSync(join(workshop, 'site-')), 'dist');
}

async function open(folder: string, options: Partial<OutputOptions> = {}): Promise<Output> {
  const output = await openOutput(folder, { ...machine, ...options });
  if ('code' in output) throw new Error(output.code);
  return output;
}

/** Stages pages as the threads do that print them, and all else as it comes. */
function stageAll(output: Output, files: Files): void {
  const ranks: Readonly<Record<string, number>> = { 'feed.xml': 2, 'index.html': 3 };
  const plant = createStagingWriter(output.stage('page-'));
  for (const [path, content] of Object.entries(files)) {
    const rank = ranks[path];
    if (rank === undefined)
      output.adopt(path, plant(path, Buffer.from(content), false), 1, `content/${path}`);
    else output.write(path, content, rank, `content/${path}`);
  }
}

async function build(
  folder: string,
  files: Files,
  options: Partial<OutputOptions> = {},
): Promise<OutputResult> {
  const output = await open(folder, options);
  stageAll(output, files);
  return output.commit();
}

async function refusal(folder: string, options: Partial<OutputOptions> = {}): Promise<Problem> {
  const output = await openOutput(folder, { ...machine, ...options });
  if (!('code' in output)) throw new Error('the folder was opened');
  return output;
}

/** Puts files that Feedmill did not make into `folder`; a path with `/` at the end is an empty folder. */
function place(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(path.endsWith('/') ? join(folder, path) : dirname(join(folder, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(folder, path), content);
  }
}

/** All that lies below `folder`: files with content, links with `→ target`, folders with `/` at the end. */
function list(folder: string, prefix = ''): Record<string, string> {
  const found: Record<string, string> = {};
  if (!existsSync(folder)) return found;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = prefix + entry.name;
    const location = join(folder, entry.name);
    if (entry.isSymbolicLink()) found[path] = `→ ${readlinkSync(location)}`;
    else if (entry.isDirectory()) Object.assign(found, { [`${path}/`]: '' }, list(location, `${path}/`));
    else found[path] = readFileSync(location, 'utf8');
  }
  return found;
}

/** The same without folders and without what is Feedmill's own. */
function published(folder: string): Record<string, string> {
  const all = Object.entries(list(folder));
  return Object.fromEntries(all.filter(([path]) => !path.endsWith('/') && !path.startsWith('.feedmill')));
}

/** What `list` does not see: whether a file is still the same one, untouched. */
function stamps(folder: string): Record<string, string> {
  const paths = Object.keys(list(folder)).filter((path) => !path.endsWith('/'));
  return Object.fromEntries(
    paths.map((path) => {
      const { ino, mtimeNs } = lstatSync(join(folder, path), { bigint: true });
      return [path, `${ino} ${mtimeNs}`];
    }),
  );
}

const codes = ({ problems }: OutputResult): string[] => problems.map(({ code }) => code);
const sentences = ({ problems }: OutputResult): string[] =>
  problems.map((one) => `${one.file ?? ''}: ${explain(one).what}`);

const site: Files = {
  'index.html': '<h1>Index</h1>',
  'a/index.html': 'Article A',
  'feed.xml': '<rss/>',
  'b/index.html': 'Ärticle B',
};

describe('a build', () => {
  test('publishes files beside articles, pages, feeds, index, in this order', async () => {
    const folder = newFolder();
    const output = await open(folder);
    output.write('index.html', 'i', 3);
    output.write('feed.xml', 'f', 2);
    output.write('b.html', 'b', 1);
    output.write('a.html', 'a', 1);
    output.write('z.png', Uint8Array.of(0, 255), 0);
    expect(output.commit()).toMatchObject({
      counts: {
        written: ['z.png', 'a.html', 'b.html', 'feed.xml', 'index.html'],
        unchanged: 0,
        removed: [],
      },
      problems: [],
    });
    expect(readFileSync(join(folder, 'z.png'))).toEqual(Buffer.of(0, 255));
  });

  test('leaves only the manifest behind, which is always the same', async () => {
    const one = newFolder();
    const two = newFolder();
    await build(one, site);
    await build(two, Object.fromEntries(Object.entries(site).toReversed()));
    expect(readdirSync(join(one, '.feedmill'))).toEqual(['manifest.json']);
    const manifest = readFileSync(join(one, '.feedmill/manifest.json'), 'utf8');
    expect(readFileSync(join(two, '.feedmill/manifest.json'), 'utf8')).toBe(manifest);
    expect(manifest).toContain(`"a/index.html": "${createHash('sha256').update('Article A').digest('hex')}"`);
  });

  test('of the same files writes no file, not even the manifest', async () => {
    const folder = newFolder();
    await build(folder, site);
    const before = stamps(folder);
    const { counts } = await build(folder, site);
    expect(counts).toEqual({ written: [], unchanged: 4, removed: [] });
    expect(stamps(folder)).toEqual(before);
  });

  test('writes only what changed, whatever dates the files have', async () => {
    const folder = newFolder();
    await build(folder, site);
    utimesSync(join(folder, 'a/index.html'), 0, 0);
    const before = stamps(folder);
    const { counts } = await build(folder, { ...site, 'feed.xml': '<RSS/>' });
    expect(counts).toEqual({ written: ['feed.xml'], unchanged: 3, removed: [] });
    expect(stamps(folder)['a/index.html']).toBe(before['a/index.html']);
    expect(published(folder)).toEqual({ ...site, 'feed.xml': '<RSS/>' });
  });

  test('changes nothing before the commit, and leaves no trace when discarded', async () => {
    const folder = newFolder();
    const output = await open(folder);
    stageAll(output, site);
    expect(published(folder)).toEqual({});
    output.discard();
    output.discard();
    expect(existsSync(folder)).toBe(false);
    output.write('late.html', 'x', 1);
    expect(output.commit()).toEqual({ problems: [] });
    expect(existsSync(folder)).toBe(false);
  });

  test('that is discarded leaves the last good output', async () => {
    const folder = newFolder();
    await build(folder, site);
    const before = [list(folder), stamps(folder)];
    const output = await open(folder);
    stageAll(output, { 'index.html': 'new' });
    output.discard();
    expect([list(folder), stamps(folder)]).toEqual(before);
  });

  test('removes files of a former build and folders it made, and no other', async () => {
    const folder = newFolder();
    place(folder, { 'theirs/': '', 'shared/': '', 'b/mine.txt': 'mine' });
    await build(folder, { ...site, 'shared/x.html': 'x', 'deep/er/y.html': 'y', 'a/2.html': '2' });
    const { counts } = await build(folder, { 'feed.xml': '<rss/>', 'index.html': '<h1>Index</h1>' });
    expect(counts?.removed).toEqual([
      'a/2.html',
      'a/index.html',
      'b/index.html',
      'deep/er/y.html',
      'shared/x.html',
    ]);
    const { '.feedmill/manifest.json': _, ...rest } = list(folder);
    expect(rest).toEqual({
      '.feedmill/': '',
      'b/': '',
      'b/mine.txt': 'mine',
      'feed.xml': '<rss/>',
      'index.html': '<h1>Index</h1>',
      'shared/': '',
      'theirs/': '',
    });
  });

  test('puts new folders with pages in their places as they are, and never before what the pages show', async () => {
    const folder = newFolder();
    await build(folder, { 'old/index.html': 'old' });
    const output = await open(folder);
    stageAll(output, {
      'old/index.html': 'old',
      'old/new/index.html': 'beside',
      'new/a/index.html': 'a',
      'new/b/deep/index.html': 'b',
      'mixed/c/index.html': 'c',
      'mixed/d/index.html': 'd',
      'top.html': 'top',
    });
    output.write('mixed/c/picture.png', 'picture', 0);
    output.write('mixed/index.html', 'list', 3);
    const stage = join(folder, '.feedmill/stage');
    const places = ['old/new', 'new', 'mixed/d'].map((path) => join(stage, 'tree', path));
    const inodes = places.map((path) => lstatSync(path).ino);
    expect(output.commit().problems).toEqual([]);
    expect(published(folder)).toEqual({
      'old/index.html': 'old',
      'old/new/index.html': 'beside',
      'new/a/index.html': 'a',
      'new/b/deep/index.html': 'b',
      'mixed/c/index.html': 'c',
      'mixed/c/picture.png': 'picture',
      'mixed/d/index.html': 'd',
      'mixed/index.html': 'list',
      'top.html': 'top',
    });
    // The folders are the very same, and where a picture or a list lies too they are not.
    expect(['old/new', 'new', 'mixed/d'].map((path) => lstatSync(join(folder, path)).ino)).toEqual(inodes);
    expect(
      Object.keys(list(folder))
        .filter((path) => path.endsWith('/'))
        .toSorted(),
    ).toEqual([
      '.feedmill/',
      'mixed/',
      'mixed/c/',
      'mixed/d/',
      'new/',
      'new/a/',
      'new/b/',
      'new/b/deep/',
      'old/',
      'old/new/',
    ]);
    expect(codes(await build(folder, {}))).toEqual([]);
    expect(foldersOf(folder)).toEqual(['.feedmill/']);
  });

  test('may turn a file of ours into a folder and a folder of ours into a file', async () => {
    const folder = newFolder();
    await build(folder, { about: 'file', 'blog/deep/index.html': 'page', 'blog/x': 'x' });
    expect(codes(await build(folder, { 'about/index.html': 'page', blog: 'file' }))).toEqual([]);
    expect(published(folder)).toEqual({ 'about/index.html': 'page', blog: 'file' });
  });

  test('with dryRun changes nothing and reports what it would do', async () => {
    const folder = newFolder();
    const fresh = await build(folder, site, { dryRun: true });
    expect(fresh.counts?.written).toHaveLength(4);
    expect(existsSync(folder)).toBe(false);
    await build(folder, site);
    const before = [list(folder), stamps(folder)];
    const { counts } = await build(folder, { 'feed.xml': 'new' }, { dryRun: true });
    expect(counts?.written).toEqual(['feed.xml']);
    expect(counts?.removed).toHaveLength(3);
    expect([list(folder), stamps(folder)]).toEqual(before);
  });

  test('copies files whole, once, and not again', async () => {
    const folder = newFolder();
    const location = join(workshop, 'recording.mp3');
    writeFileSync(location, Buffer.alloc(700_001, 'feedmill'));
    const source = { file: 'content/recording.mp3', location };
    const copyTwice = async (): Promise<OutputResult> => {
      const output = await open(folder);
      output.copy('media/recording.mp3', source, 0);
      output.copy('media/recording.mp3', source, 0);
      return output.commit();
    };
    expect((await copyTwice()).counts).toEqual({
      written: ['media/recording.mp3'],
      unchanged: 0,
      removed: [],
    });
    expect(readFileSync(join(folder, 'media/recording.mp3')).equals(readFileSync(location))).toBe(true);
    expect((await copyTwice()).counts).toEqual({ written: [], unchanged: 1, removed: [] });
    writeFileSync(location, Buffer.alloc(700_001, 'FEEDMILL'));
    expect((await copyTwice()).counts?.written).toEqual(['media/recording.mp3']);
  });

  test('keeps to the output of the last build, whatever was built before (property)', async () => {
    const name = constantFrom('a', 'b', 'c', 'index.html', 'ä');
    const path = array(name, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/'));
    const files = dictionary(path, constantFrom('1', '2', '3'), { maxKeys: 6 }).map((all) => {
      const paths = Object.keys(all);
      const clear = paths.filter((one) => !paths.some((other) => one.startsWith(`${other}/`)));
      return Object.fromEntries(clear.map((one) => [one, all[one] ?? '']));
    });
    const foreign: Files = { 'mine.txt': 'mine', 'theirs/b/mine.txt': 'mine', 'theirs/empty/': '' };
    await assert(
      asyncProperty(array(files, { minLength: 1, maxLength: 5 }), async (builds) => {
        const folder = newFolder();
        place(folder, foreign);
        for (const one of builds) {
          const { counts, problems } = await build(folder, one);
          expect(problems).toEqual([]);
          expect((counts?.written.length ?? 0) + (counts?.unchanged ?? 0)).toBe(Object.keys(one).length);
          expect(published(folder)).toEqual({
            ...one,
            'mine.txt': 'mine',
            'theirs/b/mine.txt': 'mine',
          });
        }
        await build(folder, {});
        const rest = Object.keys(list(folder)).filter((each) => !each.startsWith('.feedmill'));
        expect(rest.toSorted()).toEqual(
          ['mine.txt', 'theirs/', 'theirs/b/', 'theirs/b/mine.txt', 'theirs/empty/'].toSorted(),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('files of others', () => {
  test('in the way are all named, and nothing is changed', async () => {
    const folder = newFolder();
    place(folder, {
      'feed.xml': 'theirs',
      'a/index.html/x': 'a folder where a file must go',
      b: 'a file where a folder must go',
    });
    symlinkSync('nowhere', join(folder, 'index.html'));
    const before = [list(folder), stamps(folder)];
    const result = await build(folder, {
      ...site,
      'b/2.html': 'blocked by the same file',
      'new.html': 'new',
    });
    expect(result.counts).toBeUndefined();
    expect(new Set(sentences(result))).toEqual(
      new Set([
        'content/a/index.html: dist/a/index.html already exists and was not created by Feedmill.',
        'content/b/2.html: dist/b already exists and was not created by Feedmill.',
        'content/feed.xml: dist/feed.xml already exists and was not created by Feedmill.',
        'content/index.html: dist/index.html already exists and was not created by Feedmill.',
      ]),
    );
    expect([list(folder), stamps(folder)]).toEqual(before);
  });

  test('with the same bytes are taken over', async () => {
    const folder = newFolder();
    place(folder, site);
    const before = stamps(folder);
    expect((await build(folder, site)).counts).toEqual({ written: [], unchanged: 4, removed: [] });
    expect(stamps(folder)).toMatchObject(before);
    expect((await build(folder, { ...site, 'feed.xml': 'new' })).counts?.written).toEqual(['feed.xml']);
  });

  test('that someone changed are overwritten while they are part of the site, and otherwise kept and reported once', async () => {
    const folder = newFolder();
    await build(folder, site);
    place(folder, { 'a/index.html': 'edited', 'b/index.html': 'edited' });
    const { 'b/index.html': _, ...rest } = site;
    const result = await build(folder, rest);
    expect(sentences(result)).toEqual([
      ': dist/b/index.html is no longer part of the site, but it was changed after Feedmill wrote it.',
    ]);
    expect(result.counts).toEqual({ written: ['a/index.html'], unchanged: 2, removed: [] });
    expect(published(folder)).toEqual({ ...rest, 'b/index.html': 'edited' });
    expect(await build(folder, rest)).toMatchObject({ problems: [], counts: { unchanged: 3 } });
    expect(codes(await build(folder, site))).toEqual(['output-in-the-way']);
  });

  test.each(['blog/mine.txt', 'blog/mine/'])(
    'in a folder of ours keep it from becoming a file: %s',
    async (path) => {
      const folder = newFolder();
      await build(folder, { 'blog/index.html': 'page' });
      place(folder, { [path]: 'mine' });
      const before = list(folder);
      expect(codes(await build(folder, { blog: 'file' }))).toEqual(['output-in-the-way']);
      expect(list(folder)).toEqual(before);
    },
  );
});

describe('nothing is written outside', () => {
  const hostile = ['../x', 'a/../../x', '/x', 'a//x', 'a/./x', '', 'a/', 'a\\..\\x', 'a\0', '.feedmill/lock'];
  test.each([...hostile, '.FeedMill/manifest.json', '..', 'a/\uD800'])('%j is refused', async (path) => {
    const folder = newFolder();
    await build(folder, site);
    const before = list(dirname(folder));
    expect(codes(await build(folder, { ...site, [path]: 'x' }))).toEqual(['output-outside']);
    expect(list(dirname(folder))).toEqual(before);
  });

  test('through a link in the output', async () => {
    const folder = newFolder();
    const outside = mkdtempSync(join(workshop, 'outside-'));
    place(outside, { 'index.html': 'theirs' });
    mkdirSync(folder);
    symlinkSync(outside, join(folder, 'a'));
    const result = await build(folder, { 'a/index.html': 'ours', 'a/new/x.html': 'ours' });
    expect(sentences(result)).toEqual([
      'content/a/index.html: dist/a already exists and was not created by Feedmill.',
    ]);
    expect(list(outside)).toEqual({ 'index.html': 'theirs' });
  });

  test('nor removed through one that took the place of a folder or file of ours', async () => {
    const folder = newFolder();
    const outside = mkdtempSync(join(workshop, 'outside-'));
    place(outside, { 'index.html': 'Article A' });
    await build(folder, site);
    rmSync(join(folder, 'a'), { recursive: true });
    symlinkSync(outside, join(folder, 'a'));
    rmSync(join(folder, 'b/index.html'));
    symlinkSync(join(outside, 'index.html'), join(folder, 'b/index.html'));
    rmSync(join(folder, 'feed.xml'));
    symlinkSync(join(outside, 'index.html'), join(folder, 'feed.xml'));
    const result = await build(folder, { 'feed.xml': 'new' });
    expect(sentences(result).join()).toContain('dist/b/index.html is no longer part');
    expect(list(outside)).toEqual({ 'index.html': 'Article A' });
    expect(list(folder)['feed.xml']).toBe('new');
  });

  test('when the private folder is a link, or a file', async () => {
    const folder = newFolder();
    const outside = mkdtempSync(join(workshop, 'outside-'));
    place(outside, { 'stage/x': 'theirs' });
    mkdirSync(folder);
    symlinkSync(outside, join(folder, '.feedmill'));
    expect(await refusal(folder)).toMatchObject({
      code: 'output-in-the-way',
      args: { path: 'dist/.feedmill' },
    });
    expect(list(outside)).toEqual({ 'stage/': '', 'stage/x': 'theirs' });
  });

  test('but the output folder itself may be a link', async () => {
    const real = newFolder();
    mkdirSync(real);
    const folder = newFolder();
    symlinkSync(real, folder);
    await build(folder, site);
    expect(published(real)).toEqual(site);
  });

  const sum = createHash('sha256').update('theirs').digest('hex');
  test.each([
    ['a path outside', { version: 1, files: { '../theirs': sum }, folders: [] }],
    ['an absolute path', { version: 1, files: { [join(workshop, 'theirs')]: sum }, folders: [] }],
    ['a folder outside', { version: 1, files: { 'dist/x': sum }, folders: ['..'] }],
    ['no hash', { version: 1, files: { theirs: '' }, folders: [] }],
    ['another shape', ['theirs']],
    ['another version', { version: 2, files: { theirs: sum }, folders: [] }],
    ['no object of files', { version: 1, files: [sum], folders: [] }],
    ['a hash that is not its', { version: 1, files: { theirs: '0'.repeat(64) }, folders: ['empty'] }],
  ])('a manifest edited by hand deletes nothing: %s', async (_, manifest) => {
    const folder = newFolder();
    place(folder, {
      theirs: 'theirs',
      '../theirs': 'theirs',
      '.feedmill/manifest.json': JSON.stringify(manifest),
    });
    const { problems } = await build(folder, site);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(published(folder)).toEqual({ ...site, theirs: 'theirs' });
    expect(readFileSync(join(folder, '../theirs'), 'utf8')).toBe('theirs');
  });

  test.each(['', '{', 'null', '\0'])('a manifest of %j owns nothing', async (text) => {
    const folder = newFolder();
    place(folder, { 'feed.xml': 'theirs', '.feedmill/manifest.json': text });
    expect(codes(await build(folder, site))).toEqual(['output-in-the-way']);
  });
});

describe('two paths of one build', () => {
  test.each([
    ['About.html', 'about.html'],
    ['Å.html', 'A\u030A.html'],
    ['ΟΔΟΣ/x', 'οδοσ/X'],
    ['blog', 'blog/index.html'],
    ['blog/index.html', 'Blog'],
    ['x', 'x'],
  ])('%s and %s cannot be told apart everywhere', async (one, two) => {
    const ways = [
      (output: Output) => {
        output.write(one, '1', 1, 'content/one.md');
        output.write(two, '2', 1, 'content/two.md');
      },
      (output: Output) => {
        const [plant, other] = [
          createStagingWriter(output.stage('page-')),
          createStagingWriter(output.stage('other-')),
        ];
        const staged = [plant(one, Buffer.from('1'), false), other(two, Buffer.from('2'), false)] as const;
        output.adopt(one, staged[0], 1, 'content/one.md');
        output.adopt(two, staged[1], 1, 'content/two.md');
      },
    ];
    for (const stage of ways) {
      const folder = newFolder();
      const output = await open(folder);
      stage(output);
      expect(sentences(output.commit())).toEqual([
        `content/two.md: Feedmill would write both this file and content/one.md to dist/${two}.`,
      ]);
      expect(existsSync(folder)).toBe(false);
    }
  });

  test('that are different words on every disk may stand side by side', async () => {
    const files = { 'straße.html': '1', 'strasse.html': '2', 'sıcak.html': '3', 'sicak.html': '4' };
    const folder = newFolder();
    expect(codes(await build(folder, files))).toEqual([]);
    expect(published(folder)).toEqual(files);
  });

  test('of two builds may differ in case on a disk that sees no difference', async () => {
    // Such a disk shows one file under both names; a hard link does so anywhere.
    const folder = newFolder();
    await build(folder, { 'About.html': 'old' });
    linkSync(join(folder, 'About.html'), join(folder, 'about.html'));
    expect((await build(folder, { 'about.html': 'new' })).counts?.removed).toEqual([]);
    expect(published(folder)['about.html']).toBe('new');
  });
});

describe('what the system refuses', () => {
  test('a file where the output folder must be', async () => {
    const folder = newFolder();
    writeFileSync(folder, 'theirs');
    expect(await refusal(folder)).toMatchObject({ code: 'output-in-the-way', args: { path: 'dist' } });
    expect(await refusal(join(folder, 'below'))).toMatchObject({ code: 'output-failed' });
    expect(readFileSync(folder, 'utf8')).toBe('theirs');
  });

  test('names that are too long are each reported', async () => {
    const folder = newFolder();
    const long = 'ä'.repeat(200);
    const result = await build(folder, { ...site, [`${long}.html`]: '1', [`${long}/2.html`]: '2' });
    expect(sentences(result)).toEqual([
      `content/${long}.html: Feedmill cannot write dist/${long}.html: its name is too long.`,
      `content/${long}/2.html: Feedmill cannot write dist/${long}/2.html: its name is too long.`,
    ]);
    expect(existsSync(folder)).toBe(false);
  });

  test('a file to copy that has gone', async () => {
    const folder = newFolder();
    const output = await open(folder);
    output.copy('x.png', { file: 'content/x.png', location: join(workshop, 'gone.png') }, 0);
    stageAll(output, site);
    expect(output.commit()).toMatchObject({
      problems: [{ code: 'file-unreadable', file: 'content/x.png', args: { path: 'content/x.png' } }],
    });
    expect(existsSync(folder)).toBe(false);
  });
});

describe('two builds at once', () => {
  test('the second waits, reports that once, and continues', async () => {
    const folder = newFolder();
    const first = await open(folder);
    const told: (number | undefined)[] = [];
    let naps = 0;
    const second = await open(folder, {
      wait: 10_000,
      onWait: (pid) => told.push(pid),
      async sleep() {
        naps++;
        if (naps < 3) return;
        stageAll(first, { 'feed.xml': 'first' });
        first.commit();
      },
    });
    expect(told).toEqual([process.pid]);
    stageAll(second, { 'feed.xml': 'second' });
    expect(second.commit().counts?.written).toEqual(['feed.xml']);
  });

  test('the second gives up after the time limit and changes nothing', async () => {
    const folder = newFolder();
    const first = await open(folder);
    stageAll(first, site);
    let slept = 0;
    const sleep = async (milliseconds: number): Promise<void> => void (slept += milliseconds);
    expect(await refusal(folder, { wait: 10_000, sleep })).toMatchObject({
      code: 'output-locked',
      args: { pid: process.pid, path: 'dist', lock: 'dist/.feedmill/lock' },
    });
    expect(slept).toBe(10_000);
    expect(first.commit().counts?.written).toHaveLength(4);
  });

  const dead = spawnSync(process.execPath, ['--version']).pid;
  const { holder } = machine;
  const leftovers: Files = { '.feedmill/stage/0': 'left behind', '.feedmill/lock-1-2': '' };

  test.each([
    ['a dead process', { ...holder, pid: dead, started: 5 }],
    ['a former process of our own id', { ...holder, started: 5 }],
  ])('the lock of %s is taken over', async (_, owner) => {
    const folder = newFolder();
    place(folder, { ...leftovers, '.feedmill/lock': JSON.stringify(owner) });
    expect(codes(await build(folder, site))).toEqual([]);
    expect(readdirSync(join(folder, '.feedmill'))).toEqual(['manifest.json']);
  });

  test.each([
    ['a process of another machine', { ...holder, host: 'elsewhere', pid: dead }],
    ['a running process', { ...holder, pid: process.ppid, started: 5 }],
    ['nobody knows whom', {}],
  ])('the lock of %s is respected', async (_, owner) => {
    const folder = newFolder();
    place(folder, { ...leftovers, '.feedmill/lock': JSON.stringify(owner) });
    const before = list(folder);
    expect(await refusal(folder)).toMatchObject({ code: 'output-locked' });
    expect(list(folder)).toEqual(before);
  });

  test('a dead lock that another build takes over at the same time', async () => {
    const folder = newFolder();
    place(folder, { '.feedmill/lock': JSON.stringify({ ...holder, pid: dead, started: 5 }) });
    const faster = { ...holder, pid: 1, started: 7 };
    let other: ReturnType<typeof open> | undefined;
    // The faster build comes in where the slower one has read the lock and not yet done anything about it.
    const alive = (pid: number): boolean => {
      if (pid === dead) other ??= open(folder, { holder: faster, alive: () => false });
      return pid !== dead;
    };
    expect(await refusal(folder, { alive })).toMatchObject({ code: 'output-locked', args: { pid: 1 } });
    const output = await other;
    output?.write('feed.xml', 'faster', 2);
    expect(output?.commit().counts?.written).toEqual(['feed.xml']);
  });

  test('a dead lock that another build is about to take over', async () => {
    const folder = newFolder();
    place(folder, {
      '.feedmill/lock': JSON.stringify({ ...holder, pid: dead, started: 5 }),
      [`.feedmill/lock.${dead}-5`]: JSON.stringify({ ...holder, pid: process.ppid, started: 6 }),
    });
    expect(await refusal(folder)).toMatchObject({ code: 'output-locked' });
  });

  test('a dead lock whose taker died too', async () => {
    const folder = newFolder();
    place(folder, {
      '.feedmill/lock': JSON.stringify({ ...holder, pid: dead, started: 5 }),
      [`.feedmill/lock.${dead}-5`]: JSON.stringify({ ...holder, pid: dead, started: 6 }),
    });
    await build(folder, site);
    expect(readdirSync(join(folder, '.feedmill'))).toEqual(['manifest.json']);
  });
});

/**
 * A build in a process of its own. At its `stopAt`th change to the disk it is killed (a file being written is
 * then half there) or the system refuses it: a full disk or a dead machine at every possible instant.
 */
const childProgram = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { hostname } from 'node:os';
const { folders, files, how, first, log } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
let changes = 0;
let stopAt = first;
for (const name of ['copyFileSync', 'linkSync', 'mkdirSync', 'openSync', 'renameSync', 'rmSync', 'rmdirSync', 'unlinkSync', 'writeFileSync']) {
  const real = fs[name];
  fs[name] = (...args) => {
    if (name === 'openSync' && args[1] === 'r') return real(...args);
    if (++changes === stopAt && how === 'kill') {
      if (name === 'writeFileSync') real(args[0], args[1].slice(0, args[1].length / 2), args[2]);
      process.kill(process.pid, 'SIGKILL');
    }
    if (changes === stopAt && how === 'refuse') throw Object.assign(new Error(), { code: 'ENOSPC', syscall: name, path: args[0] });
    return real(...args);
  };
}
syncBuiltinESMExports();
const alive = (pid) => { try { return process.kill(pid, 0); } catch { return false; } };
const { openOutput } = await import('./output/output.js');
const { createStagingWriter: createStager } = await import('./output/staging.js');
const codes = (problems) => problems.map((one) => one.code + ' ' + one.args.path + ' ' + one.args.detail);
const ranks = { 'feed.xml': 2, 'index.html': 3 };
const outcomes = [];
for (const folder of folders) {
  changes = 0;
  const output = await openOutput(folder, {
    name: 'dist', dryRun: false, alive, wait: 20000, onWait() {},
    holder: { pid: process.pid, host: hostname(), started: performance.timeOrigin },
    sleep: (ms) => new Promise((done) => setTimeout(done, ms / 10)),
  });
  let result = { problems: [output] };
  if (!output.code) {
    if (log) fs.appendFileSync(log, 'in\\n');
    const plant = createStager(output.stage('page-'));
    for (const [path, content] of Object.entries(files))
      if (ranks[path] === undefined) output.adopt(path, plant(path, Buffer.from(content), false), 1);
      else output.write(path, content, ranks[path]);
    process.stderr.write('staged');
    if (log) fs.appendFileSync(log, 'out\\n');
    result = output.commit();
  }
  outcomes.push({ problems: codes(result.problems), changes });
  stopAt++;
}
console.log(JSON.stringify(outcomes));
`;

function foldersOf(folder: string): string[] {
  return Object.keys(list(folder))
    .filter((path) => path.endsWith('/'))
    .toSorted();
}

function state(folder: string): unknown {
  return { ...list(folder), stamps: stamps(folder) };
}

/** A site of 400 pages that differs from those of other numbers in each content and in some paths. */
function generation(number: number): Files {
  const text = `${number} `.repeat(2000);
  const paths = Array.from({ length: 400 }, (_, i) => `${i % 7}/${i + (number % 3) * 50}.html`);
  return Object.fromEntries(paths.map((path) => [path, text]));
}

describe('at any instant', () => {
  const child = join(workshop, 'child/child.mjs');
  beforeAll(() => {
    const options =
      '--module nodenext --target es2023 --rewriteRelativeImportExtensions --noCheck --types node';
    execFileSync(process.execPath, [
      'node_modules/typescript/bin/tsc',
      'src/output/output.ts',
      '--ignoreConfig',
      ...options.split(' '),
      '--outDir',
      dirname(child),
    ]);
    writeFileSync(join(dirname(child), 'package.json'), '{ "type": "module" }');
    writeFileSync(child, childProgram);
  });

  const foreign: Files = { 'mine.txt': 'mine', 'a/mine.txt': 'mine' };
  const old: Files = { ...site, blog: 'old file', 'c/x.html': 'x', 'c/d/y.html': 'y' };
  const now: Files = {
    'index.html': 'new index',
    'a/index.html': 'new A',
    'feed.xml': 'new feed',
    'blog/index.html': 'new page',
    'c/d/y.html': 'y',
    'n/e/w.html': 'new',
  };

  async function oldSite(): Promise<string> {
    const folder = newFolder();
    place(folder, foreign);
    await build(folder, old);
    return folder;
  }

  /** Builds of `files`, one in each folder: the first stopped at its change number `first`, the next one later. */
  interface Task {
    readonly folders: readonly string[];
    readonly files: Files;
    readonly how?: 'kill' | 'refuse';
    readonly first?: number;
    readonly log?: string;
  }

  interface Outcome {
    readonly problems: readonly string[];
    readonly changes: number;
  }

  function order(task: Task): [string, string] {
    const file = join(mkdtempSync(join(workshop, 'task-')), 'task.json');
    writeFileSync(file, JSON.stringify(task));
    return [child, file];
  }

  /** What the builds in a child came to; nothing where it was killed. */
  function run(task: Task): Outcome[] | undefined {
    const { stdout, status, stderr } = spawnSync(process.execPath, order(task), { encoding: 'utf8' });
    if (status === null) return undefined;
    if (stdout === '') throw new Error(stderr);
    const outcomes: Outcome[] = JSON.parse(stdout);
    return outcomes;
  }

  /** Files that are neither as before, nor as they should become, nor others'. */
  function torn(folder: string): string[] {
    return Object.entries(published(folder))
      .filter(([path, content]) => ![old[path], now[path], foreign[path]].includes(content))
      .map(([path]) => path);
  }

  /**
   * The links of a half published site that lead nowhere: the new feed links to every new page, the index to the feed, and both old
   * ones to every old page.
   */
  function dangling(left: Files): string[] {
    const pages = ['a/index.html', 'blog/index.html', 'n/e/w.html'];
    const isNew = (path: string) => left[path] === now[path];
    return [
      ...(isNew('feed.xml') ? pages.filter((path) => !isNew(path)) : []),
      ...(isNew('index.html') && !isNew('feed.xml') ? ['feed.xml'] : []),
      ...(isNew('index.html') ? [] : ['b/index.html', 'c/x.html'].filter((path) => left[path] === undefined)),
    ];
  }

  test(
    'a killed build leaves whole files and no dangling link, and the next one heals',
    { timeout: 120_000 },
    async () => {
      let stopAt = 1;
      let halfway = 0;
      for (; ; stopAt += amount(5, 1)) {
        const folder = await oldSite();
        if (run({ folders: [folder], files: now, how: 'kill', first: stopAt })) break;
        const left = published(folder);
        expect(torn(folder)).toEqual([]);
        expect(left).toMatchObject(foreign);
        expect({ stopAt, dangling: dangling(left) }).toEqual({ stopAt, dangling: [] });
        if (left['index.html'] === old['index.html'] && left['n/e/w.html'] !== undefined) halfway++;
        // Old and new are both still ours: no build is stopped by, or warns about, its own files.
        const next = stopAt % 2 === 0 ? now : { 'index.html': 'newest' };
        const folders = stopAt % 2 === 0 ? ['a/', 'blog/', 'c/', 'c/d/', 'n/', 'n/e/'] : ['a/'];
        expect({ stopAt, ...(await build(folder, next)) }).toMatchObject({ stopAt, problems: [] });
        expect(published(folder)).toEqual({ ...next, ...foreign });
        expect(readdirSync(join(folder, '.feedmill'))).toEqual(['manifest.json']);
        expect(foldersOf(folder)).toEqual(['.feedmill/', ...folders]);
      }
      // The law was put to the test: kills fell into the middle of publishing, too.
      expect(stopAt).toBeGreaterThan(30);
      expect(halfway).toBeGreaterThan(amount(0, 2));
    },
  );

  test('a refused change takes all others back', { timeout: 120_000 }, async () => {
    const folders: string[] = [];
    for (let i = 0; i < 90; i++) folders.push(await oldSite());
    const before = folders.map(state);
    const outcomes = run({ folders, files: now, how: 'refuse', first: 1 }) ?? [];
    const refused = outcomes.filter(({ problems }) => problems.length > 0);
    expect(refused.length).toBeGreaterThan(20);
    expect(outcomes.at(-1)?.changes).toBeLessThan(90);
    for (const [i, folder] of folders.entries()) {
      const told = outcomes[i]?.problems ?? [];
      expect(told.join()).toMatch(/^$|^output-failed dist\S* the disk is full$/);
      // Where only tidying up was refused the build is done all the same, and the next one tidies up.
      rmSync(join(folder, '.feedmill/stage'), { recursive: true, force: true });
      rmSync(join(folder, '.feedmill/lock'), { force: true });
      const done = told.length === 0;
      const expected = done ? { ...now, ...foreign } : before[i];
      expect([i, done ? published(folder) : state(folder)]).toEqual([i, expected]);
      expect(await build(folder, now)).toMatchObject({ problems: [] });
      expect(published(folder)).toEqual({ ...now, ...foreign });
    }
  });

  test('a large build killed at random leaves whole files', { timeout: 60_000 }, async () => {
    const folder = newFolder();
    for (let number = 0; number < amount(4, 12); number++) {
      const task = order({ folders: [folder], files: generation(number) });
      const running = spawn(process.execPath, task, { stdio: ['ignore', 'ignore', 'pipe'] });
      const ended = new Promise((resolve) => running.once('exit', resolve));
      await new Promise((resolve) => running.stderr.once('data', resolve));
      setTimeout(() => running.kill('SIGKILL'), number * 4);
      await ended;
      const contents = Object.values(published(folder));
      expect(contents.filter((text) => text !== `${text.split(' ')[0]} `.repeat(2000))).toEqual([]);
    }
    const last = generation(100);
    expect(await build(folder, last)).toMatchObject({ problems: [] });
    expect(published(folder)).toEqual(last);
  });

  test('many builds take turns, though all find the lock of a dead one', { timeout: 60_000 }, async () => {
    const folder = newFolder();
    const log = join(workshop, 'turns.log');
    appendFileSync(log, '');
    const dead = spawnSync(process.execPath, ['--version']).pid;
    place(folder, { '.feedmill/lock': JSON.stringify({ ...machine.holder, pid: dead, started: 1 }) });
    const sites = Array.from({ length: 8 }, (_, i) => ({ ...site, 'feed.xml': `of ${i}` }));
    await Promise.all(
      sites.map(async (files) => {
        const running = spawn(process.execPath, order({ folders: [folder], files, log }), {
          stdio: 'ignore',
        });
        await new Promise((resolve) => running.once('exit', resolve));
      }),
    );
    expect(readFileSync(log, 'utf8')).toBe('in\nout\n'.repeat(8));
    expect(sites).toContainEqual(published(folder));
    expect(readdirSync(join(folder, '.feedmill'))).toEqual(['manifest.json']);
  });
});
