import { assert, property, string } from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { createRenderer } from '../src/markdown/renderer.ts';
import type { Resolve } from '../src/markdown/model.ts';
import { amount } from './effort.ts';

const base = 'https://example.com/posts/one/';
const resolve: Resolve = (href) => ({
  url: new URL(href, base).href,
  page: `page:${href}`.replace('page:', ''),
});
const renderer = createRenderer({ pages: true });
const feed = (body: string) => renderer.render(body, resolve).feed.trim();
const page = (body: string) => renderer.render(body, resolve).page.trim();

describe('headings', () => {
  it('of level 1 are of level 2 on a page, which has one already', () => {
    expect(feed('# One\n\n<h1>Two</h1>')).toMatch(/<h1 id="one">One<\/h1>\s*<h1 id="two">Two<\/h1>/);
    expect(page('# One\n\n<h1>Two</h1>')).not.toContain('h1');
    expect(page('# One')).toContain('<h2 id="one">One</h2>');
  });
});

describe('Markdown as GitHub reads it', () => {
  it.each([
    [
      'table',
      '|a|b|\n|:-|-:|\n|1|2|',
      '<table>\n<thead>\n<tr>\n<th align="left">a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n<tbody><tr>\n<td align="left">1</td>\n<td align="right">2</td>\n</tr>\n</tbody></table>',
    ],
    ['task list', '- [x] done\n- [ ] open', '<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>'],
    ['strikethrough', '~~gone~~', '<p><del>gone</del></p>'],
    [
      'bare address',
      'See https://a.example/x?y=1&copy=2.',
      '<p>See <a href="https://a.example/x?y=1&amp;copy=2">https://a.example/x?y=1&amp;copy=2</a>.</p>',
    ],
    ['mail address', '<jo@a.example>', '<p><a href="mailto:jo@a.example">jo@a.example</a></p>'],
    [
      'quotes and references',
      '"a" \'b\' &amp; &copy; &#x41; AT&T &lt;b&gt;',
      '<p>"a" \'b\' &amp; © A AT&amp;T &lt;b&gt;</p>',
    ],
    [
      'link title',
      '[a](/b "c & \\"d\\"")',
      '<p><a href="https://example.com/b" title="c &amp; &quot;d&quot;">a</a></p>',
    ],
    [
      'code is text',
      '`<b>&amp;` \n\n    <i>\n',
      '<p><code>&lt;b&gt;&amp;amp;</code> </p>\n<pre><code>&lt;i&gt;\n</code></pre>',
    ],
    [
      'fence with options',
      '```js {1,3} title="x"\n1\n```',
      '<pre><code class="language-js">1\n</code></pre>',
    ],
    ['more marker', 'a\n\n<!-- more -->\n\nb', '<p>a</p>\n<p>b</p>'],
    [
      'alert',
      '> [!WARNING]\n> Hot.',
      '<blockquote>\n<p><strong>Warning</strong></p>\n<p>Hot.</p>\n</blockquote>',
    ],
    ['no alert', '> [!WARNING] Hot.', '<blockquote>\n<p>[!WARNING] Hot.</p>\n</blockquote>'],
    ['CRLF', 'a\r\nb\r\n\r\n```\r\nc\r\n```\r\n', '<p>a\nb</p>\n<pre><code>c\n</code></pre>'],
  ])('%s', (_, body, expected) => {
    expect(feed(body)).toBe(expected);
  });

  it('a table on a page can be scrolled, an alert and a task can be styled', () => {
    expect(page('|a|\n|-|\n')).toContain('<div class="table" tabindex="0"><table>');
    expect(page('> [!TIP]\n> x')).toContain('<blockquote class="markdown-alert markdown-alert-tip">');
    expect(page('- [ ] x')).toContain('<li class="task-list-item">☐ x</li>');
  });

  it('headings have the ids GitHub gives them, numbered anew in each article', () => {
    const body = '# Café & *Co*\n\n## One\n\n## One\n\n<h3 id="own">Own</h3>\n\n## 日本\n';
    const ids = ['café--co', 'one', 'one-1', 'own', '日本'];
    for (const html of [feed(body), page(body), feed(body)])
      expect([...html.matchAll(/<h\d id="([^"]+)"/g)].map((match) => match[1])).toEqual(ids);
    expect(page('## A `b`')).toBe(
      '<div class="heading"><h2 id="a-b">A <code>b</code></h2><a class="anchor" href="#a-b" aria-labelledby="a-b">#</a></div>',
    );
  });

  it('pages colour code of known languages, feeds do not', () => {
    const body = '```js\nlet a = "<";\n```\n\n```unheard-of\nlet\n```\n';
    expect(feed(body)).not.toContain('hljs');
    expect(page(body)).toContain(
      '<span class="hljs-keyword">let</span> a = <span class="hljs-string">&quot;&lt;&quot;</span>;',
    );
    expect(page(body)).toContain('<pre tabindex="0"><code class="language-unheard-of">let\n</code></pre>');
    expect(createRenderer({ pages: false }).render(body, resolve)).toEqual({
      feed: renderer.render(body, resolve).feed,
      page: '',
    });
  });

  it('images on pages wait until they are seen, and keep their size', () => {
    expect(page('<img src="a.png" width="20px" height="10" loading="eager">')).toBe(
      '<img src="a.png" width="20" height="10" loading="lazy" decoding="async">',
    );
  });
});

const fresh = () => createRenderer({ pages: true });

describe('footnotes', () => {
  const body =
    'B[^b] and a[^A] and b[^b], not[^c] `[^a]`.\n[^a]: Note *a*,\nstill a.\n\n    ```\n    code\n    ```\n[^b]: Note b[^d].\n\n[^d]: D\n[^unused]: x\n\nAfter.';

  it('are numbered as they are met, and listed at the end', () => {
    expect(feed(body)).toBe(
      '<p>B<sup id="fnref:1"><a href="https://example.com/posts/one/#fn:1">1</a></sup> and a<sup id="fnref:2"><a href="https://example.com/posts/one/#fn:2">2</a></sup> ' +
        'and b<sup id="fnref:1:2"><a href="https://example.com/posts/one/#fn:1">1</a></sup>, not[^c] <code>[^a]</code>.</p>\n<p>After.</p>\n' +
        '<section>\n<hr>\n<ol>\n' +
        '<li id="fn:1"><p>Note b<sup id="fnref:3"><a href="https://example.com/posts/one/#fn:3">3</a></sup>. <a href="https://example.com/posts/one/#fnref:1">↩\uFE0E</a> <a href="https://example.com/posts/one/#fnref:1:2">↩\uFE0E</a></p></li>\n' +
        '<li id="fn:2"><p>Note <em>a</em>,\nstill a.</p>\n<pre><code>code\n</code></pre> <a href="https://example.com/posts/one/#fnref:2">↩\uFE0E</a></li>\n' +
        '<li id="fn:3"><p>D <a href="https://example.com/posts/one/#fnref:3">↩\uFE0E</a></p></li>\n' +
        '</ol>\n</section>',
    );
  });

  it('of one article do not reach the next, even when that one failed', () => {
    const used = fresh();
    const bodies = [body, '[^a] alone', '## One\n\n[^b]: B\n\nx[^b]', '## One', '[x]: /y', '[x]'];
    for (const one of [...bodies, ...bodies]) {
      expect(used.render(one, resolve)).toEqual(fresh().render(one, resolve));
      expect(() => used.render(`[^a]: x\n\n${'>'.repeat(200)} x`, resolve)).toThrow(
        'nested more than 100 deep',
      );
    }
  });
});

describe('addresses', () => {
  it('are resolved as the author wrote them', () => {
    const seen: string[] = [];
    renderer.render(
      [
        '[a](<my photo.jpg>) ![b](日本.png) [c](a%20b.md#c) [d](x\\_y&amp;z) [e](#f) [g](?h) [i][j] <mailto:k@l.example>',
        '',
        '<img src=" m&amp;n.png\n" srcset="o.png 1x, p,q.png 2x"><video poster="r.png" src="s.mp4"></video>',
        '',
        '[j]: ../t.md "u"',
      ].join('\n'),
      (href, kind) => {
        seen.push(`${kind} ${href}`);
        return { url: 'https://example.com/', page: './' };
      },
    );
    expect(seen).toEqual([
      'link my photo.jpg',
      'image 日本.png',
      'link a%20b.md#c',
      'link x_y&z',
      'link #f',
      'link ?h',
      'link ../t.md',
      'link mailto:k@l.example',
      'image m&n.png',
      'image o.png',
      'image p,q.png',
      'image r.png',
      'media s.mp4',
    ]);
  });

  it('are absolute in feeds, and as the page wants them on pages', () => {
    const { feed: inFeed, page: onPage } = renderer.render('[a](../b/) ![c](d.png)', (href) => ({
      url: `https://x.example/${href.slice(-2)}`,
      page: `rel/${href.slice(-2)}`,
    }));
    expect(inFeed.trim()).toBe(
      '<p><a href="https://x.example/b/">a</a> <img src="https://x.example/ng" alt="c"></p>',
    );
    expect(onPage.trim()).toBe(
      '<p><a href="rel/b/">a</a> <img src="rel/ng" alt="c" loading="lazy" decoding="async"></p>',
    );
  });

  it('never have a scheme that acts', () => {
    for (const href of [
      'javascript:x',
      'JAVASCRIPT:x',
      'java&#10;script:x',
      '&#1;javascript:x',
      'vbscript:x',
      'data:text/html,x',
      'file:///etc/passwd',
      'blob:x',
      'C:\\x',
    ])
      expect(feed(`[t](<${href}>)`)).toBe('<p>t</p>');
    expect(feed('[a](tel:+123) [b](sms:1) [c](geo:1,2) [d](xmpp:a@b)')).toMatch(
      /tel:\+123.*sms:1.*geo:1,2.*xmpp:a@b/,
    );
    expect(feed('![a](mailto:b@c)')).toBe('<p>a</p>');
  });
});

describe('the place of a reference', () => {
  const body = [
    'See [b](b.md "t") and `[a](a.md)`,',
    '```',
    '[a](a.md)',
    '```',
    '<!-- [a](a.md) -->',
    'not a.md.txt but [a](a.md) and',
    '<img src="x&amp;y.png"> <z.md> [w]',
    '~~~',
    '![q](q.png)',
    '~~~',
    '',
    '[w]: <w x.md>',
    '> ```',
    '> [v](v.md)',
    '> ```',
    '[v](v.md) [u](u\\_u.md)',
  ].join('\r\n');

  it.each([
    ['b.md', 1, 9],
    ['a.md', 6, 22],
    ['x&y.png', 7, 11],
    ['z.md', 7, 26],
    ['w x.md', 12, 7],
    ['v.md', 16, 5],
    ['u_u.md', 16, 15],
  ])('%s', (href, line, column) => {
    expect(renderer.locate(body, href)).toEqual({ line, column });
  });

  it('of the same reference again is the next', () => {
    const twice = 'See [x](x.md), `[x](x.md)`\nand ![x](x.md "t").';
    expect([1, 2, 3].map((turn) => renderer.locate(twice, 'x.md', turn))).toEqual([
      { line: 1, column: 9 },
      { line: 2, column: 10 },
      undefined,
    ]);
  });

  it('is none in code', () => {
    expect(renderer.locate(body, 'q.png')).toBeUndefined();
    expect(renderer.locate(body, 'nowhere.md')).toBeUndefined();
  });
});

describe('the first heading', () => {
  it.each([
    ['Text\n\n# Title *with* `code` &amp; <b>more</b> #\n\nRest', 'Title with code & more', 'Text\n\n\nRest'],
    ['Title\nof two\n===\nRest', 'Title of two', 'Rest'],
    [
      '```\n# no\n```\n\n> # no\n\n- # no\n\n    # no\n\n## no\n\n# yes',
      'yes',
      '```\n# no\n```\n\n> # no\n\n- # no\n\n    # no\n\n## no\n\n',
    ],
    ['# ![logo](l.png) [Name](/n)', 'Name', ''],
    ['\n\n# One\n# Two', 'One', '\n\n# Two'],
  ])('%j', (body, text, rest) => {
    const found = renderer.heading(body);
    expect(found?.text).toBe(text);
    expect(body.slice(0, found?.start) + body.slice(found?.end)).toBe(rest);
  });

  it('is none where there is none', () => {
    for (const body of ['', '#no', '## Two', '```\n# no\n```', 'text\n---', '> x\n> ==='])
      expect(renderer.heading(body)).toBeUndefined();
  });
});

describe('the summary', () => {
  const sentence = 'This sentence has exactly fifty characters, I hope. ';

  it.each([
    ['marker', 'One *two*.\n\nThree.\n\n<!-- more -->\n\nFour.', 'One two. Three.'],
    ['marker without spaces, in a line', 'One <!--more--> two', 'One'],
    ['marker in a sample', '```\n<!-- more -->\n```\n\nText.', 'Text.'],
    ['marker in a sample, and another', '`<!-- more -->` a\n\n<!--more-->\n\nb', '<!-- more --> a'],
    [
      'a comment that is longer than what is read first',
      `Seen. <!-- ${'hidden '.repeat(160)}--> And ${'more '.repeat(160)}`,
      `Seen. And ${'more '.repeat(54).trim()}…`,
    ],
    ['marker at the top', '<!-- more -->\n\nText.', 'Text.'],
    [
      'what is no text',
      '# T\n\n![alt](a.png)\n\n```\ncode\n```\n\n|a|\n|-|\n\n<figure><img src="a" alt="b"><figcaption>c</figcaption></figure>\n\n<script>x</script><style>y</style>\n\nText[^1].\n\n[^1]: Note',
      'Text.',
    ],
    ['an alert and a list', '> [!NOTE]\n> Mind.\n\n- [ ] one\n- two', 'Mind. one two'],
    [
      'HTML',
      '<div>One<br>two<p>three</p><!-- no --></div>four &lt;b&gt; &amp; c',
      'One two three four <b> & c',
    ],
    ['only code', '```\nx\n```', ''],
    ['nothing', ' \n', ''],
    [
      'link defined at the end',
      `[Name][n] is here.\n\n${'x '.repeat(30_000)}\n\n[n]: https://example.com/`,
      /^Name is here\. x/,
    ],
    [
      'note defined at the end',
      `Name[^n] is here.\n\n${'x '.repeat(30_000)}\n\n[^n]: Note`,
      /^Name is here\. x/,
    ],
    ['sentences', sentence.repeat(20), sentence.repeat(5).trim()],
    ['no sentence', 'word '.repeat(200), `${'word '.repeat(55).trim()} word…`],
    [
      'abbreviations end no sentence',
      `${'a'.repeat(100)} was ${'b'.repeat(60)} by J. Doe, e.g. here ${'c '.repeat(100)}`,
      /J\. Doe, e\.g\. here c .*c…$/,
    ],
    ['East Asian', '日本語の文章です。'.repeat(60), '日本語の文章です。'.repeat(31)],
    ['East Asian without a stop', '日'.repeat(500), `${'日'.repeat(279)}…`],
    ['one long heading of code first', `${'    code\n'.repeat(5000)}\nText.`, 'Text.'],
  ])('%s', (_, body, expected) => {
    const summary = renderer.summarise(body);
    expect(typeof expected === 'string' ? expected : expected.exec(summary)?.input).toBe(summary);
  });

  it('never splits a character a reader sees', () => {
    const family = '👩‍👩‍👧‍👦';
    const summary = renderer.summarise(family.repeat(100));
    expect(summary.replaceAll(family, '')).toBe('…');
    expect(summary.length).toBeLessThanOrEqual(280);
  });

  it('of any text is a clean line of at most 280 units', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 2000 }), (body) => {
        const summary = renderer.summarise(body);
        expect(summary.length).toBeLessThanOrEqual(280);
        expect(summary).not.toMatch(/[\u0000-\u001F\p{Surrogate}]|\s\s|^\s|\s$/u);
      }),
      { numRuns: 300 },
    );
  });
});

