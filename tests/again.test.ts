import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildAsFirst, buildAsWithout, settle } from './warm.ts';
import { feedmill, readReport, workspace } from './workspace.ts';

const config = `url: https://example.com/
title: Example
feeds: { by: [tag, language, section], minimum: 2 }
`;
const article = (day: number, more = '', body = 'Text.') =>
  `---\ntitle: Title ${day}\ndate: 2026-01-${String(day).padStart(2, '0')}\n${more}---\n\n${body}\n`;

/** A PNG as far as its size is read. */
function picture(width: number): Uint8Array {
  const bytes = Buffer.alloc(64);
  bytes.write('89504e470d0a1a0a0000000d49484452', 'hex');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(width, 20);
  bytes.set([8, 2], 24);
  return bytes;
}

const sounds = ['cbr.mp3', 'vbr.mp3'].map((name) => readFileSync(join(import.meta.dirname, 'media', name)));

type Files = Readonly<Record<string, string | Uint8Array | undefined>>;

/** A site of `files` that was built, long enough ago. */
async function built(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const root = await workspace({ 'feedmill.yaml': config, ...files });
  await settle();
  expect((await buildAsFirst(root)).code).toBe(0);
  await settle();
  return root;
}

function change(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    if (content === undefined) rmSync(join(root, path));
    else writeFileSync(join(root, path), content);
  }
}

const tags = (names: string) => `tags: [${names}]\n`;
const many = (count: number, text: (at: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`content/m${at}.md`, text(at)]));

