import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourceFile } from '../src/content/discover.ts';
import { createRenderer } from '../src/markdown/renderer.ts';
import { createReferences } from '../src/markdown/templates/reference.ts';
import { translateTemplates, type Reference, type Translated } from '../src/markdown/templates.ts';
import { amount } from './effort.ts';
import { htmlText } from './workspace.ts';

const site = { url: 'https://example.org/blog/', title: 'Keys & *Locks*' };
const page = { url: 'https://example.org/blog/2026/key/', title: 'A _key_' };
const files: Readonly<Record<string, string>> = {
  '2026-01-05-key': './2026-01-05-key.md',
  '_posts/lock.md': '../_posts/lock.md',
  'lock.md#bolt': './lock.md#bolt',
  lock: './lock.md',
  'My lock': './My%20lock.md',
  'lock.png': './img/lock.png',
};
const reference: Reference = (_, name) => files[name];

function translate(body: string, mdx = false): Translated {
  return translateTemplates(body, { mdx, site, page, reference });
}

/** What a reader sees, and the addresses it leads to. */
function seen(markdown: string): { text: string; html: string } {
  const { feed } = createRenderer({ pages: false }).render(markdown, (href) => ({ url: href, page: href }));
  return { text: htmlText(feed).replaceAll(/\s+/g, ' ').trim(), html: feed };
}

type Case = readonly [name: string, written: string, html: string];

/** Cases whose HTML is what `markdown` renders to: said in Markdown or HTML by hand. */
const liquid: readonly Case[] = [
  ['the site’s title', '{{ site.title }} opens', 'Keys &amp; \\*Locks\\* opens'],
  ['the page’s title, trimmed', '{{- page.title -}}', 'A \\_key\\_'],
  [
    'an address of the site',
    '[a]({{ site.baseurl }}/a) <{{ site.url }}/b>',
    '[a](/blog/a) <https://example.org/b>',
  ],
  ['relative_url', '![a]({{ "/a.png" | relative_url }})', '![a](/blog/a.png)'],
  ['absolute_url', '[a]({{ page.url | absolute_url }})', '[a](https://example.org/blog/2026/key/)'],
  ['the filter url', "[a]({{ '/a/' | url }})", '[a](/blog/a/)'],
  [
    'prepend',
    '[a]({{ "/a" | prepend: site.baseurl | prepend: site.url }})',
    '[a](https://example.org/blog/a)',
  ],
  ['url_for', "[a]({{ url_for('/a') }})", '[a](/blog/a)'],
  ['assign', '{% assign a = "/x" | relative_url %}[a]({{ a }})', '[a](/blog/x)'],
  [
    'a lone backtick in a heading',
    '# One ` tick\n{{ site.title }} `b`',
    '# One ` tick\nKeys &amp; \\*Locks\\* `b`',
  ],
  ['capture', '{% capture a %}{{ site.baseurl }}/x{% endcapture %}[a]({{ a }})', '[a](/blog/x)'],
  ['post_url', '[a]({% post_url 2026-01-05-key %})', '[a](./2026-01-05-key.md)'],
  ['link', '[a]({% link _posts/lock.md %})', '[a](../_posts/lock.md)'],
  [
    'a link behind the site’s path',
    '[a]({{ site.url }}{{ site.baseurl }}{% link _posts/lock.md %})',
    '[a](../_posts/lock.md)',
  ],
  [
    'highlight',
    '{% highlight ruby linenos %}\nputs "{{ x }}"\n{% endhighlight %}',
    '```ruby\nputs "{{ x }}"\n```',
  ],
  [
    'highlight around fences',
    '{% highlight md %}\n```js\n````\n{% endhighlight %}',
    '`````md\n```js\n````\n`````',
  ],
  [
    'highlight around raw',
    '{% highlight js %}\n{% raw %}{{ x }}{% endraw %}\n{% endhighlight %}',
    '```js\n{{ x }}\n```',
  ],
  [
    'highlight on one line',
    '{% highlight c %}a *b*{% endhighlight %}',
    '<pre><code class="language-c">a *b*</code></pre>',
  ],
  [
    'highlight in a line, over an empty one',
    'See {% highlight c %}a\n\n*b*{% endhighlight %} there',
    'See <pre><code class="language-c">a&#10;&#10;&#42;b&#42;</code></pre>\n\nthere',
  ],
  [
    'highlight in a list',
    '- a\n\n  {% highlight c %}\n  x\n  {% endhighlight %}\n\n- b',
    '- a\n\n  ```c\n  x\n  ```\n\n- b',
  ],
  ['highlight in a quote', '> {% highlight c %}\n> x\n> {% endhighlight %}', '> ```c\n> x\n> ```'],
  ['raw', 'a {% raw %}{{ x }} {% y %} {{< z >}}{% endraw %} b', 'a \\{{ x }} \\{% y %} \\{{&lt; z >}} b'],
  [
    'raw around code',
    '{% raw %}\n```\n{{ x }}\n```\n`{% y %}`\n{% endraw %}',
    '\n```\n{{ x }}\n```\n`{% y %}`\n',
  ],
  [
    'raw in code',
    '`{% raw %}{{ x }}{% endraw %}`\n\n```\n{% raw %}{% y %}{% endraw %}\n```',
    '`{{ x }}`\n\n```\n{% y %}\n```',
  ],
  ['comments', 'a{% comment %} {{ b }} {% endcomment %}c{# d #}e', 'ace'],
  [
    'youtube',
    '{% include youtube.html id="abc_DEF-123" %}',
    '[www.youtube.com/watch?v=abc_DEF-123](https://www.youtube.com/watch?v=abc_DEF-123)',
  ],
  [
    'a video with its provider',
    '{% include video id="146022717" provider="vimeo" title="A *film*" %}',
    '[A \\*film\\*](https://vimeo.com/146022717)',
  ],
  [
    'gist',
    '{% gist paula/5555251 %}',
    '[gist.github.com/paula/5555251](https://gist.github.com/paula/5555251)',
  ],
  [
    'a figure',
    '{% include figure image_path="/a.png" alt="A “lock”" caption="By *P* & [Q](https://q.org)" %}',
    '<figure><img src="/blog/a.png" alt="A “lock”"><figcaption>By <em>P</em> &amp; <a href="https://q.org">Q</a></figcaption></figure>',
  ],
];

