import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { build } from '../src/pipeline/build.ts';
import { loadConfig } from '../src/config/config.ts';
import type { Entry } from '../src/feeds/formats/format.ts';
import { formats } from '../src/feeds/formats.ts';
import { hookItem } from '../src/pipeline/run-hooks.ts';
import { explain } from '../src/problems/problem.ts';
import { createRenderer } from '../src/markdown/renderer.ts';
import { read, readAgain, readMarkdown, type ReadFeed } from './readers.ts';
import { validate } from './validator.ts';
import { dangers, list, now, workspace } from './workspace.ts';
import type { Hooks, ItemChanges } from '../src/config/hooks.ts';

const files = { rss: 'feed.xml', atom: 'atom.xml', json: 'feed.json' } as const;

function article(front: string, text = 'Text.'): string {
  return `---\n${front}\n---\n\n${text}\n`;
}

const site = {
  'feedmill.yaml':
    'url: https://example.com/\ntitle: Example\nauthors: [{ name: Ed, email: ed@example.com, publishEmail: true }]\npeople: { jane: { name: Jane Doe } }\n',
  'content/a.md': article('title: A\ndate: 2026-01-03\ntags: [one]\nsummary: Sum.\nlicense: MIT'),
  'content/b.md': article('title: B\ndate: 2026-01-02'),
  'content/c/index.md': article('title: C\ndate: 2026-01-01\nimage: p.png'),
  'content/c/p.png': new Uint8Array([1]),
  'content/c/q.png': new Uint8Array([2]),
  'content/draft.md': article('title: Draft\ndate: 2026-01-01\ndraft: true'),
  'content/page.md': article('title: Page\nfeed: false'),
};

/** A build of the site with `hooks`, as the library does it. */
async function built(hooks: Hooks, change: Readonly<Record<string, string | Uint8Array>> = {}) {
  const root = await workspace({ ...site, ...change });
  const { config } = await loadConfig({ root, flags: {} });
  if (!config) throw new Error('no config');
  const outcome = await build(
    { ...config, hooks },
    {
      now: Date.parse(now),
      write: true,
      holder: { pid: process.pid, host: 'test', started: 0 },
      alive: () => false,
      sleep: () => Promise.resolve(),
      wait: 0,
      onWait: () => {},
    },
  );
  const told = outcome.problems.map((one) => `${one.code} ${one.file}: ${explain(one).what}`);
  const document = (name: keyof typeof files) => readFile(join(root, 'dist', files[name]), 'utf8');
  const feed = async (name: keyof typeof files): Promise<ReadFeed> => read(name, await document(name));
  return { outcome, told, document, feed, root };
}

