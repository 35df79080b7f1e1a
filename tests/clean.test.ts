import { array, assert, constantFrom, oneof, property, string, tuple } from 'fast-check';
import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it } from 'vitest';
import { createRenderer } from '../src/markdown/renderer.ts';
import type { Resolve } from '../src/markdown/model.ts';
import { amount } from './effort.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const base = 'https://example.com/posts/one/';
const resolve: Resolve = (href) => {
  try {
    return { url: new URL(href, base).href, page: href.startsWith('/') ? `../..${href}` : encodeURI(href) };
  } catch {
    return undefined;
  }
};
const renderer = createRenderer({ pages: true });
const render = (html: string) => renderer.render(html, resolve);
const feed = (html: string) => render(html).feed.trim();

/** Every element of a fragment, as an HTML parser that is not ours reads it. */
function elementsIn(html: string): Element[] {
  const found: Element[] = [];
  const waiting: Node[] = [...parseFragment(html).childNodes];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('tagName' in node) found.push(node);
    if ('childNodes' in node) waiting.push(...node.childNodes);
  }
  return found;
}

/** The shape of a fragment in the eyes of parse5: names, nested. Elements it had to invent (`tbody`) are left out. */
function shape(html: string): string {
  const write = (node: Node): string => {
    if (!('tagName' in node)) return '';
    const inner = node.childNodes.map(write).join('');
    return node.sourceCodeLocation?.startTag || node.sourceCodeLocation?.endTag || isVoid(node.tagName)
      ? `<${node.tagName}>${inner}</${node.tagName}>`
      : inner;
  };
  return parseFragment(html, { sourceCodeLocationInfo: true }).childNodes.map(write).join('');
}

/** The shape of a fragment as it is written, by its tags alone. */
function written(html: string): string {
  return [...html.matchAll(/<(\/?)([a-z0-9]+)[^<>]*>/g)]
    .map(([, slash = '', name = '']) => (isVoid(name) ? `<${name}></${name}>` : `<${slash}${name}>`))
    .join('');
}

function isVoid(name: string): boolean {
  return ['br', 'col', 'hr', 'img', 'source', 'track', 'wbr'].includes(name);
}

const allowed = new Set(
  (
    'a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn ' +
    'div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark ol p picture pre q rp ' +
    'rt ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr track u ' +
    'ul var video wbr'
  ).split(' '),
);
const urlAttributes = new Set(['href', 'src', 'cite', 'poster']);

/** What must hold for any output, whatever went in. */
function expectHarmless(html: string): void {
  const contained = `<div>${html}</div>`;
  expect(parseFragment(contained).childNodes).toHaveLength(1);
  expect(shape(contained)).toBe(written(contained));
  for (const element of elementsIn(html)) {
    expect(allowed).toContain(element.tagName);
    expect(element.namespaceURI).toBe('http://www.w3.org/1999/xhtml');
    for (const { name } of element.attrs)
      expect(name).not.toMatch(/^on|^style$|^srcdoc$|^target$|^ping$|^form|:/);
    for (const { value } of element.attrs.filter((one) => urlAttributes.has(one.name)))
      expect(value).not.toMatch(
        /^[\u0000-\u0020]*(?:javascript|vbscript|data:text|file|blob)|[\u0000-\u001F]/i,
      );
  }
}

