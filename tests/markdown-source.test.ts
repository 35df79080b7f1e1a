import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { Marked } from 'marked';
import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it, test } from 'vitest';
import type { Entry } from '../src/feeds/formats/format.ts';
import { formats } from '../src/feeds/formats.ts';
import { createRenderer } from '../src/markdown/renderer.ts';
import { parseRssFeed } from 'feedsmith';
import { read, readMarkdown } from './readers.ts';
import { validate } from './validator.ts';
import { dangers, feedmill, now, workspace } from './workspace.ts';
import type { Resolve } from '../src/markdown/model.ts';

const base = 'https://example.com/posts/one/';
const resolve: Resolve = (href) => {
  try {
    const { href: url } = new URL(href, base);
    return { url, page: url };
  } catch {
    return undefined;
  }
};
const renderer = createRenderer({ pages: false });
const rendered = (body: string) => renderer.render(body, resolve).feed;
const publish = (body: string) => renderer.source(body, rendered(body), resolve);

/** What a reader makes of Markdown that cleans nothing and knows no base. */
function naive(source: string): string {
  const html = new Marked({ gfm: true }).parse(source);
  if (typeof html !== 'string') throw new Error('asynchronous');
  return html;
}

/** The addresses in `html` that lead nowhere without a base. */
function relative(html: string): string[] {
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.ChildNode): void => {
    if ('attrs' in node)
      for (const { name, value } of node.attrs)
        if (/^(?:href|src|cite|poster)$/.test(name) && !/^[a-z][a-z0-9+.-]*:/i.test(value)) found.push(value);
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  parseFragment(html).childNodes.forEach(visit);
  return found;
}

/** A body, and what is published of it. */
const cases: readonly (readonly [name: string, body: string, published: string])[] = [
  [
    'links and images',
    'A [b](c "t") and ![i *x*](p.png), [d](<e f> \'g\')',
    `A [b](${base}c "t") and ![i *x*](${base}p.png), [d](${base}e%20f 'g')`,
  ],
  ['an image in a link', '[![a](b.png)](/c)', `[![a](${base}b.png)](https://example.com/c)`],
  ['brackets', '[a](b(c)d) [e\\]f](g\\)h)', `[a](<${base}b(c)d>) [e\\]f](<${base}g)h>)`],
  [
    'character references in an address',
    '[a](b?x=1&copy=2) [c](d?x=1&amp;copy;=2)',
    `[a](${base}b?x=1&copy=2) [c](${base}d?x=1&amp;copy;=2)`,
  ],
  [
    'what is absolute stays as written',
    '[a](https://example.org/%7ea?b&c)',
    '[a](https://example.org/%7ea?b&c)',
  ],
  [
    'definitions; those nothing refers to are remarks',
    '[a][B  c] [b c] ![b c][]\n\n[b c]: d/e "t"\n[//]: # (secret)\n[unused]: x\n[b c]: twice',
    `[a][B  c] [b c] ![b c][]\n\n[b c]: ${base}d/e "t"`,
  ],
  [
    'quotes, on lines that are not marked too',
    '> a [x](y\n> "z") b\nlazy [l](m)\n> - [ ] task [q](r)\n>\n>   more [s](t)',
    `> a [x](${base}y\n> "z") b\nlazy [l](${base}m)\n> - [ ] task [q](${base}r)\n>\n>   more [s](${base}t)`,
  ],
  [
    'lists',
    '1. one [a](b)\n   - two [c](d)\n\n     para ![e](f)\n\t- three [g](h)\n2. four\n\n   ```\n   [x](y)\n   ```',
    `1. one [a](${base}b)\n   - two [c](${base}d)\n\n     para ![e](${base}f)\n\t- three [g](${base}h)\n2. four\n\n   \`\`\`\n   [x](y)\n   \`\`\``,
  ],
  [
    'tables',
    '| a | b \\| c |\n|---|:-:|\n| [x](y) | `c` [z](w) |\n| <b onclick="x">k</b> | ![i](j) |',
    `| a | b \\| c |\n|---|:-:|\n| [x](${base}y) | \`c\` [z](${base}w) |\n| <b>k</b> | ![i](${base}j) |`,
  ],
  [
    'footnotes',
    'a[^1]\n\n[^1]: note [x](y)\n    more ![i](j)\n[^unused]: secret',
    `a[^1]\n\n[^1]: note [x](${base}y)\n    more ![i](${base}j)`,
  ],
  [
    'headings',
    '# A [b](c)\n\nx [y](z)\n===\n\n<h2>A</h2>',
    `# A [b](${base}c)\n\nx [y](${base}z)\n===\n\n<h2>A</h2>`,
  ],
  [
    'addresses that are their own text',
    '<https://a.b/c> https://a.b/d www.x.y/z <me@x.y>',
    '<https://a.b/c> https://a.b/d [www.x.y/z](http://www.x.y/z) <me@x.y>',
  ],
  [
    'code',
    '    [x](y)\n\n```html\n<a href="x" onclick="y">\n```\n\n`<a href="b">` `[x](y)`',
    '    [x](y)\n\n```html\n<a href="x" onclick="y">\n```\n\n`<a href="b">` `[x](y)`',
  ],
  [
    'HTML around Markdown',
    '<details class="x" open>\n<summary onclick="y">s</summary>\n\n[a](b)\n\n</details>',
    `<details open="">\n<summary>s</summary>\n\n[a](${base}b)\n\n</details>`,
  ],
  ['elements of others', 'a <custom x>b</custom> <font color="red">c</font>', 'a b c'],
  [
    'a block of others',
    '<x-y>\n*a* [b](javascript:1)\n</x-y>\n\nc',
    '<span>\n*a* [b](javascript:1)\n</span>\n\nc',
  ],
  [
    'script and style',
    'a <script>alert(1)</script>b\n\n<script>\nalert(1)\n</script>\n\n<style>p {}</style>\n\nc',
    'a b\n\n<!-- -->\n\n<!-- -->\n\nc',
  ],
  ['remarks', 'a <!-- secret -->b\n\n<!-- private -->\n\nc', 'a <!-- -->b\n\n<!-- -->\n\nc'],
  [
    'embeds',
    '<iframe src="https://www.youtube.com/embed/abc" title="T"></iframe>',
    '<p><a href="https://www.youtube.com/watch?v=abc">T</a></p>',
  ],
  [
    'addresses that run',
    '[x](javascript:alert(1)) ![alt *b*](javascript:1) <javascript:alert(1)> [y][js]\n\n[js]: javascript:1',
    'x alt b javascript\\:alert(1) y',
  ],
  [
    'lazy images',
    '<img data-src="a.png" src="" alt="x"><noscript><img src="a.png"></noscript>',
    `<img src="${base}a.png" alt="x"><!-- -->`,
  ],
  ['escapes', '\\<script> \\[x](y) &lt;b> \\*a*', '\\<script> \\[x](y) &lt;b> \\*a*'],
  ['notes of GitHub', '> [!NOTE]\n> see [x](y)', `> [!NOTE]\n> see [x](${base}y)`],
  ['blank lines around', '\n\n  \na\n\n', 'a'],
];

