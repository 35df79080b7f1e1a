import { readFile, symlink } from 'node:fs/promises';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import * as fc from 'fast-check';
import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { messages } from '../src/problems/messages.ts';
import { run } from '../src/cli/run.ts';
import { subscribe } from '../src/reader/reader.ts';
import { system } from '../src/cli/system.ts';
import { amount } from './effort.ts';
import { read, type ReadItem } from './readers.ts';
import { feedmill, htmlText, list, ownSite, readReport, snapshot, workspace, write } from './workspace.ts';

const fixtures = join(import.meta.dirname, 'feeds');
const formats = [
  ['rss', 'feed.xml'],
  ['atom', 'atom.xml'],
  ['json', 'feed.json'],
] as const;

/** What an import says of itself. */
interface Told {
  readonly files: readonly { readonly path: string; readonly state: string; readonly id: string }[];
  readonly leftOut: Readonly<Record<string, number>>;
  readonly untitled: number;
  readonly moved: number;
  readonly config: string;
}

/** Runs `feedmill import SOURCE FOLDER …` in `root`. */
async function imported(root: string, source: string, folder = 'content', ...more: readonly string[]) {
  const { code, stdout } = await feedmill(root, ['import', source, folder, '--reporter', 'json', ...more]);
  const told: Told = JSON.parse(stdout);
  return { ...told, code, problems: readReport(stdout).problems };
}

/** The articles in a folder, by name. */
async function articles(root: string, folder = 'content'): Promise<Record<string, string>> {
  const names = (await list(join(root, folder))).filter((name) => name.endsWith('.md'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, folder, name), 'utf8')]));
}

/** Imports the feed into a site of its own, with the config it asks for and `more`, and builds that. */
async function rebuilt(
  source: string,
  more = '',
  files: Readonly<Record<string, Uint8Array>> = {},
): Promise<string> {
  const root = await workspace(files);
  const { config, code } = await imported(root, source);
  expect(code).toBe(0);
  await write(root, { 'feedmill.yaml': `${config.replace(/^content: .*\n/m, '')}${more}` });
  const build = await feedmill(root, ['build', '--now', '2027-01-01T00:00:00Z']);
  if (build.code !== 0 || build.stderr !== '') throw new Error(build.stderr + build.stdout);
  return root;
}

function itemsOf(root: string, format: 'rss' | 'atom' | 'json', file: string): readonly ReadItem[] {
  return read(format, readFileSync(join(root, 'dist', file), 'utf8')).items;
}

/** A JSON Feed with one item. */
function oneItem(item: object, feed: object = {}): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'T',
    home_page_url: 'https://e.example/',
    ...feed,
    items: [{ id: 'tag:e.example,2026:1', title: 'One', date_published: '2026-01-27T09:00:00Z', ...item }],
  });
}

/** The Markdown that comes of a piece of HTML. */
async function markdown(html: string, item: object = {}): Promise<string> {
  const root = await workspace({ 'feed.json': oneItem({ content_html: html, ...item }) });
  await imported(root, 'feed.json');
  const [text = ''] = Object.values(await articles(root));
  return text
    .split(/^---\n/m)
    .slice(2)
    .join('---\n')
    .trim();
}

describe('a feed as other programs write it, imported and built again', () => {
  const names = readdirSync(fixtures).filter((name) => name !== 'rss091.xml');

  test.each(names)('%s: the same ids, dates, titles, people and topics', async (name) => {
    const { subscription } = await subscribe(name, { cwd: fixtures });
    const root = await rebuilt(join(fixtures, name), 'undated: skip\nlimit: 100\n');
    const before = (subscription?.items ?? [])
      .filter(({ published, post }) => published !== undefined && (post?.type ?? 'post') === 'post')
      .filter(({ post }) => post?.status !== 'draft');
    const known = before.map(({ id, published = 0, updated = published, authors, tags, categories }) => ({
      id,
      published,
      updated: Math.max(updated, published),
      authors: authors.map((one) => one.name),
      tags: [...categories, ...tags],
    }));
    expect(known.length).toBeGreaterThan(0);
    const hasAtom = (await list(join(root, 'dist'))).includes('atom.xml');
    for (const [format, file] of formats.filter(([one]) => one !== 'atom' || hasAtom)) {
      const after = itemsOf(root, format, file);
      const told = after.map(({ id, published, updated, authors, tags }) => ({
        id,
        published,
        updated,
        authors,
        tags,
      }));
      expect(sorted(told)).toEqual(sorted(known));
      const titled = before.filter(({ title }) => title !== '').map(({ id, title }) => [id, title]);
      expect(after.map((one) => [one.id, one.title])).toEqual(expect.arrayContaining(titled));
    }
  });
});

