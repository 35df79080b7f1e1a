import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { amount } from './effort.ts';
import { read } from './readers.ts';
import { feedmill, list, readReport, workspace, write } from './workspace.ts';

const config = 'url: https://example.com/\ntitle: T\n';
const good = '---\ntitle: Good\ndate: 2026-01-01\n---\n\nText.\n';

/** Builds `files` and gives the items of the JSON feed, the problems and the files made. */
async function built(files: Readonly<Record<string, string | Uint8Array>>, ...flags: readonly string[]) {
  const root = await workspace({ 'feedmill.yaml': config, 'content/good.md': good, ...files });
  const { code, stdout } = await feedmill(root, ['build', '--reporter', 'json', ...flags]);
  const { problems } = readReport(stdout);
  const text = await readFile(join(root, 'dist/feed.json'), 'utf8').catch(() => '');
  const items = text === '' ? [] : read('json', text).items;
  return { root, code, problems, items, files: await list(join(root, 'dist')) };
}

function article(front: string, body = 'Text.'): string {
  return `---\ntitle: One\ndate: 2026-01-02\n${front}\n---\n\n${body}\n`;
}

describe('an empty value is as if the key were not there', () => {
  test.each(['slug', 'path', 'lastmod', 'expires', 'draft', 'id', 'image'])('%s', async (key) => {
    const { problems, items } = await built({ 'content/one.md': article(`${key}: ""`) });
    expect(problems).toEqual([]);
    expect(items.map(({ url }) => url)).toContain('https://example.com/one/');
  });
});

describe('what is not to be seen yet is not seen', () => {
  test.each([
    ['a page with a date to come', 'feed: false\npublishDate: 2030-01-01'],
    ['a page that is over', 'feed: false\nexpires: 2026-02-01'],
    ['an article with an embargo', 'publishDate: 2030-01-01'],
  ])('%s', async (_, front) => {
    const { files } = await built({ 'content/one.md': article(front) });
    expect(files).not.toContain('one/index.html');
  });
});

describe('settings of a theme do not describe the article', () => {
  test.each([
    'license: false',
    'cover: false',
    'image: true',
    'summary: false',
    'feed: { excerpt_only: true }',
  ])('%s', async (front) => {
    const { problems, items } = await built({ 'content/one.md': article(front) });
    expect(problems).toEqual([]);
    expect(items.map(({ title }) => title)).toContain('One');
  });

  test('url and id in extra', async () => {
    const { problems, items } = await built({
      'content/one.md': article('extra:\n  url: https://github.com/x/y\n  id: hero-1\n  author: Jo'),
    });
    expect(problems).toEqual([]);
    expect(items[0]).toMatchObject({ id: 'https://example.com/one/', authors: ['Jo'] });
  });
});

test('permalink: false leaves a text without an address out', async () => {
  const { code, items } = await built({ 'content/one.md': article('permalink: false') });
  expect({ code, titles: items.map(({ title }) => title) }).toEqual({ code: 0, titles: ['Good'] });
});

test('of id and guid the one readers can know counts', async () => {
  const { items } = await built({ 'content/one.md': article('id: 123\nguid: https://old.example/?p=123') });
  expect(items[0]?.id).toBe('https://old.example/?p=123');
});

test('index.html at the end of a permalink is not part of the address', async () => {
  const { items, files } = await built({ 'content/one.md': article('permalink: /x/index.html') });
  expect(items[0]?.url).toBe('https://example.com/x/');
  expect(files).toContain('x/index.html');
});

test('an address that is too long for any disk is reported at its value', async () => {
  const { code, problems } = await built({ 'content/one.md': article(`permalink: /${'a/'.repeat(5000)}`) });
  expect(code).toBe(1);
  expect(problems).toMatchObject([{ code: 'bad-url', file: 'content/one.md', line: 4, column: 12 }]);
});

test('names in decomposed Unicode are found', async () => {
  const name = 'café'.normalize('NFD');
  const { problems, files } = await built({
    [`content/${name}/index.md`]: article('', '![](bild.png) [good](../good.md)'),
    [`content/${name}/bild.png`]: new Uint8Array([1]),
    'content/two.md': article('', `[there](${name}/index.md)`),
  });
  expect(problems).toEqual([]);
  expect(files).toContain('café/bild.png');
});

