import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, cp, readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { parseFragment } from 'parse5';
import * as v from 'valibot';
import { describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { schema } from '../src/config/schema.ts';
import { copyPackage, node } from './compiled.ts';
import { codeBlocks, documentText, type CodeBlock } from './documents.ts';
import { listen } from './origin.ts';
import { picture } from './site-files.ts';
import { feedmill, readReport, workspace, write } from './workspace.ts';

const exec = promisify(execFile);
const articles = readdirSync(join(import.meta.dirname, '../content'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .map((path) => join('content', path))
  .toSorted();
const now = '2026-12-01T00:00:00Z';

const { root: compiled, tarball } = inject('package');

/** A folder in which the snippets of a document are used in their order, as its readers use them. */
interface Walk {
  /** Where the commands run; a command can change it. */
  folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** What readers replace in the snippets, and with what. */
  readonly replacements: ReadonlyMap<string, string>;
  /** Lines of `feedmill.yaml` for snippets that show only a part of it. */
  readonly config: string;
}

/** Programs in place of those that use the network: `npm install` installs the packed package, and `npx` runs only what is installed. */
const programs = {
  npm: `#!/usr/bin/env bash
set -eu
if [ "$1" != install ]; then PATH=$REAL_PATH exec npm "$@"; fi
mkdir -p node_modules/feedmill node_modules/.bin
tar -xzf "\${!#}" -C node_modules/feedmill --strip-components=1
ln -s "$COMPILED/node_modules" node_modules/feedmill/node_modules
chmod +x node_modules/feedmill/lib/cli.js
ln -s ../feedmill/lib/cli.js node_modules/.bin/feedmill
`,
  npx: `#!/usr/bin/env bash
program=node_modules/.bin/$1
shift
exec "$program" "$@"
`,
};

const article = (title: string, date: string) =>
  `---\ntitle: ${title}\ndate: ${date}\naudio: /episode.mp3\n---\n\nText.\n`;

function feed(items: string): string {
  return `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title><link>https://old.example/</link>${items}</channel></rss>`;
}

/** What the snippets refer to, and an article for each kind of feed. */
async function writeSite(folder: string): Promise<void> {
  const post = `<item><title>Post</title><link>https://old.example/post/</link><guid isPermaLink="false">https://old.example/?p=1</guid><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date_gmt>2026-01-27 09:00:00</wp:post_date_gmt></item>`;
  await write(folder, {
    'content/a.md': article('A', '2026-10-01'),
    'content/news/b.md': article('B', '2026-10-02'),
    '_posts/2026-10-03-c.md': article('C', '2026-10-03'),
    'posts/d.md': article('D', '2026-10-04'),
    'published.xml': feed(
      '<item><title>A</title><link>https://example.com/a/</link><guid>https://example.com/a/</guid><pubDate>Thu, 01 Oct 2026 00:00:00 GMT</pubDate></item>',
    ),
    'export.xml': feed(post),
    '.git/HEAD': 'ref: refs/heads/main\n',
    'content/cover.png': picture(1400, 0),
    'content/harbour.jpg': picture(1400, 0),
    'package-lock.json': '{ "packages": { "node_modules/feedmill": {} } }\n',
    ...Object.fromEntries(
      ['content/notes.pdf', 'content/one.vtt', 'content/one.json'].map((path) => [path, ' ']),
    ),
  });
  const media = join(import.meta.dirname, 'media');
  for (const place of ['content', 'posts', '_posts'])
    await cp(join(media, 'cbr.mp3'), join(folder, place, 'episode.mp3'));
}

/** Begins a walk: in a site with the package, or in an empty folder. */
async function begin(from: 'site' | 'nothing'): Promise<Walk> {
  const place = await workspace({ 'bin/npm': programs.npm, 'bin/npx': programs.npx, 'work/.keep': '' });
  for (const name of ['npm', 'npx']) await chmod(join(place, 'bin', name), 0o755);
  const folder = join(place, 'work');
  await rm(join(folder, '.keep'));
  const { PATH = '' } = process.env;
  const env = {
    PATH: `${join(place, 'bin')}${delimiter}${PATH}`,
    REAL_PATH: PATH,
    HOME: place,
    COMPILED: compiled,
    PLACE: join(place, 'place'),
    SOURCE_DATE_EPOCH: String(Date.parse(now) / 1000),
  };
  const { url } = await listen(async (request, response) => {
    if (request.method === 'POST') response.writeHead(204).end();
    else response.end(await readFile(join(folder, 'dist', request.url ?? '')).catch(() => ''));
  });
  const replacements = new Map([
    ['"git+<address of this repository>"', tarball],
    ['https://example.com/feed.xml', 'published.xml'],
    ['https://old.example/feed.xml', 'published.xml'],
    ['https://pubsubhubbub.appspot.com/', `${url}hub`],
    ['/path/to/site', folder],
  ]);
  const walk = { folder, env, replacements, config: `url: ${url}\ntitle: Example\n` };
  if (from === 'nothing') return walk;
  await writeSite(folder);
  await write(folder, { 'feedmill.yaml': walk.config });
  await run(walk, 'npm install package', tarball);
  return walk;
}

async function run(walk: Walk, code: string, spec = ''): Promise<void> {
  const script = `set -euo pipefail\ncd "$1"\n${spec === '' ? code : `npm install ${spec}`}\npwd >"$PLACE"\n`;
  await exec('bash', ['-c', script, 'bash', walk.folder], { env: walk.env });
  walk.folder = (await readFile(walk.env['PLACE'] ?? '', 'utf8')).trim();
}

/** Expects that the site has no problem; that a podcast needs a `guid` is what its article says. */
async function expectSound({ folder }: Walk): Promise<void> {
  const { stdout } = await feedmill(folder, ['check', '--now', now, '--reporter', 'json']);
  expect(readReport(stdout).problems.filter(({ code }) => code !== 'podcast-guid')).toEqual([]);
}

async function use(walk: Walk, { language, name, code: printed }: CodeBlock): Promise<void> {
  const code = [...walk.replacements].reduce((text, [from, to]) => text.replaceAll(from, to), printed);
  const path = join(walk.folder, name);
  if (language === 'sh') await run(walk, code);
  else if (name === 'feedmill.yaml') {
    const config = /^url:/m.test(code) ? code : `${walk.config}${code}`;
    expect(v.safeParse(schema, parse(config)).issues).toBeUndefined();
    await write(walk.folder, { [name]: config });
    await expectSound(walk);
  } else if (name === 'front-matter') {
    const given = ['title: Snippet', 'date: 2026-11-01'].filter(
      (line) => !new RegExp(`^${line.replace(/ .*/, '')}`, 'm').test(code),
    );
    const file = join(walk.folder, 'content/snippet.md');
    await write(walk.folder, { 'content/snippet.md': `---\n${[...given, code].join('\n')}\n---\n\nText.\n` });
    await expectSound(walk);
    await rm(file);
  } else if (name === 'feedmill.config.mjs') {
    await rm(join(walk.folder, 'feedmill.yaml'));
    await write(walk.folder, { [name]: code });
    await run(walk, 'npx feedmill build');
  } else if (language === 'ts') {
    await write(walk.folder, { [name.replace(/ts$/, 'mjs')]: code });
    await node(walk.folder, [path.replace(/ts$/, 'mjs')]);
    expect(existsSync(join(walk.folder, 'dist/feed.xml'))).toBe(true);
  } else if (name.startsWith('.github/workflows/')) {
    expect(parse(code)).toMatchObject({ on: expect.anything(), jobs: expect.anything() });
  } else if (name.endsWith('.md')) await write(walk.folder, { [name]: `${code}\n` });
  else if (language === 'html') expect(parseFragment(code).childNodes.length).toBeGreaterThan(0);
  else expect([language, name]).toEqual([expect.stringMatching(/^(?:text|markdown)$/), '']);
}

/** Uses all snippets of a text, and gives their number. */
async function useAll(walk: Walk, text: string): Promise<number> {
  const blocks = codeBlocks(text);
  for (const block of blocks) await use(walk, block);
  return blocks.length;
}

/** The section of the README under this heading. */
function section(heading: string): string {
  const text = documentText('README.md');
  const start = text.indexOf(`\n## ${heading}\n`);
  if (start < 0) throw new Error(heading);
  return text.slice(start, text.indexOf('\n## ', start + 1));
}

describe('the snippets work as printed', () => {
  test('README.md, from an empty folder to feeds', async () => {
    const walk = await begin('nothing');
    await useAll(walk, section('Start from an empty folder'));
    for (const file of ['feed.xml', 'atom.xml', 'feed.json'])
      expect(await readFile(join(walk.folder, 'dist', file), 'utf8')).toContain('First article');
  });

  test('README.md, in the folder of a Jekyll site', async () => {
    const walk = await begin('site');
    for (const name of ['content', 'posts', 'feedmill.yaml'])
      await rm(join(walk.folder, name), { recursive: true });
    await write(walk.folder, { '_config.yml': 'url: https://harbour.example\ntitle: Harbour\n' });
    await cp(join(import.meta.dirname, 'media/cbr.mp3'), join(walk.folder, 'episode.mp3'));
    await useAll(walk, section('You already have a site'));
    expect(await readFile(join(walk.folder, 'dist/feed.xml'), 'utf8')).toContain('/2026/10/03/c.html');
  });

  const first = 'content/guides/first-feed.md';

  test('content/guides/first-feed.md', async () => {
    const [start = '', beside = ''] = documentText(first).split('\n## If you already have a site\n');
    expect(await useAll(await begin('nothing'), start)).toBeGreaterThan(3);
    expect(await useAll(await begin('site'), beside)).toBeGreaterThan(1);
  });

  const walks = articles.filter((path) => path !== first && codeBlocks(documentText(path)).length > 0);

  test.each(walks)('%s', async (path) => {
    expect(await useAll(await begin('site'), documentText(path))).toBeGreaterThan(0);
  });

  test('and those in TypeScript and JavaScript have the right types', async () => {
    const blocks = articles
      .flatMap((path) => codeBlocks(documentText(path)))
      .filter(({ language }) => language === 'ts' || language === 'js');
    expect(blocks.length).toBeGreaterThan(1);
    const files = blocks.map(({ code }, index) => [`snippet${index}.ts`, code] as const);
    const place = await copyPackage();
    await write(place, Object.fromEntries(files));
    const options = '--noEmit --strict --ignoreConfig --module nodenext --target es2023 --types node';
    const tsc = join(place, 'node_modules/typescript/bin/tsc');
    await expect(node(place, [tsc, ...options.split(' '), ...files.map(([name]) => name)])).resolves.toBe('');
  });
});