describe('article', () => {
  test('is asked once for every article and page, in the order of files, and never about drafts', async () => {
    const asked: string[] = [];
    const { told } = await built({
      async article({ file }) {
        await new Promise((wake) => setTimeout(wake, file.endsWith('a.md') ? 20 : 0));
        asked.push(file);
      },
    });
    expect(told).toEqual([]);
    expect(asked).toEqual(['content/a.md', 'content/b.md', 'content/c/index.md', 'content/page.md']);
  });

  test('gets what it cannot change by itself', async () => {
    const { told } = await built({
      article(one) {
        expect(() => Object.assign(one, { title: 'X' })).toThrow(TypeError);
        expect(() => Object.assign(one.authors[0] ?? {}, { name: 'X' })).toThrow(TypeError);
        expect(() => Object.assign(one.tags, { 0: 'x' })).toThrow(TypeError);
      },
    });
    expect(told).toEqual([]);
  });

  test('false leaves an article out of everything, as a draft', async () => {
    const { outcome, feed, root } = await built({
      article: ({ title }) => (title === 'B' ? false : undefined),
    });
    expect(outcome.drafts).toBe(2);
    expect((await feed('rss')).items.map(({ title }) => title)).toEqual(['A', 'C']);
    expect(await list(join(root, 'dist'))).not.toContain('b/index.html');
  });

  test('nothing that changes changes nothing', async () => {
    const plain = await built({});
    for (const hook of [() => {}, () => ({}), () => null, (one: object) => ({ ...one, title: undefined })]) {
      const hooked = await built({ article: hook });
      expect(hooked.told).toEqual([]);
      for (const { name } of formats) expect(await hooked.document(name)).toBe(await plain.document(name));
    }
  });

  const cases: readonly [name: string, changes: Record<string, unknown>, seen: Record<string, unknown>][] = [
    ['title, cleaned to one line', { title: ' X\n<b> \u0000y ' }, { title: 'X <b> y' }],
    ['a number as title', { title: 2026 }, { title: '2026' }],
    ['summary', { summary: 'S\nT' }, { summary: 'S T' }],
    ['no summary', { summary: null }, { summary: undefined }],
    ['tags, each once', { tags: ['b', 'B', 'two words', 3] }, { tags: ['b', 'two words', '3'] }],
    ['no tags', { tags: [] }, { tags: [] }],
    ['categories', { categories: 'x, y' }, { categories: ['x', 'y'] }],
    ['authors by key, name and map', { authors: ['jane', 'Ray', { name: 'Al', url: '/al' }] }, {
      authors: [{ name: 'Jane Doe' }, { name: 'Ray' }, { name: 'Al', url: 'https://example.com/al' }],
    }],
    ['an author without consent to the address', { authors: [{ name: 'Al', email: 'al@example.com' }] }, {
      authors: [{ name: 'Al' }],
    }],
    ['an author whose address is published', { authors: [{ name: 'Ed', email: 'ed@example.com' }, 'Ray'] }, {
      authors: [{ name: 'Ed', email: 'ed@example.com' }, { name: 'Ray' }],
    }],
    ['contributors', { contributors: ['Ray'] }, { contributors: [{ name: 'Ray' }] }],
    ['no contributors', { contributors: null }, { contributors: [] }],
    ['language', { language: 'DE-at' }, { language: 'de-AT' }],
    ['license', { license: 'cc-by-4.0' }, {
      license: { text: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    }],
    ['no license', { license: null }, { license: undefined }],
    ['canonical', { canonical: '/x' }, { canonical: 'https://example.com/x' }],
    ['source', { source: { title: 'AFP', feed: 'https://afp.example/f' } }, {
      source: { title: 'AFP', feed: 'https://afp.example/f' },
    }],
    ['image', { image: { url: 'https://example.org/a.png', alt: 'Alt' } }, {
      image: { url: 'https://example.org/a.png', type: 'image/png', alt: 'Alt' },
    }],
    ['section', { section: 'news' }, { section: 'news' }],
    ['id', { id: 'tag:example.com,2026:1' }, { id: 'tag:example.com,2026:1' }],
  ]; // prettier-ignore

  test.each(cases)('may change: %s', async (_name, changes, seen) => {
    const { outcome, told } = await built({ article: ({ title }) => (title === 'A' ? changes : undefined) });
    expect(told).toEqual([]);
    const [first] = outcome.selection.articles;
    for (const [key, value] of Object.entries(seen))
      expect([key, first && Reflect.get(first.article, key)]).toEqual([key, value]);
  });

  test('a picture beside the article is found, measured and copied', async () => {
    const { told, root } = await built({
      article: ({ title }) => (title === 'C' ? { image: 'q.png' } : undefined),
    });
    expect(told).toEqual([]);
    expect(await list(join(root, 'dist'))).toEqual(expect.arrayContaining(['c/q.png']));
  });

  const wrong: readonly [name: string, changes: unknown, told: string][] = [
    ['a key that is no key', { nonsense: 1 }, '`nonsense` cannot be changed'],
    ['the address', { url: 'https://example.com/x/' }, '`url` cannot be changed'],
    ['the file', { file: 'x' }, '`file` cannot be changed'],
    ['the date', { published: { instant: 0 } }, '`published` cannot be changed'],
    ['an empty title', { title: '' }, '`title` is empty'],
    ['no title', { title: null }, '`title` cannot be removed'],
    ['a list as title', { title: ['x'] }, '`title` is a list'],
    ['a date as title', { title: new Date(0) }, '`title` is not a plain value'],
    ['a function as summary', { summary: () => 'x' }, '`summary` is a function'],
    ['a language that is none', { language: 'english?' }, '`language: english?` is not a language tag'],
    ['an id that is none', { id: 'a b' }, '`id: a b` is not an absolute IRI'],
    ['an address that runs', { canonical: 'javascript:alert(1)' }, '`canonical: javascript:alert(1)`'],
    ['a picture that runs', { image: 'javascript:alert(1)' }, '`image: javascript:alert(1)`'],
    ['a map as license', { license: { text: 'x', url: 'javascript:1' } }, '`license` is a map'],
    ['a person without a name', { authors: [{ url: '/x' }] }, '`authors` is a map without `name`'],
    ['a list', ['title'], 'an array'],
    ['a text', 'X', 'a string'],
    ['true', true, 'a boolean'],
  ];

  test.each(wrong)('may not give %s', async (_name, answer, what) => {
    // What JavaScript lets through, types would not.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const hook = ({ title }: { title: string }) => (title === 'A' ? (answer as object) : undefined);
    const { told, outcome } = await built({ article: hook });
    expect(told).toEqual([expect.stringContaining('hook-value content/a.md: The `article` hook')]);
    expect(told[0]).toContain(what);
    expect(outcome.counts).toBeUndefined();
  });

  test('a duplicate id from a hook is reported like any other', async () => {
    const { told } = await built({ article: () => ({ id: 'tag:example.com,2026:1' }) });
    expect(told.every((one) => one.startsWith('duplicate-id'))).toBe(true);
    expect(told).toHaveLength(3);
  });

  test('its errors are reported for each article together with other problems', async () => {
    const { told } = await built(
      {
        article({ title }) {
          if (title === 'C') throw 'no C'; // eslint-disable-line no-throw-literal
          return title === 'B' ? Promise.reject(new Error('no B\n    at secret')) : undefined;
        },
      },
      { 'content/d.md': article('title: D') },
    );
    expect(told).toEqual([
      expect.stringMatching(/^hook-failed content\/b\.md: .*`article`.*no B \(hooks\.test\.ts:\d+:\d+\)\.$/),
      expect.stringMatching(/^hook-failed content\/c\/index\.md: .*no C\.$/),
      expect.stringMatching(/^date-missing content\/d\.md/),
    ]);
  });
});

describe('item', () => {
  test('is asked for each article of the feeds and each format, in a fixed order', async () => {
    const asked: string[] = [];
    const { told } = await built({
      async item({ title, tags, summary, html, url }, { file }, format) {
        await Promise.resolve();
        asked.push(`${format} ${file}`);
        if (title === 'A')
          expect({ tags, summary, html, url }).toEqual({
            tags: ['one'],
            summary: 'Sum.',
            html: expect.stringContaining('<p>Text.</p>'),
            url: 'https://example.com/a/',
          });
      },
    });
    expect(told).toEqual([]);
    const job = ['content/a.md', 'content/b.md', 'content/c/index.md'];
    expect(asked).toEqual(job.flatMap((file) => ['rss', 'atom', 'json'].map((name) => `${name} ${file}`)));
  });

  test('the Markdown has the same content as the HTML of the item', async () => {
    const change = {
      'feedmill.yaml': `${site['feedmill.yaml']}markdown: true\n`,
      'content/a.md': '---\ntitle: A\ndate: 2026-01-01\n---\n\nHello secret world.\n',
    };
    const { document } = await built(
      {
        marked: [{ hooks: { preprocess: (text: string) => text.replaceAll('secret ', '') } }],
        item: ({ title, html }, _article, format) =>
          title === 'A' && format !== 'json' ? { html: `${html}<p>In <b>${format}</b></p>` } : undefined,
      },
      change,
    );
    const expected = { rss: '\n\nIn **rss**', atom: '\n\nIn **atom**', json: '' };
    for (const name of ['rss', 'atom', 'json'] as const)
      expect(readMarkdown(name, await document(name))).toContain(`Hello world.${expected[name]}`);
  });

  test('is not asked about a format that is not written', async () => {
    const asked = new Set<string>();
    const yaml = `${site['feedmill.yaml']}files: { atom: false }\n`;
    await built({ item: (_item, _article, format) => void asked.add(format) }, { 'feedmill.yaml': yaml });
    expect([...asked]).toEqual(['rss', 'json']);
  });

  test('nothing that changes changes nothing', async () => {
    const plain = await built({});
    for (const hook of [() => {}, () => ({}), () => null, (one: object) => ({ ...one })]) {
      const hooked = await built({ item: hook });
      for (const { name } of formats) expect(await hooked.document(name)).toBe(await plain.document(name));
    }
  });

  test.each(formats)('its changes are in $label, and only in the feed', async ({ name }) => {
    const { document, root, told } = await built({
      item: (item, { title }, format) =>
        format === name && title === 'A'
          ? {
              title: `${item.title} & <b>`,
              summary: 'Other <i>\nsummary',
              html: `${item.html}<p onclick="x">By <a href="/me">me</a><script>alert(1)</script>`,
            }
          : undefined,
    });
    expect(told).toEqual([]);
    const text = await document(name);
    expect(validate(name, text, `https://example.com/${files[name]}`)).toEqual([]);
    const [first, second] = read(name, text).items;
    expect(first).toMatchObject({ title: 'A & <b>', summary: 'Other <i> summary' });
    expect(first?.html).toContain('<p>By <a href="https://example.com/me">me</a></p>');
    expect(second?.title).toBe('B');
    expect(readAgain(name, text).items[0]?.title).toBe('A & <b>');
    expect(await readFile(join(root, 'dist/a/index.html'), 'utf8')).not.toContain('By <a');
  });

  test('JSON Feed carries custom objects, each item its own', async () => {
    const { document, told } = await built({
      item(_item, { title }, format) {
        if (format !== 'json') return undefined;
        return title === 'A'
          ? { _one: { a: [1, null, 'x\u0000'], 'slot:0;': '"slot:1;"' } }
          : { _two: true, _Three: 'x' };
      },
    });
    expect(told).toEqual([]);
    const text = await document('json');
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
    expect(validate('json', text, 'https://example.com/feed.json')).toEqual([]);
    expect(JSON.parse(text).items).toMatchObject([
      { _one: { a: [1, null, 'x'], 'slot:0;': '"slot:1;"' } },
      { _two: true, _Three: 'x' },
      { _two: true, _Three: 'x' },
    ]);
  });
});

const entry: Entry = {
  article: {
    file: 'content/a.md',
    id: 'https://example.com/a/',
    url: 'https://example.com/a/',
    section: '',
    title: 'A',
    published: { instant: 0, year: 1970, month: 1, day: 1 },
    updated: { instant: 0, year: 1970, month: 1, day: 1 },
    authors: [],
    contributors: [],
    categories: [],
    tags: [],
    attachments: [],
    corrections: [],
    translations: [],
    language: 'en',
  },
  html: '<p>Text</p>',
  summary: 'Text',
};
const renderer = createRenderer({ pages: false });

async function given(answer: unknown, format: 'rss' | 'json' = 'json'): Promise<Entry | string> {
  // What JavaScript lets through, types would not.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const made = await hookItem({ item: () => answer as ItemChanges }, entry, format, renderer);
  return 'code' in made ? explain(made).what : made;
}

describe('hookItem', () => {
  test('without a hook it is the entry itself, at once', () => {
    expect(hookItem({}, entry, 'rss', renderer)).toBe(entry);
    expect(hookItem({ article: () => false }, entry, 'rss', renderer)).toBe(entry);
  });

  test.each([
    ['another key', { id: 'x' }, 'json', '`id` cannot be changed'],
    ['tags', { tags: ['x'] }, 'json', '`tags` cannot be changed'],
    ['a number', { title: 1 }, 'json', '`title` is a number'],
    ['null', { html: null }, 'json', '`html` is empty'],
    ['an empty title', { title: ' \n' }, 'json', '`title` is empty'],
    ['a text', 'x', 'json', 'a string'],
    ['what JSON cannot hold', { _a: () => {} }, 'json', '`_a` cannot be written as JSON'],
    ['no number', { _a: { b: Number.NaN } }, 'json', '`_a` cannot be written as JSON'],
    ['a name without a letter', { _: 1 }, 'json', '`_`'],
    ['a name with quotes', { '_a"': 1 }, 'json', '`_a"`'],
    ['a name of ours', { _license: 1 }, 'json', 'Feedmill already uses `_license`'],
    ['a custom object in RSS', { _a: 1 }, 'rss', '`_a` is only for JSON Feed'],
    ['HTML nested too deep', { html: '<div>'.repeat(600) }, 'json', '`html`'],
  ] as const)('it may not give %s', async (_name, answer, format, what) => {
    expect(await given(answer, format)).toContain(what);
  });

  test('no HTML a hook gives can harm a reader', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            '<script>', '</script>', '<img src=x onerror=y>', '<a href="javascript:1">', '<', '>', '"', 'x', '<p>', '</p>',
            '<svg/onload=z>', '<style>', ']]>', '\u0000', '<!--',
          ), // prettier-ignore
          { maxLength: 8 },
        ),
        async (parts) => {
          const made = await given({ html: parts.join('') });
          expect(typeof made === 'string' ? [] : dangers(made.html)).toEqual([]);
        },
      ),
    );
  });
});

