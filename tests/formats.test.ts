import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '../src/content/article/model.ts';
import type { DateTime } from '../src/base/date.ts';
import { formats } from '../src/feeds/formats.ts';
import type { Entry, Format } from '../src/feeds/formats/format.ts';
import type { FeedPlan } from '../src/feeds/select.ts';
import { amount } from './effort.ts';
import { read, readAgain, readTopic, readTopicAgain } from './readers.ts';
import type { ReadFeed, ReadItem } from './readers.ts';
import { validate } from './validator.ts';
import { all, parseXml, value } from './xml.ts';

const site = 'https://example.com/';
const documents = {
  rss: { path: 'feed.xml', url: `${site}feed.xml` },
  atom: { path: 'atom.xml', url: `${site}atom.xml` },
  json: { path: 'feed.json', url: `${site}feed.json` },
};

function at(time: string): DateTime {
  const instant = Date.parse(time);
  return { instant, year: 2026, month: 1, day: 27 };
}

const first: Article = {
  file: 'content/first.md',
  id: `${site}first/`,
  url: `${site}first/`,
  section: '',
  title: 'First',
  published: at('2026-01-27T10:00:00Z'),
  updated: at('2026-01-27T10:00:00Z'),
  authors: [{ name: 'Jane Roe' }],
  categories: [],
  tags: [],
  contributors: [],
  attachments: [],
  corrections: [],
  translations: [],
  language: 'en',
};

const site1: FeedPlan = {
  kind: 'site',
  label: 'Example',
  complete: false,
  title: 'Example',
  description: 'News of examples',
  language: 'en',
  id: site,
  home: site,
  updated: Date.parse('2026-01-28T08:30:00Z'),
  authors: [{ name: 'Jane Roe' }],
  body: 'full',
  documents,
  articles: [],
};

type Part = { [Key in keyof Article]?: Article[Key] | undefined } & { html?: string; summary?: string };

function entry({ html = '<p>Text</p>', summary = 'Text', ...rest }: Part = {}): Entry {
  const article = Object.fromEntries(
    Object.entries({ ...first, ...rest }).filter(([, one]) => one !== undefined),
  );
  return { article: { ...first, ...article }, html, summary };
}

/** The document of a feed with these entries. */
function compile(one: Format, entries: readonly Entry[], change: Partial<FeedPlan> = {}): string {
  const plan = { ...site1, ...change, articles: entries.map(({ article }) => article) };
  const { head, item, separator, tail } = one.writer();
  return head(plan) + entries.map((each) => item(each, plan)).join(separator) + tail(plan);
}

function row(name: Format['name']): Format {
  const found = formats.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
}

function faults({ name }: Format, document: string): string[] {
  return validate(name, document, documents[name].url);
}

const same: ReadItem = {
  id: `${site}first/`,
  url: `${site}first/`,
  title: 'First',
  published: Date.parse('2026-01-27T10:00:00Z'),
  updated: Date.parse('2026-01-27T10:00:00Z'),
  authors: ['Jane Roe'],
  tags: [],
  image: '',
  html: '<p>Text</p>',
  summary: 'Text',
  language: 'en',
  attachments: [],
  contributors: [],
  license: '',
  licenseUrl: '',
  source: '',
  publication: '',
};

const image = { url: `${site}a.png?x=1&y=2`, type: 'image/png', width: 640, height: 480, length: 12_345 };

const audio = {
  url: `${site}a.mp3?x=1&y=2`,
  type: 'audio/mpeg',
  length: 1234,
  duration: 75,
  title: 'A & <b>',
};
const audio2 = { url: `${site}b.m4a`, type: 'audio/x-m4a', length: 99 };
const film = {
  url: `${site}c.mp4`,
  type: 'video/mp4',
  length: 5_000_000_000,
  width: 1280,
  height: 720,
  duration: 9,
};
const document1 = { url: `${site}d.pdf`, type: 'application/pdf', length: 10 };
const drawing = { url: `${site}e.png`, type: 'image/png', length: 20, width: 4, height: 3 };

/** What every format says of attachments. */
function told(...some: readonly { url: string; type: string; length: number }[]): Partial<ReadItem> {
  return { attachments: some.map(({ url, type, length }) => ({ url, type, length })) };
}

