import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { feedmill, list, now, readReport, workspace } from './workspace.ts';
import { all, parseXml } from './xml.ts';

const config = 'url: https://example.com/\ntitle: Example\n';
const articles = {
  'content/first.md': '---\ntitle: First\ndate: 2026-01-01\n---\n\nText.\n',
  'content/second.md':
    '---\ntitle: Second\ndate: 2026-01-02\ncanonical: https://other.example/second\n---\n\nText.\n',
  'content/about.md': '---\ntitle: About\nfeed: false\n---\n\nText.\n',
};

async function build(more: string): Promise<{ output: string; files: string[]; problems: string[] }> {
  const root = await workspace({ 'feedmill.yaml': config + more, ...articles });
  const { stdout } = await feedmill(root, ['build', '--now', now, '--reporter', 'json']);
  const output = join(root, 'dist');
  return {
    output,
    files: (await list(output)).filter((path) => !path.startsWith('.feedmill/')),
    problems: readReport(stdout).problems.map(({ code, severity }) => `${severity} ${code}`),
  };
}

describe('the sitemap', () => {
  test('has the pages that are to be known by their address here', async () => {
    const { output } = await build('');
    const root = parseXml(readFileSync(join(output, 'sitemap.xml'), 'utf8'));
    expect(root.children.map((page) => page.children.map(({ text }) => text))).toEqual([
      ['https://example.com/'],
      ['https://example.com/about/'],
      ['https://example.com/first/', '2026-01-01T00:00:00Z'],
    ]);
  });

  test('is not written where others write the pages', async () => {
    const { files } = await build('pages: false\n');
    expect(files).toContain('feeds.opml');
    expect(files).not.toContain('sitemap.xml');
  });
});

test('the list of feeds names each feed once', async () => {
  const { output } = await build('');
  const root = parseXml(readFileSync(join(output, 'feeds.opml'), 'utf8'));
  const outlines = root.children.flatMap((one) => all(one, 'outline'));
  expect(outlines.map(({ attributes }) => attributes['xmlUrl'])).toEqual(['https://example.com/feed.xml']);
});

describe('hosts', () => {
  const redirects = 'redirects: { /rss.xml: /feed.xml, /feed/: /feed.xml, /old.html: /about/ }\n';

  test('all of them at once', async () => {
    const hosting = 'hosting: [netlify, cloudflare, vercel, nginx, apache, github-pages]\n';
    const { output, files, problems } = await build(hosting + redirects);
    expect(problems).toEqual([]);
    const wanted = ['_headers', '_redirects', 'vercel.json', 'feedmill.nginx.conf', '.htaccess', '.nojekyll'];
    expect(files).toEqual(
      expect.arrayContaining([...wanted, 'rss.xml', 'feed/index.html', 'old.html', 'feeds.opml']),
    );
    const feed = readFileSync(join(output, 'feed.xml'), 'utf8');
    expect(readFileSync(join(output, 'rss.xml'), 'utf8')).toBe(feed);
    expect(readFileSync(join(output, 'feed/index.html'), 'utf8')).toBe(feed);
    expect(readFileSync(join(output, '_headers'), 'utf8')).toContain('; charset=utf-8');
  });

  test.each([
    ['an address in use', 'hosting: [netlify]\nredirects: { /first/: /about/ }\n', 'error redirect-taken'],
    ['a loop', 'hosting: [netlify]\nredirects: { /a: /b, /b: /a }\n', 'error redirect-loop'],
    ['no host', redirects, 'error redirects-without-host'],
    ['nothing there', 'hosting: [nginx]\nredirects: { /a: /fed.xml }\n', 'warning redirect-nowhere'],
    ['no path', 'hosting: [nginx]\nredirects: { "/?feed=rss2": /feed.xml }\n', 'error config-value'],
    ['an unknown host', 'hosting: [netlfy]\n', 'error config-value'],
  ])('%s is told', async (_name, more, problem) => {
    expect((await build(more)).problems).toEqual([problem]);
  });
});