/** What there is first, and what changes then, step by step. */
const changes: readonly [string, Readonly<Record<string, string | Uint8Array>>, ...Files[]][] = [
  [
    'a folder that becomes a language by the company it keeps',
    {
      'feedmill.yaml': 'url: https://example.com/\ntitle: Example\n',
      'content/a.md': article(1),
      'content/it/b.md': article(2, '', 'See [a](../a.md).'),
      'content/c.md': article(3, '', 'See [b](it/b.md).'),
    },
    { 'content/de/a.md': article(5) },
    { 'content/fr/a.md': article(6) },
    { 'content/de/a.md': undefined },
    { 'content/fr/a.md': undefined },
  ],
  [
    'an address with a colon, and others that are encoded',
    {
      'content/c:d.md': article(1, '', '![A](c:d.png)'),
      'content/mailto:x/index.md': article(2, '', 'See [c](../c:d.md).'),
      'content/é & ü.md': article(3),
      'content/a.md': article(4, 'permalink: /x:y/\n'),
      'content/100%.md': article(5),
    },
    { 'content/e.md': article(6) },
    { 'content/c:d.md': article(1, '', 'Other text.') },
  ],
  [
    'more and fewer feeds, of which the size they are sent in is told or not',
    many(20, (at) => article(at + 1, tags(`T${at >> 1}`))),
    { 'content/n.md': article(25, tags('New')), 'content/o.md': article(26, tags('New')) },
    { 'content/n.md': undefined },
  ],
  [
    'a translation that is added, renamed, and removed',
    { 'content/en/a.md': article(1), 'content/de/b.md': article(2), 'content/en/c.md': article(3) },
    { 'content/de/a.md': article(4) },
    { 'content/fr/a.md': article(4) },
    { 'content/de/a.md': article(4, 'permalink: /de/anders/\n') },
    { 'content/de/a.md': article(4, 'draft: true\n') },
    { 'content/fr/a.md': undefined },
  ],
  [
    'files that names in template syntax mean',
    {
      'content/a.md': article(1, '', 'See [b]({{< ref "b.md" >}}) and [c]({{< ref "c" >}}).'),
      'content/c.md': article(2),
      'content/deep/d.md': article(3),
    },
    { 'content/b.md': article(4) },
    { 'content/deep/b.md': article(5), 'content/b.md': undefined },
    { 'content/c.md': article(2, 'draft: true\n') },
    { 'content/c.md': undefined },
  ],
  [
    'a link to an article that becomes a draft, is not due yet, and is gone',
    { 'content/a.md': article(1, '', 'See [b](b.md) and [b](/b/).'), 'content/b.md': article(2) },
    { 'content/b.md': article(2, 'draft: true\n') },
    { 'content/b.md': article(2, 'expires: 2026-02-01\n') },
    { 'content/b.md': article(2, 'publishDate: 2026-12-01\n') },
    { 'content/b.md': undefined },
    { 'content/b.md': 'No article.' },
    { 'content/b.md': article(2) },
  ],
  [
    'a tag that is spelled otherwise by an older article',
    {
      'content/a.md': article(10, tags('boats')),
      'content/b.md': article(11, tags('boats')),
      'content/c.md': article(12, tags('Other')),
    },
    { 'content/d.md': article(5, tags('BOATS')) },
    { 'content/e.md': article(4, tags('Boats')) },
    { 'content/e.md': undefined, 'content/d.md': undefined },
    { 'content/b.md': article(11) },
  ],
  [
    'archives that shift, and feeds that are cut',
    {
      'feedmill.yaml': `${config}archives: true\narchiveSize: 3\nlimit: 4\nmaxBytes: 10000\n`,
      ...many(10, (at) => article(at + 2, '', 'A long text. '.repeat(60))),
    },
    { 'content/first.md': article(1) },
    { 'content/last.md': article(30, '', 'Long. '.repeat(2000)) },
    { 'content/last.md': article(30), 'content/m4.md': undefined },
  ],
  [
    'feeds that stand at old addresses too',
    {
      'feedmill.yaml': `${config}hosting: [github-pages]\nredirects: { /old.xml: /feed.xml, /tag.xml: /tags/t/feed.xml }\n`,
      ...many(4, (at) => article(at + 1, tags('T'))),
    },
    { 'content/n.md': article(9) },
    { 'content/m1.md': undefined, 'content/m2.md': undefined, 'content/m3.md': undefined },
  ],
  [
    'articles without a date that are skipped, and pages that need none',
    {
      'feedmill.yaml': `${config}undated: skip\n`,
      'content/a.md': article(1),
      'content/b.md': '---\ntitle: B\n---\n\nText.\n',
      'content/p.md': '---\ntitle: P\nfeed: false\n---\n\nSee [a](a.md).\n',
    },
    { 'content/b.md': article(2) },
    { 'content/b.md': '---\ntitle: B\n---\n\nText.\n', 'content/p.md': article(3) },
    { 'content/p.md': '---\ntitle: P\nfeed: false\n---\n\nSee [b](b.md).\n' },
  ],
  [
    'a site without pages, and articles that move in and out of feeds',
    {
      'feedmill.yaml': `${config}pages: false\nlimit: 3\n`,
      ...many(8, (at) => article(at + 2, tags(`T${at % 3}`), 'A text with a [link](none.png).')),
    },
    { 'content/n.md': article(20, tags('T1')) },
    { 'content/n.md': article(1, tags('T1')), 'content/m7.md': article(9, tags('T5'), 'Other.') },
    { 'content/m6.md': undefined, 'content/m5.md': undefined, 'content/m4.md': undefined },
  ],
  [
    'people and terms',
    {
      'feedmill.yaml': `${config}people: { jane: { name: Jane } }\nlicense: CC0-1.0\n`,
      'content/a.md': article(1, 'authors: [jane]\n'),
      'content/b.md': article(2, 'license: CC-BY-4.0\n'),
    },
    { 'feedmill.yaml': `${config}people: { jane: { name: Janet } }\nlicense: CC0-1.0\n` },
    { 'feedmill.yaml': `${config}people: { jane: { name: Janet } }\nlicense: CC-BY-4.0\n` },
  ],
  [
    'a picture of another size',
    { 'content/a.md': article(1, 'image: a.png\n', '![A](a.png)'), 'content/a.png': picture(20) },
    { 'content/a.png': picture(30) },
    { 'content/sub/a.png': picture(40), 'content/a.md': article(1, 'image: sub/a.png\n', '![A](a.png)') },
  ],
  [
    'names with line breaks and commas',
    {
      'content/a\nb.md': article(1),
      'content/a,b\n\nc.md': article(2, '', '![A](<a,b%0A.png>)'),
      'content/a,b\n.png': picture(20),
    },
    { 'content/c.md': article(3) },
    { 'content/a\nb.md': article(1, '', 'Other.') },
  ],
  [
    'an article longer than a buffer',
    { 'content/a.md': article(1, '', 'Long text. '.repeat(20_000)), 'content/b.md': article(2) },
    { 'content/b.md': article(2, '', 'Other.') },
    { 'content/a.md': article(1, '', 'Long test. '.repeat(20_000)) },
  ],
  [
    'a podcast, and an episode that comes later',
    {
      'feedmill.yaml': `${config}podcast: { type: episodic, category: News, explicit: false, image: /cover.png, owner: { name: J, email: j@example.com } }\nlanguage: en\n`,
      'content/cover.png': picture(1400),
      'content/a.md': article(1, 'audio: a.mp3\n'),
      'content/later.md': article(2, 'audio: b.mp3\npublishDate: 2026-12-01\n'),
      'content/a.mp3': sounds[0] ?? '',
      'content/b.mp3': sounds[1] ?? '',
    },
    { 'content/b.mp3': undefined },
    { 'content/b.mp3': sounds[0] ?? '' },
    { 'content/a.mp3': sounds[1] ?? '', 'content/cover.png': picture(100) },
    { 'content/cover.png': picture(1500), 'content/later.md': article(2, 'audio: a.mp3\n') },
  ],
  [
    'a file that an article now has for its page and another for its picture',
    {
      'content/a/index.md': article(1, '', '![A](p.png)'),
      'content/a/p.png': picture(20),
      'content/p.png': picture(30),
    },
    { 'content/a/p.png': undefined, 'content/p.png': picture(40) },
    { 'content/p.png': undefined },
  ],
];