function attempt(body: string): { feed: string; refusal: string } {
  try {
    return { feed: renderer.render(body, resolve).feed, refusal: '' };
  } catch (error) {
    return { feed: '', refusal: String(error) };
  }
}

describe('hostile Markdown', () => {
  const size = amount(10_000, 40_000);
  const many = (text: string) => text.repeat(Math.ceil(size / text.length));

  it.each(
    [
      '[',
      '![',
      '[a](',
      '<',
      '*',
      '*a ',
      '**a _b ',
      '`',
      '`a``b',
      '> > a\n',
      '<div>\n\n',
      '<!--',
      '<a href="',
      '<a ',
      '&',
      '|a',
      'www.a ',
      '[a]: b\n',
      '[a][b] ',
      'a\n# h\n',
      '- a\n',
      '```\n',
      '[^a]: b\n',
      '[^a]',
      'a\n[^a]: b\n\n',
      '<b>x</b>',
      '&lt;',
      '<p>',
      '</p>',
      '<li>',
      '<td>',
      '\\',
      '\n',
      ' ',
      '\t',
    ].map((text) => [text]),
  )('%j many times is read or refused in words', (text) => {
    for (const body of [many(text), `${many(text)}x${many(text)}`]) {
      const { feed: out, refusal } = attempt(body);
      expect(refusal).toMatch(/^$|nested (?:more than \d+|too) deep|too many asterisks/);
      expect(parseFragment(`<div>${out}</div>`).childNodes).toHaveLength(1);
      renderer.summarise(body);
      renderer.heading(body);
      renderer.locate(body, 'a');
    }
  });

  it.each([
    ['quotes', '>'.repeat(size)],
    ['lists', `${'- '.repeat(size)}a`],
    ['elements', '<div>'.repeat(size)],
    ['emphasis', `${'*a _b '.repeat(size / 10)}${'_ *'.repeat(size / 10)}`],
  ])('%s nested without end are refused in words', (_, body) => {
    expect(() => renderer.render(body, resolve)).toThrow(/nested (?:more than \d+|too) deep/);
  });

  it('a long ornament stays one', () => {
    const stars = '*'.repeat(size);
    expect(feed(`${stars}a${stars}`)).toBe(`<p>${stars}a${stars}</p>`);
  });
});