/** What an article says, and how a reader must see it in every format. */
const cases: readonly { name: string; part: Part; change?: Partial<FeedPlan>; seen: Partial<ReadItem> }[] = [
  { name: 'a plain article', part: {}, seen: {} },
  {
    name: 'markup and entities in a title',
    part: { title: 'AT&T: <b>bold</b>, &amp;lt; & &#38; ]]> "quoted" \'too\'' },
    seen: { title: 'AT&T: <b>bold</b>, &amp;lt; & &#38; ]]> "quoted" \'too\'' },
  },
  {
    name: 'markup in a summary',
    part: { summary: 'a <b, c > d & &copy; <script>alert(1)</script> ]]>' },
    seen: { summary: 'a <b, c > d & &copy; <script>alert(1)</script> ]]>' },
  },
  {
    name: 'several ]]> in content',
    part: { html: '<pre>a ]]&gt; b</pre><p>x]]>y]]>]]>z</p>' },
    seen: { html: '<pre>a ]]&gt; b</pre><p>x]]>y]]>]]>z</p>' },
  },
  {
    name: 'entities in content',
    part: { html: '<p>&amp;amp; &lt;p&gt; &quot;</p>' },
    seen: { html: '<p>&amp;amp; &lt;p&gt; &quot;</p>' },
  },
  {
    name: 'control characters, lone surrogates and line ends',
    part: {
      title: 'a\0b\u0008c\uD800d\uFFFEe\u{1F600}',
      html: '<p>\u000Bx\r\ny\rz</p>',
      summary: 'one\n two\u2028three',
    },
    seen: { title: 'abcde\u{1F600}', html: '<p>x\ny\nz</p>', summary: 'one two three' },
  },
  {
    name: 'what could be taken for a place to fill',
    part: { title: 'slot:0; slot:1; $& $1', html: '<p>slot:2;</p>', tags: ['slot:3;'] },
    seen: { title: 'slot:0; slot:1; $& $1', html: '<p>slot:2;</p>', tags: ['slot:3;'] },
  },
  {
    name: 'two authors without e-mail',
    part: {
      authors: [{ name: 'Jane & Co' }, { name: 'Ray <r>', url: `${site}?a=1&b=2`, avatar: `${site}r.png` }],
    },
    seen: { authors: ['Jane & Co', 'Ray <r>'] },
  },
  {
    name: 'one author with e-mail',
    part: { authors: [{ name: 'Jane Roe', email: 'jane@example.com' }] },
    seen: { authors: ['Jane Roe'] },
  },
  {
    name: 'two authors, one with e-mail',
    part: { authors: [{ name: 'Jane Roe', email: 'jane@example.com' }, { name: 'Ray' }] },
    seen: { authors: ['Jane Roe', 'Ray'] },
  },
  {
    name: 'an author with e-mail and brackets in the name',
    part: { authors: [{ name: 'Jane (JR) Roe :)', email: 'jane@example.com' }] },
    seen: { authors: ['Jane (JR) Roe :)'] },
  },
  { name: 'no author', part: { authors: [] }, seen: { authors: [] } },
  {
    name: 'categories before tags, doubles once',
    part: { categories: ['World news', 'R&D'], tags: ['world NEWS', '"q" <t>', 'r&d', '007', 'yes'] },
    seen: { tags: ['World news', 'R&D', '"q" <t>', '007', 'yes'] },
  },
  {
    name: 'an image of which only the address is known',
    part: { image: { url: `${site}a.png` } },
    seen: { image: `${site}a.png` },
  },
  {
    name: 'an image whose size could not be told',
    part: { image: { url: `${site}a.svg`, width: 0, height: 0, length: 0 } },
    seen: { image: `${site}a.svg` },
  },
  {
    name: 'an image with all there is to say',
    part: { image: { ...image, alt: 'Two & <three>', caption: '"Four"', credit: 'AP & co' } },
    seen: { image: image.url },
  },
  {
    name: 'an id that is no address',
    part: { id: 'tag:example.com,2026:1' },
    seen: { id: 'tag:example.com,2026:1' },
  },
  {
    name: 'an id from another domain',
    part: { id: 'https://old.example.org/?p=1&q=2' },
    seen: { id: 'https://old.example.org/?p=1&q=2' },
  },
  {
    name: 'an update',
    part: { updated: at('2026-01-28T08:30:00.250+09:00') },
    seen: { updated: Date.parse('2026-01-27T23:30:00.250Z') },
  },
  {
    name: 'no summary',
    part: { summary: '', html: '<p><img src="https://example.com/a.png" alt=""></p>' },
    seen: { summary: '', html: '<p><img src="https://example.com/a.png" alt=""></p>' },
  },
  { name: 'a summary but no content', part: { html: '' }, seen: { html: '' } },
  { name: 'neither summary nor content', part: { html: '', summary: '' }, seen: { html: '', summary: '' } },
  { name: 'a feed of summaries', part: {}, change: { body: 'summary' }, seen: { html: '' } },
  { name: 'sound', part: { attachments: [audio] }, seen: told(audio) },
  {
    name: 'sound and a picture of the article',
    part: { attachments: [audio], image },
    seen: { ...told(audio), image: image.url },
  },
  {
    name: 'a picture attached before the sound',
    part: { attachments: [drawing, audio] },
    seen: told(audio, drawing),
  },
  { name: 'two recordings', part: { attachments: [audio2, audio] }, seen: told(audio, audio2) },
  { name: 'a film with its size', part: { attachments: [film] }, seen: told(film) },
  { name: 'a document before a film', part: { attachments: [document1, film] }, seen: told(film, document1) },
  { name: 'a document only', part: { attachments: [document1] }, seen: told(document1) },
  {
    name: 'two documents and a picture',
    part: {
      attachments: [drawing, document1, { ...document1, url: `${site}f.zip`, type: 'application/zip' }],
    },
    seen: told(document1, drawing, { ...document1, url: `${site}f.zip`, type: 'application/zip' }),
  },
  {
    name: 'a picture only',
    part: { attachments: [drawing], image },
    seen: { ...told(drawing), image: image.url },
  },
  {
    name: 'attachments whose length nobody knows',
    part: {
      attachments: [
        { ...audio, length: 0 },
        { ...audio2, length: 0, duration: 0 },
      ],
    },
    seen: told({ ...audio, length: 0 }, { ...audio2, length: 0 }),
  },
  {
    name: 'another language',
    part: { language: 'ar', title: 'مرحبا' },
    seen: { language: 'ar', title: 'مرحبا' },
  },
  {
    name: 'a republished article',
    part: {
      source: { title: 'AFP & co', url: 'https://afp.example/', feed: 'https://afp.example/feed?a&b' },
      canonical: 'https://afp.example/2026/1?a&b',
      license: { text: '© 2026 AFP & <co>', url: 'https://afp.example/terms' },
    },
    seen: {
      source: 'https://afp.example/2026/1?a&b',
      publication: 'AFP & co',
      license: '© 2026 AFP & <co>',
      licenseUrl: 'https://afp.example/terms',
    },
  },
  {
    name: 'a source of which only the name is known',
    part: { source: { title: 'AFP' } },
    seen: {},
  },
  {
    name: 'a source without a feed',
    part: { source: { title: 'AFP "<&>"', url: 'https://afp.example/?a&b' } },
    seen: { source: 'https://afp.example/?a&b', publication: 'AFP "<&>"' },
  },
  {
    name: 'a source with all there is to say',
    part: {
      source: {
        title: 'AFP',
        url: 'https://afp.example/',
        feed: 'https://afp.example/feed',
        id: 'tag:afp.example,2026:feed',
        headline: 'Talks & <more>',
        updated: at('2026-01-26T08:00:00Z'),
      },
      canonical: 'https://afp.example/1',
    },
    seen: { source: 'https://afp.example/1', publication: 'AFP' },
  },
  {
    name: 'an original without a source',
    part: { canonical: 'https://afp.example/1' },
    seen: { source: 'https://afp.example/1' },
  },
  { name: 'an article that is its own original', part: { canonical: `${site}first/` }, seen: {} },
  {
    name: 'a Creative Commons licence',
    part: { license: { text: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' } },
    seen: { license: 'CC-BY-4.0', licenseUrl: 'https://creativecommons.org/licenses/by/4.0/' },
  },
  {
    name: 'contributors',
    part: {
      contributors: [
        { name: 'Ann & <b>Bo</b>', role: 'guest', url: `${site}?a&b`, avatar: `${site}a.png` },
        { name: 'Cy', email: 'cy@example.com' },
      ],
    },
    seen: { contributors: ['Ann & <b>Bo</b>', 'Cy'] },
  },
];

describe.each(formats)('$label', (one) => {
  test.each(cases)('$name', ({ part, change, seen }) => {
    const document = compile(one, [entry(part)], change);
    expect(faults(one, document)).toEqual([]);
    const items = [{ ...same, ...seen }];
    expect(read(one.name, document).items).toEqual(items);
    expect(readAgain(one.name, document).items).toEqual(items);
  });

  test('many articles in order', () => {
    const parts = cases.map(({ part }, index) => ({
      ...part,
      id: `${site}${index}/`,
      url: `${site}${index}/`,
    }));
    const document = compile(one, parts.map(entry));
    expect(faults(one, document)).toEqual([]);
    expect(read(one.name, document).items.map(({ id }) => id)).toEqual(parts.map(({ id }) => id));
  });

  test('the feed itself', () => {
    const change = {
      title: 'R&D <News> ]]>',
      description: 'a & b &amp; <c>',
      language: 'de-AT',
      home: `${site}?a=1&b=2`,
      icon: `${site}icon.png?a&b`,
      logo: `${site}logo.png`,
      license: { text: 'CC & <BY>', url: 'https://creativecommons.org/licenses/by/4.0/' },
      authors: [{ name: 'Jane & Co', email: 'jane@example.com', url: `${site}jane?a&b` }, { name: 'Ray' }],
    };
    const document = compile(one, [entry()], change);
    const seen: Omit<ReadFeed, 'items'> = {
      title: 'R&D <News> ]]>',
      description: 'a & b &amp; <c>',
      home: `${site}?a=1&b=2`,
      self: documents[one.name].url,
      language: 'de-AT',
    };
    expect(faults(one, document)).toEqual([]);
    expect(read(one.name, document)).toMatchObject(seen);
    expect(readAgain(one.name, document)).toMatchObject(seen);
  });

  test.each([
    { hubs: undefined, name: 'no hub' },
    { hubs: ['https://hub.example/?a=1&b=%3C2%3E'], name: 'a hub whose address has to be escaped' },
    { hubs: ['https://hub.example/', 'http://localhost:8080/hub'], name: 'two hubs in their order' },
  ])('$name, beside the one address of its own', ({ hubs }) => {
    const document = compile(one, [entry()], hubs ? { hubs } : {});
    const topic = { self: [documents[one.name].url], hubs: hubs ?? [] };
    expect(faults(one, document)).toEqual([]);
    expect(readTopic(one.name, document)).toEqual(topic);
    expect(readTopicAgain(one.name, document)).toEqual(topic);
    expect(/hub/i.test(document)).toBe(hubs !== undefined);
  });

  test('an empty feed', () => {
    const document = compile(one, [], { updated: 0, authors: [] });
    expect(faults(one, document)).toEqual([]);
    expect(read(one.name, document).items).toEqual([]);
  });

  test('a feed without description or authors', () => {
    const document = compile(one, [entry({ authors: [] })], { description: '', authors: [] });
    expect(faults(one, document)).toEqual([]);
  });

  test('an item serves every feed, and the memo shows in nothing', () => {
    const used = one.writer();
    const entries = cases.map(({ part }) => entry(part));
    const before = entries.map((each) => used.item(each, site1));
    const fresh = entries.map((each) => one.writer().item(each, { body: 'full' }));
    const other = { ...site1, title: 'Other', language: 'fr' };
    expect(entries.toReversed().map((each) => used.item(each, other))).toEqual(fresh.toReversed());
    expect(before).toEqual(fresh);
  });

  test('nothing of the clock is in it', () => {
    const year = String(new Date().getUTCFullYear());
    const old = { published: at('2001-02-03T04:05:06Z'), updated: at('2001-02-03T04:05:06Z') };
    for (const entries of [[entry(old)], []])
      expect(compile(one, entries, { updated: old.updated.instant })).not.toContain(year);
  });

  test('a source whose name looks like HTML is no fault of the feed', () => {
    for (const title of ['<b>AFP</b>', 'AFP &amp; co', 'AFP &#38; co'])
      expect(faults(one, compile(one, [entry({ source: { title, url: 'https://afp.example/' } })]))).toEqual(
        [],
      );
  });

  test('email addresses appear only with publishEmail', () => {
    expect(compile(one, [entry({ authors: [{ name: 'Jane' }] })])).not.toContain('@');
  });
});

const pieces = [
  ']]>', '<![CDATA[', '&amp;lt;', '&', '<', '>', '</p>', '"', "'", '&#x26;', '&nbsp;', 'slot:0;', '$&', '\\', '\0',
  '\u0008', '\u001F', '\u007F', '\u0085', '\u2028', '\uFEFF', '\uFFFE', '\uD800', '\uDC00', '\u{1F600}', '\u{10FFFF}',
  '\r\n', '\r', '\n', '\t', ' ', 'é', 'é', 'ش', 'Straße', '__proto__', '007', 'true',
]; // prettier-ignore
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** XML 1.0 §2.2, character by character, without what it advises against: DEL, C1, noncharacters. */
function allowed(text: string): string {
  return Array.from(text)
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0x20) return code === 9 || code === 10 || code === 13;
      if ((code >= 0x7f && code < 0xa0) || (code >= 0xfdd0 && code < 0xfdf0) || (code & 0xfffe) === 0xfffe)
        return false;
      return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || code > 0xffff;
    })
    .join('');
}