const classics = [
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg><script>alert&lpar;1&rpar;</script></svg>',
  '<math><mi//xlink:href="data:x,<script>alert(4)</script>">',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
  '<title><a title="</title><img src=x onerror=alert(1)>">',
  '<textarea><a title="</textarea><img src=x onerror=alert(1)>">',
  '<iframe><a title="</iframe><img src=x onerror=alert(1)>">',
  '<noembed><a title="</noembed><img src=x onerror=alert(1)>">',
  '<noframes><style></noframes><img src=x onerror=alert(1)></style>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<listing>&lt;img onerror=alert(1) src=x&gt;</listing>',
  '<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror=alert(1)>">',
  '<img src="x` `<script>alert(1)</script>"` `>',
  '<a href="jav&#x09;ascript:alert(1)">x</a><a href=" &#1;javascript:alert(1)">x</a><a href="java\u0001script:alert(1)">x</a>',
  '<a href="JaVaScRiPt&colon;alert(1)">x</a><img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<!--><img src=x onerror=alert(1)>--><!--x--!><img src=x onerror=alert(1)>',
  '<![CDATA[<img src=x onerror=alert(1)>]]><?php <img src=x onerror=alert(1)> ?>',
  '</div></article></body></html><img src=x onerror=alert(1)>',
  '<div title="<img src=x onerror=alert(1)>"><b a="</b><script>alert(1)</script>',
  '<table><td><a><table><td><a><p><div></a><script>alert(1)',
  '<ul><li><div><li></li></div></li></ul></div></div>',
  '<p><b><p><table><caption><li><dl><dd><div><dd>x',
  '<a href="x"><b><a href="y">z</a></b></a>',
  '<h2><i><h3>x</h3></i></h2><ruby><p><rt>x<rp>y</ruby>',
  '<body onload=alert(1)><frameset><frame src="javascript:alert(1)"></frameset>',
  '<object data="javascript:alert(1)"><embed src="data:text/html,<script>alert(1)</script>"></object>',
  '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=javascript:alert(1)"><link rel=stylesheet href=//e>',
  '<video poster="javascript:alert(1)" src="data:text/html,x" onerror=alert(1)><source src="javascript:1" onerror=alert(1)></video>',
  '<img srcset="javascript:alert(1) 2x, data:image/svg+xml,x 3x, data:image/png;base64,AA,BB 1x">',
];