const hexo: readonly Case[] = [
  [
    'codeblock',
    '{% codeblock A title lang:js https://a.org %}\n{{ x }}\n{% endcodeblock %}',
    '```js\n{{ x }}\n```',
  ],
  ['asset_img', '{% asset_img a.png My lock %}', '![My lock](a.png "My lock")'],
  [
    'img',
    "{% img left /a.png 30 20 'A lock' 'Closed' %}",
    '<img src="/a.png" alt="Closed" title="A lock" width="30" height="20">',
  ],
  ['post_link', "{% post_link lock 'The <lock>' %}", '[The &lt;lock&gt;](./lock.md)'],
  ['asset_link', '{% asset_link a.txt Read me %}', '[Read me](a.txt)'],
  ['asset_path', '[a]({% asset_path a.txt %})', '[a](a.txt)'],
  ['a link', '{% link The site https://a.org %}', '[The site](https://a.org)'],
  ['blockquote', '{% blockquote Lu Yu %}Be *brief*.{% endblockquote %}', '> Be *brief*. — Lu Yu'],
];

const hugo: readonly Case[] = [
  [
    'figure',
    '{{< figure src="a.png" alt="A" title="T" caption="C" link="/b" attr="Me" attrlink="https://me.org" >}}',
    '<figure><a href="/b"><img src="a.png" alt="A"></a><figcaption><strong>T</strong> C <a href="https://me.org">Me</a></figcaption></figure>',
  ],
  [
    'figure, then text',
    '{{< figure src="a.png" alt="" >}}\n*text*',
    '<figure><img src="a.png" alt=""></figure>\n\n*text*',
  ],
  [
    'highlight',
    '{{< highlight go "linenos=table" >}}\nx := "{{< y >}}"\n{{< /highlight >}}',
    '```go\nx := "{{< y >}}"\n```',
  ],
  [
    'highlight in a line',
    'a {{< highlight go "hl_inline=true" >}}x*y*{{< /highlight >}} b',
    'a <code class="language-go">x&#42;y&#42;</code> b',
  ],
  ['youtube', '{{< youtube id="abc" title="A film" >}}', '[A film](https://www.youtube.com/watch?v=abc)'],
  ['vimeo', '{{< vimeo 146022717 >}}', '[vimeo.com/146022717](https://vimeo.com/146022717)'],
  [
    'gist',
    '{{< gist paula 5555251 >}}',
    '[gist.github.com/paula/5555251](https://gist.github.com/paula/5555251)',
  ],
  ['x', '{{< x user="a" id="12" >}}', '[x.com/a/status/12](https://x.com/a/status/12)'],
  [
    'ref',
    '[a]({{< ref "lock.md#bolt" >}}) [b]({{% relref path="lock" %}})',
    '[a](./lock.md#bolt) [b](./lock.md)',
  ],
  [
    'a shown shortcode',
    '{{</* a_b_c */>}} and `{{</* d */>}}` and {{%/* e */%}}',
    '{\\{< a_b_c >}} and `{{< d >}}` and {\\{% e %}}',
  ],
  ['a comment', 'a{{/* b */}}c', 'ac'],
  [
    'a fence in a shortcode',
    '{{< details "S" >}}\n```\n{{ x }}\n```\n{{< /details >}}',
    '<details><summary>S</summary>\n\n```\n{{ x }}\n```\n\n</details>',
  ],
];