function oneLine(text: string): string {
  return allowed(text)
    .split(/\s+/)
    .map((word) => word.replaceAll('\uFFFD', ''))
    .filter((word) => word !== '')
    .join(' ');
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

describe.each(formats)('any text survives in $label', (one) => {
  const article = fc.record({
    title: hostile,
    id: hostile,
    html: hostile,
    summary: hostile,
    tags: fc.array(hostile, { maxLength: 3 }),
    names: fc.array(hostile, { maxLength: 3 }),
    email: fc.boolean(),
    address: hostile,
    alt: hostile,
  });

  /** Articles whose summary repeats the content. */
  const repeated = ['😀', '&lt;', '<'].map(
    (text): [(typeof article extends fc.Arbitrary<infer One> ? One : never)[]] => [
      [
        {
          title: '',
          id: '',
          html: text,
          summary: text,
          tags: [],
          names: [],
          email: false,
          address: '',
          alt: '',
        },
      ],
    ],
  );

  test('read back by a strict parser and by feedsmith', () => {
    fc.assert(
      fc.property(fc.array(article, { minLength: 1, maxLength: 5 }), (drawn) => {
        const entries = drawn.map((each) =>
          entry({
            title: `x${each.title}`,
            id: `x${each.id}`,
            html: each.html,
            summary: each.summary,
            tags: each.tags,
            authors: each.names.map((name) => ({
              name: `n${name}`,
              ...(each.email && { email: 'a@example.com' }),
            })),
            image: { url: `${site}${each.address}x`, alt: each.alt, credit: each.alt },
            attachments: [{ ...audio, url: `${site}${each.address}y`, title: each.alt }],
          }),
        );
        const document = compile(one, entries);
        const seen = drawn.map((each) => {
          const tags = each.tags.map(oneLine).filter((tag) => tag !== '');
          const title = oneLine(`x${each.title}`);
          const lines = allowed(each.html).replaceAll('\r\n', '\n').replaceAll('\r', '\n');
          const html = lines.replaceAll('\uFFFD', '&#xFFFD;');
          const summary = oneLine(each.summary);
          // RSS cannot tell a summary from a description that repeats the content.
          const isRepeated = html === '' ? summary === title : one.name === 'rss' && asHtml(summary) === html;
          return {
            ...same,
            title,
            id: oneLine(`x${each.id}`),
            html,
            summary: isRepeated ? '' : summary,
            tags: tags.filter(
              (tag, place) => tags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) === place,
            ),
            authors: each.names.map((name) => oneLine(`n${name}`)),
            image: oneLine(`${site}${each.address}x`),
            ...told({ ...audio, url: oneLine(`${site}${each.address}y`) }),
          };
        });
        expect(read(one.name, document).items).toEqual(seen);
        const mailed = drawn.map(({ email }) => email);
        expect(trimmed(readAgain(one.name, document).items, mailed)).toEqual(trimmed(seen, mailed));
      }),
      { numRuns: amount(100, 400), examples: repeated },
    );
  });

  test('and keeps every rule', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.array(hostile, { maxLength: 3 }), (title, summary, texts) => {
        const authors = texts.map((name) => ({ name: `n${name.replaceAll('@', '')}` }));
        const part = {
          title: `x${title}`,
          summary,
          tags: texts,
          authors,
          contributors: authors.map((person) => ({ ...person, role: title })),
          license: { text: `©${title}` },
          source: { title: `s${title}`, url: site, feed: site, headline: summary },
        };
        const found = faults(one, compile(one, [entry(part)], { title: `x${title}`, description: summary }));
        expect(found).toEqual([]);
      }),
      { numRuns: amount(100, 400) },
    );
  });
});