describe('what no article may do', () => {
  it.each(classics)('%s', (html) => {
    const out = render(html);
    expectHarmless(out.feed);
    expectHarmless(out.page);
    expect(out.feed).not.toMatch(/<script|<style|onerror="|javascript:/i);
  });

  it('any soup of HTML comes out as the tree that is written, of allowed elements only', () => {
    const names =
      'a b i p div span ul ol li dl dt dd table caption colgroup col thead tbody tr td th h1 h2 h3 pre code br hr img ' +
      'svg math style script title textarea xmp noscript noembed template iframe object form select option button input ' +
      'mtext mglyph annotation-xml foreignObject desc video audio source track picture ruby rt rp details summary ' +
      'figure figcaption blockquote center font nobr image body html head frameset marquee main nav listing menu q sup';
    const name = constantFrom(...names.split(' '));
    const value = oneof(
      constantFrom(
        'x',
        'a b',
        '</p>',
        '<img src=x onerror=alert(1)>',
        '-->',
        "'",
        '"',
        '&quot;>',
        'javascript:alert(1)',
      ),
      string({ maxLength: 8, unit: 'binary' }),
    );
    const attribute = tuple(
      constantFrom('href', 'src', 'id', 'title', 'class', 'onclick', 'style', 'data-src', 'name', 'srcset'),
      value,
    ).map(([key, text]) => ` ${key}="${text}"`);
    const piece = oneof(
      {
        weight: 5,
        arbitrary: tuple(name, array(attribute, { maxLength: 2 })).map(
          ([tag, attrs]) => `<${tag}${attrs.join('')}>`,
        ),
      },
      { weight: 4, arbitrary: name.map((tag) => `</${tag}>`) },
      {
        weight: 2,
        arbitrary: constantFrom(
          'x',
          ' ',
          '\n',
          '\n\n',
          '&lt;b&gt;',
          '&#0;',
          '<',
          '>',
          '<!--',
          '-->',
          '<![CDATA[',
          ']]>',
          '"',
          '<a href="',
        ),
      },
      { weight: 1, arbitrary: constantFrom(...classics) },
    );
    assert(
      property(array(piece, { maxLength: 25 }), (pieces) => {
        // In a block of HTML, so that Markdown leaves it alone.
        const out = render(`<div>\n${pieces.join('')}`);
        expectHarmless(out.feed);
        expectHarmless(out.page);
        expect(out.page).not.toContain('undefined');
      }),
      { numRuns: amount(300, 1500) },
    );
  });

  it('plain text with any characters comes back as it was', () => {
    const text = string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .map((one) => one.replaceAll(/\s+/g, ' ').trim())
      .filter((one) => one !== '');
    assert(
      property(text, (one) => {
        const escaped = one.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        const out = feed(`<div>${escaped}</div>`);
        const [div] = elementsIn(out);
        const [child] = div?.childNodes ?? [];
        expect(child && 'value' in child ? child.value : '').toBe(one);
      }),
    );
  });
});

describe('HTML in an article', () => {
  it.each([
    // Structure
    ['<div><p><b>x<div>y</div></b></p></div>', '<div><div><b>x<div>y</div></b></div></div>'],
    ['<div><li>a</li><li>b</li></div>', '<div><div>a</div><div>b</div></div>'],
    [
      '<div><a href="/x">a<a href="/y">b</a></a></div>',
      '<div><a href="https://example.com/x">a</a><a href="https://example.com/y">b</a></div>',
    ],
    ['<table><tr>text<td>cell</td></tr></table>', 'text<table><tr><td>cell</td></tr></table>'],
    [
      '<div><center>x</center><font color="red">y</font><strike>z</strike></div>',
      '<div><div>x</div>y<s>z</s></div>',
    ],
    ['<div>a</div></div></body>', '<div>a</div>'],
    ['<div><p></p><p>\n</p>x</p></div>', '<div>\nx</div>'],
    // Attributes
    [
      '<div><p style="color:red" class="x" onclick="y" id="z" title="&quot;&lt;">a</p></div>',
      '<div><p id="z" title="&quot;&lt;">a</p></div>',
    ],
    [
      '<div><a href="/x" target="_blank" ping="/y" download>a</a></div>',
      '<div><a href="https://example.com/x">a</a></div>',
    ],
    ['<div><a name="here"></a></div>', '<div><a id="here"></a></div>'],
    [
      '<div><i id="a">1</i><i id="a">2</i><i id="a b">3</i></div>',
      '<div><i id="a">1</i><i>2</i><i>3</i></div>',
    ],
    ['<div><a href="javascript:x">text</a></div>', '<div>text</div>'],
    ['<div><q cite="../two/">x</q></div>', '<div><q cite="https://example.com/posts/two/">x</q></div>'],
    [
      '<table><tr><td colspan="2" align="right" width="9" bgcolor="red">x</td></tr></table>',
      '<table><tr><td colspan="2" align="right">x</td></tr></table>',
    ],
    // Dropped
    [
      '<div>a<script>b</script><style>c</style><svg><text>d</text></svg><textarea>e</textarea>f</div>',
      '<div>af</div>',
    ],
    [
      '<div><form action="/x"><label>Name <input name="n"></label><button>Go</button></form></div>',
      '<div><div>Name </div></div>',
    ],
    ['<div>a<!-- b -->c<x-y>d</x-y></div>', '<div>acd</div>'],
    ['<div><xmp><b>x</b></xmp></div>', '<div><pre>&lt;b&gt;x&lt;/b&gt;</pre></div>'],
    // Media
    [
      '<div><video src="v.mp4" poster="p.jpg" autoplay onplay="x"></video></div>',
      '<div><video src="https://example.com/posts/one/v.mp4" poster="https://example.com/posts/one/p.jpg" controls=""></video></div>',
    ],
    [
      '<div><audio><source src="/a.mp3" type="audio/mpeg"></audio></div>',
      '<div><audio controls=""><source src="https://example.com/a.mp3" type="audio/mpeg"></audio></div>',
    ],
    [
      '<p><picture><source srcset="a.webp" type="image/webp"><img src="a.jpg" alt=""></picture></p>',
      '<p><picture><source srcset="https://example.com/posts/one/a.webp" type="image/webp"><img src="https://example.com/posts/one/a.jpg" alt=""></picture></p>',
    ],
    [
      '<div><img srcset="a.jpg 1x, b,c.jpg 2x,data:image/png;base64,AA,B 3x, javascript:x 4x" src="a.jpg"></div>',
      '<div><img srcset="https://example.com/posts/one/a.jpg 1x, https://example.com/posts/one/b,c.jpg 2x, data:image/png;base64,AA,B 3x" src="https://example.com/posts/one/a.jpg"></div>',
    ],
    [
      '<div><img src="data:image/png;base64,AAAA" alt="x"><img src="data:image/svg+xml,x" alt="drawing"></div>',
      '<div><img src="data:image/png;base64,AAAA" alt="x">drawing</div>',
    ],
    // Lazy images
    [
      '<div><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="real.jpg" loading="lazy"></div>',
      '<div><img src="https://example.com/posts/one/real.jpg"></div>',
    ],
    [
      '<div><img data-srcset="a.jpg 1x, b.jpg 2x"></div>',
      '<div><img srcset="https://example.com/posts/one/a.jpg 1x, https://example.com/posts/one/b.jpg 2x" src="https://example.com/posts/one/a.jpg"></div>',
    ],
    [
      '<div><img src="/img/placeholder.png" data-original="/real.jpg"></div>',
      '<div><img src="https://example.com/real.jpg"></div>',
    ],
    [
      '<div><img src="own.jpg" data-src="other.jpg"></div>',
      '<div><img src="https://example.com/posts/one/own.jpg"></div>',
    ],
    [
      '<div><img data-src="real.jpg"> <noscript><img src="real.jpg"></noscript></div>',
      '<div><img src="https://example.com/posts/one/real.jpg"> </div>',
    ],
    [
      '<div><noscript><img src="real.jpg"></noscript></div>',
      '<div><img src="https://example.com/posts/one/real.jpg"></div>',
    ],
    // Embeds
    [
      '<iframe src="//www.youtube.com/embed/dQw4w9WgXcQ?rel=0" title="A film"></iframe>',
      '<p><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">A film</a></p>',
    ],
    [
      '<iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"></iframe>',
      '<p><a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">www.youtube.com/watch?v=dQw4w9WgXcQ</a></p>',
    ],
    [
      '<iframe src="https://player.vimeo.com/video/1234?h=x">old</iframe>',
      '<p><a href="https://vimeo.com/1234">vimeo.com/1234</a></p>',
    ],
    [
      '<p>See <iframe src="/map.html"></iframe></p>',
      '<p>See <a href="https://example.com/map.html">/map.html</a></p>',
    ],
    ['<div><iframe src="javascript:x"></iframe><iframe></iframe></div>', '<div></div>'],
    [
      '<div><object data="/a.pdf"><embed src="/a.pdf">fallback</object></div>',
      '<div><p><a href="https://example.com/a.pdf">/a.pdf</a></p></div>',
    ],
    ['<div><object>fallback</object></div>', '<div>fallback</div>'],
    [
      '<blockquote class="twitter-tweet"><p>Hi</p><a href="https://twitter.com/x/status/1">x</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script>',
      '<blockquote><p>Hi</p><a href="https://twitter.com/x/status/1">x</a></blockquote>',
    ],
    // White space
    ['<pre>\n  a\n\n\tb  \n</pre>', '<pre>\n  a\n\n\tb  \n</pre>'],
    ['<pre><x-y>\na</x-y></pre>', '<pre>\n\na</pre>'],
    [
      '<div>a\u2028b\u0000\u0008\u0085\uFDD0\u{1FFFE}c&#13;d&#xD800;\u{1F600}</div>',
      '<div>a\u2028bc\nd\uFFFD\u{1F600}</div>',
    ],
  ])('%s', (html, expected) => {
    expect(feed(html)).toBe(expected);
  });

  it('deeper than any reader shows is an error in words', () => {
    expect(() => render(`<div>${'<div>'.repeat(300_000)}`)).toThrow(/nested more than 500 deep/);
    expect(feed('<div>'.repeat(400))).toContain('<div>'.repeat(400));
  });

  it('an address the site does not know goes, and its text stays', () => {
    const none = renderer.render(
      '<div><a href="x">a</a><img src="y" alt="b"><img src="z"></div>',
      () => undefined,
    );
    expect(none.feed.trim()).toBe('<div>ab</div>');
  });

  it('what resolving gives back is looked at too', () => {
    const evil = renderer.render('<div><a href="x">a</a></div>', () => ({
      url: 'javascript:1',
      page: 'java\tscript:1',
    }));
    expect(evil).toEqual({ feed: '<div>a</div>', page: '<div>a</div>' });
  });
});
