import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { feedmill, list, now, snapshot, workspace } from './workspace.ts';

const article = (title: string, date: string) => `---\ntitle: ${title}\ndate: ${date}\n---\n\nText.\n`;

/** What stands in a file below `root`. */
function text(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function configOf(root: string): unknown {
  return parse(text(root, 'feedmill.yaml'));
}

/** The addresses of the articles a build of the site at `root` publishes. */
async function addresses(root: string): Promise<string[]> {
  const argv = ['build', '--output', '_feeds', '--limit', '1000', '--now', now];
  const { code, stdout, stderr } = await feedmill(root, argv);
  expect([code, stdout + stderr]).toEqual([0, expect.stringContaining('Built')]);
  const { items }: { items: { url: string }[] } = JSON.parse(text(root, '_feeds/feed.json'));
  return items.map(({ url }) => url).toSorted();
}

const Told = v.object({
  command: v.literal('init'),
  exitCode: v.number(),
  problems: v.array(v.object({ code: v.string() })),
  written: v.array(v.string()),
  kept: v.array(v.string()),
  generator: v.optional(v.string()),
  articles: v.optional(v.number()),
  next: v.array(v.string()),
});

async function init(root: string, ...argv: readonly string[]): Promise<v.InferOutput<typeof Told>> {
  const { stdout } = await feedmill(root, ['init', '--reporter', 'json', ...argv]);
  return v.parse(Told, JSON.parse(stdout));
}

describe('an empty folder', () => {
  test('becomes a site that builds as soon as its address is known', async () => {
    const root = await workspace({ 'my-blog/.gitkeep': '' });
    const site = join(root, 'my-blog');
    const { code, stdout } = await feedmill(site, ['init']);
    expect(code).toBe(0);
    expect(stdout).toContain('Written: feedmill.yaml\nWritten: content/first-article.md\n');
    expect(stdout).toContain('1. Set `url` in feedmill.yaml. Every address in the feeds starts with it.\n');
    expect(text(site, 'content/first-article.md')).toContain('\ndate: 2026-06-01\n');

    // The ids of articles begin with the address: one that nobody chose must not get out.
    const early = await feedmill(site, ['build', '--reporter', 'json']);
    expect(JSON.parse(early.stdout)).toMatchObject({
      exitCode: 2,
      problems: [{ code: 'config-missing', args: { key: 'url' } }],
    });
    const config = text(site, 'feedmill.yaml');
    expect(config).toMatch(/^# TODO: .*\n# url: /m);
    writeFileSync(join(site, 'feedmill.yaml'), config.replace('# url: ', 'url: https://example.org/blog'));
    expect(configOf(site)).toEqual({
      url: 'https://example.org/blog',
      title: 'My blog',
      content: 'content',
    });
    expect(await addresses(site)).toEqual(['https://example.org/blog/first-article/']);
  });

  test('takes address and title from the command line', async () => {
    const root = await workspace({});
    const title = 'Anna’s "Log": #1';
    const told = await init(root, '--url', 'https://example.org', '--title', title);
    expect(told.next).toEqual(['Run `feedmill check` to find problems in the config and the articles.']);
    expect(configOf(root)).toEqual({ url: 'https://example.org', title, content: 'content' });
    expect((await feedmill(root, ['check'])).code).toBe(0);
  });

  test.each([
    ['no address', ['--url', 'example.org'], '--url'],
    ['no title', ['--title', ''], '--title'],
  ])('is left alone where %s is given', async (_what, argv, file) => {
    const root = await workspace({});
    const { code, stdout } = await feedmill(root, ['init', '--reporter', 'json', '--ci', 'github', ...argv]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ problems: [{ code: 'config-value', file }] });
    expect(await list(root)).toEqual([]);
  });
});

describe('a folder with articles', () => {
  test.each([
    ['posts', { 'posts/2026/a.md': article('A', '2026-01-01') }, 'posts'],
    ['content, before others', { 'content/a.md': '', 'blog/b.md': '' }, 'content'],
    ['no folder', { 'a.md': article('A', '2026-01-01'), 'README.md': '# Read me\n' }, ['.', '!README.md']],
  ])('in %s is read there', async (_where, files, content) => {
    const root = await workspace(files);
    const told = await init(root, '--url', 'https://example.org/');
    expect(configOf(root)).toMatchObject({ content });
    expect([told.written, told.articles]).toEqual([['feedmill.yaml'], 1]);
  });

  const generators = ['jekyll', 'hexo', 'hugo', 'zola', 'astro', 'eleventy'] as const;
  test.each(generators)('of %s keeps the addresses its articles have', async (name) => {
    const root = await workspace(join(import.meta.dirname, 'sites', name));
    const before = await addresses(root);
    rmSync(join(root, '_feeds'), { recursive: true });
    const own: unknown = configOf(root);
    rmSync(join(root, 'feedmill.yaml'));
    const told = await init(root, ...(name === 'eleventy' ? ['--url', 'https://eleventy.example.com/'] : []));
    expect([told.generator?.toLowerCase(), told.written]).toEqual([name, ['feedmill.yaml']]);
    expect(told.next).toContainEqual(expect.stringMatching(/^Compare the addresses/));
    const { url, title } = v.parse(v.object({ url: v.string(), title: v.string() }), own);
    // The configs of these are code, which is not run.
    const known = name === 'eleventy' || name === 'astro' ? {} : { title };
    expect(configOf(root)).toMatchObject({ url: expect.stringContaining(url.replace(/\/$/, '')), ...known });
    // There may be pages that only the config of the tests leaves out.
    expect(await addresses(root)).toEqual(expect.arrayContaining(before));
  });

  test('of Eleventy in a folder of the root keeps the folder in the addresses', async () => {
    const root = await workspace({ '.eleventy.js': '', 'posts/a.md': article('A', '2026-01-01') });
    await init(root, '--url', 'https://example.org/');
    expect(configOf(root)).toMatchObject({ content: 'posts', output: '_site', pages: false });
    expect(await addresses(root)).toEqual(['https://example.org/posts/a/']);
  });

  test.each([
    ['pretty', '/2026/01/27/a/'],
    ['/:year/:title:output_ext', '/2026/a.html'],
    ['/blog/:slug/', '/blog/a/'],
    // What cannot be said here is said so, and left to the articles.
    ['/:categories/:title/', '/2026/01/27/a.html'],
  ])('of Jekyll whose permalinks are %s has %s', async (permalink, path) => {
    const root = await workspace({
      '_config.yml': `url: https://example.net\nbaseurl: ""\ntitle: A # B\npermalink: ${permalink}\n`,
      '_posts/2026-01-27-a.md': article('A', '2026-01-27'),
      'README.md': '# No article\n',
    });
    await init(root, '--url', 'https://blog.example/');
    expect(await addresses(root)).toEqual([`https://blog.example${path}`]);
    expect(text(root, 'feedmill.yaml').includes('Feedmill has no pattern for')).toBe(
      permalink.includes('categories'),
    );
    expect(configOf(root)).toMatchObject({ title: 'A' });
  });

  test.each([
    'https://example.org/',
    'http://example.com',
    'https://www.example.com/',
    'http://localhost:4000',
    '/',
  ])('whose generator was only told %s has no address yet', async (url) => {
    const root = await workspace({
      'hugo.toml': `baseURL = "${url}"\ntitle = 'My New Hugo Site'\nlanguageCode = 'en-us'\n`,
      'content/posts/a.md': article('A', '2026-01-01'),
    });
    const told = await init(root);
    expect(told.next[0]).toMatch(/^Set `url` in feedmill\.yaml/);
    expect(configOf(root)).toEqual({
      title: 'My New Hugo Site',
      language: 'en-us',
      output: 'public',
      undated: 'skip',
      pages: false,
      files: { index: false },
    });
  });
});

describe('what is there', () => {
  const site = {
    'feedmill.yaml': 'url: https://example.com/\ntitle: Mine\ncontent: texts\n',
    'texts/a.md': article('A', '2026-01-01'),
    'package-lock.json': '"node_modules/feedmill"',
    '.github/workflows/feedmill.yml': 'mine\n',
    '.gitlab-ci.yml': 'mine\n',
    'feedmill-cron.sh': 'mine\n',
  };

  test.each(['github', 'gitlab', 'cron'])('stays, whatever is asked for (%s)', async (name) => {
    const root = await workspace(site);
    const before = await snapshot(root);
    const told = await init(root, '--ci', name, '--title', 'Other');
    expect([told.exitCode, told.written, told.kept.length]).toEqual([0, [], 2]);
    expect(await snapshot(root)).toEqual(before);
    const { stdout } = await feedmill(root, ['init', '--ci', name]);
    expect(stdout).toContain('Kept: feedmill.yaml\n');
  });

  test('is judged before anything is added to it', async () => {
    const root = await workspace({ 'feedmill.yaml': 'url: https://example.com/\ntitle: Mine\nlimmit: 3\n' });
    const { code, stdout } = await feedmill(root, ['init', '--ci', 'github', '--reporter', 'json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ problems: [{ code: 'config-unknown-key', line: 3 }] });
    expect(await list(root)).toEqual(['feedmill.yaml']);
  });

  test('may be a link that leads nowhere, and stays one', async () => {
    const root = await workspace(site);
    rmSync(join(root, '.gitlab-ci.yml'));
    symlinkSync('elsewhere.yml', join(root, '.gitlab-ci.yml'));
    expect((await init(root, '--ci', 'gitlab')).kept).toContain('.gitlab-ci.yml');
    expect(await list(root)).not.toContain('elsewhere.yml');
  });

  test('is reported if it has the name of a folder to create', async () => {
    const root = await workspace({ ...site, '.github/workflows/feedmill.yml': '' });
    rmSync(join(root, '.github'), { recursive: true });
    writeFileSync(join(root, '.github'), '');
    const { code, stdout } = await feedmill(root, ['init', '--ci', 'github', '--reporter', 'json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      problems: [{ code: 'init-failed', file: '.github/workflows/feedmill.yml' }],
    });
  });

  test.skipIf(process.getuid?.() === 0)('may be a folder in which nobody may write', async () => {
    const root = await workspace({});
    chmodSync(root, 0o500);
    const { code, stderr } = await feedmill(root, ['init']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('cannot write feedmill.yaml')]);
  });
});

describe('a site elsewhere', () => {
  test('is in its folder; what builds it is in that of the repository', async () => {
    const root = await workspace({
      '.git/HEAD': 'ref: refs/heads/main\n',
      'package-lock.json': '"node_modules/feedmill"',
      'web/posts/a.md': '',
    });
    const told = await init(root, '--root', 'web', '--url', 'https://example.org/', '--ci', 'github');
    expect(told.written).toEqual(['web/feedmill.yaml', '.github/workflows/feedmill.yml']);
    expect((await init(root, '--root', 'web', '--ci', 'cron')).written).toEqual(['web/feedmill-cron.sh']);
    expect(statSync(join(root, 'web/feedmill-cron.sh')).mode & 0o111).toBe(0o111);
    // From within it is the same repository.
    expect((await init(join(root, 'web'), '--ci', 'gitlab')).written).toEqual(['../.gitlab-ci.yml']);
  });

  test('may have a config of another name, which must be YAML', async () => {
    const root = await workspace({ 'content/a.md': '' });
    const told = await init(root, '--config', 'conf/site.yaml', '--url', 'https://example.org/');
    expect(told.written).toEqual(['conf/site.yaml']);
    expect((await init(root, '--config', 'conf/site.yaml')).kept).toEqual(['conf/site.yaml']);
    const { code, stderr } = await feedmill(root, ['init', '--config', 'site.config.js']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('config-not-found')]);
  });

  test('has to be there', async () => {
    const { code, stderr } = await feedmill(await workspace({}), ['init', '--root', 'none']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('The folder none does not exist.')]);
  });

  test('may have its folder where a config in JavaScript is', async () => {
    const root = await workspace({
      'feedmill.config.mjs': 'export default { url: "https://example.org/", title: "A", output: "out" };\n',
      'content/a.md': '',
      'package-lock.json': '"node_modules/feedmill"',
    });
    mkdirSync(join(root, '.git'));
    expect(await init(root, '--ci', 'github')).toMatchObject({ kept: ['feedmill.config.mjs'] });
    expect(text(root, '.github/workflows/feedmill.yml')).toContain('            out\n');
  });
});