/** feedsmith trims what it reads, and decodes RSS's `author` twice. */
function trimmed(items: readonly ReadItem[], mailed: readonly boolean[]): unknown {
  return items.map((item, place) => ({
    ...item,
    html: item.html.trim(),
    authors: mailed[place] ? 'someone' : item.authors,
  }));
}

describe('RSS', () => {
  const rss = row('rss');
  const itemOf = (part: Part) => {
    const [channel] = all(parseXml(compile(rss, [entry(part)])), 'channel');
    const [item] = channel ? all(channel, 'item') : [];
    if (!item) throw new Error('no item');
    return item;
  };

  const picture = (change: Partial<FeedPlan>) => {
    const [channel] = all(parseXml(compile(rss, [], change)), 'channel');
    const [found] = channel ? all(channel, 'image') : [];
    return found && value(found, 'url');
  };

  test('author is an email address, dc:creator is a name, and there are never both', () => {
    const mail = itemOf({ authors: [{ name: 'Jane Roe', email: 'jane@example.com' }] });
    expect(value(mail, 'author')).toBe('jane@example.com (Jane Roe)');
    expect(all(mail, 'dc:creator')).toEqual([]);
    const names = itemOf({ authors: [{ name: 'Jane' }, { name: 'Ray', email: 'ray@example.com' }] });
    expect(all(names, 'author')).toEqual([]);
    expect(all(names, 'dc:creator').map(({ text }) => text)).toEqual(['Jane', 'Ray']);
  });

  test('a name that could not stand in the comment of an address is in dc:creator', () => {
    // Brackets end a comment, and a backslash quotes the character after it (RFC 822 §3.3).
    for (const name of ['Jane (JR', 'Roe :)', 'Jane \\ Roe', 'Roe\\']) {
      const item = itemOf({ authors: [{ name, email: 'jane@example.com' }] });
      expect(all(item, 'author')).toEqual([]);
      expect(all(item, 'dc:creator').map(({ text }) => text)).toEqual([name]);
    }
  });

  test('isPermaLink is true only if the guid is the address', () => {
    expect(all(itemOf({}), 'guid')[0]?.attributes['isPermaLink']).toBe('true');
    expect(all(itemOf({ id: 'https://old.example.org/1' }), 'guid')[0]?.attributes['isPermaLink']).toBe(
      'false',
    );
    expect(all(itemOf({ id: 'tag:example.com,2026:1' }), 'guid')[0]?.attributes['isPermaLink']).toBe('false');
  });

  test('the image is media, with its own type and size, and no enclosure', () => {
    const item = itemOf({ image: { ...image, alt: 'Alt', caption: 'Caption', credit: 'AP' } });
    expect(all(item, 'enclosure')).toEqual([]);
    const [content] = all(item, 'media:content');
    expect(content?.attributes).toEqual({
      url: image.url,
      type: 'image/png',
      medium: 'image',
      width: '640',
      height: '480',
      fileSize: '12345',
    });
    expect(content && value(content, 'media:description')).toBe('Alt');
    expect(content && value(content, 'media:title')).toBe('Caption');
    expect(content && value(content, 'media:credit')).toBe('AP');
    expect(all(item, 'media:thumbnail')[0]?.attributes).toEqual({
      url: image.url,
      width: '640',
      height: '480',
    });
  });

  test('the first sound or film is the enclosure, the rest is media', () => {
    const item = itemOf({ image, attachments: [drawing, document1, film, audio] });
    expect(all(item, 'enclosure').map(({ attributes }) => attributes)).toEqual([
      { url: film.url, length: '5000000000', type: 'video/mp4' },
    ]);
    const others = all(item, 'media:content');
    expect(others.map(({ attributes }) => attributes)).toEqual([
      expect.objectContaining({ url: image.url, medium: 'image' }),
      { url: drawing.url, type: 'image/png', medium: 'image', fileSize: '20', width: '4', height: '3' },
      { url: document1.url, type: 'application/pdf', medium: 'document', fileSize: '10' },
      { url: audio.url, type: 'audio/mpeg', medium: 'audio', fileSize: '1234', duration: '75' },
    ]);
    const [title] = others[3]?.children ?? [];
    expect([title?.name, title?.attributes, title?.text]).toEqual([
      'media:title',
      { type: 'plain' },
      'A & <b>',
    ]);
    expect(all(item, 'media:thumbnail').map(({ attributes }) => attributes['url'])).toEqual([image.url]);
  });

  test('an image is never the enclosure, and the article image is not repeated', () => {
    const item = itemOf({ image, attachments: [{ ...drawing, url: image.url }] });
    expect(all(item, 'enclosure')).toEqual([]);
    expect(all(item, 'media:content')).toHaveLength(1);
  });

  test('source needs the feed of the source', () => {
    const source = { title: 'AFP', url: 'https://afp.example/' };
    expect(all(itemOf({ source }), 'source')).toEqual([]);
    const [known] = all(itemOf({ source: { ...source, feed: 'https://afp.example/feed?a&b' } }), 'source');
    expect(known?.text).toBe('AFP');
    expect(known?.attributes).toEqual({ url: 'https://afp.example/feed?a&b' });
  });

  test('an edited article has a later updated', () => {
    expect(value(itemOf({}), 'atom:updated')).toBeUndefined();
    expect(value(itemOf({ updated: at('2026-02-01T00:00:00Z') }), 'atom:updated')).toBe(
      '2026-02-01T00:00:00Z',
    );
  });

  const terms = (license: NonNullable<Article['license']>) => {
    const item = itemOf({ license });
    const links = all(item, 'atom:link').map(({ attributes }) => attributes);
    return [value(item, 'dc:rights'), value(item, 'creativeCommons:license'), links];
  };
  const termsOfChannel = (license: FeedPlan['license']) => {
    const [channel] = all(parseXml(compile(rss, [], license && { license })), 'channel');
    const links = channel ? all(channel, 'atom:link') : [];
    const licences = links.filter(({ attributes }) => attributes['rel'] === 'license');
    return [
      channel && value(channel, 'creativeCommons:license'),
      ...licences.map(({ attributes }) => attributes['href']),
    ];
  };
  const commons = 'https://creativecommons.org/licenses/by/4.0/';
  const other = 'https://spdx.org/licenses/MIT.html';

  test('a licence is the rights of the item, and leads to its text: that of Creative Commons in its own element', () => {
    expect(terms({ text: '© AFP' })).toEqual(['© AFP', undefined, []]);
    expect(terms({ text: 'CC-BY-4.0', url: commons })).toEqual(['CC-BY-4.0', commons, []]);
    const link = { rel: 'license', href: other };
    expect(terms({ text: 'MIT', url: other })).toEqual(['MIT', undefined, [link]]);
    // A host that only begins like theirs is another's.
    const wrong = 'https://creativecommons.org.example/by';
    expect(terms({ text: 'CC', url: wrong })).toEqual(['CC', undefined, [{ ...link, href: wrong }]]);
  });

  test('so is the licence of the channel', () => {
    expect(termsOfChannel({ text: 'CC-BY-4.0', url: commons })).toEqual([commons]);
    expect(termsOfChannel({ text: 'MIT', url: other })).toEqual([undefined, other]);
    expect(termsOfChannel({ text: '© AFP' })).toEqual([undefined]);
    expect(termsOfChannel(undefined)).toEqual([undefined]);
  });

  test('dc:source names the original, but never beside source (DuplicateItemSemantics)', () => {
    const source = { title: 'AFP', url: 'https://afp.example/' };
    const canonical = 'https://afp.example/1?a&b';
    expect(value(itemOf({ source }), 'dc:source')).toBe('https://afp.example/');
    expect(value(itemOf({ source, canonical }), 'dc:source')).toBe(canonical);
    const item = itemOf({ source: { ...source, feed: 'https://afp.example/feed' }, canonical });
    expect(value(item, 'dc:source')).toBeUndefined();
    expect(all(item, 'atom:link').map(({ attributes }) => attributes)).toEqual([
      { rel: 'via', href: canonical, title: 'AFP' },
    ]);
  });

  test('without a summary the content is the description too, without content there is the title alone', () => {
    expect(value(itemOf({ summary: '', html: '<p>x</p>' }), 'description')).toBe('<p>x</p>');
    expect(value(itemOf({ summary: '', html: '' }), 'description')).toBeUndefined();
  });

  test('a channel image readers cannot show is left out', () => {
    expect(picture({})).toBeUndefined();
    expect(picture({ icon: `${site}icon.svg` })).toBeUndefined();
    expect(picture({ icon: `${site}icon.svg`, logo: `${site}logo.PNG` })).toBe(`${site}logo.PNG`);
    expect(picture({ icon: `${site}icon.png`, logo: `${site}logo.png` })).toBe(`${site}icon.png`);
  });
});