describe('built again, all is as at first after', () => {
  test.each(changes)('%s', async (_what, files, ...steps) => {
    const root = await built(files);
    for (const step of [...steps, {}]) {
      change(root, step);
      await settle();
      expect((await buildAsFirst(root)).stdout).not.toContain('"internal"');
      await settle();
    }
  });

  test.each(['UTC', 'Asia/Tokyo'])('time, there and back, in %s', async (zone) => {
    const root = await built({
      'feedmill.yaml': `${config}timezone: ${zone}\n`,
      ...many(9, (at) =>
        article(at + 1, at % 2 === 0 ? 'expires: 2026-01-20\n' : '', `See [m](m${8 - at}.md).`),
      ),
    });
    for (const now of [
      '2026-01-05',
      '2026-01-30',
      '2026-01-02T00:00:00Z',
      '2026-01-01T15:00:00Z',
      '2026-06-01',
    ])
      expect((await buildAsFirst(root, '--now', now)).code).toBeLessThan(2);
  });
});

describe('built again, the same is told', () => {
  /** Which of two has a path goes by their order in the site, not by which of them is remembered. */
  test('of two that want one path', async () => {
    const root = await built({
      'content/about.md': article(1),
      'content/b.md': article(2),
      // A file without an ending, which is published where the page of the article needs a folder.
      'content/files/about': 'A download.',
    });
    renameSync(join(root, 'content/files/about'), join(root, 'content/about'));
    change(root, { 'content/b.md': article(2, '', '[Download](about)'), 'content/files/x': 'x' });
    const outcome = await buildAsFirst(root);
    expect(readReport(outcome.stdout).problems.map(({ code }) => code)).toContain('output-collision');
    change(root, { 'content/b.md': article(2) });
    expect((await buildAsFirst(root)).code).toBeLessThan(2);
  });

  test('of a folder of the output that is a link now', async () => {
    const root = await built({ 'content/a.md': article(1), 'content/n/b.md': article(2) });
    renameSync(join(root, 'dist/n'), join(root, 'elsewhere'));
    symlinkSync('../elsewhere', join(root, 'dist/n'));
    expect(readReport((await buildAsWithout(root)).stdout).problems.map(({ code }) => code)).toEqual([
      'output-in-the-way',
    ]);
  });

  test('of a page that somebody changed', async () => {
    const root = await built({ 'content/a.md': article(1), 'content/b.md': article(2) });
    appendFileSync(join(root, 'dist/b/index.html'), 'Mine.');
    rmSync(join(root, 'content/b.md'));
    expect((await buildAsWithout(root)).stdout).toContain('output-changed');
    expect((await buildAsWithout(root)).code).toBeLessThan(2);
    await settle();
    expect((await buildAsWithout(root)).code).toBeLessThan(2);
  });
});

