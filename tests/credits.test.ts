import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { parse, serialize } from 'parse5';
import { describe, expect, test } from 'vitest';
import type { Article } from '../src/content/article/model.ts';
import { withCredits } from '../src/pages/credits.ts';
import { createRenderer } from '../src/markdown/renderer.ts';
import { line } from '../src/base/text.ts';
import { createI18n } from '../src/pages/i18n.ts';
import { stringsByLanguage } from '../src/pages/i18n/strings.ts';
import { amount } from './effort.ts';
import { read, readAgain, type ReadItem } from './readers.ts';
import { validate } from './validator.ts';
import { dangers, feedmill, htmlText, now, ownSite, workspace, write } from './workspace.ts';

const feeds = [
  ['rss', 'feed.xml'],
  ['atom', 'atom.xml'],
  ['json', 'feed.json'],
] as const;

/** A picture of one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const address = 'https://example.com/talks.html';

interface Built {
  readonly item: ReadItem;
  readonly page: string;
  readonly text: (path: string) => Promise<string>;
}

/** What becomes of an article: its item, the same in valid feeds of all formats, and its page. */
async function built(front: string, body = 'The talks go on.', config = ''): Promise<Built> {
  const root = await workspace({
    'feedmill.yaml': `url: https://example.com/\ntitle: Example\npermalink: /{path}.html\n${config}`,
    'content/talks.md': `---\ntitle: Talks\ndate: 2026-01-27 10:00\n${front}---\n\n${body}\n`,
    'content/p.png': pixel,
  });
  const { code, stdout, stderr } = await feedmill(root, ['build', '--now', now]);
  if (code !== 0 || stdout.includes('warning')) throw new Error(stdout + stderr);
  const text = (path: string) => readFile(join(root, 'dist', path), 'utf8');
  const items: ReadItem[] = [];
  for (const [format, file] of feeds) {
    const document = await text(file);
    expect(validate(format, document, `https://example.com/${file}`)).toEqual([]);
    for (const found of [read(format, document), readAgain(format, document)])
      items.push(...found.items.map((one) => ({ ...one, html: one.html.trim() })));
  }
  const [item] = items;
  if (!item) throw new Error('no item');
  for (const other of items) expect(other).toEqual(item);
  return { item, page: await text('talks.html'), text };
}

async function contentOf(front: string, body?: string, config?: string): Promise<string> {
  return (await built(front, body, config)).item.html;
}

/** What stands below the text, line by line, as it is seen. */
function below(html: string): string[] {
  const [, end] = html.split('<hr>\n');
  return end === undefined ? [] : htmlText(end).trim().split('\n');
}

const text = '<p>The talks go on.</p>';

const wire = 'source: { title: The Wire, url: https://wire.example/ }\n';

