import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parseRssFeed } from 'feedsmith';
import { Marked } from 'marked';
import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it, test } from 'vitest';
import type { Entry } from '../src/feeds/formats/format.ts';
import { formats } from '../src/feeds/formats.ts';
import { itemMarkdown } from '../src/markdown/from-html/item-markdown.ts';
import { createRenderer } from '../src/markdown/renderer.ts';
import type { Resolve } from '../src/markdown/model.ts';
import { amount } from './effort.ts';
import { read, readMarkdown } from './readers.ts';
import { validate } from './validator.ts';
import { dangers, feedmill, now, ownSite, workspace } from './workspace.ts';

const base = 'https://example.com/posts/one/';
const resolve: Resolve = (href) => {
  if (!URL.canParse(href, base)) return undefined;
  const url = new URL(href, base).href;
  return { url, page: url };
};
const renderer = createRenderer({ pages: false });
const cleaned = (html: string) => renderer.clean(html, resolve);

/** Renders Markdown as a program does that does not sanitize it. */
function naive(source: string): string {
  const html = new Marked({ gfm: true }).parse(source);
  if (typeof html !== 'string') throw new Error('asynchronous');
  return html;
}

type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

const apart =
  /^(?:address|article|aside|blockquote|br|caption|d[dlt]|details|div|fig.*|footer|h\d|header|hr|li|[ou]l|p|pre|section|summary|t.*)$/;

/** Returns the words, links and pictures of `html`. Links that show nothing are left out. */
function said(html: string): { words: string; links: string[]; pictures: string[] } {
  let words = '';
  const links: string[] = [];
  const pictures: string[] = [];
  const visit = (node: HtmlNode): void => {
    if ('value' in node) words += node.value;
    if (!('childNodes' in node)) return;
    const given = new Map(node.attrs.map(({ name, value }) => [name, value.replaceAll(/\s+/g, ' ')]));
    const [length, pictured] = [words.length, pictures.length];
    if (apart.test(node.tagName)) words += ' ';
    if (node.tagName === 'img') pictures.push(`${given.get('src')} ${given.get('alt')?.trim() ?? ''}`);
    node.childNodes.forEach(visit);
    const isSeen = words.slice(length).trim() !== '' || pictures.length > pictured;
    const href = node.tagName === 'a' ? given.get('href') : undefined;
    // A link around several blocks can become several links.
    if (href !== undefined && isSeen && links.at(-1) !== href) links.push(href);
    if (apart.test(node.tagName)) words += ' ';
  };
  parseFragment(html).childNodes.forEach(visit);
  return { words: words.replaceAll(/\s+/g, ' ').trim(), links, pictures };
}

/** Returns the comments, elements and attributes of `html`. */
function markup(html: string): string[] {
  const found: string[] = [];
  const visit = (node: HtmlNode): void => {
    if (node.nodeName === '#comment') found.push('comment');
    if (!('childNodes' in node)) return;
    // The cleaner leaves out empty paragraphs, and makes divisions of those that hold blocks.
    if (!/^(?:div|p)$/.test(node.tagName)) found.push(node.tagName);
    for (const { name, value } of node.attrs) found.push(`${node.tagName} ${name}="${value}"`);
    node.childNodes.forEach(visit);
  };
  parseFragment(html).childNodes.forEach(visit);
  return found;
}

/** Returns the markup in `html` that the sanitizer removes. */
function removed(html: string): string[] {
  const left = new Set(markup(cleaned(html)));
  return markup(html).filter((one) => !left.has(one));
}

