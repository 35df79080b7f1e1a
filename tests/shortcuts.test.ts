import { array, assert, constantFrom, oneof, option, property, tuple } from 'fast-check';
import { Parser } from 'htmlparser2';
import { Lexer, Marked } from 'marked';
import { describe, expect, it } from 'vitest';
import { createMarkdown } from '../src/markdown/render/markdown.ts';
import { parseHtml, readOrderly } from '../src/markdown/render/parse-html.ts';
import type { Handler, Html } from '../src/markdown/render/parse-html.ts';
import { readPhrases } from '../src/markdown/render/phrases.ts';
import { clean, line, spellingKey } from '../src/base/text.ts';
import { absoluteUrl, hrefs, parsedUrl, plainUrl } from '../src/base/url.ts';

// What is quick is so by leaving a library or a whole rule aside. It has to come to the same, whatever the text.

/** What stands between the signs of a row. */
function pieces(row: string): readonly string[] {
  return row.split('§');
}

/** Texts put together from `some` pieces. */
function textsOf(some: readonly string[], maxLength = 24) {
  return array(constantFrom(...some), { maxLength }).map((parts) => parts.join(''));
}

const anything = textsOf(
  pieces(
    'a§B§word§Word§ § §  §\n§\n§\n\n§\n\n§\t§.§,§:§(§"§\'§1§*§**§***§*a*§**b c**§_§__§~§~~§~a~§`§`x`§``§' +
      '\\§<§>§&§!§[§]§](§)§[a](b)§[a b](/c "d")§[x][y]§[x]§\n[x]: /z\n§![a](b)§![§[ ] §<b>§</b>§' +
      '<a href="x">§</a>§<code>§</code>§<div>\n§<!-- c -->§&#65;§&amp;§&copy;§- §\n- §\n- a§* §\n* b§+ c§' +
      '1. §\n1. x§\n2) y§\n- [ ] t§\n    §1.§2024§> §\n> §\n>§# §\n## §---§\n---§\n===§\n| a |\n| - |§|b§' +
      '```§\n```js\n§#§://§http§www.§http://a.b§@§a@b.cc§é§日§😀§“§—§\u00A0§\u2028§\uFEFF',
  ),
);

// Nearly what is read quickly: there the differences are small.
const phrases = oneof(
  textsOf(pieces('a§é§ §*§**§.§(§_'), 10),
  textsOf(pieces('a§ §[§]§(§)§"§*§`§!§[a](b)§[a](b "c")'), 10),
  textsOf(pieces('a§B.§ §*a*§**b**§`c`§[d](e)§~§\n§@§&#65;§http://§  \n§<'), 10),
);
const blocks = textsOf(
  pieces(
    'A§b c§\n§\n§\n\n§- §- a\n§* b\n§1. c\n§2) d\n§[x]: /z\n§[x](y)§[§ §    §> § §`§*§**§1§.§\t§---\n§#§|',
  ),
  14,
);
const markdown = oneof(anything, phrases, blocks);

/** What `work` gives; nothing where it throws, as `marked` does where a quote in a list goes on lazily behind a list in it. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

describe('Markdown that is read quickly', () => {
  const quick = createMarkdown();
  const slow = new Marked({ gfm: true });

  it('is made of the tokens that marked reads', () => {
    assert(
      property(markdown, (source) => {
        expect(attempt(() => quick.lex(source).tokens)).toEqual(
          attempt(() => new Lexer(slow.defaults).lex(source)),
        );
      }),
      { numRuns: 10_000 },
    );
  });

  it('is what most texts are', () => {
    const plain = 'Some *words* and **more**, [a link](https://example.org/a "b"), `code`.';
    expect(readPhrases(plain, true)?.map(({ type }) => type)).toEqual(
      'text em text strong text link text codespan text'.split(' '),
    );
    const [block, ...others] = quick.lex(`- One.\n- *Two* of them.\n\n${plain}\n`).tokens;
    expect([block?.type, others.map(({ type }) => type)]).toEqual(['list', ['space', 'paragraph']]);
  });

  it('is told as a parser reads what is written', () => {
    assert(
      property(markdown, (source) => {
        expect(attempt(() => told(quick.read(source)))).toEqual(attempt(() => parsed(quick.html(source))));
      }),
      { numRuns: 10_000 },
    );
    expect(quick.read('*a*')).toBeTypeOf('function');
  });

  it('is left to marked where an extension changes how it is read', () => {
    const words = { name: 'words', level: 'inline' as const, tokenizer: () => undefined };
    for (const extension of [
      { breaks: true },
      { tokenizer: { codespan: () => undefined } },
      { extensions: [words] },
    ]) {
      const expected = new Lexer(new Marked({ gfm: true }, extension).defaults).lex('a\nb `c` *d*\n\n- e');
      expect(createMarkdown([extension]).lex('a\nb `c` *d*\n\n- e').tokens).toEqual(expected);
    }
  });
});

type Event = readonly [string, string, unknown?];

/** A handler, and what it was told, texts in a row put together. */
function recorder(): { events: Event[]; handler: Handler } {
  const events: Event[] = [];
  return {
    events,
    handler: {
      open: (tag, given, isImplied) => void events.push(['open', tag, { given: { ...given }, isImplied }]),
      close: (tag) => void events.push(['close', tag]),
      comment: (data) => void events.push(['comment', data]),
      text(data) {
        const last = events.at(-1);
        if (last?.[0] === 'text') events[events.length - 1] = ['text', last[1] + data];
        else if (data !== '') events.push(['text', data]);
      },
    },
  };
}