describe('the content of an item', () => {
  test('of an article with nothing to credit is its text, byte for byte', async () => {
    expect(await contentOf('')).toBe(text);
    expect(await contentOf('author: Jane\ntags: [a]\nupdated: 2026-01-28\n')).toBe(text);
    expect(await contentOf(`canonical: ${address}\n`)).toBe(text);
  });

  test('ends with where the article comes from: publication and original', async () => {
    expect(await contentOf(`${wire}canonical: https://wire.example/1?a&b\n`)).toBe(
      `${text}
<hr>
<p>Originally published by <a href="https://wire.example/"><bdi>The Wire</bdi></a>: \
<a href="https://wire.example/1?a&amp;b"><bdi>Talks</bdi></a></p>`,
    );
  });

  test.each([
    ['source: The Wire\n', 'Originally published by The Wire', []],
    ['source: https://wire.example/\n', 'Originally published by wire.example', ['https://wire.example/']],
    [wire, 'Originally published by The Wire', ['https://wire.example/']],
    [
      'source: { title: The Wire, headline: Talks go on }\n',
      'Originally published by The Wire: Talks go on',
      [],
    ],
    [
      'source: { title: The Wire, headline: Talks go on }\ncanonical: https://wire.example/1\n',
      'Originally published by The Wire: Talks go on',
      ['https://wire.example/1'],
    ],
    [
      'canonical: https://wire.example/1\n',
      'Originally published by wire.example: Talks',
      ['https://wire.example/1'],
    ],
  ])('%s: %s', async (front, said, links) => {
    const html = await contentOf(front);
    expect(below(html)).toEqual([said]);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(links);
  });

  test('another address of this site is no publication, unless it is said whose', async () => {
    expect(await contentOf('canonical: /elsewhere.html\n')).toBe(text);
    expect(below(await contentOf('source: Desk\ncanonical: /elsewhere.html\n'))).toEqual([
      'Originally published by Desk: Talks',
    ]);
    expect(below(await contentOf(`source: Desk\ncanonical: ${address}\n`))).toEqual([
      'Originally published by Desk',
    ]);
  });

  test('names the terms where they are the article’s own', async () => {
    const site = 'license: CC-BY-4.0\n';
    // The site's, said once or twice, are no news.
    expect(await contentOf('', undefined, site)).toBe(text);
    expect(await contentOf('license: cc-by-4.0\n', undefined, site)).toBe(text);
    // Those of the site are nobody else's: they are not put under a text that comes from elsewhere.
    expect(below(await contentOf('source: The Wire\n', undefined, site))).toEqual([
      'Originally published by The Wire',
    ]);
    expect(below(await contentOf('source: The Wire\nlicense: CC-BY-4.0\n', undefined, site))).toEqual([
      'Originally published by The Wire',
      'Licence: CC-BY-4.0',
    ]);
    expect(await contentOf('license: CC-BY-NC-4.0\n', undefined, site)).toBe(
      `${text}
<hr>
<p>Licence: <a href="https://creativecommons.org/licenses/by-nc/4.0/" rel="license"><bdi>CC-BY-NC-4.0</bdi></a></p>`,
    );
    expect(await contentOf('rights: © 2026 The Wire & Co\n', undefined, site)).toBe(
      `${text}\n<hr>\n<p><bdi>© 2026 The Wire &amp; Co</bdi></p>`,
    );
  });

  test('begins with the picture, its caption and its maker', async () => {
    const image = 'image: { src: p.png, alt: A & "B", caption: The table, credit: "Photo: Ann Roe" }\n';
    expect(await contentOf(image)).toBe(
      `<figure><img src="https://example.com/p.png" alt="A &amp; &quot;B&quot;" width="1" height="1">\
<figcaption><bdi>The table</bdi> · <bdi>Photo: Ann Roe</bdi></figcaption></figure>
${text}`,
    );
    expect(await contentOf('image: https://img.example/a.jpg\n')).toBe(
      `<figure><img src="https://img.example/a.jpg" alt=""></figure>\n${text}`,
    );
  });

  test('shows an image once: if it is in the text, only its credit is added', async () => {
    const body = 'First.\n\n![Other](https://img.example/b.png)\n\n![It](p.png)';
    const html = await contentOf('image: { src: p.png, caption: Under it, credit: Ann Roe }\n', body);
    expect(html.split('https://example.com/p.png')).toHaveLength(2);
    expect(html).toMatch(/^<p>First/);
    expect(below(html)).toEqual(['Ann Roe']);
    const { page } = await built('image: { src: p.png, credit: Ann Roe }\n', body);
    expect(page.split('src="p.png"')).toHaveLength(2);
    expect(page).toContain('<p><bdi>Ann Roe</bdi></p>');
    expect(await contentOf('image: p.png\n', body)).not.toContain('<hr>');
  });

  test('names contributors and what they did', async () => {
    const people = 'people: { ann: { name: Ann Roe, url: https://ann.example/ } }\n';
    const front = 'contributors: [{ name: ann, role: photographer }, Bo Li]\nguests: Carla Diaz\n';
    expect(await contentOf(front, undefined, people)).toBe(
      `${text}
<hr>
<p>Contributors: <a href="https://ann.example/"><bdi>Ann Roe</bdi></a> (<bdi>photographer</bdi>), <bdi>Bo Li</bdi>, \
and <bdi>Carla Diaz</bdi> (<bdi>guest</bdi>)</p>`,
    );
  });

  test('lists corrections with dates, oldest first, before the source', async () => {
    const front = `${wire}rights: © The Wire
corrections:
  - { date: 2026-02-05, text: 'It was <three> & not two.' }
  - { date: 2026-01-27 14:40, text: It was Bo. }
`;
    expect(below(await contentOf(front)).map((one) => one.replaceAll('\u202F', ' '))).toEqual([
      'Correction, January 27, 2026 at 2:40 PM: It was Bo.',
      'Correction, February 5, 2026: It was <three> & not two.',
      'Originally published by The Wire',
      '© The Wire',
    ]);
  });

  test('has nothing of it in a feed of summaries', async () => {
    const front = `${wire}image: p.png\ncorrection: { date: 2026-01-28, text: It was Bo. }\n`;
    const { item, text: of } = await built(front, undefined, 'body: summary\n');
    expect([item.html, item.summary]).toEqual(['', 'The talks go on.']);
    for (const [, file] of feeds) expect(await of(file)).not.toMatch(/Originally published|It was Bo/);
  });
});