function sorted<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Sites with all that metadata can say, and what their config says that a feed does not. */
const sites: readonly (readonly [name: string, site: () => Promise<string>, more: string])[] = [
  ['our own site', ownSite, 'limit: 50\n'],
  [
    'the golden site',
    () => workspace(join(import.meta.dirname, 'golden/site')),
    'authors: [{ name: The Gazette }]\n',
  ],
  [
    'the golden podcast',
    () => workspace(join(import.meta.dirname, 'golden/podcast-site')),
    `limit: 100\n${readFileSync(join(import.meta.dirname, 'golden/podcast-site/feedmill.yaml'), 'utf8').replace(/^[^]*^(?=podcast:)/m, '')}`,
  ],
];

describe.each(sites)('Feedmill’s feeds of %s', (_name, site, more) => {
  test.each(formats)(
    '%s: imported and built again they say the same, and a third time too',
    async (_format, file) => {
      const root = await site();
      const build = await feedmill(root, ['build', '--now', '2027-01-01T00:00:00Z']);
      expect([build.code, build.stderr]).toEqual([0, '']);
      const again = await rebuilt(
        join(root, 'dist', file),
        more,
        // A podcast's cover is measured.
        more.includes('podcast:')
          ? { 'content/cover.png': readFileSync(join(root, 'content/cover.png')) }
          : {},
      );
      for (const [other, name] of formats) {
        const [before, after] = [itemsOf(root, other, name), itemsOf(again, other, name)];
        expect(before.length).toBeGreaterThan(1);
        expect(after.map(lasting)).toEqual(before.map(lasting));
        expect(after.map(({ html }) => htmlText(html).replaceAll(/\s+/g, ''))).toEqual(
          before.map(({ html }) => htmlText(html).replaceAll(/\s+/g, '')),
        );
      }
      const third = await workspace({});
      await imported(third, join(again, 'dist', file));
      expect(await articles(third)).toEqual(await articles(again));
    },
  );
});

/** All a reader knows of an item but its content. */
function lasting(item: ReadItem): ReadItem {
  return { ...item, html: '' };
}

/** A post of an export. */
const post = (title: string, status: string, more = '') =>
  `<item><title>${title}</title><link>https://e.example/${title}/</link><guid isPermaLink="false">https://e.example/?p=${title}</guid><wp:post_type>post</wp:post_type><wp:status>${status}</wp:status><wp:post_date_gmt>2026-01-27 09:00:00</wp:post_date_gmt>${more}</item>`;