/** An extension that makes something else of rulers. */
function rule(name: string) {
  return { renderer: { hr: () => `<p>${name}</p>` } };
}

describe('extensions of marked', () => {
  const mark = {
    extensions: [
      {
        name: 'mark',
        level: 'inline' as const,
        start: (source: string) => source.indexOf('=='),
        tokenizer(source: string) {
          const [raw, text] = /^==([^=\n]+)==/.exec(source) ?? [];
          return raw === undefined ? undefined : { type: 'mark', raw, text };
        },
        renderer: ({ text }: { text?: string }) => `<mark onclick="x">${text}</mark><script>y</script>`,
      },
    ],
  };
  const text = { 'content/a.md': article('title: A\ndate: 2026-01-03', '==new== and\n\n---\n\n# One') };

  test('what they write is cleaned, in feeds and on pages', async () => {
    const { feed, root, told } = await built({ marked: [mark] }, text);
    expect(told).toEqual([]);
    expect((await feed('atom')).items[0]?.html).toContain('<p><mark>new</mark> and</p>');
    const page = await readFile(join(root, 'dist/a/index.html'), 'utf8');
    expect(page).toContain('<mark>new</mark>');
    expect(page).not.toContain('onclick');
  });

  test('a later one wins, and false leaves it to the earlier', async () => {
    const { feed } = await built(
      { marked: [rule('one'), rule('two'), { renderer: { hr: () => false as const } }] },
      text,
    );
    expect((await feed('rss')).items[0]?.html).toContain('<p>two</p>');
  });

  test('walkTokens is called once for each token, and hooks as marked calls them', async () => {
    const { feed } = await built(
      {
        marked: [
          {
            walkTokens(token) {
              if (token.type === 'text') Object.assign(token, { text: `${token.text.toUpperCase()}!` });
            },
            hooks: {
              preprocess: (source: string) => source.replace('new', 'old'),
              postprocess: (html) => `${html}<p>end</p>`,
            },
          },
        ],
      },
      { 'content/a.md': article('title: A\ndate: 2026-01-03', 'new[^1]\n\n[^1]: note') },
    );
    const html = (await feed('json')).items[0]?.html;
    expect(html).toMatch(/OLD!(?!!)/);
    expect(html).toMatch(/NOTE!(?!!)/);
    expect(html).toMatch(/<p>end<\/p>$/);
  });

  test('the Markdown that is published has their HTML: readers do not know their syntax', async () => {
    const yaml = `${site['feedmill.yaml']}markdown: true\n`;
    const { document } = await built({ marked: [mark] }, { ...text, 'feedmill.yaml': yaml });
    expect(readMarkdown('json', await document('json'))[0]).toBe('<mark>new</mark> and\n\n***\n\n# One');
  });
});

test('the same hooks give the same bytes', async () => {
  const hooks: Hooks = {
    article: async ({ title }) => ({ tags: [title] }),
    item: async ({ html }, _article, format) => ({ html: `${html}<p>${format}</p>` }),
  };
  const [one, other] = [await built(hooks), await built(hooks)];
  for (const { name } of formats) expect(await one.document(name)).toBe(await other.document(name));
});