const kramdown: readonly Case[] = [
  ['classes of a block', 'a\n{: .b #c d="e"}\n\nf', 'a\n\nf'],
  ['classes of a span', '*a*{: .b}, [c](d){:target="_blank"} ![e](f){: width="3"}', '*a*, [c](d) ![e](f)'],
  ['a heading’s id', '## A b {#c}', '## A b <a id="c"></a>'],
  ['a heading’s id below', '## A\n{: #c .d}', '## <a id="c"></a>A'],
  ['an underlined heading’s id below', 'A\n---\n{: #c}', '<a id="c"></a>A\n---'],
  ['a table of contents', '* TOC\n{:toc}\n\na', 'a'],
  ['a comment', '{::comment}\na\n{:/comment}\n\nb', 'b'],
  ['nomarkdown', '{::nomarkdown}<b>a</b>{:/}', '<b>a</b>'],
];

const wiki: readonly Case[] = [
  ['a page', '[[My lock]]', '[My lock](./My%20lock.md)'],
  ['a label', '[[lock|The *lock*]]', '[The \\*lock\\*](./lock.md)'],
  ['a heading', '[[lock#How to Open it?|open]]', '[open](./lock.md#how-to-open-it)'],
  ['a heading of this page', '[[#Bolts]]', '[Bolts](#bolts)'],
  ['a picture', '![[lock.png|300]]', '![](./img/lock.png)'],
];

const mdxCases: readonly Case[] = [
  [
    'modules',
    'import a from "a";\nimport {\n  b,\n} from "b";\n\nexport const c = {\n  d: `e`,\n\n  f: "}",\n};\n\ng',
    'g',
  ],
  ['a picture', 'import a from "./a.jpg";\n\n<Image src={a} alt="A *lock*" />', '![A \\*lock\\*](./a.jpg)'],
  [
    'a picture’s src',
    'import a from "./a.jpg";\n\n<img src={a.src} alt="A" />',
    '<img src="./a.jpg" alt="A">',
  ],
  ['comments', 'a{/* b */}c', 'ac'],
  ['literals', '{"a *b*"} {3} {`c`}', 'a \\*b\\* 3 c'],
  ['the title', '# {frontmatter.title}', '# A \\_key\\_'],
  [
    'attributes',
    '<span className="a" lang="de" style={{ color: "red" }}>*b*</span>',
    '<span lang="de">*b*</span>',
  ],
  ['Markdown in elements', '<div className="a">\n*b*\n</div>\n*c*', '<div>\n\n*b*\n\n</div>\n\n*c*'],
  [
    'code',
    '<Code lang="js" code={`a {\n  b }`} />',
    '<pre><code class="language-js">a {\n  b }</code></pre>',
  ],
  ['a film', '<YouTube id="abc" title="A film" />', '[A film](https://www.youtube.com/watch?v=abc)'],
  ['fragments', '<>a</>', 'a'],
];

function squeeze(html: string): string {
  return html
    .replaceAll(/\s*\n\s*/g, '\n')
    .replaceAll(/(?<=>)\s+(?=<)|(?<=<(?:div|p)>)\s+|\s+(?=<\/(?:div|p)>)/g, '')
    .trim();
}