test('@/ is the content folder, as in Zola', async () => {
  const { problems, items } = await built({ 'content/blog/one.md': article('', '[good](@/good.md#x)') });
  expect(problems).toEqual([]);
  expect(items[0]?.html).toContain('href="https://example.com/good/#x"');
});

test('a root-relative link without a page is reported if Feedmill writes all pages', async () => {
  const files = { 'content/one.md': article('', '[a](/nope/) [b](/good.md) [c](/good/)') };
  expect((await built(files)).problems).toMatchObject([{ code: 'link-missing', line: 7 }]);
  expect((await built(files, '--no-pages')).problems).toEqual([]);
});

describe('symbolic links', () => {
  test('to a hidden file are reported and not followed', async () => {
    const root = await workspace({ 'feedmill.yaml': config, 'content/good.md': article('', '[n](n.txt)') });
    await write(root, { '.git/config': 'token', 'content/.env': 'secret' });
    await symlink('../.git/config', join(root, 'content/n.txt'));
    await symlink('.env', join(root, 'content/e.txt'));
    const { stdout } = await feedmill(root, ['build', '--reporter', 'json']);
    const found = readReport(stdout).problems.map(({ code }) => code);
    expect(found).toEqual(['symlink-outside', 'link-missing', 'symlink-outside']);
    expect(await list(join(root, 'dist'))).not.toContain('n.txt');
  });

  test('in a circle, and twice as many at each step, come to an end', async () => {
    const root = await workspace({ 'feedmill.yaml': config, 'content/d18/good.md': good });
    for (let at = 17; at >= 0; at--) {
      await mkdir(join(root, `content/d${at}`));
      for (const name of ['a', 'b']) await symlink(`../d${at + 1}`, join(root, `content/d${at}/${name}`));
    }
    await symlink('.', join(root, 'content/loop'));
    expect((await feedmill(root, ['check'])).code).toBe(0);
  });
});

describe('time is in proportion to size', () => {
  test.each([
    ['comments without end', article('', '<!--'.repeat(100_000))],
    ['an author that is no address', article(`author: ${'a'.repeat(100_000)}`)],
    ['a slug of slashes', article(`slug: a${'/'.repeat(100_000)}a`)],
    ['JSON that is not closed', `{"a": "${'\\"'.repeat(50_000)}`],
    ['a thousand wrong tags', article(`tags: [${'{}, '.repeat(1000)}]`)],
    [
      'a thousand near misses',
      article(
        Array.from(
          { length: 1000 },
          (_, at) => `descripton${'x'.repeat(0)}${at % 10}${String.fromCharCode(97 + (at % 26))}${at}: x`,
        ).join('\n'),
      ),
    ],
    ['keys that stand twice', `{${'"a": 1, '.repeat(60_000)}"a": 1}\n`],
    ['a date of many letters', article(`updated: ${'a'.repeat(100_000)}`)],
    ['links that lead nowhere', article('', '[a](b.md)\n'.repeat(amount(4_000, 20_000)))],
  ])('%s', { timeout: 20_000 }, async (_, text) => {
    const root = await workspace({
      'feedmill.yaml': config,
      'content/good.md': good,
      'content/one.md': text,
    });
    const { stderr, stdout } = await feedmill(root, ['check']);
    expect((stderr + stdout).length).toBeLessThan(50_000);
  });
});

describe('nothing of an article commands the terminal or the CI log', () => {
  test('line ends in names and keys', async () => {
    const root = await workspace({
      'feedmill.yaml': config,
      'content/c\n::error file=x::pwn.md': '---\n"x\\n::add-mask::o": 1\n"x\\n::add-mask::o": 2\n---\n',
    });
    const { stderr, stdout } = await feedmill(root, ['check']);
    expect((stderr + stdout).split('\n').filter((line) => line.trim().startsWith('::'))).toEqual([]);
  });
});