describe('what only looks the same', () => {
  const [one, other] = [article(1, '', 'One text.'), article(1, '', 'Two text.')];

  test('another file in its place, with the same size and times', async () => {
    const root = await built({
      'content/a.md': one,
      'content/p.png': picture(20),
      'content/b.md': article(2, 'image: p.png\n'),
    });
    for (const [path, content] of [
      ['content/a.md', other],
      ['content/p.png', picture(30)],
    ] as const) {
      const { atime, mtime } = statSync(join(root, path));
      writeFileSync(join(root, 'anew'), content);
      utimesSync(join(root, 'anew'), atime, mtime);
      utimesSync(join(root, path), atime, mtime);
      await settle();
      expect((await buildAsFirst(root)).code).toBeLessThan(2);
      renameSync(join(root, 'anew'), join(root, path));
      await settle();
      expect((await buildAsFirst(root)).code).toBeLessThan(2);
    }
  });

  test('a link that leads to another file of the same size and times', async () => {
    // Hidden, so that only the link is an article. Files of one moment have the same times.
    const root = await workspace({ 'feedmill.yaml': config, 'content/b.md': article(2) });
    const [first, second] = [join(root, 'content/x1.txt'), join(root, 'content/x2.txt')];
    for (let turn = 0; turn < 1000; turn++) {
      writeFileSync(first, one);
      writeFileSync(second, other);
      utimesSync(first, 1_700_000_000, 1_700_000_000);
      utimesSync(second, 1_700_000_000, 1_700_000_000);
      if (statSync(first).ctimeMs === statSync(second).ctimeMs) break;
    }
    symlinkSync('x1.txt', join(root, 'content/a.md'));
    await settle();
    expect((await buildAsFirst(root)).code).toBeLessThan(2);
    await settle();
    expect((await buildAsFirst(root)).code).toBeLessThan(2);
    rmSync(join(root, 'content/a.md'));
    symlinkSync('x2.txt', join(root, 'content/a.md'));
    await settle();
    expect((await buildAsFirst(root)).code).toBeLessThan(2);
  });

  test('content that is a link to another release', async () => {
    const root = await built({
      'releases/1/a.md': one,
      'releases/2/a.md': other,
      'content/b.md': article(2),
    });
    rmSync(join(root, 'content'), { recursive: true });
    for (const release of ['1', '2', '1']) {
      rmSync(join(root, 'content'), { force: true });
      symlinkSync(`releases/${release}`, join(root, 'content'));
      await settle();
      expect((await buildAsFirst(root)).code).toBeLessThan(2);
      await settle();
    }
  });

  test('two articles that change places', async () => {
    const root = await built({ 'content/a.md': one, 'content/b.md': other, 'content/c.md': article(3) });
    for (const [from, to] of [
      ['a', 'x'],
      ['b', 'a'],
      ['x', 'b'],
    ])
      renameSync(join(root, `content/${from}.md`), join(root, `content/${to}.md`));
    await settle();
    expect((await buildAsFirst(root)).code).toBeLessThan(2);
  });

  test('a name in another case, and in another form', async () => {
    const root = await built({ 'content/a.md': one, 'content/é.md': other });
    renameSync(join(root, 'content/a.md'), join(root, 'content/A.md'));
    expect((await buildAsFirst(root)).code).toBeLessThan(2);
    renameSync(join(root, 'content/\u00e9.md'), join(root, 'content/e\u0301.md'));
    expect((await buildAsFirst(root)).code).toBeLessThan(2);
  });

  test('a whole site that was copied, with all that was made', async () => {
    const root = await built({ 'content/a.md': one, 'content/b.md': other });
    const copy = await workspace({});
    cpSync(root, copy, { recursive: true, preserveTimestamps: true });
    writeFileSync(join(copy, 'content/a.md'), other);
    expect((await buildAsFirst(copy)).code).toBeLessThan(2);
  });
});

test('two builds at one time come to what each of them is', async () => {
  const root = await built(many(30, (at) => article(at + 1, tags(`T${at % 4}`))));
  for (let turn = 0; turn < 4; turn++) {
    change(root, { 'content/m3.md': article(4, tags('T1'), `Turn ${turn}.`) });
    const outcomes = await Promise.all(
      [[], ['--now', '2026-01-20'], ['--title', 'Other'], []].map((flags) =>
        feedmill(root, ['build', ...flags]),
      ),
    );
    expect(outcomes.filter(({ code }) => code === 0).length).toBeGreaterThan(0);
    await settle();
    expect((await buildAsFirst(root, '--title', 'Other')).code).toBeLessThan(2);
    expect((await buildAsFirst(root, '--now', '2026-01-20')).code).toBeLessThan(2);
    expect((await buildAsFirst(root)).code).toBeLessThan(2);
  }
});