describe('Atom', () => {
  const atom = row('atom');
  const feedOf = (part: Part, change: Partial<FeedPlan> = {}) =>
    parseXml(compile(atom, [entry(part)], change));
  const entryOf = (part: Part) => {
    const [found] = all(feedOf(part), 'entry');
    if (!found) throw new Error('no entry');
    return found;
  };

  const names = (change: Partial<FeedPlan>) =>
    all(feedOf({}, change), 'author').map((one) => value(one, 'name'));

  test('an id is byte for byte the author’s', () => {
    for (const id of [
      'HTTPS://Example.COM:443/%7ea/../b?ü&x',
      'urn:uuid:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6',
    ])
      expect(value(entryOf({ id }), 'id')).toBe(id);
  });

  test('the alternate link comes first and has a type', () => {
    const part = {
      source: { title: 'AFP', url: 'https://afp.example/' },
      license: { text: 'CC', url: 'https://cc.example/' },
    };
    expect(all(entryOf(part), 'link').map(({ attributes }) => attributes)).toEqual([
      { rel: 'alternate', type: 'text/html', href: `${site}first/` },
      { rel: 'via', href: 'https://afp.example/', title: 'AFP' },
      { rel: 'license', href: 'https://cc.example/' },
    ]);
  });

  test('every attachment is a link after the alternate one, 0 where its length is not known', () => {
    const part = { attachments: [drawing, audio, { ...audio2, length: 0 }] };
    expect(all(entryOf(part), 'link').map(({ attributes }) => attributes)).toEqual([
      { rel: 'alternate', type: 'text/html', href: `${site}first/` },
      { rel: 'enclosure', href: drawing.url, type: 'image/png', length: '20' },
      { rel: 'enclosure', href: audio.url, type: 'audio/mpeg', length: '1234', title: 'A & <b>' },
      { rel: 'enclosure', href: audio2.url, type: 'audio/x-m4a', length: '0' },
    ]);
  });

  const sourceOf = (source: NonNullable<Article['source']>) => {
    const [found] = all(entryOf({ source }), 'source');
    return found?.children.map(({ name, text, attributes }) => [name, attributes['href'] ?? text]);
  };
  const afp = { title: 'AFP & co', url: 'https://afp.example/?a&b', feed: 'https://afp.example/feed?a&b' };

  test('source is the feed an article comes from: all that is known of it', () => {
    const known = { id: 'tag:afp.example,2026:Feed', updated: at('2026-01-26T08:00:00Z') };
    expect(sourceOf({ ...afp, ...known })).toEqual([
      ['id', 'tag:afp.example,2026:Feed'],
      ['title', 'AFP & co'],
      ['updated', '2026-01-26T08:00:00Z'],
      ['link', afp.url],
      ['link', afp.feed],
    ]);
  });

  test('source goes by its feed, else by its address, as of the article’s day; without either there is none', () => {
    const rest = [
      ['title', 'AFP & co'],
      ['updated', '2026-01-27T10:00:00Z'],
      ['link', afp.url],
    ];
    expect(sourceOf(afp)).toEqual([['id', afp.feed], ...rest, ['link', afp.feed]]);
    expect(sourceOf({ title: afp.title, url: afp.url })).toEqual([['id', afp.url], ...rest]);
    expect(sourceOf({ title: afp.title })).toBeUndefined();
  });

  test('source comes last, so that simple readers do not use its values for the entry', () => {
    const part = { source: afp, image, contributors: [{ name: 'Ann' }] };
    expect(entryOf(part).children.at(-1)?.name).toBe('source');
  });

  test('a contributor is a person as an author is', () => {
    const ann = { name: 'Ann', email: 'ann@example.com', url: `${site}?a&b`, role: 'guest' };
    const [contributor] = all(entryOf({ contributors: [ann] }), 'contributor');
    expect(contributor?.children.map(({ name, text }) => [name, text])).toEqual([
      ['name', 'Ann'],
      ['email', 'ann@example.com'],
      ['uri', `${site}?a&b`],
    ]);
  });

  test('a person has a name, an email address and a page', () => {
    const part = { authors: [{ name: 'Jane', email: 'jane@example.com', url: `${site}?a&b` }] };
    const [author] = all(entryOf(part), 'author');
    expect(author?.children.map(({ name, text }) => [name, text])).toEqual([
      ['name', 'Jane'],
      ['email', 'jane@example.com'],
      ['uri', `${site}?a&b`],
    ]);
  });

  test('all authors of the site are authors of the feed; without any, the feed is its own', () => {
    expect(names({ authors: [{ name: 'Jane' }, { name: 'Ray' }] })).toEqual(['Jane', 'Ray']);
    expect(names({ authors: [] })).toEqual(['Example']);
  });

  test('title and summary are plain text, content is HTML', () => {
    const types = entryOf({}).children.flatMap(({ name, attributes }) =>
      ['title', 'summary', 'content'].includes(name) ? [[name, attributes['type']]] : [],
    );
    expect(types).toEqual([
      ['title', 'text'],
      ['summary', 'text'],
      ['content', 'html'],
    ]);
  });

  test('what readers show of the feed', () => {
    const feed = feedOf({}, { icon: `${site}i.svg`, logo: `${site}l.png`, license: { text: 'CC-BY-4.0' } });
    expect(value(feed, 'subtitle')).toBe('News of examples');
    expect(value(feed, 'icon')).toBe(`${site}i.svg`);
    expect(value(feed, 'logo')).toBe(`${site}l.png`);
    expect(value(feed, 'rights')).toBe('CC-BY-4.0');
    expect(value(feed, 'generator')).toBe('Feedmill');
  });
});

