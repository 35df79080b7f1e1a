import {
  appendFileSync,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileStat, isStable } from '../src/cache/file-stat.ts';
import { settle } from './warm.ts';
import { feedmill, workspace, write, type Outcome } from './workspace.ts';

const config = 'url: https://example.com/\ntitle: Example\nfeeds: { by: [tag] }\n';
const article = (title: string, date: string, more = '', body = 'Text.') =>
  `---\ntitle: ${title}\ndate: ${date}\n${more}---\n\n${body}\n`;

const files = {
  'feedmill.yaml': config,
  'content/a.md': article('A', '2026-01-01', '', '![A](a.png)\n\nSee [none](none.md) and [it](soon.md).'),
  'content/b.md': article('B', '2026-01-02', 'tags: [News]\n', 'A {{< shortcode >}} of another program.'),
  'content/soon.md': article('Soon', '2026-08-01'),
  'content/short.md': article('Short', '2026-01-03', 'expires: 2026-09-01\n'),
  'content/draft.md': article('Draft', '2026-01-04', 'draft: true\n'),
  'content/a.png': 'No picture, as it happens.',
  'content/unused.txt': 'Nobody refers to it.',
};

/** A site that was built, and of which only the glance is kept. */
async function site(
  more: Readonly<Record<string, string>> = {},
  ...flags: readonly string[]
): Promise<string> {
  const root = await workspace({ ...files, ...more });
  await settle();
  expect((await feedmill(root, ['build', ...flags])).code).toBe(0);
  // Only a build makes it again.
  rmSync(memoryOf(root));
  await settle();
  return root;
}

/** Path of the file `memory` of the only memory there is. */
function memoryOf(root: string): string {
  const name = readdirSync(join(root, '.feedmill')).find((one) => one !== '.gitignore') ?? '';
  return join(root, '.feedmill', name, 'memory');
}

/** Whether a build of the site saw at a glance that nothing has changed. */
async function isGlance(root: string, ...flags: readonly string[]): Promise<boolean> {
  const before = readdirSync(join(root, '.feedmill')).length;
  expect((await feedmill(root, ['build', ...flags])).code).toBe(0);
  return !existsSync(memoryOf(root)) && readdirSync(join(root, '.feedmill')).length === before;
}

// How a line is broken depends on how long the time is.
const exactly = (told: string) =>
  told.replaceAll(/\s+/g, ' ').replaceAll(/in \d[\d.]* m?s|"milliseconds": \d+/g, 'TIME');

const mark = (changed: number) => ({ text: '', changed });

const told = ({ stdout, stderr, code }: Outcome) => [code, exactly(stdout), exactly(stderr)];

