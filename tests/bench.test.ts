import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import * as v from 'valibot';
import { expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { openCorpus, parseSize, pathOf, readMaterial } from '../bench/corpus.mjs';
import { addTag } from '../bench/edits.mjs';
import { tomlAsYaml } from '../bench/front-matter.mjs';
import { list, snapshot, workspace } from './workspace.ts';

const { root } = inject('package');

const program = join(import.meta.dirname, '../bench/run.mjs');
const exec = promisify(execFile);

function bench(dir: string, ...argv: string[]): Promise<{ stdout: string; stderr: string }> {
  return exec(process.execPath, [program, '--dir', dir, '--lib', join(root, 'lib'), ...argv]);
}

function size(name: string): { name: string; count: number; bytes: number } {
  const found = parseSize(name);
  if (!found) throw new Error(`${name} is not a size`);
  return found;
}

const readme = `# Ferry

[![Build](https://ci.example/ferry.svg)][build]

Ferry carries data between two ports of a harbour. It reads \`timetable.json\`, asks the [harbour][],
and [waits](docs/waiting.md) until the water is calm.

The second paragraph of this file has no code in it at all, and it is long enough to be read as one of the paragraphs.

## Use

- first
- second
  - nested, with {{ a template }}

1. one
2. two

\`\`\`js
export const ferry = true;
\`\`\`

<details>

Some *Markdown* inside of HTML.

</details>

</p>

| a | b |
| - | - |
| 1 | 2 |

[harbour]: https://example.org/harbour
[build]: https://ci.example/ferry
`;

/** The Markdown files of two packages, and what should not become part of articles. */
async function packages(): Promise<string> {
  return workspace({
    'ferry/README.md': readme,
    'ferry/LICENSE.md': 'Permission is hereby granted.\n',
    'ferry/.cache/note.md': 'A file of a tool.\n',
    'tide/CHANGELOG.md': '## 2.0.0\r\n\r\n- Removed `low()`.\r\n\r\n> Please upgrade.\r\n',
  });
}

async function material(
  folder: string,
): Promise<Exclude<ReturnType<typeof readMaterial>, { mistake: string }>> {
  const found = readMaterial(folder);
  if ('mistake' in found) throw new Error(found.mistake);
  return found;
}

test('whole blocks of Markdown files are taken, and those that other tools would read as templates are not', async () => {
  const { groups, files } = await material(await packages());
  expect(files).toBe(2);
  const blocks = groups.flatMap(({ kind, blocks: all }) => all.map(({ text }) => `${kind}: ${text}`));
  expect(blocks.toSorted()).toEqual([
    'code: ```js\nexport const ferry = true;\n```',
    'heading: ## 2.0.0',
    'heading: ## Ferry',
    'heading: ## Use',
    'html: <details>\n\nSome *Markdown* inside of HTML.\n\n</details>',
    'image: [![Build](https://ci.example/ferry.svg)](https://ci.example/ferry)',
    'list: - Removed `low()`.',
    'numbered list: 1. one\n2. two',
    expect.stringMatching(
      /^paragraph: Ferry carries .*\[harbour\]\(https:\/\/example\.org\/harbour\),\nand \[waits\]\(\/some-article\/\)/s,
    ),
    expect.stringMatching(/^paragraph: The second/),
    'quote: > Please upgrade.',
    'table: | a | b |\n| - | - |\n| 1 | 2 |',
  ]);
});

// Figures of two versions can be compared only if both built the same articles.
test('the same Markdown files give the same bytes on every machine', async () => {
  const dir = await workspace({});
  const corpus = openCorpus(dir, size('150'), await material(await packages()));
  const hash = createHash('sha256');
  for (const path of await list(corpus)) hash.update(await readFile(join(corpus, path)));
  expect(hash.digest('hex').slice(0, 16)).toBe('0b89078ca92c7f77');
});

test('a corpus is made once, and again if it is not the one asked for', async () => {
  const dir = await workspace({});
  const read = await material(await packages());
  const corpus = openCorpus(dir, size('30x1'), read);
  const paths = await list(corpus);
  expect(paths).toHaveLength(30);
  expect(paths).toContain(pathOf(29));
  const before = await snapshot(corpus);
  expect(await snapshot(openCorpus(dir, size('30x1'), read))).toEqual(before);
  expect(openCorpus(dir, { ...size('30x1'), bytes: 2000 }, read)).toBe(corpus);
  const after = await snapshot(corpus);
  expect(after).not.toEqual(before);
  openCorpus(dir, { ...size('30x1'), bytes: 2000 }, { ...read, fingerprint: 'other' });
  expect(await snapshot(corpus)).not.toEqual(after);
});

test('front matter in any form gives the same to tools that read YAML only, and takes another tag', async () => {
  const corpus = openCorpus(await workspace({}), size('150'), await material(await packages()));
  const forms = new Set<string>();
  for (const path of await list(corpus)) {
    const text = (await readFile(join(corpus, path), 'utf8')).replaceAll('\r\n', '\n');
    const { title, tags } = readHead(tomlAsYaml(text));
    expect(title).toEqual(expect.stringMatching(/\w/));
    expect(readHead(text)).toMatchObject({ title, tags });
    const tagged = addTag(text, 'topic-new');
    expect(readHead(tomlAsYaml(tagged)).tags).toEqual(['topic-new', ...tags]);
    expect(tagged.replace(/ *(?:- )?"?topic-new"?(?:, |\n)/, '')).toHaveLength(text.length);
    expect(tomlAsYaml(addTag(crlf(text), 'topic-new'))).toBe(crlf(tomlAsYaml(tagged)));
    forms.add(/^(?:\+\+\+|tags: ?\[?)/m.exec(text)?.[0] ?? '');
  }
  expect([...forms].toSorted()).toEqual(['+++', 'tags:', 'tags: [']);
});

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

/** Title and tags as a library reads them from YAML or TOML. */
function readHead(text: string): { title: unknown; tags: readonly unknown[] } {
  const [, fence, lines = ''] = /^(---|\+\+\+)\r?\n([^]*?)\n\1/.exec(text) ?? [];
  const data: unknown = fence === '+++' ? getStaticTOMLValue(parseTOML(lines)) : parse(lines);
  return v.parse(v.object({ title: v.unknown(), tags: v.array(v.unknown()) }), data);
}

test('every scenario is measured on the Markdown of the installed packages, which stays as it is', async () => {
  const dir = await workspace({});
  const read = await material(join(import.meta.dirname, '../node_modules'));
  const corpus = openCorpus(dir, size('20'), read);
  const before = await snapshot(corpus);
  const { stdout } = await bench(dir, '--sizes', '20', '--rounds', '1', '--cases', 'home', '--targets');
  expect(stdout).toContain(`Articles built from ${read.files} Markdown files`);
  expect(stdout).toContain('## 20 articles, median 4.5 KB: home feeds and the index\n');
  const rows = stdout.match(/^\| (?:feedmill|baseline), .*/gm) ?? [];
  expect(rows.map((row) => row.split(' | ')[0])).toEqual([
    '| feedmill, cold',
    '| baseline, cold',
    '| feedmill, first build, without a lock file',
    '| feedmill, nothing changed',
    '| baseline, nothing changed',
    '| feedmill, one article changed',
    '| feedmill, one tag added',
    '| feedmill, all files have new times',
  ]);
  for (const row of rows) expect(row).toMatch(/ \d[\d.]* (?:ms|s) \| /);
  expect(stdout).toMatch(/^\| read \| \d+\.\d \| \d+\.\d \|$/m);
  expect(stdout).toMatch(
    /^\| feedmill --version ÷ node -e 0 \| 1\.6× \| \d+\.\d+× \| (?:yes|\*\*no\*\*) \|$/m,
  );
  expect(await snapshot(corpus)).toEqual(before);
  expect((await readdir(dir)).toSorted()).toEqual(['corpus-20', 'corpus-20.signature']);
}, 60_000);

test('a profile names the functions of a room', async () => {
  const dir = await workspace({});
  const { stdout } = await bench(
    dir,
    '--sizes',
    '20',
    '--profile',
    'home/markdown',
    '--markdown',
    await packages(),
  );
  expect(stdout).toContain('# home, 20 articles, cold, below src/markdown');
  expect(stdout).toMatch(/^\| src\/markdown\/\S+\.ts \| \d+ \| \d/m);
  expect((await readdir(join(dir, 'profile-20-home-cold'))).length).toBeGreaterThan(0);
});

test('a mistake on the command line is explained in a sentence', async () => {
  const dir = await workspace({});
  await expect(bench(dir, '--cases', 'hom')).rejects.toMatchObject({
    code: 2,
    stderr: 'Unknown case `hom`: use home, tags, pages.\n',
  });
  await expect(bench(dir, '--markdown', join(dir, 'nothing'))).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^There are no Markdown files below .*nothing\. .* run `npm ci` .*\n$/),
  });
});
