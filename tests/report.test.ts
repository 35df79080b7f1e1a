import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { feedmill, list, snapshot, workspace } from './workspace.ts';

const Feed = v.object({
  name: v.string(),
  path: v.string(),
  url: v.string(),
  changed: v.boolean(),
  sha256: v.optional(v.string()),
  items: v.number(),
});

const Document = v.object({
  version: v.literal(1),
  command: v.string(),
  exitCode: v.number(),
  problems: v.array(v.object({ code: v.string(), file: v.optional(v.string()), what: v.string() })),
  summary: v.optional(
    v.object({
      site: v.string(),
      hubs: v.array(v.string()),
      written: v.number(),
      unchanged: v.number(),
      removed: v.number(),
      files: v.strictObject({ written: v.array(v.string()), removed: v.array(v.string()) }),
      feeds: v.array(Feed),
      next: v.optional(v.object({ at: v.string() })),
    }),
  ),
});
type Document = v.InferOutput<typeof Document>;

const article = (title: string, date: string, more = '') =>
  `---\ntitle: ${title}\ndate: ${date}\n${more}---\n\nText.\n`;

const site = {
  'feedmill.yaml': 'url: https://example.com/blog/\ntitle: Example\nfeeds: { by: [tag], minimum: 1 }\n',
  'content/a.md': article('A', '2026-01-01', 'tags: [Über]\n'),
  'content/b.md': article('B', '2026-01-02', 'expires: 2026-09-01\n'),
};

function read(path: string): Document {
  return v.parse(Document, JSON.parse(readFileSync(path, 'utf8')));
}

/** Builds the site at `root` and gives its report. */
async function report(root: string, ...argv: readonly string[]): Promise<Document> {
  await feedmill(root, ['build', '--report', '../report.json', ...argv]);
  return read(join(root, '../report.json'));
}

/** A site in a folder of its own, so that reports lie beside it. */
async function inFolder(files: Readonly<Record<string, string>> = site): Promise<string> {
  const moved = Object.entries(files).map(([path, text]) => [`site/${path}`, text] as const);
  return join(await workspace(Object.fromEntries(moved)), 'site');
}