describe('the content of a text', () => {
  test('WordPress’s export: posts, drafts and pages; shortcodes and paragraphs of the old editor', async () => {
    const root = await workspace({});
    const told = await imported(root, join(fixtures, 'wxr.xml'));
    expect(told).toMatchObject({ code: 0, leftOut: { attachment: 1, nav_menu_item: 1 }, moved: 0 });
    expect(told.problems).toMatchObject([
      { code: 'import-shortcode', file: 'content/2009-05-01-old-style.md' },
    ]);
    const found = await articles(root);
    expect(Object.keys(found)).toEqual([
      '2009-01-01-about.md',
      '2009-05-01-old-style.md',
      '2026-03-02-leaves.md',
      '2026-05-01-茶.md',
      'not-yet.md',
    ]);
    expect(found['2009-01-01-about.md']).toContain('feed: false');
    expect(found['not-yet.md']).toContain('draft: true');
    expect(found['2026-05-01-茶.md']).toContain('date: 2026-05-01T07:00:00Z');
    expect(found['2009-05-01-old-style.md']?.split('---\n').at(-1)).toBe(
      '\nFirst line\\\nsecond line.\n\n' +
        '<figure><a href="https://kettle.example/leaf.jpg"><img src="https://kettle.example/leaf-300.jpg" alt="Leaf" width="300" height="200"></a><figcaption>A leaf in May</figcaption></figure>\n\n' +
        'A list:\n\n- one\n- two\n\n\\[gallery ids="1,2"]\n',
    );
    expect(found['2026-03-02-leaves.md']).toBe(`---
title: Leaves & water
date: 2026-03-02T09:14:07Z
updated: 2026-03-04T11:00:00Z
id: https://kettle.example/?p=421
permalink: /2026/03/leaves/
authors:
  - Rosa Kessel
categories:
  - Tea & Herbs
tags:
  - oolong
description: Leaves, briefly.
image: https://kettle.example/wp-content/uploads/leaf.jpg
---

A spoon of leaves & **hot** water.

\`\`\`
let t = {{ tea }};
\`\`\`

<!-- more -->

<figure><img src="https://kettle.example/wp-content/uploads/leaf.jpg" alt="A leaf"><figcaption>One leaf</figcaption></figure>
`);
  });

  test('what WordPress shows to nobody becomes a draft, and what it has thrown away nothing', async () => {
    const posts = [
      post('a', 'publish'),
      post('b', 'pending'),
      post('c', 'private'),
      post('d', 'publish', '<wp:post_password>x</wp:post_password>'),
      post('e', 'trash'),
    ];
    const root = await workspace({
      'export.xml': `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>T</title><link>https://e.example</link>${posts.join('')}</channel></rss>`,
    });
    const { leftOut } = await imported(root, 'export.xml');
    const drafts = Object.entries(await articles(root)).map(([name, text]) => [
      name,
      text.includes('draft: true'),
    ]);
    expect(leftOut).toEqual({ trash: 1 });
    expect(drafts).toEqual([
      ['2026-01-27-a.md', false],
      ['2026-01-27-b.md', true],
      ['2026-01-27-c.md', true],
      ['2026-01-27-d.md', true],
    ]);
  });

  const pieces: readonly [what: string, html: string, markdown: string][] = [
    [
      'a table',
      '<table><tr><th>a<th style="text-align:right">b<tr><td>1|2<td>x<br>y</table>',
      '| a | b |\n| - | -: |\n| 1\\|2 | x<br>y |',
    ],
    [
      'a table Markdown has no words for',
      '<table><caption>C</caption><tr><td colspan="2">a</td></tr></table>',
      '<table><caption>C</caption><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
    ],
    ['tasks', '<ul><li><input type="checkbox" checked> a</li><li>☐ b</li></ul>', '- [x] a\n- [ ] b'],
    [
      'struck text, marks, keys',
      '<p><s>a</s> <mark>b</mark> <kbd>c</kbd></p>',
      '~~a~~ <mark>b</mark> <kbd>c</kbd>',
    ],
    [
      'code of Hugo',
      '<div class="highlight"><pre tabindex="0" class="chroma"><code class="language-go" data-lang="go">a\n</code></pre></div>',
      '```go\na\n```',
    ],
    [
      'code of Jekyll',
      '<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code><span class="k">puts</span> 1\n</code></pre></div></div>',
      '```ruby\nputs 1\n```',
    ],
    [
      'code of Hexo',
      '<figure class="highlight js"><table><tr><td class="gutter"><pre>1</pre></td><td class="code"><pre>a();<br></pre></td></tr></table></figure>',
      '```js\na();\n```',
    ],
    ['code of WordPress', '<pre class="brush: php; title: x">echo;</pre>', '```php\necho;\n```'],
    [
      'a film',
      '<p><video controls src="/v.mp4"></video></p>',
      '<video controls src="https://e.example/v.mp4"></video>',
    ],
    [
      'a player',
      '<iframe src="https://www.youtube.com/embed/x" class="y" onload="z()"></iframe>',
      '<iframe src="https://www.youtube.com/embed/x"></iframe>',
    ],
    [
      'details',
      '<details><summary>S</summary><p>a</p>\n\n<pre>x\n\ny</pre></details>',
      '<details><summary>S</summary><p>a</p><pre>x&#10;&#10;y</pre></details>',
    ],
    [
      'addresses',
      '<p><a href="../x?a=1&amp;b=2">x</a> <a href="#y">y</a> <img src="i.png" alt=""></p>',
      '[x](https://e.example/blog/x?a=1&b=2) [y](#y) ![](https://e.example/blog/one/i.png)',
    ],
    [
      'scripts and forms',
      '<p>a</p><script>b</script><style>c</style><form><input><button>d</button></form>',
      'a',
    ],
    ['nothing emphasised', '<p>a<b></b><em> </em><a href="x"></a>b</p>', 'a b'],
    [
      'a lazy picture',
      '<img src="data:image/gif;base64,R0" data-src="/real.png" alt="r">',
      '![r](https://e.example/real.png)',
    ],
  ];
  test.each(pieces)('%s', async (_what, html, wanted) => {
    expect(await markdown(html, { url: 'https://e.example/blog/one/' })).toBe(wanted);
  });

  const notes: readonly [what: string, html: string][] = [
    [
      'kramdown',
      '<p>A<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="footnote" rel="footnote">1</a></sup>.</p><div class="footnotes" role="doc-endnotes"><ol><li id="fn:1" role="doc-endnote"><p>Note <a href="#fnref:1" class="reversefootnote" role="doc-backlink">&#8617;</a></p></li></ol></div>',
    ],
    [
      'pandoc',
      '<p>A<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p><section class="footnotes" role="doc-endnotes"><hr /><ol><li id="fn1"><p>Note<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>',
    ],
    [
      'GitHub',
      '<p>A<sup><a href="#user-content-fn-x" id="user-content-fnref-x" data-footnote-ref>1</a></sup>.</p><section data-footnotes class="footnotes"><h2 class="sr-only">Footnotes</h2><ol><li id="user-content-fn-x"><p>Note <a href="#user-content-fnref-x" data-footnote-backref class="data-footnote-backref">↩</a></p></li></ol></section>',
    ],
    [
      'WordPress',
      '<p>A<sup data-fn="u" class="fn"><a href="#u" id="u-link">1</a></sup>.</p><ol class="wp-block-footnotes"><li id="u">Note <a href="#u-link" aria-label="Jump">↩︎</a></li></ol>',
    ],
    [
      'Feedmill',
      '<p>A<sup id="fnref:1"><a href="https://e.example/one/#fn:1">1</a></sup>.</p>\n<section>\n<hr>\n<ol>\n<li id="fn:1"><p>Note <a href="https://e.example/one/#fnref:1">↩︎</a></p></li>\n</ol>\n</section>',
    ],
  ];
  test.each(notes)('footnotes of %s', async (_what, html) => {
    expect((await markdown(html, { url: 'https://e.example/one/' })).replace('## Footnotes\n\n', '')).toBe(
      'A[^1].\n\n[^1]: Note',
    );
  });
});