describe.each([
  ['Liquid', liquid],
  ['Hexo', hexo],
  ['Hugo', hugo],
  ['kramdown', kramdown],
  ['wiki links', wiki],
  ['MDX', mdxCases],
])('%s', (dialect, cases) => {
  test.each(cases)('%s', (_, written, plain) => {
    const { body, leftovers } = translate(written, dialect === 'MDX');
    expect(squeeze(seen(body).html)).toBe(squeeze(seen(plain).html));
    expect(leftovers).toEqual([]);
    expect(body.split('\n')).toHaveLength(written.split('\n').length);
  });
});

/** What cannot be translated: what is read instead, and what is told. */
const untranslated: [name: string, written: string, text: string, told: readonly string[], mdx?: true][] = [
  ['an unknown tag', 'a {% poll 3 %} b', 'a b', ['Liquid tag {% poll 3 %}']],
  ['an unknown pair keeps its text', '{% note %}a{% endnote %} b', 'a b', ['Liquid tag {% note %}']],
  [
    'a condition keeps its first branch',
    '{% if a %}b{% elsif c %}d{% else %}e{% endif %} f',
    'b f',
    ['Liquid tag {% if a %}', 'Liquid tag {% elsif c %}'],
  ],
  [
    'a case keeps its first branch',
    '{% case a %}{% when 1 %}b{% when 2 %}c{% endcase %}',
    'b',
    ['Liquid tag {% case a %}', 'Liquid tag {% when 2 %}'],
  ],
  [
    'conditions in conditions',
    '{% if a %}b{% if c %}d{% else %}e{% endif %}{% else %}f{% if g %}h{% endif %}{% endif %} i',
    'bd i',
    ['Liquid tag {% if a %}', 'Liquid tag {% if c %}', 'Liquid tag {% else %}', 'Liquid tag {% else %}'],
  ],
  [
    'a loop goes',
    'a {% for b in c %}{{ b }}, {% else %}d{% endfor %} e',
    'a e',
    ['Liquid tag {% for b in c %}'],
  ],
  ['words about loops stay', 'Write {% for %} and {% endfor %}.', 'Write and .', ['Liquid tag {% for %}']],
  [
    'a value of somewhere else',
    'a {{ site.data.b | first }} c',
    'a c',
    ['Liquid variable {{ site.data.b | first }}'],
  ],
  [
    'an id that is a variable',
    '{% include youtube.html id=page.film %}',
    '',
    ['Liquid tag {% include youtube.html id=page.film %}'],
  ],
  ['an unknown shortcode', 'a {{< b c="d" >}} e', 'a e', ['Hugo shortcode {{< b c="d" >}}']],
  ['an unknown pair of shortcodes', '{{% b %}}*c*{{% /b %}}', 'c', ['Hugo shortcode {{% b %}}']],
  ['a reference to nothing', '[a]({{< ref "gone" >}})', 'a', ['Hugo shortcode {{< ref "gone" >}}']],
  ['a wiki link to nothing', '[[Gone|gone]]', 'gone', ['wiki link [[Gone|gone]]']],
  ['an end without a beginning', 'a {% endb %} c', 'a c', ['Liquid tag {% endb %}']],
  ['a tag that does not end', 'a {% b c', 'a {% b c', ['unclosed Liquid tag {% b c']],
  ['a shortcode that does not end', 'a {{< b\n\nc', 'a {{< b c', ['unclosed Hugo shortcode {{< b']],
  ['a long one', `{% ${'a'.repeat(100)} %}`, '', [`Liquid tag {% ${'a'.repeat(56)}…`]],
  ['an unknown component', 'a <B c={d} /> e', 'a e', ['MDX component <B c={d} />'], true],
  [
    'an unknown pair of components',
    '<B>\n\n*c* <D.E/>\n\n</B>',
    'c',
    ['MDX component <B>', 'MDX component <D.E/>'],
    true,
  ],
  [
    'an unknown expression',
    'a {b.map((c) => <D>{c}</D>)} e',
    'a e',
    ['MDX expression {b.map((c) => <D>{c}</D>)}'],
    true,
  ],
  ['an expression that does not end', 'a {b', 'a {b', ['unclosed MDX expression {b'], true],
];

