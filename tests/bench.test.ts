import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { article, openCorpus, parseSize, pathOf } from '../bench/corpus.mjs';
import { compilePackage } from './compiled.ts';
import { list, snapshot, workspace } from './workspace.ts';

let root = '';
beforeAll(async () => {
  root = await compilePackage();
}, 60_000);

const program = join(import.meta.dirname, '../bench/run.mjs');
const exec = promisify(execFile);

function bench(dir: string, ...argv: string[]): Promise<{ stdout: string; stderr: string }> {
  return exec(process.execPath, [program, '--dir', dir, '--lib', join(root, 'lib'), ...argv]);
}

// Figures of two versions can be compared only while both have built the same articles.
test.each([
  [0, 10_000, 4500, '292bf925fb3e127f'],
  [9_999, 10_000, 4500, 'f138ef79a46993e5'],
  [123, 1000, 50_000, '43fcc2c85f79c1dc'],
])('article %i of %i is the same bytes on every machine', (number, count, bytes, expected) => {
  const text = article(number, count, bytes);
  expect(Math.abs(text.length - bytes)).toBeLessThan(1500);
  expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(expected);
});

test('a corpus is made once, and again where it is not the one asked for', async () => {
  const dir = await workspace({});
  const size = parseSize('30x1');
  if (!size) throw new Error('30x1 is a size');
  const corpus = openCorpus(dir, size);
  const paths = await list(corpus);
  expect(paths).toHaveLength(30);
  expect(paths).toContain(pathOf(29));
  const before = await snapshot(corpus);
  expect(await snapshot(openCorpus(dir, size))).toEqual(before);
  expect(openCorpus(dir, { ...size, bytes: 2000 })).toBe(corpus);
  expect(await snapshot(corpus)).not.toEqual(before);
});

test('every scenario is measured, and the articles are as they were', async () => {
  const dir = await workspace({});
  await bench(dir, '--sizes', '50', '--rounds', '1', '--cases', 'home', '--scenarios', 'cold');
  const corpus = await snapshot(join(dir, 'corpus-50'));
  const { stdout } = await bench(dir, '--sizes', '50', '--rounds', '1', '--cases', 'home', '--targets');
  expect(stdout).toContain('## 50 articles of 4.5 KB: home feeds and the index\n');
  const rows = stdout.match(/^\| feedmill, .*/gm) ?? [];
  expect(rows.map((row) => row.split(' | ')[0])).toEqual([
    '| feedmill, cold',
    '| feedmill, cold, without a lock',
    '| feedmill, nothing changed',
    '| feedmill, one article changed',
    '| feedmill, one tag added',
    '| feedmill, all files have new times',
  ]);
  for (const row of rows) expect(row).toMatch(/ \d[\d.]* (?:ms|s) \| /);
  expect(stdout).toMatch(
    /^\| feedmill --version ÷ node -e 0 \| 1\.6× \| \d+\.\d+× \| (?:yes|\*\*no\*\*) \|$/m,
  );
  expect(await snapshot(join(dir, 'corpus-50'))).toEqual(corpus);
  expect((await readdir(dir)).filter((name) => name.startsWith('site-'))).toEqual([]);
}, 60_000);

test('a profile names the functions of a stage', async () => {
  const dir = await workspace({});
  const { stdout } = await bench(dir, '--sizes', '50', '--profile', 'home/markdown');
  expect(stdout).toContain('# home, 50 articles, cold, below src/markdown');
  expect(stdout).toMatch(/^\| src\/markdown\/\S+\.ts \| \d+ \| \d/m);
  expect((await readdir(join(dir, 'profile-50-home-cold'))).length).toBeGreaterThan(0);
});

test('a mistake on the command line is told in a sentence', async () => {
  const dir = await workspace({});
  await expect(bench(dir, '--cases', 'hom')).rejects.toMatchObject({
    code: 2,
    stderr: 'There is no case `hom`: home, tags, pages.\n',
  });
});