const corrected = (front: string, config?: string) => built(front, undefined, config);

describe('a correction', () => {
  test('counts as a change that subscribers see', async () => {
    const later = await corrected('updated: 2026-01-28\ncorrections: [{ date: 2026-02-05, text: Bo. }]\n');
    expect(later.item.updated).toBe(Date.parse('2026-02-05T00:00:00Z'));
    const earlier = await corrected('updated: 2026-02-28\ncorrections: [{ date: 2026-02-05, text: Bo. }]\n');
    expect(earlier.item.updated).toBe(Date.parse('2026-02-28T00:00:00Z'));
  });

  test('is dated in the site’s zone', async () => {
    const { item } = await corrected(
      'correction: { date: 2026-02-05 09:00, text: Bo. }\n',
      'timezone: Europe/Berlin\n',
    );
    expect(item.updated).toBe(Date.parse('2026-02-05T08:00:00Z'));
    expect(item.html).toContain('<time datetime="2026-02-05T08:00:00Z">February 5, 2026</time>');
  });

  test('of the day of publication needs no time, and is given none', async () => {
    const { item } = await corrected('correction: { date: 2026-01-27, text: Bo. }\n');
    expect(item.updated).toBe(item.published);
    expect(below(item.html)).toEqual(['Correction, January 27, 2026: Bo.']);
  });

  test('in TOML and JSON is the same', async () => {
    const { item } = await corrected('corrections: [{ date: 2026-02-05, text: It was Bo. }]\n');
    const matters = [
      '+++\ntitle = "Talks"\ndate = 2026-01-27T10:00:00Z\n[[corrections]]\ndate = 2026-02-05\ntext = "It was Bo."\n+++\n',
      `${JSON.stringify({ title: 'Talks', date: '2026-01-27 10:00', corrections: [{ date: '2026-02-05', text: 'It was Bo.' }] })}\n`,
    ];
    for (const matter of matters) {
      const root = await workspace({ 'feedmill.yaml': 'url: https://example.com/\ntitle: Example\n' });
      await write(root, { 'content/talks.md': `${matter}\nThe talks go on.\n` });
      expect(await feedmill(root, ['build', '--now', now])).toMatchObject({ code: 0 });
      const [found] = read('json', await readFile(join(root, 'dist/feed.json'), 'utf8')).items;
      expect([found?.html.trim(), found?.updated]).toEqual([item.html, item.updated]);
    }
  });

  test('is on the page and announced at its top', async () => {
    const { page } = await corrected('correction: { date: 2026-02-05, text: It was <Bo>. }\n');
    const [top, end] = page.split('<div class="text">');
    expect(top).toContain('<a href="#page:corrections">Correction, <time');
    // The change is told once, as what it was.
    expect(top).not.toContain('Updated');
    expect(end).toContain(
      '<section class="errata" id="page:corrections" role="doc-errata">\n<p><strong>Correction, <time ' +
        'datetime="2026-02-05T00:00:00Z">February 5, 2026</time>:</strong> It was &lt;Bo&gt;.</p>\n</section>',
    );
  });

  test('leaves a later change its own line', async () => {
    const { page } = await corrected('updated: 2026-02-28\ncorrection: { date: 2026-02-05, text: Bo. }\n');
    expect(page).toContain('Updated <time datetime="2026-02-28T00:00:00Z">');
    expect(page).toContain('#page:corrections');
  });

  test('keys that are switches of other tools are none', async () => {
    const { item, page } = await corrected('corrections: true\ncontributors: false\nguests: yes\n');
    expect(item.html).toBe(text);
    expect(page).not.toMatch(/errata"|Contributors/);
  });
});

describe('the page', () => {
  test('contains the same text as the content', async () => {
    const front = `${wire}canonical: https://wire.example/1\nlicense: CC-BY-NC-4.0\ncontributors: Ann Roe\n`;
    const { item, page } = await built(front);
    const lines = item.html.split('\n').slice(2);
    expect(lines).toHaveLength(3);
    for (const one of lines) expect(page).toContain(one);
    expect(page).toContain('<link rel="canonical" href="https://wire.example/1">');
    const [meta] = /<div class="meta small">.*?<\/div>/s.exec(page) ?? [''];
    expect(htmlText(meta).trim().split('\n')[0]).toBe('Contributors: Ann Roe');
  });

  test('of an article without any has none of it', async () => {
    const { page } = await built('');
    expect(page).not.toMatch(/<section|page:corrections|Licence|Originally|Contributors/);
  });
});

describe('people', () => {
  test('several authors and contributors are the same in every format', async () => {
    const { item } = await built('authors: [Jane, Ray]\ncontributors: [Ann, { name: Bo }]\nguest: Carla\n');
    expect(item.authors).toEqual(['Jane', 'Ray']);
    expect(item.contributors).toEqual(['Ann', 'Bo', 'Carla']);
  });

  test('that is listed twice is one person with the first role', async () => {
    const { item } = await built('contributors: [{ name: Ann, role: editor }, Ann]\nguests: [Ann, Bo]\n');
    expect(below(item.html)).toEqual(['Contributors: Ann (editor) and Bo (guest)']);
  });

  test('a contributor’s email address is published only with publishEmail', async () => {
    const people = `people:
  ann: { name: Ann Roe, email: ann@example.com }
  bo: { name: Bo Li, email: bo@example.com, publishEmail: true }
`;
    const { text: of } = await built('contributors: [ann, bo]\n', undefined, people);
    const documents = await Promise.all(feeds.map(([, file]) => of(file)));
    for (const document of documents) expect(document).not.toContain('ann@');
    expect(documents[1]).toContain('<email>bo@example.com</email>');
  });
});

describe('a source', () => {
  test('with a feed appears as a source in feeds', async () => {
    const { item, text: of } = await built(`source:
  title: The Wire
  url: https://wire.example/
  feed: https://wire.example/feed.xml
  id: tag:wire.example,2026:feed
  updated: 2026-01-26 08:00
`);
    expect([item.source, item.publication]).toEqual(['https://wire.example/', 'The Wire']);
    expect(await of('feed.xml')).toContain('<source url="https://wire.example/feed.xml">The Wire</source>');
    expect(await of('atom.xml')).toContain(`
    <source>
      <id>tag:wire.example,2026:feed</id>
      <title>The Wire</title>
      <updated>2026-01-26T08:00:00Z</updated>
      <link rel="alternate" type="text/html" href="https://wire.example/"/>
      <link rel="self" href="https://wire.example/feed.xml"/>
    </source>
  </entry>`);
  });

  test('may have an id that is no IRI where there is no Atom feed', async () => {
    const root = await workspace({
      'feedmill.yaml': 'url: https://example.com/\ntitle: Example\nfiles: { atom: false }\n',
      'content/a.md':
        '---\ntitle: A\ndate: 2026-01-27\nsource: { title: Wire, id: the wire }\n---\n\nText.\n',
    });
    expect(await feedmill(root, ['check', '--now', now])).toMatchObject({ code: 0 });
  });
});

const inLanguage = (language: string) => `language: ${language}
${wire}canonical: https://wire.example/1
license: CC-BY-4.0
contributors: [Ann, { name: Bo, role: foto }]
guests: Cy
correction: { date: 2026-02-05, text: X. }
`;

describe('in the article’s language', () => {
  test.each([
    [
      'de',
      [
        'Korrektur, 5. Februar 2026: X.',
        'Mitwirkende: Ann, Bo (foto) und Cy (guest)',
        'Zuerst veröffentlicht von The Wire: Talks',
        'Lizenz: CC-BY-4.0',
      ],
    ],
    [
      'fr',
      [
        'Rectificatif, 5 février 2026\u00A0: X.',
        'Avec la participation de : Ann, Bo (foto) et Cy (guest)',
        'Publié à l’origine par The Wire : Talks',
        'Licence : CC-BY-4.0',
      ],
    ],
    [
      'ja',
      [
        '訂正（2026年2月5日）： X.',
        '協力：Ann、Bo (foto)、Cy (guest)',
        '初出：The Wire「Talks」',
        'ライセンス：CC-BY-4.0',
      ],
    ],
    [
      'he',
      ['תיקון, 5 בפברואר 2026: X.', 'בהשתתפות: Ann', 'פורסם במקור: The Wire, Talks', 'רישיון: CC-BY-4.0'],
    ],
    ['ar', ['تصحيح، 5 فبراير 2026: X.', 'بمشاركة: Ann', 'نُشر أصلًا في The Wire: Talks', 'الرخصة: CC-BY-4.0']],
  ])('%s', async (language, said) => {
    const html = await contentOf(inLanguage(language));
    const lines = below(html);
    expect(lines).toHaveLength(4);
    for (const [index, one] of said.entries()) expect(lines[index]).toContain(one);
    // Every name keeps its own direction among words of another.
    for (const name of ['The Wire', 'Talks', 'Ann', 'Bo', 'Cy', 'CC-BY-4.0'])
      expect(html).toContain(`<bdi>${name}</bdi>`);
    const isRightToLeft = ['he', 'ar'].includes(language);
    expect(html).toContain(`<bdi lang="en"${isRightToLeft ? ' dir="ltr"' : ''}>guest</bdi>`);
    expect(html).not.toMatch(/<(?:p|span)[^>]* lang=/);
  });

  test('that we do not speak, our English words are marked as such', async () => {
    const lines = (await contentOf(inLanguage('tlh'))).split('<hr>\n')[1]?.split('\n') ?? [];
    expect(lines).toHaveLength(4);
    for (const one of lines) expect(one).toMatch(/^<p>(?:<strong>)?<span lang="en">/);
    expect(lines[0]).toContain('</span>:</strong> X.</p>');
  });
});

const pieces = [
  '</p>', '<script>alert(1)</script>', '"><img src=x onerror=a>', '&', '&amp;', '<', '>', '"', "'", ']]>', '{people}',
  '$&', '\u202E', '\u2067', '\u0000', '\uFFFD', 'ش', 'é', ' ', '\n', '<!--', '<bdi>',
]; // prettier-ignore
const name = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 6 })
  .map((parts) => line(`x${parts.join('')}`));