/** Checks that Markdown renders to the same words, links and pictures as `html`, and to nothing that the sanitizer removes. */
function check(html: string, markdown = itemMarkdown(html)): string {
  const again = naive(markdown);
  // The validator takes U+FFFD for a sign of broken encoding.
  const expected = said(html.replaceAll(/\uFFFD|&#xFFFD;/g, ''));
  expect(dangers(again)).toEqual([]);
  expect(removed(again)).toEqual([]);
  expect(said(cleaned(again))).toEqual(expected);
  expect(said(renderer.render(markdown, resolve).feed)).toEqual(expected);
  return markdown;
}

/** What an author writes, and the Markdown that is published. */
const cases: readonly (readonly [name: string, body: string, markdown: string])[] = [
  [
    'links and pictures, absolute',
    'A [b](c "t") and ![i](p.png), [d](</e f>)',
    `A [b](${base}c "t") and ![i](${base}p.png), [d](https://example.com/e%20f)`,
  ],
  ['a picture in a link', '[![a](b.png)](/c)', `[![a](${base}b.png)](https://example.com/c)`],
  [
    'addresses and titles that programs read differently are HTML',
    '[a](b(c)) [d](e "f \\"g\\"") ![h\\] *i*](j.png)',
    `<a href="${base}b(c)">a</a> <a href="${base}e" title="f &#x22;g&#x22;">d</a> <img src="${base}j.png" alt="h&#93; i">`,
  ],
  ['a link with brackets', '[a [b] c](d)', `<a href="${base}d">a \\[b] c</a>`],
  ['references', '[a][B  c]\n\n[b c]: d\n[unused]: secret', `[a](${base}d)`],
  [
    'addresses that are their own text',
    '<https://a.b/c_d> www.x.y/z <me@x.y>',
    '[https://a.b/c\\_d](https://a.b/c_d) [www.x.y/z](http://www.x.y/z) [me@x.y](mailto:me@x.y)',
  ],
  ['emphasis', '*a* __b__ ~~c~~ **`d`**', '*a* **b** <del>c</del> **`d`**'],
  [
    'emphasis that programs read differently',
    '***a*** 日本**「語」**です <b>x </b>y',
    '<em>**a**</em> 日本\\*\\*「語」\\*\\*です <strong>x </strong>y',
  ],
  [
    'text that looks like Markdown',
    '\\*a\\* b_c_d \\# 1\\. \\[e]: f \\`g\\` ~h~i & &amp;amp; 2 < 3',
    '\\*a\\* b\\_c\\_d # 1. \\[e]&#58; f &#96;g&#96; <del>h</del>i & &amp;amp; 2 < 3',
  ],
  [
    'text at the beginning of a line',
    '\\# a\n\n1\\. b\n\n\\- c\n\n\\> d',
    '&#35; a\n\n1\\. b\n\n\\- c\n\n&#62; d',
  ],
  [
    'text that looks like HTML',
    '\\<script>alert(1)\\</script> &lt;b>',
    '&lt;script>alert(1)&lt;/script> &lt;b>',
  ],
  ['hard line breaks', 'a  \nb\\\nc\nd', 'a  \nb  \nc d'],
  ['code in a line', '`a*b` `` c`d `` `<script>`', '`a*b` <code>c&#96;d</code> `<script>`'],
  ['code', '    <script>\n      [x](y)\n\n    *z*', '    <script>\n      [x](y)\n\n    *z*'],
  [
    'code in a language',
    '```js\nif (a)\n\n  b(`c`);\n```',
    '<pre><code class="language-js">if (a)&#10;&#10;  b(`c`);\n</code></pre>',
  ],
  ['code after a list', '- a\n\n<!-- -->\n\n    b', '-   a\n\n<pre><code>b\n</code></pre>'],
  ['headings', 'A\n===\n\n### B `c` #', '# A\n\n### B `c`'],
  ['quotes', '> a\n> > b\n>\n> - c', '> a\n>\n> > b\n>\n> -   c'],
  ['alerts', '> [!NOTE]\n> see [x](y)', `> **Note**\n>\n> see [x](${base}y)`],
  ['nested lists', '- a\n  - b\n    1. c\n- [x] d', '-   a\n    -   b\n        1.  c\n-   ☑ d'],
  [
    'blocks in a list',
    '- a\n\n  > b\n\n  ```\n  c\n  ```',
    '-   a\n\n    <blockquote><p>b</p></blockquote>\n\n    <pre><code>c&#10;</code></pre>',
  ],
  ['numbers that do not begin at 1', '3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
  [
    'tables',
    '| a | b \\| c |\n|---|:-:|\n| [x](y) | `*` ![i](j) |',
    `<table><thead><tr><th>a</th><th align="center">b &#124; c</th></tr></thead><tbody><tr><td><a href="${base}y">x</a></td><td align="center"><code>&#42;</code> <img src="${base}j" alt="i"></td></tr></tbody></table>`,
  ],
  [
    'footnotes',
    'a[^1]\n\n[^1]: note [x](y)\n[^unused]: secret',
    `a<sup id="fnref:1">[1](${base}#fn:1)</sup>\n\n***\n\n1.  note [x](${base}y) [↩︎](${base}#fnref:1)`,
  ],
  [
    'HTML without a form in Markdown',
    'H<sub onclick="x">2</sub>O <span lang="fr" class="c">*bon*</span>\n\n<details class="x" open>\n<summary>s_t</summary>\n\n[a](b)\n\n</details>',
    `H<sub>2</sub>O <span lang="fr">*bon*</span>\n\n<details open><summary>s&#95;t</summary><p><a href="${base}b">a</a></p></details>`,
  ],
  [
    'figures',
    '<figure><img src="a.png" alt="b"><figcaption>c [d] *e* <small>f</small></figcaption></figure>\n\n<figure><img src="g.png" alt="h"></figure>',
    `<figure><img src="${base}a.png" alt="b"><figcaption>c &#91;d&#93; &#42;e&#42; <small>f</small></figcaption></figure>\n\n![h](${base}g.png)`,
  ],
  [
    'text from right to left',
    '<p dir="rtl">שלום *x*</p>\n\nשלום <bdi>a</bdi> **עולם**',
    '<p dir="rtl">שלום &#42;x&#42;</p>\n\nשלום <bdi>a</bdi> **עולם**',
  ],
  [
    'embeds and films',
    '<iframe src="https://www.youtube.com/embed/abc" title="T"></iframe>\n\n<video src="a.mp4"></video>',
    `[T](https://www.youtube.com/watch?v=abc)\n\n<video src="${base}a.mp4" controls></video>`,
  ],
  [
    'scripts, styles and comments',
    'a <script>x</script>b<!-- secret -->\n\n<style>p {}</style>\n\nc',
    'a b\n\nc',
  ],
  [
    'addresses that run',
    '[x](javascript:alert(1)) ![a](javascript:1) <javascript:alert(1)> [y](data:text/html,z)',
    'x a javascript:alert(1) y',
  ],
  [
    'HTML hidden by control characters and references',
    '<img\u0001 src=x onerror=a> <scr\u0000ipt>b</script> java\u0001script:c &lt;\u0001script&gt; &#1;&#x3C;b&#x3e; \uFFFD<\uFFFDi>',
    '&lt;img src=x onerror=a> &lt;script>b javascript:c &lt;script> &lt;b> &lt;i>',
  ],
];

describe('what is published of a text', () => {
  it.each(cases)('%s', (_name, body, markdown) => {
    expect(check(renderer.render(body, resolve).feed)).toBe(markdown);
  });
});

/** Text that looks like Markdown or HTML, or that programs read differently. */
const bits =
  `a|word| | |x y|*|**|_|__|\`|\`\`|~|~~|#|# |- |+ |1. |12) |> |[|]|(|)|![|[[|]]|[^1]|{{|}}|---|***|===|\`\`\`|~~~|<|>|<b>|</p>|<!-- x -->|<script>|&|&amp;|&lt;|\\|\\\\|$|$$|http://e.com|https://x.y/z?a=1&b=2|www.e.com|me@e.com|:|!|"|'|“|é|日本|、|🦉|%|@|^|=|1|[x] |[a]: b|c_d_e|\n|  \n|\t|…|שלום|\u00A0|\u0001|\uFFFD`
    .split('|')
    .concat('|');
const words = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...bits) },
      { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
    ),
    { minLength: 1, maxLength: 7 },
  )
  .map((parts) => parts.join('').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'));
const address = fc.constantFrom(
  ..."https://e.com/a https://e.com/a_b_c(d)e rel?x=1&amp;copy;=2 /x&#32;y #id q'r a[b]c z*z*z mailto:a_b@c.de a`b javascript:alert(1) java\tscript:alert(1) data:text/html,x data:image/png;base64,AAAA".split(
    ' ',
  ),
);
const more = fc.constantFrom(
  '',
  '',
  '',
  ' dir="rtl"',
  ' lang="fr"',
  ' title="t*t* &quot;x&quot; &lt;b&gt;"',
  ' id="i"',
  ' onclick="x"',
);
const oddities = [
  '<br>',
  '<wbr>',
  '<picture><source srcset="a.webp"><img src="a.png" alt="p"></picture>',
  '<video src="v.mp4">*x* _y_</video>',
  '<iframe src="https://www.youtube.com/embed/abc"></iframe>',
  '<script>x</script>',
  '<img src=x onerror=y>',
];
const among = 'em strong b i del s sub sup kbd mark u ins code span abbr bdi q small ruby rt a'.split(' ');
const { html: anyHtml } = fc.letrec<Record<'inline' | 'flow' | 'item' | 'block' | 'html', string>>((tie) => {
  const several = (one: 'inline' | 'block' | 'item', maxLength: number) =>
    fc.array(tie(one), { maxLength }).map((parts) => parts.join(''));
  const around = (names: readonly string[], content: fc.Arbitrary<string>) =>
    fc
      .tuple(fc.constantFrom(...names), more, content)
      .map(([name, given, inside]) => `<${name}${given}>${inside}</${name.replace(/ .*/, '')}>`);
  return {
    inline: fc.oneof(
      { depthSize: 'small' },
      { weight: 6, arbitrary: words },
      { weight: 4, arbitrary: around(among, several('inline', 3)) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(address, more, several('inline', 2))
          .map(([href, given, inside]) => `<a href="${href}"${given}>${inside || href}</a>`),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(address, words, more)
          .map(([src, alt, given]) => `<img src="${src}" alt="${alt}"${given}>`),
      },
      { weight: 1, arbitrary: fc.constantFrom(...oddities) },
      { weight: 1, arbitrary: tie('block') },
    ),
    flow: fc.oneof(several('inline', 3), several('block', 3)),
    item: around(['li', 'li', 'li', 'li value="3"'], fc.oneof(several('inline', 3), tie('flow'))),
    block: fc.oneof(
      { depthSize: 'small' },
      { weight: 6, arbitrary: around(['p', 'p', 'h1', 'h2', 'h6'], several('inline', 4)) },
      { weight: 3, arbitrary: around(['ul', 'ul', 'ol', 'ol start="3"', 'ol reversed'], several('item', 3)) },
      { weight: 3, arbitrary: around(['blockquote', 'div', 'section', 'details', 'figure'], tie('flow')) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(
            fc.constantFrom(
              ['<figure>', '<figcaption>', '</figcaption></figure>'],
              ['<table><tr><th>A<th>', '<tr><td>', '<td>x</table>'],
              ['<dl><dt>', '<dd>', '</dl>'],
              ['<details><summary>', '</summary>', '</details>'],
            ),
            several('inline', 2),
            tie('flow'),
          )
          .map(([[start, middle, end], one, other]) => `${start}${one}${middle}${other}${end}`),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(
            fc.constantFrom('<pre>\n', '<pre><code>', '<pre><code class="language-js">'),
            fc.array(words, { maxLength: 4 }),
          )
          .map(([start, lines]) => `${start}${lines.join('\n')}\n</code></pre>`),
      },
      { weight: 1, arbitrary: fc.constant('<hr>') },
    ),
    html: several('block', 3),
  };
});

it('any HTML and its Markdown render to the same, without anything that the sanitizer removes', () => {
  fc.assert(
    fc.property(anyHtml, (html) => {
      expect(check(cleaned(html))).not.toMatch(/[\u0000-\u0008\uFFFD]/);
    }),
    { numRuns: amount(150, 600) },
  );
});

const many = (piece: string) => piece.repeat(amount(10_000, 50_000) / piece.length);

describe('HTML that is slow to convert', () => {
  test.each<readonly [name: string, html: string]>([
    ['quotes in quotes', `${'<blockquote>'.repeat(450)}${many('<p>a</p>')}`],
    ['lists in lists', `${'<ul><li>'.repeat(230)}${many('<li>a')}`],
    ['numbered lists in lists', `${'<ol><li><p>x</p>'.repeat(230)}${many('<li><p>a</p>')}`],
    ['figures in figures', `${'<figure>'.repeat(450)}${many('<p>a</p>')}`],
    ['emphasis in emphasis', `${'<b>'.repeat(450)}${many('a <u>b</u>')}`],
    ['tables in tables', `${'<table><tr><td>'.repeat(120)}${many('<p>a</p>')}`],
    ['short rows of a wide table', `<table><tr>${'<th>a'.repeat(3000)}${many('<tr><td>a')}</table>`],
    ['a long numbered list', `<ol>${many('<li>a')}</ol>`],
    ['elements without anything in them', many('<i></i><b> </b>')],
    ['breaks', many('a<br>')],
    ['emphasis side by side', many('<b>!</b>x')],
    ['backslashes', many('\\')],
    ['references', many('&amp;a')],
  ])('%s', (_name, html) => {
    const feed = cleaned(html);
    expect(itemMarkdown(feed).length).toBeLessThan(4 * feed.length);
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
  'content/three.md': '---\ntitle: Three\ndate: 2025-01-01\n---\n\nSome \\<b>bold\\</b>\n',
  'content/p.png': new Uint8Array([1]),
};

const credited = {
  'content/one.md': `---
title: One
date: 2026-01-02
image: { url: boat.png, alt: 'A boat [old]', caption: 'The *Anna*', credit: Eva Light }
corrections: { date: 2026-01-03, text: She sails on Sunday. }
contributors: [{ name: Max Tide, role: research }]
source: { title: The Coast, url: https://coast.example/ }
license: CC-BY-SA-4.0
---

She sails.
`,
  'content/boat.png': new Uint8Array([1]),
};

const creditedMarkdown = [
  '<figure><img src="https://example.com/boat.png" alt="A boat &#91;old&#93;"><figcaption><bdi>The &#42;Anna&#42;</bdi> · <bdi>Eva Light</bdi></figcaption></figure>',
  'She sails.',
  '***',
  '**Correction, <time datetime="2026-01-03T00:00:00Z">January 3, 2026</time>:** She sails on Sunday.',
  'Contributors: <bdi>Max Tide</bdi> (<bdi>research</bdi>)',
  'Originally published by [<bdi>The Coast</bdi>](https://coast.example/)',
  'Licence: [<bdi>CC-BY-SA-4.0</bdi>](https://creativecommons.org/licenses/by-sa/4.0/)',
].join('\n\n');

const hidden = {
  'content/one.md': `${front}See <img\u0001 src=x onerror=run()> and <script\u0002 src=//example.org/x.js></script\u0002>, [here](java\u0003script:run())\n`,
};

describe.each(formats)('the feed in $label', ({ name }) => {
  const self = `https://example.com/${files[name]}`;

  it('every article has Markdown if the site wants it', async () => {
    const { [name]: document } = await built(articles, 'markdown: true\n');
    expect(readMarkdown(name, document)).toEqual([
      '[Two](https://example.com/two/) Example ![p](https://example.com/p.png) `]]>` ab',
      'Text.',
      'Some &lt;b>bold&lt;/b>',
    ]);
  });

  it('the Markdown contains the picture, corrections, contributors, source and licence', async () => {
    const { [name]: document } = await built(credited, 'markdown: true\n');
    expect(readMarkdown(name, document)).toEqual([creditedMarkdown]);
  });

  it('the Markdown contains no HTML that control characters hid', async () => {
    const { [name]: document } = await built(hidden, 'markdown: true\n');
    const [markdown = ''] = readMarkdown(name, document);
    expect(said(naive(markdown)).words).toBe(
      'See <img src=x onerror=run()> and <script src=//example.org/x.js></script>, [here](javascript:run())',
    );
    expect(dangers(naive(markdown))).toEqual([]);
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
  expect(again?.slice(1)).toEqual(['Text.', 'Some &lt;b>bold&lt;/b>']);
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

it('the Markdown of our own articles renders to the same as their HTML', async () => {
  const root = await ownSite();
  const config = join(root, 'feedmill.yaml');
  await writeFile(config, `${await readFile(config, 'utf8')}\nmarkdown: true\n`);
  expect((await feedmill(root, ['build', '--now', '2027-01-01T00:00:00Z'])).code).toBe(0);
  const feed: { items: { content_html: string; _markdown: string }[] } = JSON.parse(
    await readFile(join(root, 'dist/feed.json'), 'utf8'),
  );
  expect(feed.items.length).toBeGreaterThan(10);
  for (const { content_html: html, _markdown: markdown } of feed.items) check(html, markdown);
});