test.each(untranslated)('%s', (_, written, text, told, mdx) => {
  const { body, leftovers } = translate(written, mdx === true);
  expect(seen(body).text).toBe(text);
  expect(leftovers.map((one) => `${one.kind} ${one.text}`)).toEqual(told);
});

test('a leftover is reported with its position', () => {
  const { leftovers } = translate(
    '{{ site.title }}\n\n> a {% b\nc %}\n```\n{% d %}\n```\n- é {{< e >}} [[f]]\n',
  );
  expect(leftovers).toEqual([
    { kind: 'Liquid tag', text: '{% b c %}', line: 3, column: 5 },
    { kind: 'Hugo shortcode', text: '{{< e >}}', line: 8, column: 5 },
    { kind: 'wiki link', text: '[[f]]', line: 8, column: 15 },
  ]);
});

const prose = [
  'In Vue it is {{ }}, and {{ … }} or {{ your own words }} are blanks to fill in.',
  'A set {1, 2}, {a}, a tuple {:ok, value}, {:error}, an {emoji :)} and {%}.',
  'The matrix [[1, 2], [3, 4]], the test [[ -f file ]], the note [[^1]] and [[label]](https://a.org).',
  '[[a]] is a reference.\n\n[a]: https://a.org',
  '$$\\frac{{a}}{{b}}$$ and x^{{n}} and \\text{{a}}',
  'import and export\n\nimport duties rose.\n\nexport const is written in JavaScript.',
  'A <Component /> and a < b.',
];

test.each(prose)('prose stays: %s', (written) => {
  const { body, leftovers } = translate(written);
  expect(seen(body).text).toBe(seen(written).text);
  expect(leftovers).toEqual([]);
});

const samples = [
  '```liquid\n{% for a in b %}{{ a }}{% endfor %}\n{{< c >}} [[d]] {#e}\n```',
  '~~~\n{{ a }}\n```\n{% b %}\n~~~',
  '    {{ a }}\n\n    {% b %}',
  'Inline `{% a %}`, ``{{ ` }}`` and `{{< b >}}\n[[c]]`.',
  '- a\n\n      {{ b }}\n\n  ```\n  {% c %}\n  ```\n\n1. d\n   ~~~\n   {{ e }}\n   ~~~',
  '> a\n>\n> ```\n> {% b %}\n> ```\n>\n>     {{ c }}',
  '<pre><code>{% a %}\n\n{{ b }}</code></pre>',
  'A <code>{{ a }}</code> and <!-- {% b %} --> and <script>{{ c }}</script>',
  '```\nunclosed {{ a }}',
  '{% raw %} shows in `{% raw %}` and `{{ a }}`'.slice(10),
];

test.each(samples)('a sample stays: %s', (written) => {
  expect(translate(written)).toEqual({ body: written, leftovers: [] });
});

