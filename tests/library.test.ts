import { rmSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { build, loadConfig, type BuildOptions, type BuildResult } from '../src/index.ts';
import { feedmill, list, now, snapshot, workspace, write } from './workspace.ts';

const article = (title: string, date: string) =>
  `---\ntitle: ${title}\ndate: ${date}\n---\n\nThe text of ${title}.\n`;
const files = {
  'feedmill.yaml': 'url: https://example.com/\ntitle: Example\nguard: { removed: 0 }\n',
  'content/a.md': article('A', '2026-01-01'),
  'content/b.md': article('B', '2026-02-01'),
  'content/later.md': article('Later', '2026-07-01'),
  'content/draft.md': `---\ntitle: Draft\ndraft: true\ndate: 2026-01-01\n---\n\nText.\n`,
};

/** Builds the site at `root` as a program does that uses the library. */
async function buildAt(root: string, options: BuildOptions = {}): Promise<BuildResult> {
  const { config, problems } = await loadConfig({ root });
  if (!config) throw new Error(JSON.stringify(problems));
  return build(config, { now: Date.parse(now), ...options });
}

/** The files of the site at `root`, without those of the build cache. */
async function published(root: string): Promise<string[]> {
  return (await list(root)).filter((path) => !path.startsWith('.feedmill/'));
}

describe('build', () => {
  test('needs only a config, and does what the command does', async () => {
    const [root, other] = [await workspace(files), await workspace(files)];
    const { config } = await loadConfig({ root });
    if (!config) throw new Error('There is no config.');
    await build(config);
    await feedmill(other, ['build', '--now', new Date().toISOString()]);
    const paths = await list(root);
    expect(paths).toEqual(expect.arrayContaining(['dist/feed.xml', 'dist/a/index.html', 'feedmill.lock']));
    expect(await published(root)).toEqual(await published(other));
    expect(paths.some((path) => path.startsWith('.feedmill/'))).toBe(true);
  });

  test('returns plain data about the site', async () => {
    const result = await buildAt(await workspace(files));
    expect(result).toEqual(JSON.parse(JSON.stringify(result)));
    expect(result).toMatchObject({
      problems: [],
      lockWritten: true,
      summary: {
        articles: 2,
        scheduled: 1,
        drafts: 1,
        pages: 2,
        next: { at: '2026-07-01T00:00:00Z', what: 'publish', file: 'content/later.md', title: 'Later' },
        plan: { counts: { new: 2, scheduled: 1 }, articles: { new: [{ title: 'B' }, { title: 'A' }] } },
      },
    });
    expect(
      result.summary.feeds.map(({ path, url, items, changed }) => ({ path, url, items, changed })),
    ).toEqual(
      ['feed.xml', 'atom.xml', 'feed.json'].map((path) => ({
        path,
        url: `https://example.com/${path}`,
        items: 2,
        changed: true,
      })),
    );
  });

  test('a second build changes nothing and reports that', async () => {
    const root = await workspace(files);
    await buildAt(root);
    const before = await snapshot(join(root, 'dist'));
    const { summary, lockWritten } = await buildAt(root);
    expect([summary.written, summary.removed, lockWritten]).toEqual([0, 0, false]);
    expect(await snapshot(join(root, 'dist'))).toEqual(before);
  });

  test('write: false reports what a build would do, and writes nothing', async () => {
    const root = await workspace(files);
    const before = await snapshot(root);
    const { summary, lockWritten } = await buildAt(root, { write: false });
    expect([summary.articles, summary.feeds.length, lockWritten]).toEqual([2, 3, false]);
    expect(summary.files.written).toContain('feed.xml');
    expect(await snapshot(root)).toEqual(before);
  });

  test('frozen: true leaves the lock file as it is', async () => {
    const root = await workspace(files);
    const { lockWritten } = await buildAt(root, { frozen: true });
    expect(lockWritten).toBe(false);
    const paths = await list(root);
    expect(paths).toContain('dist/feed.xml');
    expect(paths).not.toContain('feedmill.lock');
  });

  test('the guard blocks a build, and accept: true lets it pass', async () => {
    const root = await workspace(files);
    await buildAt(root);
    await rm(join(root, 'content/b.md'));
    const stopped = await buildAt(root);
    expect(stopped.problems).toMatchObject([{ code: 'guard-removed', severity: 'error' }]);
    expect([stopped.summary.written, stopped.lockWritten]).toEqual([0, false]);
    const accepted = await buildAt(root, { accept: true });
    expect(accepted.problems).toEqual([]);
    expect(accepted.summary.articles).toBe(1);
  });

  test('cache: false keeps no cache', async () => {
    const root = await workspace(files);
    await buildAt(root, { cache: false });
    expect((await list(root)).filter((path) => path.startsWith('.feedmill/'))).toEqual([]);
  });

  test('the cache of one config is not used for another', async () => {
    const [root, other] = [await workspace(files), await workspace(files)];
    const config = `${files['feedmill.yaml']}lock: false\n`;
    await write(root, { 'feedmill.yaml': config });
    await buildAt(root);
    for (const site of [root, other]) {
      await write(site, { 'feedmill.yaml': `${config}timezone: Asia/Tokyo\n` });
      await buildAt(site);
    }
    for (const path of ['feed.xml', 'atom.xml', 'feed.json', 'a/index.html'])
      expect(await readFile(join(root, 'dist', path), 'utf8')).toBe(
        await readFile(join(other, 'dist', path), 'utf8'),
      );
  });

  test('waits while another process writes to the output folder, and then gives up', async () => {
    const other = { pid: process.ppid, host: hostname(), started: 0 };
    const root = await workspace({ ...files, 'dist/.feedmill/lock': JSON.stringify(other) });
    const waits: unknown[] = [];
    const { problems, summary } = await buildAt(root, { wait: 0 });
    expect(problems).toMatchObject([{ code: 'output-locked', severity: 'error', args: { pid: other.pid } }]);
    expect(summary.written).toBe(0);
    const waited = await buildAt(root, {
      onWait(pid) {
        waits.push(pid);
        rmSync(join(root, 'dist/.feedmill/lock'));
      },
    });
    expect([waited.problems, waited.summary.written > 0, waits]).toEqual([[], true, [other.pid]]);
  });

  test('reports progress and stages', async () => {
    const seen: unknown[] = [];
    const stages: string[] = [];
    await buildAt(await workspace(files), {
      onProgress: (...step) => seen.push(step),
      onStage: (stage) => stages.push(stage),
    });
    expect(seen).toContainEqual(['render', 0, 2]);
    expect(new Set(stages).size).toBeGreaterThan(4);
  });
});

describe('loadConfig', () => {
  test('takes a folder relative to the working directory', async () => {
    const root = await workspace(files);
    const { config } = await loadConfig({ root: relative(process.cwd(), root) });
    expect(config).toMatchObject({ root, url: 'https://example.com/', lockFile: 'feedmill.lock' });
  });

  test('flags win over the file', async () => {
    const { config } = await loadConfig({
      root: await workspace(files),
      flags: { title: 'Other', limit: 5 },
    });
    expect(config).toMatchObject({ title: 'Other', limit: 5 });
  });

  test('a config file of another name has a lock file of that name', async () => {
    const root = await workspace({ ...files, 'sites/blog.yaml': files['feedmill.yaml'] });
    const { config } = await loadConfig({ root, file: 'sites/blog.yaml' });
    if (!config) throw new Error('There is no config.');
    await build(config);
    expect(await list(root)).toEqual(expect.arrayContaining(['sites/blog.lock', 'dist/feed.xml']));
  });

  test('reports every mistake, and then gives no config', async () => {
    const root = await workspace({ 'feedmill.yaml': 'url: example.com\nlimit: none\ntitle: A\n' });
    const { config, problems } = await loadConfig({ root });
    expect(config).toBeUndefined();
    expect(problems.map(({ file, line }) => [file, line])).toEqual([
      ['feedmill.yaml', 1],
      ['feedmill.yaml', 2],
    ]);
  });
});