/** What looks like Markdown, like HTML, or like the template syntax of some generator. */
const bits =
  `a|word| | |x y|*|**|_|__|\`|\`\`|~|~~|#|# |- |+ |1. |12) |> |[|]|(|)|![|[[|]]|[^1]|{{|}}|{%|%}|{% raw %}|{% endraw %}|{{< x >}}|{{</* x */>}}|{: .c}|{#id}|{.note}|---|***|===|\`\`\`|~~~|<|>|<b>|</p>|<!-- more -->|&|&amp;|&lt;|\\|\\\\|$|$$|http://e.com|https://x.y/z?a=1&b=2|www.e.com|me@e.com|:|::: |!|"|'|“|é|日本|🦉|import x|export y|%|@|^|=|+|.|1|[x] |[ ] |TOC|[TOC]|{|}|{{ x }}|{% if %}`.split(
    '|',
  );
const words = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...bits, '|') },
      { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join('').trim())
  .filter((text) => text !== '');

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const inline = fc.oneof(
  words.map(escaped),
  fc
    .tuple(fc.constantFrom('em', 'strong', 'del', 'sup', 'kbd', 'mark'), words)
    .map(([tag, text]) => `<${tag}>${escaped(text)}</${tag}>`),
  words.map((text) => `<code>${escaped(text)}</code>`),
  words.map((text) => `<a href="https://e.com/p">${escaped(text)}</a>`),
  words.map((text) => `<img src="https://e.com/i.png" alt="${escaped(text)}">`),
);
// Where a block begins or ends with white space, it is lost, in HTML as in Markdown.
const phrase = fc.array(inline, { maxLength: 4 }).map((parts) => `w${parts.join('')}w`);
const block = fc.oneof(
  phrase.map((text) => `<p>${text}</p>`),
  fc.tuple(phrase, phrase).map(([a, b]) => `<p>${a}<br>${b}</p>`),
  phrase.map((text) => `<h3>${text}</h3>`),
  fc
    .array(phrase, { minLength: 1, maxLength: 3 })
    .map((all) => `<ul>${all.map((one) => `<li>${one}</li>`).join('')}</ul>`),
  fc
    .array(phrase, { minLength: 1, maxLength: 3 })
    .map((all) => `<ol>${all.map((one) => `<li><p>${one}</p><p>x</p></li>`).join('')}</ol>`),
  phrase.map((text) => `<blockquote><p>${text}</p></blockquote>`),
  fc
    .array(words, { minLength: 1, maxLength: 3 })
    .map((all) => `<pre><code>${escaped(all.join('\n'))}\n</code></pre>`),
  fc
    .tuple(phrase, phrase)
    .map(
      ([a, b]) =>
        `<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>${a}</td><td>${b}</td></tr></tbody></table>`,
    ),
  fc.tuple(phrase, phrase).map(([a, b]) => `<dl><dt>${a}</dt><dd>${b}</dd></dl>`),
);