function summaryOf({ summary }: Document): NonNullable<Document['summary']> {
  if (!summary) throw new Error('There is no summary.');
  return summary;
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** A report without what differs from run to run. */
function lasting(text: string): unknown {
  return JSON.parse(text.replace(/"milliseconds": \d+/, '"milliseconds": 0'));
}

describe('a report', () => {
  test('is the document that --reporter json prints, byte for byte', async () => {
    const root = await inFolder();
    const { code, stdout, stderr } = await feedmill(root, [
      'build',
      '--report',
      '../report.json',
      '--reporter',
      'json',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(readFileSync(join(root, '../report.json'), 'utf8')).toBe(stdout);
  });

  test.each(['pretty', 'github'])('is written whatever %s shows', async (reporter) => {
    const root = await inFolder();
    const { stdout } = await feedmill(root, ['build', '--report', '../report.json', '--reporter', reporter]);
    expect(stdout).toContain('Built 2 articles');
    expect(read(join(root, '../report.json'))).toMatchObject({ command: 'build', exitCode: 0 });
    expect(readdirSync(join(root, '..')).toSorted()).toEqual(['report.json', 'site']);
  });

  test('lists the files written and removed, and the hashes of the feeds', async () => {
    const root = await inFolder();
    const first = summaryOf(await report(root));
    const made = (await list(join(root, 'dist'))).filter((path) => !path.startsWith('.feedmill/'));
    expect(first).toMatchObject({ site: 'https://example.com/blog/', hubs: [], written: made.length });
    expect(first.files.written.toSorted()).toEqual(made);
    expect(first.files.removed).toEqual([]);
    expect(first.feeds.map(({ url }) => url)).toEqual([
      'https://example.com/blog/feed.xml',
      'https://example.com/blog/atom.xml',
      'https://example.com/blog/feed.json',
      'https://example.com/blog/tags/%C3%BCber/feed.xml',
      'https://example.com/blog/tags/%C3%BCber/atom.xml',
      'https://example.com/blog/tags/%C3%BCber/feed.json',
    ]);
    for (const { path, url, changed, sha256: hash } of first.feeds) {
      expect([path, changed, hash]).toEqual([path, true, sha256(join(root, 'dist', path))]);
      // It calls itself so, too.
      expect(readFileSync(join(root, 'dist', path), 'utf8')).toContain(url);
    }

    // Only the feeds of the whole site hold the article that goes.
    const second = summaryOf(await report(root, '--now', '2026-09-01'));
    expect(second.feeds.map(({ path, changed }) => [path, changed])).toEqual([
      ['feed.xml', true],
      ['atom.xml', true],
      ['feed.json', true],
      ['tags/über/feed.xml', false],
      ['tags/über/atom.xml', false],
      ['tags/über/feed.json', false],
    ]);
    for (const { path, changed, sha256: hash } of second.feeds)
      expect([path, hash]).toEqual([path, changed ? sha256(join(root, 'dist', path)) : undefined]);
    expect(second.files.removed).toEqual(['b/index.html']);
    expect([second.written, second.removed]).toEqual([second.files.written.length, 1]);
  });

  test('of a build that finds nothing changed is the same, however it found out', async () => {
    const root = await inFolder();
    await report(root);
    const lastBuild = await feedmill(root, ['build', '--reporter', 'json']);
    const whole = await feedmill(root, ['build', '--reporter', 'json', '--no-cache']);
    expect(lasting(lastBuild.stdout)).toEqual(lasting(whole.stdout));
    const told = summaryOf(await report(root));
    expect(told.files).toEqual({ written: [], removed: [] });
    expect([told.written, told.removed]).toEqual([0, 0]);
    expect(told.feeds.filter(({ changed, sha256: hash }) => changed || hash !== undefined)).toEqual([]);
  });

  test('does not make the build forget', async () => {
    const root = await inFolder();
    await feedmill(root, ['build']);
    const remembered = readdirSync(join(root, '.feedmill')).toSorted();
    await report(root);
    expect(readdirSync(join(root, '.feedmill')).toSorted()).toEqual(remembered);
  });

  test('of a failed build contains the problems', async () => {
    const root = await inFolder();
    await report(root);
    const before = await snapshot(join(root, 'dist'));
    writeFileSync(join(root, 'content/c.md'), article('C', 'never'));
    const told = await report(root);
    expect(told).toMatchObject({
      exitCode: 1,
      problems: [{ code: 'date-unreadable', file: 'content/c.md' }],
      summary: { written: 0, files: { written: [], removed: [] } },
    });
    expect(summaryOf(told).feeds.filter(({ changed }) => changed)).toEqual([]);
    expect(await snapshot(join(root, 'dist'))).toEqual(before);
  });

  test('of a build that could not start contains the problems', async () => {
    const root = await inFolder({ ...site, 'feedmill.yaml': 'title: Example\n' });
    const told = await report(root);
    expect(told).toMatchObject({ exitCode: 2, problems: [{ code: 'config-missing' }] });
    expect(told).not.toHaveProperty('summary');
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });

  test('of a check contains what a build would do', async () => {
    const root = await inFolder();
    await feedmill(root, ['check', '--report', 'check.json']);
    const { command, summary } = read(join(root, 'check.json'));
    expect(command).toBe('check');
    expect(summary?.files.written).toContain('feed.xml');
    // Nothing was written that could have a hash.
    expect(summary?.feeds.map(({ changed, sha256: hash }) => [changed, hash])).toEqual(
      Array.from({ length: 6 }, () => [true, undefined]),
    );
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });
});

describe('the file of a report', () => {
  test('is named from the working folder, as the site is', async () => {
    const root = await inFolder();
    await feedmill(join(root, '..'), ['build', '--root', 'site', '--report', 'out/of/here.json']);
    expect(read(join(root, '../out/of/here.json')).exitCode).toBe(0);
  });

  test('takes the place of a former one whole, through links too', async () => {
    const root = await inFolder();
    mkdirSync(join(root, '../kept'));
    writeFileSync(join(root, '../kept/report.json'), '');
    symlinkSync('kept/report.json', join(root, '../report.json'));
    await report(root);
    const long = readFileSync(join(root, '../kept/report.json'), 'utf8');
    await report(root);
    const short = readFileSync(join(root, '../kept/report.json'), 'utf8');
    expect(short.length).toBeLessThan(long.length);
    expect(JSON.parse(short)).toMatchObject({ summary: { written: 0 } });
    expect(readdirSync(join(root, '../kept'))).toEqual(['report.json']);
  });

  test.each([
    ['an article', 'content/a.md'],
    ['the config', 'feedmill.yaml'],
    ['a feed of somebody', 'other.json'],
    ['a folder', 'content'],
  ])('is never %s', async (_what, path) => {
    const root = await inFolder({ ...site, 'other.json': '{\n  "version": "https://jsonfeed.org/"\n}\n' });
    const before = await snapshot(root);
    const { code, stderr } = await feedmill(root, ['build', '--report', path]);
    expect(code).toBe(2);
    expect(stderr).toContain('error --report report-in-the-way');
    expect(await snapshot(root)).toEqual(before);
  });

  test('lies outside of the output, by whatever way it is named', async () => {
    const root = await inFolder();
    await feedmill(root, ['build']);
    symlinkSync('dist', join(root, 'public'));
    const before = await snapshot(join(root, 'dist'));
    for (const path of [
      'dist/report.json',
      './x/../dist/.feedmill/r.json',
      'public/new/report.json',
      'dist',
    ]) {
      const { code, stderr } = await feedmill(root, ['build', '--report', path]);
      expect([path, code, stderr]).toEqual([path, 2, expect.stringContaining('report-in-output')]);
    }
    expect(await snapshot(join(root, 'dist'))).toEqual(before);
    expect((await feedmill(root, ['build', '--report', 'dist-report.json'])).code).toBe(0);
  });

  test('that cannot be written is reported, and the published files stay', async () => {
    const root = await inFolder();
    writeFileSync(join(root, '../taken'), 'a file');
    const argv = ['build', '--report', '../taken/report.json'];
    const { code, stdout, stderr } = await feedmill(root, argv);
    expect(code).toBe(2);
    expect(stderr).toContain('error --report report-failed');
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('part of its path is a file, not a folder');
    expect(stderr).not.toContain('Nothing was published');
    expect(stdout).toContain('Built 2 articles');
    expect(existsSync(join(root, 'dist/feed.xml'))).toBe(true);
    const { stdout: json } = await feedmill(root, [...argv, '--reporter', 'json']);
    expect(JSON.parse(json)).toMatchObject({
      exitCode: 2,
      problems: [{ code: 'report-failed', file: '--report' }],
      summary: { written: 0 },
    });
    const { stdout: lines } = await feedmill(root, [...argv, '--reporter', 'github']);
    expect(lines).toMatch(/^::error title=Feedmill%3A report-failed::--report: /m);
  });

  // To the superuser no folder is closed.
  test.skipIf(process.getuid?.() === 0)('in a closed folder leaves nothing behind', async () => {
    const root = await inFolder();
    mkdirSync(join(root, '../closed'));
    chmodSync(join(root, '../closed'), 0o500);
    const { code, stderr } = await feedmill(root, ['build', '--report', '../closed/report.json']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('permission denied')]);
    expect(readdirSync(join(root, '../closed'))).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('may be a pipe, which stays one', async () => {
    const root = await inFolder();
    const pipe = join(root, '../pipe');
    await promisify(execFile)('mkfifo', [pipe]);
    const reader = promisify(execFile)('cat', [pipe]);
    const { stdout } = await feedmill(root, ['build', '--report', pipe, '--reporter', 'json']);
    expect((await reader).stdout).toBe(stdout);
  });

  test('does not stand among others of the same second', async () => {
    const root = await inFolder();
    await Promise.all([1, 2, 3].map(() => report(root)));
    expect(readdirSync(join(root, '..')).toSorted()).toEqual(['report.json', 'site']);
    rmSync(join(root, '../report.json'));
    appendFileSync(join(root, 'content/a.md'), 'More.\n');
    expect(summaryOf(await report(root)).feeds.every(({ changed }) => changed)).toBe(true);
  });
});
