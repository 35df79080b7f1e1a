import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { feedmill, now, workspace } from './workspace.ts';

// One small site and what becomes of it, as files a person can read: tests/golden/site is compiled, and every byte
// compared with tests/golden/full (the whole text in feeds), summary (`--body summary`) and archives; so is podcast-site. Only the
// version of the style sheet that pages name is left out: it would change all of them with every colour.
//
// After a change that is meant to show: UPDATE_GOLDEN=1 npx vitest run tests/golden.test.ts, then read the diff.

const folder = join(import.meta.dirname, 'golden');
const feeds = ['feed.xml', 'atom.xml', 'feed.json'];
const cases = [
  {
    name: 'full',
    site: 'site',
    argv: [],
    files: [...feeds, 'index.html', 'guides/knots/index.html', 'ar/mina/index.html'],
  },
  { name: 'summary', site: 'site', argv: ['--body', 'summary', '--no-pages'], files: feeds },
  // What few sites have: archives, and the Markdown beside the HTML.
  {
    name: 'archives',
    site: 'site',
    argv: ['--no-pages', '--limit', '2', '--archives', '--archive-size', '2', '--markdown'],
    files: [
      ...feeds,
      ...[1, 2, 3].flatMap((number) => feeds.map((file) => `archive/${file.replace('.', `-${number}.`)}`)),
    ],
  },
  { name: 'podcast', site: 'podcast-site', argv: [], files: feeds },
] as const;

test.each(cases)('$name: every byte is as agreed', async ({ name, site, argv, files }) => {
  const root = await workspace(join(folder, site));
  const { code, stdout, stderr } = await feedmill(root, ['build', '--now', now, ...argv]);
  if (code !== 0) throw new Error(`The build gave ${code}:\n${stdout}${stderr}`);
  for (const file of files) {
    const golden = join(folder, name, file);
    const built = readFileSync(join(root, 'dist', file), 'utf8').replace(/(?<=\.css\?)[\w-]{8}/, '');
    if (process.env['UPDATE_GOLDEN'] === '1') {
      await mkdir(dirname(golden), { recursive: true });
      await writeFile(golden, built);
    }
    expect({ file, text: built }).toEqual({ file, text: readFileSync(golden, 'utf8') });
  }
});

test.each(['site', 'podcast-site'])(
  'the golden %s has nothing an editor would be warned of',
  async (site) => {
    const root = await workspace(join(folder, site));
    const { code, stdout, stderr } = await feedmill(root, ['check', '--now', now]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain('warning');
  },
);