/** What an HTML parser makes of `html`, without white space between blocks and what only a page needs. */
function outline(html: string): string {
  const tell = (node: DefaultTreeAdapterTypes.Node): string => {
    if ('value' in node) return node.value.replaceAll(/[ \n\t]+/g, ' ');
    if (!('childNodes' in node)) return '';
    const inside = node.childNodes.map(tell).join('');
    if (!('tagName' in node)) return inside;
    const given = node.attrs
      .filter(({ name }) => /^(?:href|src|alt)$/.test(name))
      .map(({ name, value }) => `${name}=${value.replaceAll(/\s+/g, ' ')}`);
    const isApart = !/^(?:em|strong|del|sup|kbd|mark|code|a|img)$/.test(node.tagName);
    return `<${[node.tagName, ...given].join(' ')}>${isApart ? inside.trim() : inside}</${node.tagName}>`;
  };
  return tell(parseFragment(html))
    .replaceAll(/> +(?=<\/?(?:p|h3|[ou]l|li|blockquote|pre|table|t(?:head|body|r|h|d)|d[ldt]|br)\b)/g, '>')
    .trim();
}

test('a backslash before a brace stays one in what stays HTML', async () => {
  const html = String.raw`<dl><dt>w</dt><dd><img src="https://e.com/i.png" alt="a\{b \\{c">w \{d}</dd></dl>`;
  const item = { id: 'tag:e.com,2026:1', url: 'https://e.com/p/', title: 'N', content_html: html };
  const root = await workspace({
    'feed.json': JSON.stringify({
      title: 'T',
      home_page_url: 'https://e.com/',
      items: [{ ...item, date_published: '2026-01-01T00:00:00Z' }],
    }),
  });
  await imported(root, 'feed.json');
  await write(root, { 'feedmill.yaml': 'url: https://e.com/\ntitle: T\n' });
  expect((await feedmill(root, ['build'])).stderr).toBe('');
  expect(itemsOf(root, 'json', 'feed.json').map((one) => outline(one.html))).toEqual([outline(html)]);
});

test('any text is read again as it was, and imported again as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(block, { minLength: 1, maxLength: 2 }), { minLength: 60, maxLength: 60 }),
      async (texts) => {
        const all = texts.map((one) => one.join('\n'));
        const items = all.map((content_html, index) => ({
          id: `tag:e.com,2026:${index}`,
          url: `https://e.com/p${index}/`,
          title: `N${index}`,
          content_html,
          date_published: `2026-01-01T00:00:${String(index).padStart(2, '0')}Z`,
        }));
        const root = await workspace({
          'feed.json': JSON.stringify({ title: 'T', home_page_url: 'https://e.com/', items }),
        });
        await imported(root, 'feed.json');
        await write(root, { 'feedmill.yaml': 'url: https://e.com/\ntitle: T\nlimit: 100\n' });
        const build = await feedmill(root, ['build', '--no-cache']);
        expect(build.stderr).toBe('');
        const after = itemsOf(root, 'json', 'feed.json').toReversed();
        expect(after.map(({ html }) => outline(html))).toEqual(all.map(outline));
        await imported(root, 'dist/feed.json', 'again');
        expect(await articles(root, 'again')).toEqual(await articles(root));
      },
    ),
    { numRuns: 3, endOnFailure: true },
  );
});