describe('what is published of a text', () => {
  it.each(cases)('%s', (_name, body, published) => {
    expect(publish(body)).toBe(published);
    expect(rendered(published).trim()).toBe(rendered(body).trim());
    expect(dangers(naive(published))).toEqual([]);
    expect(relative(naive(published))).toEqual([]);
  });

  it.each([
    ['a tag that is cut off, which later text could complete', '<div onclick="a\n\ntext\'">'],
    ['an element that takes all that follows along', 'a <script>b\n\nc'],
  ])('nothing where there is %s', (_name, body) => {
    expect(publish(body)).toBeUndefined();
  });
});

const blocks = cases
  .map(([, body]) => body)
  .filter((body) => body.trim() === body && !/^ {4}|secret/.test(body));
const quoted = (text: string) => text.replaceAll(/^/gm, '> ');
const listed = (text: string) => `- ${text.replaceAll('\n', '\n  ')}`;
const numbered = (text: string) => `12. ${text.replaceAll('\n', '\n    ')}`;
const contained = constantFrom(...blocks).chain((body) =>
  array(constantFrom(quoted, listed, numbered), { maxLength: 3 }).map((around) =>
    around.reduce((text, wrap) => wrap(text), body),
  ),
);

/** What holds of every text. */
function law(body: string, mayBeNothing: boolean): boolean {
  const published = publish(body);
  if (published === undefined) return mayBeNothing;
  expect(rendered(published).trim()).toBe(rendered(body).trim());
  const html = naive(published);
  expect(dangers(html)).toEqual([]);
  expect(relative(html)).toEqual([]);
  expect(publish(published)).toBe(published);
  return true;
}

describe('in any combination', () => {
  it('blocks in quotes and lists are published, render to the same and are safe', () => {
    assert(
      property(array(contained, { minLength: 1, maxLength: 4 }), (parts) => law(parts.join('\n\n'), false)),
      { numRuns: 300 },
    );
  });

  it('pieces of syntax in any order are safe, or nothing is published', () => {
    const piece = oneof(
      constantFrom(
        '[a](b)', '![c](d)', '[e]', '[e]: f', '\n', '\n\n', '> ', '- ', '1. ', '    ', '\t', '`', '```\n', '*', '_',
        '<b onclick="x">', '</b>', '<script>', '</script>', '<div>', '</div>', '<!--', '-->', '<a href="g">', '</a>',
        '<javascript:alert(1)>', '(javascript:alert(1))', '[', ']', '|', '\n|-|-|\n', '\\', '&lt;', '&#x3C;', '[^1]',
        '[^1]: two words', '<iframe src="h">', '</iframe>', '<svg>', '</svg>', '# ', '"', "'", '<img src=x onerror=y>',
        '<', '>', ' ', 'text', 'www.i.example', '<p', ' onclick="j"',
      ), // prettier-ignore
      string({ maxLength: 3 }),
    );
    assert(
      property(array(piece, { maxLength: 14 }), (parts) => law(parts.join(''), true)),
      { numRuns: 3000 },
    );
  });
});