describe('at a glance', () => {
  test('it is seen that nothing changed', async () => {
    const root = await site();
    expect(await isGlance(root)).toBe(true);
    expect(await isGlance(root, '--reporter', 'github')).toBe(true);
    expect(await isGlance(root, '--threads', '2')).toBe(true);
  });

  const changes: readonly [string, (root: string) => void][] = [
    ['an article is touched', (root) => utimesSync(join(root, 'content/a.md'), new Date(), new Date())],
    ['an article is edited', (root) => appendFileSync(join(root, 'content/a.md'), 'More.\n')],
    ['a draft is edited', (root) => appendFileSync(join(root, 'content/draft.md'), 'More.\n')],
    ['an article is added', (root) => writeFileSync(join(root, 'content/c.md'), article('C', '2026-01-05'))],
    ['an article is deleted', (root) => rmSync(join(root, 'content/b.md'))],
    ['an article is renamed', (root) => renameSync(join(root, 'content/b.md'), join(root, 'content/c.md'))],
    ['a file is added', (root) => writeFileSync(join(root, 'content/none.png'), 'x')],
    ['a file is changed', (root) => writeFileSync(join(root, 'content/a.png'), 'NO PICTURE, AS IT HAPPENS.')],
    ['a file is deleted', (root) => rmSync(join(root, 'content/unused.txt'))],
    ['a page is deleted', (root) => rmSync(join(root, 'dist/a/index.html'))],
    ['a page is edited', (root) => appendFileSync(join(root, 'dist/a/index.html'), 'x')],
    ['a copy is deleted', (root) => rmSync(join(root, 'dist/a.png'))],
    ['the manifest is deleted', (root) => rmSync(join(root, 'dist/.feedmill/manifest.json'))],
    ['the output is deleted', (root) => rmSync(join(root, 'dist'), { recursive: true })],
    ['the config is edited', (root) => writeFileSync(join(root, 'feedmill.yaml'), `${config}# A comment.\n`)],
  ];
  test.each(changes)('it is seen that %s', async (_what, change) => {
    const root = await site();
    change(root);
    expect(await isGlance(root)).toBe(false);
  });

  test('it is seen that another flag is given', async () => {
    const root = await site();
    expect(await isGlance(root, '--title', 'Other')).toBe(false);
  });

  test('--no-cache is obeyed', async () => {
    const root = await site();
    const json = ['build', '--no-cache', '--reporter', 'json'];
    rmSync(join(root, 'dist/a/index.html'));
    expect(JSON.parse((await feedmill(root, json)).stdout).summary.written).toBe(1);
  });

  test.each([
    ['2026-02-01', true],
    ['2026-07-31T23:59:59Z', true],
    ['2026-08-01', false],
    ['2026-09-01', false],
    ['2026-01-03', true],
    ['2026-01-02T23:59:59Z', false],
  ])('it is seen what is published at %s', async (now, isSame) => {
    const root = await site();
    expect(await isGlance(root, '--now', now)).toBe(isSame);
  });

  test('it is seen that what was over is not', async () => {
    const root = await site({}, '--now', '2026-10-01');
    expect(await isGlance(root, '--now', '2027-10-01')).toBe(true);
    expect(await isGlance(root, '--now', '2026-08-31')).toBe(false);
  });

  test('files that were just written are not trusted', async () => {
    const root = await workspace(files);
    utimesSync(join(root, 'content/b.md'), new Date(Date.now() + 60_000), new Date(Date.now() + 60_000));
    await settle();
    await feedmill(root, ['build']);
    rmSync(memoryOf(root));
    await settle();
    expect(await isGlance(root)).toBe(false);
  });

  test('a time is trusted when the next change will have another one', () => {
    expect(isStable(mark(1000.5), 1000.5)).toBe(false);
    expect(isStable(mark(1000.5), 1040)).toBe(false);
    expect(isStable(mark(1000.5), 1060)).toBe(true);
    // A disk that keeps whole seconds, or two of them.
    expect(isStable(mark(1000), 3000)).toBe(false);
    expect(isStable(mark(1000), 4000)).toBe(true);
    expect(fileStat('/there/is/none')).toBeUndefined();
  });

  test.each(['pretty', 'json', 'github'])('the same is told for %s', async (reporter) => {
    const root = await site();
    const argv = ['build', '--reporter', reporter];
    const lastBuild = await feedmill(root, argv);
    expect(existsSync(memoryOf(root))).toBe(false);
    const whole = await feedmill(root, [...argv, '--no-cache']);
    expect(told(lastBuild)).toEqual(told(whole));
    // The warnings are those of both articles.
    expect(lastBuild.stdout + lastBuild.stderr).toMatch(/none\.md[^]*soon\.md[^]*shortcode/);
  });

  test('mistakes in flags are told', async () => {
    const root = await site();
    for (const flags of [
      ['--threads', 'many'],
      ['--now', 'soon'],
    ])
      expect([flags, (await feedmill(root, ['build', ...flags])).code]).toEqual([flags, 2]);
  });

  test('what is told of the output is told once', async () => {
    const root = await site();
    appendFileSync(join(root, 'dist/b/index.html'), 'Mine.');
    rmSync(join(root, 'content/b.md'));
    const json = ['build', '--reporter', 'json'];
    expect((await feedmill(root, json)).stdout).toContain('output-changed');
    await settle();
    expect((await feedmill(root, json)).stdout).not.toContain('output-changed');
  });
});

test('what the system refuses is told as ever', async () => {
  const root = await site();
  rmSync(join(root, 'dist'), { recursive: true });
  symlinkSync('dist', join(root, 'dist'));
  const outcome = await feedmill(root, ['build', '--reporter', 'json']);
  expect(outcome.stdout).toContain('output-failed');
});

test('errors are never remembered', async () => {
  const root = await site();
  await write(root, { 'content/c.md': article('C', 'never') });
  await settle();
  expect((await feedmill(root, ['build'])).code).toBe(1);
  expect((await feedmill(root, ['build'])).code).toBe(1);
});