/** A time as feeds have it, without parts of a second. */
function whole(instant: number): string {
  return new Date(Math.floor(instant / 1000) * 1000).toISOString();
}

/** A text on one line. */
function tidy(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

test('any titles, topics and people survive in every format', async () => {
  const name = words.filter((text) => !text.includes('@'));
  const item = fc.record({
    title: words,
    tags: fc.uniqueArray(words, {
      maxLength: 4,
      selector: (tag) => tag.toLowerCase().replaceAll(/\s+/g, ' '),
    }),
    authors: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    contributors: fc.uniqueArray(name, { maxLength: 2 }),
    published: fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2026, 0) }),
    later: fc.nat(1e9),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(item, { minLength: 20, maxLength: 20 }), async (items) => {
      const feed = items.map((one, index) => ({
        id: `tag:e.com,2026:${index}`,
        url: `https://e.com/p${index}/`,
        title: one.title,
        content_html: '<p>Text.</p>',
        tags: one.tags,
        authors: one.authors.map((author) => ({ name: author })),
        _contributors: one.contributors.map((contributor) => ({ name: contributor })),
        date_published: whole(one.published),
        date_modified: whole(one.published + one.later),
      }));
      const root = await workspace({
        'feed.json': JSON.stringify({ title: 'T', home_page_url: 'https://e.com/', items: feed }),
      });
      await imported(root, 'feed.json');
      await write(root, { 'feedmill.yaml': 'url: https://e.com/\ntitle: T\nlimit: 100\n' });
      expect((await feedmill(root, ['build', '--no-cache'])).stderr).toBe('');
      for (const [format, file] of formats) {
        const after = itemsOf(root, format, file).map((one) => ({
          id: one.id,
          title: one.title,
          tags: one.tags,
          authors: one.authors,
          contributors: one.contributors,
          published: one.published,
          updated: one.updated,
        }));
        const before = feed.map((one) => ({
          id: one.id,
          title: tidy(one.title),
          tags: one.tags.map(tidy),
          authors: one.authors.map((author) => tidy(author.name)),
          contributors: one['_contributors'].map((contributor) => tidy(contributor.name)),
          published: Date.parse(one.date_published),
          updated: Date.parse(one.date_modified),
        }));
        expect(sorted(after)).toEqual(sorted(before));
        await imported(root, `dist/${file}`, format);
        expect(await articles(root, format)).toEqual(await articles(root));
      }
    }),
    { numRuns: 3, endOnFailure: true },
  );
});