describe('files of others', () => {
  test('that equal ours are not removed later', async () => {
    const root = await workspace({
      'feedmill.yaml': config,
      'content/good.md': article('', '![](p.png)'),
      'content/p.png': 'picture',
      'dist/p.png': 'picture',
    });
    await feedmill(root, ['build']);
    await write(root, { 'content/good.md': good });
    await feedmill(root, ['build']);
    expect(await list(join(root, 'dist'))).toContain('p.png');
  });
});

describe('config', () => {
  test.each([
    ['a glob without quotes', 'content: **/*.md', 'Put the whole value in quotes'],
    [
      'an exclusion without quotes',
      'content: [content, !drafts]',
      'Put a value that starts with `!` in quotes',
    ],
    ['two documents', '---\nlimit: 1', 'second YAML document'],
    ['two feeds of one name', 'files: { rss: atom.xml }', '`files.rss` have the same name'],
    ['a name that is none', 'files: { rss: true }', 'must be a file name'],
    ['our own folder', 'files: { rss: .feedmill/x.xml }', 'must be a file name'],
    ['a language in words', 'language: english', 'language tag'],
    ['a person’s address without scheme', 'authors: [{ name: Jo, url: jo.example }]', 'web address'],
  ])('%s', async (_, text, said) => {
    const { code, problems } = await built({ 'feedmill.yaml': `${config}${text}\n` });
    expect(code).toBe(2);
    expect(problems.map(({ what, fix }) => what + fix).join()).toContain(said);
  });

  test('an exclusion may be given from the content folder', async () => {
    const { items } = await built({
      'feedmill.yaml': `${config}content: [content, "!drafts"]\n`,
      'content/drafts/one.md': article(''),
    });
    expect(items.map(({ title }) => title)).toEqual(['Good']);
  });

  test('a glob of folders and a single file are content', async () => {
    const files = { 'content/a/c/one.md': article('') };
    for (const content of ['content/**/c', 'content/a/c/one.md']) {
      const { items } = await built(files, '--content', content);
      expect(items.map(({ title }) => title)).toEqual(['One']);
    }
  });

  test('an absolute output folder is the same folder', async () => {
    const { root } = await built({});
    const { code, stdout } = await feedmill(root, [
      'build',
      '--reporter',
      'json',
      '--output',
      join(root, 'content/out'),
    ]);
    expect({ code, codes: readReport(stdout).problems.map((one) => one.code) }).toEqual({
      code: 2,
      codes: ['output-overlap'],
    });
  });
});

test('a year is no moment to build at', async () => {
  const { code, problems } = await built({}, '--now', '2026');
  expect({ code, codes: problems.map((one) => one.code) }).toEqual({ code: 2, codes: ['clock-value'] });
});

test('a mistake in one article does not hide a collision in another', async () => {
  const { problems } = await built({
    'content/bad.md': '---\ntitle: Bad\ndate: soon\n---\nText.\n',
    'content/one.md': article('permalink: /Good.html'),
    'content/two.md': article('permalink: /good.html'),
  });
  expect(problems.map(({ code, file }) => `${code} ${file}`)).toEqual([
    'date-unreadable content/bad.md',
    'output-collision content/two.md',
  ]);
});

test('two files that need the same path are an error, and one file that two articles show is not', async () => {
  const shown = article('', '![The ferry](p.txt)');
  const files = { 'one/a.md': shown, 'one/p.txt': 'one', 'two/c.md': shown.replace('One', 'Three') };
  const folders = `${config}content: [one, two]\n`;
  const alone = await built({
    ...files,
    'feedmill.yaml': folders,
    'one/b.md': shown.replace('One', 'Two'),
    'two/c.md': good,
  });
  expect(alone.problems).toEqual([]);
  expect(alone.files).toContain('p.txt');
  const { problems } = await built({ ...files, 'feedmill.yaml': folders, 'two/p.txt': 'two' });
  expect(problems.map(({ code }) => code)).toEqual(['output-collision']);
});

test('a root that is no folder', async () => {
  const { root } = await built({});
  expect((await feedmill(root, ['build', '--root', 'feedmill.yaml/x'])).code).toBe(2);
});