describe('JSON Feed', () => {
  const json = row('json');
  const document = (part: Part, change: Partial<FeedPlan> = {}) => {
    const feed: { items: Record<string, unknown>[] } & Record<string, unknown> = JSON.parse(
      compile(json, [entry(part)], change),
    );
    return feed;
  };

  test('everything in its order', () => {
    const part = {
      authors: [
        { name: 'Jane', email: 'jane@example.com', url: `${site}jane/`, avatar: `${site}j.png` },
        { name: 'Ray' },
      ],
      categories: ['News'],
      tags: ['a'],
      image: { ...image, alt: 'Two & <two>', caption: 'Three', credit: 'AP & co' },
      source: { title: 'AFP', url: 'https://afp.example/' },
      canonical: 'https://afp.example/1',
    };
    const feed = document(part, {
      icon: `${site}i.png`,
      authors: [{ name: 'Ed', email: 'ed@example.com' }, { name: 'Al' }],
    });
    const { items, ...head } = feed;
    expect(Object.entries(head)).toEqual([
      ['version', 'https://jsonfeed.org/version/1.1'],
      ['title', 'Example'],
      ['home_page_url', site],
      ['feed_url', `${site}feed.json`],
      ['description', 'News of examples'],
      ['language', 'en'],
      ['icon', `${site}i.png`],
      ['authors', [{ name: 'Ed' }, { name: 'Al' }]],
    ]);
    expect(Object.keys(feed).at(-1)).toBe('items');
    expect(Object.entries(items[0] ?? {})).toEqual([
      ['id', `${site}first/`],
      ['url', `${site}first/`],
      ['external_url', 'https://afp.example/1'],
      ['title', 'First'],
      ['content_html', '<p>Text</p>'],
      ['summary', 'Text'],
      ['image', image.url],
      ['date_published', '2026-01-27T10:00:00Z'],
      ['date_modified', '2026-01-27T10:00:00Z'],
      ['authors', [{ name: 'Jane', url: `${site}jane/`, avatar: `${site}j.png` }, { name: 'Ray' }]],
      ['tags', ['News', 'a']],
      ['language', 'en'],
      ['_image', { width: 640, height: 480, title: 'Three', description: 'Two & <two>', credit: 'AP & co' }],
      ['_source', { title: 'AFP', url: 'https://afp.example/' }],
    ]);
  });

  test('of a picture of which only the address is known there is nothing more to say', () => {
    const [item] = document({ image: { url: image.url, type: 'image/png', width: 0 } }).items;
    expect(item).not.toHaveProperty('_image');
  });

  test('attachments by the names of the specification; what is not known is not said', () => {
    const [item] = document({ attachments: [drawing, audio, { ...audio2, length: 0 }] }).items;
    expect(item?.['attachments']).toEqual([
      { url: drawing.url, mime_type: 'image/png', size_in_bytes: 20 },
      {
        url: audio.url,
        mime_type: 'audio/mpeg',
        title: 'A & <b>',
        size_in_bytes: 1234,
        duration_in_seconds: 75,
      },
      { url: audio2.url, mime_type: 'audio/x-m4a' },
    ]);
    expect(document({}).items[0]).not.toHaveProperty('attachments');
  });

  test('contributors, terms and source are extensions', () => {
    const license = { text: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' };
    const source = { title: 'AFP', url: 'https://afp.example/', feed: 'https://afp.example/feed' };
    const part = {
      contributors: [
        { name: 'Ann', url: `${site}ann/`, avatar: `${site}a.png`, role: 'photographer' },
        { name: 'Bo', email: 'bo@example.com' },
      ],
      license,
      source: { ...source, headline: 'Talks', id: 'tag:afp.example,2026:feed' },
    };
    const feed = document(part, { license });
    expect(feed['_license']).toEqual(license);
    const { _contributors, _license, _source } = feed.items[0] ?? {};
    expect([_contributors, _license, _source]).toEqual([
      [{ name: 'Ann', url: `${site}ann/`, avatar: `${site}a.png`, role: 'photographer' }, { name: 'Bo' }],
      license,
      { ...source, headline: 'Talks' },
    ]);
    expect(Object.keys(document({}).items[0] ?? {}).filter((key) => key.startsWith('_'))).toEqual([]);
    expect(document({})).not.toHaveProperty('_license');
  });

  test('a feed of summaries has them as text, not as HTML', () => {
    const [item] = document({ summary: 'a <b' }, { body: 'summary' }).items;
    expect(item).toMatchObject({ content_text: 'a <b', summary: 'a <b' });
    expect(item).not.toHaveProperty('content_html');
  });
});

test('a person can read it', () => {
  const part = { summary: 'A & B', authors: [{ name: 'Jane' }, { name: 'Ray' }] };
  expect(compile(row('rss'), [entry(part), entry()])).toContain(`
    <item>
      <title>First</title>
      <link>https://example.com/first/</link>
      <guid isPermaLink="true">https://example.com/first/</guid>
      <pubDate>Tue, 27 Jan 2026 10:00:00 GMT</pubDate>
      <description><![CDATA[A &amp; B]]></description>
      <content:encoded><![CDATA[<p>Text</p>]]></content:encoded>
      <dc:creator>Jane</dc:creator>
      <dc:creator>Ray</dc:creator>
      <dc:language>en</dc:language>
    </item>
    <item>
      <title>`);
  expect(compile(row('atom'), [entry(part), entry()])).toContain(`
  <entry xml:lang="en">
    <title type="text">First</title>
    <id>https://example.com/first/</id>
    <link rel="alternate" type="text/html" href="https://example.com/first/"/>
    <updated>2026-01-27T10:00:00Z</updated>
    <summary type="text">A &#x26; B</summary>
    <content type="html"><![CDATA[<p>Text</p>]]></content>
    <author>
      <name>Jane</name>
    </author>
    <author>
      <name>Ray</name>
    </author>
    <published>2026-01-27T10:00:00Z</published>
  </entry>
  <entry xml:lang="en">
    <title`);
  const text = compile(row('json'), [entry(part), entry()]);
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
});