const files = { rss: 'feed.xml', atom: 'atom.xml', json: 'feed.json' } as const;

const front = '---\ntitle: One\ndate: 2026-01-02\n---\n\n';

/** The feeds of a site, by format. */
async function built(
  articles: Readonly<Record<string, string | Uint8Array>>,
  config: string,
): Promise<Record<keyof typeof files, string>> {
  const root = await workspace({
    'feedmill.yaml': `url: https://example.com/\ntitle: Example\n${config}`,
    ...articles,
  });
  const { code, stdout, stderr } = await feedmill(root, ['build', '--now', now]);
  if (code !== 0) throw new Error(stdout + stderr);
  const texts = Object.values(files).map((path) => readFile(join(root, 'dist', path), 'utf8'));
  const [rss = '', atom = '', json = ''] = await Promise.all(texts);
  return { rss, atom, json };
}

const articles = {
  'content/one.md': `${front}[Two](two.md) {{ site.title }} ![p](p.png) \`]]>\` a\u0008b\n\n<script>alert(1)</script>\n`,
  'content/two.md': '---\ndate: 2026-01-01\n---\n\n# Two\n\nText.\n',
  'content/three.md': '---\ntitle: Three\ndate: 2025-01-01\n---\n\n<div title="\n\nopen\n',
  'content/p.png': new Uint8Array([1]),
};

describe.each(formats)('the feed in $label', ({ name }) => {
  const self = `https://example.com/${files[name]}`;

  it('stands the Markdown, where it is wanted and can be', async () => {
    const { [name]: document } = await built(articles, 'markdown: true\n');
    expect(readMarkdown(name, document)).toEqual([
      '[Two](https://example.com/two/) Example ![p](https://example.com/p.png) `]]>` ab\n\n<!-- -->',
      'Text.',
      undefined,
    ]);
    expect(read(name, document).items).toHaveLength(3);
  });

  it('nothing else changes', async () => {
    const { [name]: plain } = await built(articles, '');
    const { [name]: document } = await built(articles, 'markdown: true\n');
    expect(read(name, document)).toEqual(read(name, plain));
    expect(plain).not.toMatch(/markdown|source\.scripting/);
    expect(validate(name, plain, self)).toEqual([]);
  });

  it('the validator warns of a namespace it does not know, and of nothing else', async () => {
    const { [name]: document } = await built(articles, 'markdown: true\n');
    const faults = validate(name, document, self).filter((fault) => !fault.startsWith('UnknownNamespace'));
    expect(faults).toEqual([]);
    expect(document.match(/xmlns:source="http:\/\/source\.scripting\.com\/"/g)?.length).toBe(
      name === 'json' ? undefined : 1,
    );
  });

  it('summaries come alone', async () => {
    const { [name]: document } = await built(articles, 'markdown: true\nbody: summary\n');
    expect(document).not.toMatch(/markdown|source\.scripting/);
  });
});

test.each(formats)('an entry of $label that has Markdown does not show it unasked', ({ writer }) => {
  const date = { instant: 0, year: 1970, month: 1, day: 1 };
  const entry: Entry = {
    article: {
      file: 'a.md',
      id: `${base}a/`,
      url: `${base}a/`,
      section: '',
      title: 'A',
      published: date,
      updated: date,
      authors: [],
      contributors: [],
      categories: [],
      tags: [],
      attachments: [],
      corrections: [],
      translations: [],
      language: 'en',
    },
    html: '<p>x</p>',
    summary: 'x',
    markdown: 'x',
  };
  const { item } = writer();
  expect(item(entry, { body: 'full', markdown: true })).toContain('markdown');
  expect(item(entry, { body: 'full' })).not.toContain('markdown');
  expect(item(entry, { body: 'summary', markdown: true })).not.toContain('markdown');
});

it('another parser reads it', async () => {
  const { rss } = await built(articles, 'markdown: true\n');
  const again = parseRssFeed(rss).items?.map(({ sourceNs }) => sourceNs?.markdown);
  expect(again?.slice(1)).toEqual(['Text.', undefined]);
});

it('a link that leads nowhere is told once', async () => {
  const root = await workspace({
    'feedmill.yaml': 'url: https://example.com/\ntitle: Example\nmarkdown: true\n',
    'content/one.md': `${front}[gone](gone.md)\n`,
  });
  const { stdout } = await feedmill(root, ['check', '--now', now, '--reporter', 'json']);
  const { problems }: { problems: unknown[] } = JSON.parse(stdout);
  expect(problems).toHaveLength(1);
});