const url = fc.webUrl({ withQueryParameters: true, withFragments: true }).map((one) => new URL(one).href);

const at = (instant: number) => ({ instant, year: 2026, month: 1, day: 27 });
const published = at(Date.parse('2026-01-27T10:00:00Z'));

/** What an article is made of. */
interface Drawn {
  readonly language: string;
  readonly title: string;
  readonly names: readonly { readonly name: string; readonly role: string }[];
  readonly urls: readonly string[];
  readonly texts: readonly string[];
  readonly has: readonly boolean[];
  readonly instant: number;
}

describe('any text', () => {
  const i18nCache = createI18n('UTC');
  const drawn: fc.Arbitrary<Drawn> = fc.record({
    language: fc.constantFrom(
      ...stringsByLanguage.keys(),
      'en-GB',
      'fr-CA',
      'de-AT',
      'tlh',
      'sw',
      'ca',
      'uz',
    ),
    title: name,
    names: fc.array(fc.record({ name, role: name }), { maxLength: 3 }),
    urls: fc.array(url, { maxLength: 4, minLength: 4 }),
    texts: fc.array(name, { maxLength: 2 }),
    has: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    instant: fc.integer({ min: published.instant, max: published.instant + 4e9 }),
  });

  /** An article made of what was drawn, with some of it left out. */
  function article({ language, title, names, urls, texts, has, instant }: Drawn): Article {
    const [page = '', original = '', terms = '', picture = ''] = urls;
    return {
      file: 'content/a.md',
      id: address,
      url: address,
      section: '',
      title,
      published,
      updated: published,
      authors: [],
      contributors: names.map((one, index) => ({ ...one, ...(has[index] === true && { url: page }) })),
      categories: [],
      tags: [],
      attachments: [],
      corrections: texts.map((one) => ({ date: at(instant), text: one })),
      translations: [],
      language,
      ...(has[0] === true && { source: { title, ...(has[1] === true && { url: page, headline: title }) } }),
      ...(has[2] === true && { canonical: original }),
      ...(has[3] === true && { license: { text: title, url: terms }, ownLicense: true }),
      ...(has[4] === true && { image: { url: picture, alt: title, caption: title, credit: title } }),
    };
  }

  const credit = (one: Article, html: string) =>
    withCredits(one, html, i18nCache.of(one.language), { text: 'CC-BY-4.0' });

  test('of content stays byte for byte where there is nothing to credit', () => {
    const nothing = { names: [], texts: [], urls: [], has: [], instant: 0 };
    fc.assert(
      fc.property(fc.string(), name, (html, title) => {
        expect(credit(article({ ...nothing, language: 'en', title }), html)).toBe(html);
      }),
    );
  });

  test('comes out as it went in: cleaning the whole again changes nothing', () => {
    const renderer = createRenderer({ pages: false });
    const clean = (html: string) => renderer.render(html, (href) => ({ url: href, page: href })).feed;
    fc.assert(
      fc.property(
        drawn,
        fc.constantFrom('', 'Text.', '# One\n\n- a\n\n```js\n1 < 2\n```\n\n> b'),
        (values, body) => {
          const one = article(values);
          const html = credit(one, clean(body));
          expect(clean(html)).toBe(html);
          expect(dangers(html)).toEqual([]);
        },
      ),
      { numRuns: amount(150, 600) },
    );
  });

  test('is read as it was written, and an HTML parser finds nothing wrong', () => {
    fc.assert(
      fc.property(drawn, (values) => {
        const one = article(values);
        const errors: string[] = [];
        const html = credit(one, '<p>Text.</p>\n');
        const tree = parse(`<!doctype html><title>x</title>${html}`, {
          onParseError: ({ code }) => errors.push(code),
        });
        const seen = htmlText(serialize(tree));
        expect(errors.filter((code) => !/^(?:control|noncharacter)/.test(code))).toEqual([]);
        for (const person of one.contributors) {
          expect(seen).toContain(person.name);
          expect(seen).toContain(`(${person.role})`);
        }
        for (const each of [...one.corrections, one.license]) expect(seen).toContain(each?.text ?? '');
        expect(seen).toContain(one.source?.title ?? '');
      }),
      { numRuns: amount(100, 300) },
    );
  });
});