describe('laws', () => {
  const word = fc.constantFrom(
    'lock',
    'a *key*',
    'x < y',
    '{',
    '}',
    '[',
    '![',
    '`',
    '\\',
    '$$',
    '<',
    '>',
    '-',
    '# ',
    '::',
    'é',
  );
  const gap = fc.constantFrom(' ', '\n', '\n\n', '\n    ', '\n- ', '\n> ', '');
  const tag = fc.constantFrom(
    '{% if a %}',
    '{% else %}',
    '{% endif %}',
    '{% for a in b %}',
    '{% endfor %}',
    '{% raw %}',
    '{% endraw %}',
    '{% highlight c %}',
    '{% endhighlight %}',
    '{% comment %}',
    '{% endcomment %}',
    '{% note %}',
    '{% endnote %}',
    '{% case a %}',
    '{% when 1 %}',
    '{% endcase %}',
    '{% assign a = "b" %}',
    '{% capture c %}',
    '{% endcapture %}',
    '{% gist a/1 %}',
    '{% img /a.png %}',
    '{% blockquote A %}',
    '{% endblockquote %}',
    '{% post_url lock %}',
    '{%',
    '%}',
    '{{ a }}',
    '{{ site.baseurl }}',
    '{{',
    '}}',
    '{{ b | c }}',
    '{{{ d }}}',
    '{# a #}',
    '{{< a >}}',
    '{{< /a >}}',
    '{{% b %}}',
    '{{% /b %}}',
    '{{< figure src="a.png" >}}',
    '{{</* a */>}}',
    '{{<',
    '>}}',
    '{{< details >}}',
    '{{< /details >}}',
    '{{< highlight go >}}',
    '{{< /highlight >}}',
    '{: .a #b}',
    '{#c}',
    '{:toc}',
    '{::comment}',
    '{:/comment}',
    '* TOC',
    '[[lock]]',
    '[[gone|x]]',
    '![[lock.png]]',
    '```',
    '~~~',
    '<div>',
    '</div>',
    '<pre>',
    '</pre>',
    '<!--',
    '-->',
    'import a from "./a.png"',
    'export const a = {',
    '<A b={c}>',
    '</A>',
    '<A/>',
    '<b className="c">',
    '{a}',
    '{"b"}',
    '{/* c */}',
    '<>',
    '</>',
    '<Image src={a} />',
  );
  const body = fc.array(fc.oneof(tag, tag, word, gap, gap), { maxLength: 24 }).map((parts) => parts.join(''));

  test('every line stays where it is, and every leftover is there', () => {
    fc.assert(
      fc.property(body, fc.boolean(), (written, mdx) => {
        const result = translate(written, mdx);
        const lines = written.split('\n');
        expect(result.body.split('\n')).toHaveLength(lines.length);
        for (const { text, line, column } of result.leftovers) {
          expect(text.length).toBeLessThanOrEqual(60);
          expect(lines[line - 1]?.slice(column - 1)).toContain(text.split(' ')[0]?.replace('…', ''));
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('translating twice is translating once', () => {
    fc.assert(
      fc.property(body, (written) => {
        const once = translate(written).body;
        expect(translate(once).body).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  // What stands behind an element on its line decides how it is written.
  const lines = fc.array(fc.oneof(tag, word), { maxLength: 16 }).map((parts) => parts.join('\n'));

  test('translating MDX twice is translating it once', () => {
    fc.assert(
      fc.property(lines, (written) => {
        const once = translate(written, true).body;
        expect(translate(once, true).body).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  // A fence in HTML is none to Markdown; whoever wrote it there meant one, and its code stays. Formulas stay too.
  const markdown = body.map((written) => written.replaceAll(/(?<!\{\{)<(?!\s)/g, '< ').replaceAll('$$', '$'));

  test('no template syntax is left outside code', () => {
    fc.assert(
      fc.property(markdown, (written) => {
        // What is written behind a backslash is meant to be seen.
        const { html } = seen(translate(written).body.replaceAll(/&#123;|\\[{%]/g, '(brace)'));
        const outside = html.replaceAll(/<(pre|code)\b[^]*?<\/\1>/g, '');
        expect(outside).not.toMatch(/\{%|\{\{|\{\{&lt;/);
      }),
      { numRuns: 3000, examples: [['{{<A/>{"b"}'], ['{% img /a.png %}{% if a %}\n- ```{% if a %}']] },
    );
  });

  const sample = fc
    .tuple(
      fc.constantFrom('```', '~~~~', '    ', '`', 'pre', '> ```', '- ```'),
      fc.array(tag, { minLength: 1, maxLength: 4 }),
    )
    .map(([kind, parts]) => {
      const code =
        parts.join(' ').replaceAll(/[`~]|<\/?pre>|\{<?% *(?:end)?raw *%>?\}|\/\*|\*\/|<!--/g, '') || 'x';
      // A tag at its beginning, among others, is more likely only indented.
      if (kind === '    ') return { text: `\n    x ${code}\n`, code };
      if (kind === '`') return { text: `\nsee \`${code}\` there\n`, code };
      if (kind === 'pre') return { text: `\n<pre>${code}</pre>\n`, code };
      const [prefix, next] = kind.startsWith('> ')
        ? ['> ', '> ']
        : kind.startsWith('- ')
          ? ['- ', '  ']
          : ['', ''];
      const mark = kind.slice(prefix.length);
      return { text: `\n${prefix}${mark}md\n${next}${code}\n${next}${mark}\n`, code };
    });

  test('a body of nothing but samples is unchanged', () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 6 }), (some) => {
        const written = some.map(({ text }) => text).join('\nand\n');
        expect(translate(written)).toEqual({ body: written, leftovers: [] });
      }),
      { numRuns: 2000 },
    );
  });

  const alone = fc.constantFrom(
    '{{ a.b }}',
    '{% note %}',
    '{% endnote %}',
    '{{< c >}}',
    '{{< /c >}}',
    '{% if d %}',
    '{% endif %}',
    '[[gone]]',
    '{: .e}',
    '',
  );

  test('no sample is lost among tags', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(alone, sample), { maxLength: 6 }), (some) => {
        const { body: result } = translate(some.map(([one, { text }]) => `${one}\n${text}\nand`).join('\n'));
        expect(some.filter(([, { code }]) => !result.includes(code))).toEqual([]);
        const rest = some.reduce((text, [, { text: one }]) => text.replace(one, () => ''), result);
        expect(rest).not.toMatch(/\{[{%]/);
      }),
      { numRuns: 2000 },
    );
  });
});

const hostile = [
  '{',
  '{{',
  '{%',
  '{{<',
  '{% a',
  '{{ a',
  '{% raw %}',
  '{% highlight %}',
  '{% if a %}',
  '{% else %}',
  '{% note %}',
  '{{< a >}}',
  '{{</*',
  '{:',
  '{#',
  '{::comment}',
  '[[',
  '![[',
  '[[a]]',
  '`',
  '``` ',
  '\n```\n',
  '\n- ',
  '- ',
  '> ',
  '\n> ',
  '<!--',
  '<pre>',
  '<code>',
  '$$',
  '\\',
  '<A ',
  '<A b="',
  '<A b={',
  '</A>',
  '<',
  '{"',
  '{`',
  "{'",
  '{/*',
  'import {\n',
  'export const a = {\n',
  '{: .a}\n',
  '\n{#a}',
  '{{ "',
  '{% include a b="',
  '{% img ',
  ' ',
  '\n    {{ a }}\n\n',
  '{{ a | b: "c" ',
  '<a href="',
  '*',
  '{% capture a %}',
];

test.each(hostile)('ends on %j, however often it is repeated', (unit) => {
  const written = unit.repeat(Math.ceil(amount(20_000, 100_000) / unit.length));
  for (const text of [written, `a ${written} %} }} >}} ]] b`])
    for (const mdx of [false, true])
      expect(translate(text, mdx).body.split('\n')).toHaveLength(text.split('\n').length);
});

function source(file: string): SourceFile {
  return { file, location: `/${file}`, path: file.replace(/^content\//, ''), folder: 'content/' };
}

describe('references', () => {
  const references = createReferences(() =>
    [
      'content/_posts/2026-01-05-first-key.md',
      'content/posts/lock/index.md',
      'content/posts/lock/bolt.png',
      'content/posts/My door.mdx',
      'content/posts/key.md',
      'content/files/price list.pdf',
    ].map(source),
  );

  test.each([
    ['post_url', '2026-01-05-first-key', 'content/posts/key.md', '../_posts/2026-01-05-first-key.md'],
    ['post_url', 'first-key', 'content/posts/key.md', '../_posts/2026-01-05-first-key.md'],
    [
      'link',
      'content/_posts/2026-01-05-first-key.md',
      'content/posts/key.md',
      '../_posts/2026-01-05-first-key.md',
    ],
    ['link', '/files/price list.pdf', 'content/posts/lock/index.md', '../../files/price%20list.pdf'],
    ['link', 'my door', 'content/posts/key.md', './My%20door.mdx'],
    ['ref', 'key.md#wards', 'content/posts/lock/index.md', '../key.md#wards'],
    ['ref', '/posts/lock', 'content/posts/key.md', './lock/index.md'],
    ['ref', 'posts/lock/', 'content/posts/key.md', './lock/index.md'],
    ['ref', '#wards', 'content/posts/key.md', '#wards'],
    ['file', 'bolt.png', 'content/posts/key.md', './lock/bolt.png'],
    ['link', 'gone', 'content/posts/key.md', undefined],
    ['post_url', 'bolt.png', 'content/posts/key.md', undefined],
  ] as const)('%s %s in %s', (kind, name, from, href) => {
    expect(references(source(from))(kind, name)).toBe(href);
  });
});