function told(html: Html): Event[] {
  const { events, handler } = recorder();
  parseHtml(html, () => handler);
  return events;
}

function parsed(html: string): Event[] {
  const { events, handler } = recorder();
  const { open, text, close, comment } = handler;
  new Parser({
    onopentag: open,
    ontext: text,
    onclosetag: close,
    oncomment: (data) => comment?.(data),
  }).end(html);
  return events;
}

const names =
  'a b p li ul td tr th thead tbody tfoot table h1 h2 div dd dt dl pre code em span br hr img input'.split(
    ' ',
  );
const html = textsOf(
  [
    ...names.flatMap((name) => [`<${name}>`, `</${name}>`, `<${name}>x</${name}>`]),
    ...pieces(
      '<a href="b">§<img src="a" alt="b &amp; c">§<a  b="c"\nd e="">§<br/>§<br />§<img a=b>§<a b=\'c\'>§' +
        '<a b="c" b="d">§<a b="c" b="d">e</a>§<!--> -->§<!---> -->§<A>§<p/>§</p >§<image>§<svg>§<title>§<script>§</script>§<form>§<x-y>§<§>§</§<!§<!--§' +
        '-->§<!-- a -->§<!-->§<!--->§<!-- -- -->§<!-- a--->§<?§"§\'§a§ §\n§&§&amp;§&lt;§&quot;§&#39;§&copy§' +
        '&copy;§&nbsp;§&#x41;§&#65§&notit;§&x;',
    ),
  ],
  12,
);

describe('orderly HTML', () => {
  it('is read as htmlparser2 reads it', () => {
    assert(
      property(html, (text) => {
        expect(told(text)).toEqual(parsed(text));
      }),
      { numRuns: 10_000 },
    );
  });

  it('is what an author writes who closes what is opened', () => {
    expect(
      readOrderly('<ul>\n<li><p>a &amp; <img src="b" alt="c"></p>\n</li></ul><!-- more -->'),
    ).toBeDefined();
    expect(readOrderly('<p>a<p>b')).toBeUndefined();
  });
});

const address = textsOf(
  pieces(
    'http://§https://§HTTP://§mailto:§//§/§/§/§.§..§a§B§example§.org§xn--§-§--§0x7f§127.1§1§:§:80§@§?§#§' +
      '%§%20§%2e§%2E§%zz§ §\t§\\§[§]§|§^§{§"§\'§<§é§日§&§=§+§;§,§!§*§(§~§_§$§\0§\uD800§x.png',
  ),
  9,
);
const rooted = tuple(
  constantFrom('', 'https://', 'https://example.com', 'https://example.com/', 'http://a.b/c/'),
  address,
);
const whole = rooted.map((parts) => parts.join(''));

describe('plain addresses', () => {
  it('are resolved as URL resolves them', () => {
    assert(
      property(whole, option(whole, { nil: undefined }), (href, base) => {
        expect(plainUrl(href, base) ?? parsedUrl(href, base)).toBe(parsedUrl(href, base));
      }),
      { numRuns: 10_000 },
    );
    expect(plainUrl('../b', 'https://example.com/a/')).toBeUndefined();
    expect(plainUrl('b/c.png?d#e', 'https://example.com/a/f')).toBe('https://example.com/a/b/c.png?d#e');
    expect(plainUrl('#e', 'https://example.com/a/f?g#h')).toBe('https://example.com/a/f?g#e');
  });

  it('lead from page to page', () => {
    const site = 'https://example.com/';
    const path = textsOf(pieces('/§/§a§b§c:d§?q§#f§%20§é'), 8).map(
      (text) => site + text.replaceAll(/\/+/g, '/').replace(/^\//, ''),
    );
    assert(
      property(path, path, (one, other) => {
        const [from, to] = [absoluteUrl(one) ?? site, absoluteUrl(other) ?? site];
        expect(new URL(hrefs(from, site)(to), from).href).toBe(to);
      }),
      { numRuns: 10_000 },
    );
  });
});

/** Whether XML allows `character` and does not advise against it (XML 1.0 §2.2). */
function isAllowed(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  const isNone = (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
  const isControl = (code < 0x20 && !'\t\n\r'.includes(character)) || (code >= 0x7f && code <= 0x9f);
  return !isSurrogate && !isNone && !isControl;
}

describe('texts that are tidy', () => {
  const texts = textsOf(
    pieces(
      'a§B§é§É§İ§日§😀§ §  §\t§\n§\r§\u00A0§\u3000§\u2028§\uFEFF§\u0085§\0§\u007F§\u009F§\uD800§\uDC00§' +
        '\uFDD0§\uFDEF§\uFFFD§\uFFFE§\uFFFF§\u{1FFFE}§e\u0301§1',
    ),
    8,
  );
  it('are cleaned, made a line and compared like all others', () => {
    assert(
      property(texts, (text) => {
        const expected = Array.from(text).filter(isAllowed).join('');
        expect(clean(text)).toBe(expected);
        const runs = expected.replaceAll(/[\s\uFFFD]+/g, (run) =>
          run.trim() === run && !/\s/.test(run) ? '' : ' ',
        );
        expect(line(text)).toBe(runs.trim());
        const key = text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
        expect(spellingKey(text)).toBe(key);
      }),
      { numRuns: 10_000 },
    );
  });
});