describe('the site of this repository', () => {
  test.each([
    {
      path: 'news/written-replies.html',
      lines: [
        'Originally published by AFP',
        'Text: Feedmill contributors, CC BY 4.0. First reported by AFP.',
      ],
      seen: {
        source: 'https://www.afp.com/',
        publication: 'AFP',
        license: 'Text: Feedmill contributors, CC BY 4.0. First reported by AFP.',
        licenseUrl: '',
      },
    },
    {
      path: 'news/lavrov-on-the-reply.html',
      lines: ['Originally published by Reuters', 'Licence: CC-BY-4.0'],
      seen: {
        source: 'https://www.reuters.com/',
        publication: 'Reuters',
        license: 'CC-BY-4.0',
        licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
      },
    },
  ])(
    '$path: source, terms and credit are seen in every feed and on the page',
    async ({ path, lines, seen }) => {
      const root = await ownSite();
      expect(await feedmill(root, ['build', '--now', '2026-12-01T00:00Z'])).toMatchObject({ code: 0 });
      const of = (file: string) => readFile(join(root, 'dist', file), 'utf8');
      for (const [format, file] of feeds) {
        const item = read(format, await of(file)).items.find((one) => one.url.endsWith(path));
        expect(item).toMatchObject(seen);
        expect(below(item?.html ?? '')).toEqual(lines);
        expect(/^<figure>.*?<\/figure>/.exec(item?.html ?? '')?.[0]).toContain(
          'Illustration: Feedmill contributors',
        );
      }
      const page = htmlText(await of(path));
      for (const one of [...lines, 'Illustration: Feedmill contributors']) expect(page).toContain(one);
    },
  );
});
