import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, readdir, realpath, rm } from 'node:fs/promises';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { plainPath } from '../src/content/discover.ts';
import { node } from './compiled.ts';
import { workspace } from './workspace.ts';

const { root } = inject('package');
const manifest: { dependencies: object } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const libraries = Object.keys(manifest.dependencies);

const config = 'url: https://example.com/\ntitle: Example\n';
const article = '---\ntitle: A\ndate: 2026-01-01\n---\n\nText.\n';
const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';

/** What a run of the compiled program with `argv` in a site of `files` loads: files of ours, and libraries. */
async function loaded(
  argv: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<{ own: string[]; libraries: string[] }> {
  const site = await workspace({ 'feedmill.yaml': config, 'content/a.md': article, ...files });
  const trace = await realpath(await mkdtemp(join(tmpdir(), 'feedmill-trace-')));
  onTestFinished(() => rm(trace, { recursive: true, force: true }));
  // Node lists every script that ran when it is asked how much of each did.
  const settings = { ...env, NODE_V8_COVERAGE: trace, NODE_DISABLE_COMPILE_CACHE: '1' };
  await node(site, [join(root, 'lib/cli.js'), ...argv], settings).catch((error: { code?: number }) => {
    // Mistakes were told.
    if (error.code !== 2) throw error;
  });
  const reports = await Promise.all(
    (await readdir(trace)).map((name) => readFile(join(trace, name), 'utf8')),
  );
  const paths = reports
    .flatMap((text): { url: string }[] => JSON.parse(text).result)
    .filter(({ url }) => url.startsWith('file:'))
    .map(({ url }) => fileURLToPath(url).split(sep).join('/'));
  const own = paths.filter((path) => !path.includes('/node_modules/')).map((path) => relative(root, path));
  const names = new Set(
    paths.map((path) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? ''),
  );
  return { own: own.toSorted(), libraries: libraries.filter((name) => names.has(name)).toSorted() };
}

/** What even the smallest build cannot do without. */
const always = ['commander', 'feed', 'github-slugger', 'htmlparser2', 'marked', 'valibot', 'yaml'];

describe('what a run does not need is not loaded', () => {
  test('the version needs two small files and no library', async () => {
    expect(await loaded(['--version'])).toEqual({ own: ['lib/cli.js', 'lib/start.js'], libraries: [] });
  });

  test('the help needs nothing that makes a site', async () => {
    const help = await loaded(['--help']);
    expect(help.own).not.toContain('lib/site.js');
    expect(help.libraries).toEqual(['commander', 'valibot']);
  });

  test('a build is a handful of files and the libraries every article needs', async () => {
    const build = await loaded(['build']);
    expect(build.libraries).toEqual(always);
    expect(build.own.length).toBeLessThan(15);
  });

  const needs: readonly [string, readonly string[], Readonly<Record<string, string | Uint8Array>>][] = [
    [
      'front matter that is more than plain lines',
      ['gray-matter'],
      { 'content/a.md': article.replace('title', 'summary: >\n  Some\ntitle') },
    ],
    ['code in a language', ['highlight.js'], { 'content/a.md': `${article}\n\`\`\`js\nlet a;\n\`\`\`\n` }],
    ['a zone other than UTC', ['temporal-polyfill'], { 'feedmill.yaml': `${config}timezone: Asia/Tokyo\n` }],
    [
      'TOML',
      ['gray-matter', 'toml-eslint-parser'],
      { 'content/b.md': '+++\ntitle = "B"\ndate = 2026-01-02\n+++\n\nText.\n' },
    ],
    [
      'Markdown for readers',
      [
        'hast-util-from-html',
        'hast-util-to-html',
        'hast-util-to-mdast',
        'mdast-util-gfm',
        'mdast-util-to-markdown',
      ],
      { 'feedmill.yaml': `${config}markdown: true\n` },
    ],
    ['a glob', ['picomatch'], { 'feedmill.yaml': `${config}content: "content/*.md"\n` }],
    ['a misspelt key', ['fastest-levenshtein'], { 'feedmill.yaml': `${config}limmit: 3\n` }],
    [
      'a picture of the article',
      ['image-size', 'mrmime'],
      {
        'content/a.md': article.replace('title', 'image: a.png\ntitle'),
        'content/a.png': Buffer.from(picture.split(',')[1] ?? '', 'base64'),
      },
    ],
  ];
  test.each(needs)('but for %s, %j', async (_what, names, files) => {
    const { libraries: used } = await loaded(['build'], files);
    expect(used.filter((name) => !always.includes(name))).toEqual(names);
  });

  test('but for colours, ["picocolors"]', async () => {
    expect((await loaded(['build'], {}, { FORCE_COLOR: '1' })).libraries).toEqual(
      [...always, 'picocolors'].toSorted(),
    );
  });
});

// Node 22.1 and newer.
describe.runIf('enableCompileCache' in module)('what one run compiled', () => {
  test('is kept for the next', async () => {
    expect(await afterHelp((place) => ({ NODE_COMPILE_CACHE: '', TMPDIR: place, TEMP: place }))).toEqual([
      'node-compile-cache',
      'taken',
    ]);
  });

  test('is not kept where nobody wants it, or where it cannot be', async () => {
    const unwanted = await afterHelp((place) => ({
      NODE_DISABLE_COMPILE_CACHE: '1',
      TMPDIR: place,
      TEMP: place,
    }));
    const impossible = await afterHelp((place) => ({ NODE_COMPILE_CACHE: join(place, 'taken/cache') }));
    expect([unwanted, impossible]).toEqual([['taken'], ['taken']]);
  });
});

test('a plain path of content is no glob to picomatch either', () => {
  fc.assert(
    fc.property(fc.stringMatching(plainPath), (path) => {
      expect([path, picomatch.scan(path).isGlob]).toEqual([path, false]);
    }),
    { numRuns: 1000 },
  );
});

/** What lies in a folder after the help was shown with what `env` says of it. */
async function afterHelp(env: (place: string) => Readonly<Record<string, string>>): Promise<string[]> {
  const place = await workspace({ taken: '' });
  expect(await node(place, [join(root, 'lib/cli.js'), '--help'], env(place))).toContain('Usage: feedmill');
  return readdir(place);
}