describe('a file', () => {
  test('is never overwritten: an equal file is unchanged, a different one is kept and reported', async () => {
    const root = await workspace({ 'feed.json': oneItem({ url: 'https://e.example/one/' }) });
    const first = await imported(root, 'feed.json', 'posts/old');
    const before = await snapshot(join(root, 'posts'));
    const second = await imported(root, 'feed.json', 'posts/old');
    await write(root, { 'posts/old/2026-01-27-one.md': 'Mine.\n' });
    const third = await imported(root, 'feed.json', 'posts/old');
    expect([first, second, third].map(({ code, files }) => [code, files[0]?.path, files[0]?.state])).toEqual([
      [0, 'posts/old/2026-01-27-one.md', 'written'],
      [0, 'posts/old/2026-01-27-one.md', 'unchanged'],
      [0, 'posts/old/2026-01-27-one.md', 'kept'],
    ]);
    expect(Object.keys(before)).toEqual(['old/2026-01-27-one.md']);
    expect(third.problems).toMatchObject([
      { code: 'import-exists', severity: 'warning', file: 'posts/old/2026-01-27-one.md' },
    ]);
    expect(await articles(root, 'posts')).toEqual({ 'old/2026-01-27-one.md': 'Mine.\n' });
  });

  test('is not written through a link that leads elsewhere', async () => {
    const root = await workspace({
      'feed.json': oneItem({}),
      'content/.keep': '',
      'elsewhere.md': 'Mine.\n',
    });
    await symlink(join(root, 'elsewhere.md'), join(root, 'content/2026-01-27-one.md'));
    await symlink(join(root, 'nowhere.md'), join(root, 'content/2026-01-27-two.md'));
    await write(root, { 'two.json': oneItem({ title: 'Two' }) });
    await imported(root, 'feed.json');
    await imported(root, 'two.json');
    expect(await readFile(join(root, 'elsewhere.md'), 'utf8')).toBe('Mine.\n');
    expect(await list(root)).not.toContain('nowhere.md');
  });

  test('has a name inside the folder, whatever the feed contains', async () => {
    const hostile = [
      '../../etc/passwd',
      '..%2F..%2Fx',
      '/etc/passwd',
      'C:\\x',
      'CON',
      '.hidden',
      '_draft',
      'a/b',
      'x'.repeat(500),
      '...',
      '\u0000',
      '日'.repeat(200),
      'A',
      'a',
      'á',
      'a\u0301',
    ];
    const items = hostile.map((title, index) => ({
      id: `tag:e,2026:${index}`,
      title,
      url: `https://e.example/${index % 2 ? title : ''}`,
      content_text: 'x',
    }));
    const root = await workspace({ 'site/feed.json': JSON.stringify({ title: 'T', items }) });
    const { files } = await imported(root, 'site/feed.json', 'site/content');
    const written = (await list(root)).filter((name) => name !== 'site/feed.json');
    expect(written).toHaveLength(hostile.length);
    expect(written.filter((name) => !/^site\/content\/[^./\\_\u0000][^./\\\u0000]*\.md$/.test(name))).toEqual(
      [],
    );
    expect(new Set(files.map(({ path }) => path.toLowerCase())).size).toBe(hostile.length);
    expect(written.filter((name) => Buffer.byteLength(name) > 120 || /\/con\.md$/i.test(name))).toEqual([]);
  });

  test('is not written by a dry run, which lists it', async () => {
    const root = await workspace({ 'feed.json': oneItem({ title: 'A title' }) });
    const { code, stdout } = await feedmill(root, ['import', 'feed.json', 'content', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('content/2026-01-27-a-title.md');
    expect(await list(root)).toEqual(['feed.json']);
  });

  test('that cannot be written is reported, and the others are written', async () => {
    const items = ['a', 'b', 'c'].map((id) => ({
      id: `tag:e,2026:${id}`,
      title: id,
      content_text: 'x',
      date_published: '2026-01-01T00:00:00Z',
    }));
    const root = await workspace({
      'feed.json': JSON.stringify({ title: 'T', items }),
      'content/2026-01-01-b.md/x': '',
    });
    const { code, files, problems } = await imported(root, 'feed.json');
    expect(code).toBe(2);
    expect(files.map(({ path }) => path)).toEqual(['content/2026-01-01-c.md', 'content/2026-01-01-a.md']);
    expect(problems).toMatchObject([{ code: 'import-write', file: 'content/2026-01-01-b.md' }]);
    expect(await list(join(root, 'content'))).toEqual([
      '2026-01-01-a.md',
      '2026-01-01-b.md/x',
      '2026-01-01-c.md',
    ]);
  });

  test('with endless HTML is reported, and the others are written', async () => {
    const deep = '<div>'.repeat(100_000);
    const items = [
      { id: 'tag:e,2026:1', title: 'Deep', content_html: deep },
      { id: 'tag:e,2026:2', title: 'Plain', content_html: '<p>x</p>' },
    ];
    const root = await workspace({ 'feed.json': JSON.stringify({ title: 'T', items }) });
    const { code, problems } = await imported(root, 'feed.json');
    expect(code).toBe(1);
    expect(problems.map((one) => one.code)).toContain('import-content');
    expect(await list(join(root, 'content'))).toEqual(['plain.md']);
  });
});

test('a text made to take long does not', async () => {
  const much = amount(40_000, 200_000);
  const texts = [
    '[caption]',
    '[caption',
    '[embed]',
    '<pre>',
    '<li id="a"><a href="#a">',
    '[[',
    'The post ',
    '<!--',
    '&lt;a ',
  ];
  const items = texts.map((text, index) => ({
    id: `tag:e,2026:${index}`,
    title: 'x',
    content_html: text.repeat(much / text.length),
    summary: 'The post '.repeat(10_000),
  }));
  const posts = texts.map(
    (text, index) =>
      `<item><title>x</title><guid>tag:e,2026:${index}</guid><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><content:encoded><![CDATA[${text.repeat(much / text.length)}[/caption][/embed]]]></content:encoded></item>`,
  );
  const root = await workspace({
    'feed.json': JSON.stringify({ title: 'T', items }),
    'export.xml': `<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="c"><channel><title>T</title>${posts.join('')}</channel></rss>`,
  });
  for (const source of ['feed.json', 'export.xml']) {
    const { files, problems } = await imported(root, source, source.replace('.', '-'));
    expect(files.length + problems.filter(({ code }) => code === 'import-content').length).toBe(texts.length);
  }
}, 20_000);

/** A feed with one item. */
const oneOf = (id: number, more = '') =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>${more}<item><title>${id}</title><guid isPermaLink="false">tag:e,2026:${id}</guid><pubDate>Thu, 0${id} Jan 2026 09:00:00 GMT</pubDate><description>x</description></item></channel></rss>`;

describe('what is said at the end', () => {
  test('a person reads what was written, what was not, and what to do next', async () => {
    const root = await workspace({});
    const { code, stdout, stderr } = await feedmill(root, ['import', join(fixtures, 'wxr.xml'), 'posts']);
    expect(code).toBe(0);
    expect(stdout).toContain('Wrote 5 articles (1 draft).');
    expect(stdout).toContain('Left out: attachment (1), nav_menu_item (1).');
    expect(stdout).toMatch(
      /^url: https:\/\/kettle\.example\/\ntitle: Kettle & Pot\ndescription: "Tea, mostly"\nlanguage: en-US\ncontent: posts$/m,
    );
    expect(stderr).toContain('import-shortcode');
  });

  test('ids that Atom does not take, addresses no file can have, titles that are not there', async () => {
    const root = await workspace({
      'feed.json': oneItem({
        id: '676ad1',
        title: '',
        url: 'https://e.example/?p=1',
        content_text: 'Tea is ready. Come and have some of it, all of you, before it is cold.',
      }),
    });
    const { config, moved, untitled } = await imported(root, 'feed.json');
    expect([moved, untitled]).toEqual([1, 1]);
    expect(config).toContain('files: { atom: false }');
    const [[name, text] = ['', '']] = Object.entries(await articles(root));
    expect(name).toBe('2026-01-27-tea-is-ready.md');
    expect(text).toContain('title: Tea is ready.\n');
    expect(text).not.toContain('permalink');
  });

  test('an item without a date', async () => {
    const root = await workspace({});
    const { code, problems } = await imported(root, join(fixtures, 'rss091.xml'));
    expect(code).toBe(0);
    expect(problems).toMatchObject([{ code: 'import-undated', file: 'content/cafe-opens.md' }]);
  });

  test('a feed of the web, and its archives', async () => {
    const server = createServer(({ url }, response) => {
      response.end(
        url === '/feed.xml' ? oneOf(2, '<atom:link rel="prev-archive" href="old.xml"/>') : oneOf(1),
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const root = await workspace({});
    const written: string[] = [];
    const stream = { write: (text: string) => written.push(text) };
    const io = { ...system(), cwd: root, env: {}, stdout: stream, stderr: stream };
    expect(await run(['import', `http://127.0.0.1:${port}/feed.xml`, 'content'], io)).toBe(0);
    expect(written.join('')).toContain('Wrote 2 articles.');
    expect(await list(root)).toEqual(['content/2026-01-01-1.md', 'content/2026-01-02-2.md']);
  });

  test('a feed that is none', async () => {
    const root = await workspace({ 'page.html': '<html></html>' });
    const { code, stdout, stderr } = await feedmill(root, ['import', 'page.html', 'content']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('page.html is an HTML page, not a feed.');
    expect(await list(root)).toEqual(['page.html']);
  });

  test('every problem of an import is shown here', () => {
    const source = readFileSync(import.meta.filename, 'utf8');
    const codes = Object.keys(messages).filter((code) => code.startsWith('import-'));
    expect(codes.length).toBeGreaterThan(3);
    expect(codes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
  });
});
