import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { messages } from '../src/problems/messages.ts';
import { explain } from '../src/problems/problem.ts';
import { readSubscription, subscribe } from '../src/reader/reader.ts';
import { feedmill, ownSite, workspace } from './workspace.ts';

const folder = join(import.meta.dirname, 'feeds');

/** The feed in `tests/feeds/name`, as a subscriber gets it. */
async function fixture(name: string) {
  const { subscription, problems } = await subscribe(name, { cwd: folder });
  if (!subscription) throw new Error(problems.map((one) => explain(one).what).join('\n'));
  return { feed: subscription, items: subscription.items, problems };
}

const at = (date: string) => Date.parse(date);

describe('as other programs write it', () => {
  test('jekyll-feed: Atom with HTML in titles', async () => {
    const { feed, items } = await fixture('jekyll.xml');
    expect(feed).toMatchObject({
      format: 'atom',
      title: 'Ferry & Tide',
      description: 'News of the <island> boats',
      home: 'https://ferry.example/',
      url: 'https://ferry.example/feed.xml',
    });
    expect(items).toMatchObject([
      {
        id: 'https://ferry.example/2026/02/03/low-water',
        url: 'https://ferry.example/2026/02/03/low-water.html',
        title: 'Low water & late boats',
        published: at('2026-02-03T07:00:00Z'),
        updated: at('2026-02-04T08:30:00Z'),
        summary: 'The ferry waits. Use <tide>.',
        base: 'https://ferry.example/2026/02/03/low-water.html',
        authors: [{ name: 'Ben Oar' }],
        tags: ['timetable', 'low water'],
        image: { url: 'https://ferry.example/assets/ferry.png' },
        attachments: [],
      },
      {
        title: 'Fog',
        html: '<p>No boat <a href="/map">today</a>.</p>',
        authors: [{ name: 'Ada Rope', email: 'ada@ferry.example', url: 'https://ferry.example/ada' }],
      },
    ]);
  });

  test('Hugo: RSS with titles that are escaped twice, and with titles that are not', async () => {
    const { feed, items, problems } = await fixture('hugo.xml');
    expect(feed).toMatchObject({ format: 'rss', generator: 'Hugo', language: 'en-gb' });
    expect(items.map(({ title, published }) => [title, published])).toEqual([
      ['Lamp & room', at('2026-01-27T10:00:00Z')],
      ['Generics in Go: Map<K, V>', at('2026-01-05T15:00:00Z')],
      ['About', undefined],
    ]);
    expect(items[0]?.authors).toMatchObject([{ name: 'The Keeper', email: 'keeper@light.example' }]);
    expect(problems).toMatchObject([{ code: 'subscription-date', line: 27, column: 5 }]);
  });

  test('WordPress: guids that are no permalinks, references in CDATA', async () => {
    const { items } = await fixture('wordpress.xml');
    expect(items).toMatchObject([
      {
        id: 'https://kettle.example/?p=421',
        url: 'https://kettle.example/2026/03/leaves/',
        title: 'Leaves – loose & dry',
        tags: ['Tea & Herbs', 'oolong'],
        authors: [{ name: 'Rosa & Co' }],
        updated: undefined,
      },
    ]);
    expect(items[0]?.html).toContain('<figcaption class="wp-element-caption">One leaf</figcaption>');
  });

  test('Ghost: ids of a database, a picture in Media RSS', async () => {
    const { items } = await fixture('ghost.xml');
    expect(items).toMatchObject([
      {
        id: '676ad1f0c1e5b50001a2b3c4',
        title: 'Sleeping cars & other beds',
        summary: 'Where to lie down.',
        image: { url: 'https://night.example/content/images/2025/12/bunk.jpg' },
        attachments: [],
      },
    ]);
  });

  test('Eleventy: Atom in XHTML, entries with one date, an author for all', async () => {
    const { feed, items } = await fixture('eleventy.xml');
    expect(feed).toMatchObject({ title: 'Gleis <1>', language: 'de', id: 'https://gleis.example/' });
    expect(items).toMatchObject([
      {
        html: '<p>Die <em>Uhr</em> &amp; ihr Zeiger<br/>springt.</p>',
        published: at('2026-01-08T00:00:00Z'),
        authors: [{ name: 'Jo Weiche' }],
        base: 'https://gleis.example/',
      },
    ]);
  });

  test('a podcast: its recording, its guest, its chapters', async () => {
    const { items } = await fixture('podcast.xml');
    expect(items).toMatchObject([
      {
        id: '0a1b2c3d-e-7',
        image: { url: 'https://radio.example/art/7.jpg' },
        attachments: [
          {
            url: 'https://cdn.example/7.mp3?source=feed&s=1',
            type: 'audio/mpeg',
            length: 48210333,
            duration: 3723,
          },
        ],
        episode: {
          season: 2,
          episode: 7,
          type: 'full',
          explicit: false,
          chapters: 'https://radio.example/7.json',
        },
      },
    ]);
  });

  test('Substack: a picture as enclosure', async () => {
    const { items } = await fixture('substack.xml');
    expect(items).toMatchObject([
      {
        image: { url: 'https://cdn.substack.example/letter.jpeg' },
        attachments: [],
        summary: 'From box to box',
      },
    ]);
  });

  test('micro.blog: JSON Feed 1.0, items without title, numbers as ids, and one without an id', async () => {
    const { items, problems } = await fixture('microblog.json');
    expect(items).toMatchObject([
      {
        id: 'http://kim.micro.example/2026/02/11/tea-is-ready.html',
        title: '',
        authors: [{ name: 'Kim Note' }],
      },
      {
        id: '4711',
        title: 'A <real> title',
        url: 'https://small.example/2026/02/10/title.html',
        html: '<p>One.</p>\n<p>Two &amp; three<br>\nlines.</p>',
        tags: ['tea', '10'],
      },
    ]);
    expect(problems).toMatchObject([{ code: 'subscription-without-id' }]);
  });

  test('RSS 0.91 with a document type, RSS 1.0, Atom 0.3', async () => {
    const [old, rdf, early] = [
      await fixture('rss091.xml'),
      await fixture('rdf.xml'),
      await fixture('atom03.xml'),
    ];
    expect(old.items).toMatchObject([
      { id: 'http://old.example/1.html', title: 'Cafe opens', html: 'At last.' },
    ]);
    expect(rdf.items).toMatchObject([
      {
        id: 'http://rdf.example/a',
        url: 'http://rdf.example/a?from=rss',
        published: at('2004-05-06T05:08:00Z'),
        authors: [{ name: 'Tim' }],
        tags: ['web'],
        summary: 'In short',
        html: '<p>In full</p>',
      },
    ]);
    expect(early).toMatchObject({
      feed: { title: 'Early & bold' },
      items: [
        {
          id: 'tag:early.example,2004:1',
          published: at('2004-03-01T17:00:00Z'),
          updated: at('2004-03-02T10:00:00Z'),
          html: '<p>Hello</p>',
        },
      ],
    });
  });

  test('WordPress’s export: posts of every kind and state', async () => {
    const { feed, items } = await fixture('wxr.xml');
    expect(feed).toMatchObject({ format: 'wxr', title: 'Kettle & Pot', home: 'https://kettle.example' });
    expect(items.map(({ title, post }) => [title, post?.type, post?.status, post?.slug])).toEqual([
      ['Leaves & water', 'post', 'publish', 'leaves'],
      ['Old style', 'post', 'publish', 'old-style'],
      ['Not yet', 'post', 'draft', undefined],
      ['In May', 'post', 'future', '茶'],
      ['About us', 'page', 'publish', 'about'],
      ['leaf', 'attachment', 'inherit', 'leaf'],
      ['Main menu', 'nav_menu_item', 'publish', 'main-menu'],
    ]);
    expect(items[0]).toMatchObject({
      id: 'https://kettle.example/?p=421',
      published: at('2026-03-02T09:14:07Z'),
      updated: at('2026-03-04T11:00:00Z'),
      summary: 'Leaves, briefly.',
      // What the export knows of people is not for everybody.
      authors: [{ name: 'Rosa Kessel' }],
      tags: ['oolong'],
      categories: ['Tea & Herbs'],
      image: { url: 'https://kettle.example/wp-content/uploads/leaf.jpg' },
    });
    expect(items[2]?.published).toBeUndefined();
    expect(JSON.stringify(items)).not.toMatch(/Buy now|rosa@/);
  });
});

test('what Feedmill writes, in every format the same', async () => {
  const root = await ownSite();
  expect((await feedmill(root, ['build', '--now', '2026-06-01T00:00:00Z'])).code).toBe(0);
  const feeds = await Promise.all(
    ['feed.xml', 'atom.xml', 'feed.json'].map((name) => subscribe(name, { cwd: join(root, 'dist') })),
  );
  const told = feeds.map(({ subscription, problems }) => {
    expect(problems).toEqual([]);
    return subscription?.items.map(
      ({ id, url, title, published, updated = published, tags, authors, html }) => ({
        id,
        url,
        title,
        published,
        updated,
        tags,
        authors: authors.map(({ name }) => name),
        html: html?.trim(),
      }),
    );
  });
  expect(told[0]?.length).toBeGreaterThan(1);
  expect(told[1]).toEqual(told[0]);
  expect(told[2]).toEqual(told[0]);
});

const rss = (items: string, more = '') =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title><link>https://e.example/</link><description>d</description>${more}${items}</channel></rss>`;
const item = (guid: string, more = '') =>
  `<item><guid isPermaLink="false">${guid}</guid><title>${guid}</title>${more}</item>`;

describe('an id', () => {
  const ids: readonly [string, string, string][] = [
    ['of digits', '007', '007'],
    ['with entities', 'a&amp;b', 'a&b'],
    ['in CDATA', '<![CDATA[a&amp;b]]>', 'a&amp;b'],
    ['an address that is not normal', 'HTTPS://E.example:443/%7e/a b', 'HTTPS://E.example:443/%7e/a b'],
    ['with white space around it', '\n  tag:e,1 \t', 'tag:e,1'],
  ];
  test.each(ids)('%s stays what it is', (_what, written, id) => {
    const { subscription } = readSubscription(rss(item(written)), { file: 'feed.xml' });
    expect(subscription?.items.map((one) => one.id)).toEqual([id]);
  });

  test('occurs once, at its first position', () => {
    const { subscription } = readSubscription(
      rss(item('a') + item('b') + item('a', '<link>https://e.example/2</link>')),
      {
        file: 'feed.xml',
      },
    );
    expect(subscription?.items.map(({ id, url }) => [id, url])).toEqual([
      ['a', undefined],
      ['b', undefined],
    ]);
  });
});

describe('a date', () => {
  const dates: readonly [string, string | undefined][] = [
    ['Tue, 27 Jan 2026 09:00:00 +0100', '2026-01-27T08:00:00Z'],
    ['Tue, 27 Jan 26 09:00 PST', '2026-01-27T17:00:00Z'],
    ['27 Jan 99 09:00:00 GMT', '1999-01-27T09:00:00Z'],
    ['Mon, 27 Jan 2026 09:00:00 Z', '2026-01-27T09:00:00Z'],
    ['2026-01-27T09:00:00.250-05:00', '2026-01-27T14:00:00.250Z'],
    ['2026-01-27', '2026-01-27T00:00:00Z'],
    ['27.01.2026', undefined],
    ['01/02/2026', undefined],
    ['yesterday', undefined],
    ['Tue, 31 Feb 2026 09:00:00 GMT', undefined],
    ['Tue, 27 Jan 2026 09:00:00 IST', undefined],
  ];
  test.each(dates)('%s', (written, instant) => {
    const { subscription, problems } = readSubscription(
      rss(`\n${item('a', `<pubDate>${written}</pubDate>`)}`),
      {
        file: 'feed.xml',
      },
    );
    expect(subscription?.items[0]?.published).toBe(instant === undefined ? undefined : at(instant));
    const told = { code: 'subscription-date', severity: 'warning', file: 'feed.xml', line: 2, column: 1 };
    expect(problems).toMatchObject(instant === undefined ? [told] : []);
  });
});

/** Serves texts (or what a function answers) by path, on a port of its own; gives its address without a slash at the end. */
async function serve(
  pages: Readonly<Record<string, string | ((request: IncomingMessage, response: ServerResponse) => void)>>,
): Promise<string> {
  const server = createServer((request, response) => {
    const page = Object.hasOwn(pages, request.url ?? '') ? pages[request.url ?? ''] : undefined;
    if (typeof page === 'function') page(request, response);
    else if (page === undefined) response.writeHead(404).end('<html>not here');
    else response.end(page);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const web = { cwd: folder, fetch };
const link = (rel: string, href: string) => `<atom:link rel="${rel}" href="${href}"/>`;

const jsonPage = (id: string, next?: string) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'T',
    next_url: next,
    items: [{ id }],
  });
const atomPage = (id: string, next = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>f</id>${next}<entry><id>${id}</id><title>x</title></entry></feed>`;

describe('the older items', () => {
  test('are followed through archives, round no circle, and no item comes twice', async () => {
    const site = await serve({
      '/feed.xml': rss(item('5') + item('4'), link('prev-archive', 'archive/2.xml')),
      '/archive/2.xml': rss(
        item('4') + item('3'),
        link('prev-archive', '1.xml') + link('next-archive', '3.xml'),
      ),
      '/archive/1.xml': rss(item('2') + item('1'), link('prev-archive', '2.xml')),
    });
    const { subscription, problems } = await subscribe(`${site}/feed.xml`, web);
    expect(problems).toEqual([]);
    expect(subscription?.items.map(({ id }) => id)).toEqual(['5', '4', '3', '2', '1']);
    expect(subscription?.url).toBe(`${site}/feed.xml`);
  });

  test('are followed from page to page, in Atom and JSON Feed', async () => {
    const site = await serve({
      '/feed.json': jsonPage('2', '/old.json'),
      '/old.json': jsonPage('1'),
      '/atom.xml': atomPage('b', '<link rel="next" href="?page=2"/>'),
      '/atom.xml?page=2': atomPage('a'),
    });
    const found = await Promise.all(
      ['feed.json', 'atom.xml'].map((name) => subscribe(`${site}/${name}`, web)),
    );
    expect(found.map(({ subscription }) => subscription?.items.map(({ id }) => id))).toEqual([
      ['2', '1'],
      ['b', 'a'],
    ]);
  });

  test('that cannot be had are an error, beside what there is', async () => {
    const site = await serve({
      '/feed.xml': rss(item('2'), link('prev-archive', 'gone.xml')),
      '/far.xml': rss(item('2'), link('prev-archive', 'file:///etc/passwd')),
      '/half.xml': rss(item('2'), link('prev-archive', 'cut.xml')),
      '/cut.xml': rss(item('1')).slice(0, -40),
    });
    for (const [name, what] of [
      ['feed.xml', 'responds with 404 Not Found'],
      ['far.xml', 'file:///etc/passwd'],
      ['half.xml', '<guid> is not closed'],
    ] as const) {
      const { subscription, problems } = await subscribe(`${site}/${name}`, web);
      expect(subscription?.items.map(({ id }) => id)).toEqual(['2']);
      expect(problems).toMatchObject([{ code: 'subscription-gap', severity: 'error' }]);
      expect(problems.map((one) => explain(one).what).join('')).toContain(what);
    }
  });

  test('end where a server makes pages for ever', async () => {
    let count = 0;
    const endless = createServer((_request, response) => {
      response.end(rss(item('1'), link('next', `?page=${++count}`)));
    });
    await new Promise<void>((done) => endless.listen(0, '127.0.0.1', done));
    onTestFinished(() => void endless.close());
    const address = endless.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { subscription, problems } = await subscribe(`http://127.0.0.1:${port}/`, web);
    expect(subscription?.items).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'subscription-endless' }]);
  });

  test('of a file are in files next to it, whatever address the feed has', async () => {
    const self = (path: string) => link('self', `https://e.example/blog/${path}`);
    const older = (path: string) => link('prev-archive', `https://e.example/blog/${path}`);
    const root = await workspace({
      'dist/feed.xml': rss(item('3'), self('feed.xml') + older('archive/2.xml')),
      'dist/archive/2.xml': rss(item('2'), self('archive/2.xml') + older('archive/1.xml')),
      'dist/archive/1.xml': rss(item('1'), link('prev-archive', '../../secret.xml')),
      'secret.xml': rss(item('0')),
    });
    const { subscription, problems } = await subscribe('dist/feed.xml', { cwd: root });
    expect(subscription?.items.map(({ id }) => id)).toEqual(['3', '2', '1']);
    expect(problems).toMatchObject([{ code: 'subscription-gap', file: 'dist/archive/1.xml' }]);
  });

  test('of a file are on the web where they are not beside it, and only with a network', async () => {
    const site = await serve({ '/1.xml': rss(item('1')) });
    const root = await workspace({ 'feed.xml': rss(item('2'), link('prev-archive', `${site}/1.xml`)) });
    const [online, offline] = [
      await subscribe('feed.xml', { ...web, cwd: root }),
      await subscribe('feed.xml', { cwd: root }),
    ];
    expect(online.subscription?.items.map(({ id }) => id)).toEqual(['2', '1']);
    expect(offline.problems).toMatchObject([{ code: 'subscription-gap' }]);
  });
});

describe('a server', () => {
  test('leads elsewhere, and addresses are read from there', async () => {
    const site = await serve({
      '/old': (_request, response) => void response.writeHead(301, { location: '/new/feed.xml' }).end(),
      '/new/feed.xml': rss('<item><guid isPermaLink="false">1</guid><link>one/</link></item>'),
    });
    const { subscription } = await subscribe(`${site}/old`, web);
    expect(subscription?.items[0]?.url).toBe(`${site}/new/one/`);
  });

  test('names the character set', async () => {
    const latin = Buffer.from(rss(item('é')), 'latin1');
    const site = await serve({
      '/feed.xml': (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/xml; charset=ISO-8859-1' }).end(latin),
    });
    const { subscription } = await subscribe(`${site}/feed.xml`, web);
    expect(subscription?.items[0]?.id).toBe('é');
  });
});

test.each([
  [
    'ISO-8859-1 by its declaration',
    Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${rss(item('é'))}`, 'latin1'),
  ],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF<?xml version="1.0"?>${rss(item('é'))}`)],
  [
    'UTF-16 with a mark',
    Buffer.from(`\uFEFF<?xml version="1.0" encoding="utf-16"?>${rss(item('é'))}`, 'utf16le'),
  ],
])('a file in %s', async (_what, bytes) => {
  const root = await workspace({ 'feed.xml': bytes });
  const { subscription } = await subscribe('feed.xml', { cwd: root });
  expect(subscription?.items[0]?.id).toBe('é');
});

/** What is no feed: what it holds, the problem it is, and a part of the sentence or the place. */
const refused: readonly (readonly [
  name: string,
  content: string | Uint8Array,
  code: string,
  more: object | string,
])[] = [
  ['nothing', '', 'subscription-not-a-feed', 'it is empty'],
  ['a text', 'Hello', 'subscription-not-a-feed', 'neither XML nor JSON'],
  ['another XML', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'subscription-not-a-feed', '<svg>'],
  ['another JSON', '{"a": 1}', 'subscription-not-a-feed', 'without items'],
  ['an array', '[1]', 'subscription-not-a-feed', 'without items'],
  [
    'a page',
    '<!DOCTYPE html><html><head><base href="https://e.example/blog/"><link rel="alternate" type="application/rss+xml" href="feed.xml"><link rel=alternate type="application/feed+json" href="/feed.json"></head><body><link rel="alternate" type="application/rss+xml" href="comments.xml">',
    'subscription-is-page',
    'It links to these feeds: https://e.example/blog/feed.xml, https://e.example/feed.json',
  ],
  ['a page without feeds', '<html><body>404</body></html>', 'subscription-is-page', 'not a feed.'],
  [
    'half a feed',
    `<rss version="2.0">\n <channel>\n  <item><title>x</ti`,
    'subscription-malformed',
    { line: 3, column: 9 },
  ],
  [
    'raw HTML in a text',
    rss('\n<item><description>a<br>b</description></item>'),
    'subscription-malformed',
    { line: 2, column: 21 },
  ],
  ['half a JSON', '{\n "version": "x", "items": [\n', 'subscription-malformed', { file: 'feed' }],
  ['elements without end', `<rss>${'<a>'.repeat(300_000)}`, 'subscription-malformed', 'too deep'],
  ['bytes of another character set', Buffer.from(rss(item('é')), 'latin1'), 'subscription-charset', {}],
];

describe('rejected with a reason', () => {
  test.each(refused)('%s', async (_name, content, code, more) => {
    const root = await workspace({ feed: content });
    const { subscription, problems } = await subscribe('feed', { cwd: root });
    expect(subscription).toBeUndefined();
    expect(problems).toMatchObject([{ code, ...(typeof more === 'object' && more) }]);
    expect(problems.map((one) => explain(one).what).join('')).toContain(typeof more === 'string' ? more : '');
  });

  test('what is not there', async () => {
    const root = await workspace({ 'folder/a': '' });
    const site = await serve({ '/slow': () => {}, '/empty': '' });
    const problems = await Promise.all(
      ['gone.xml', 'folder', 'ftp://e.example/feed', 'http://127.0.0.1:1/feed', `${site}/gone`].map(
        async (source) => (await subscribe(source, { cwd: root, fetch })).problems,
      ),
    );
    expect(problems.flat()).toMatchObject([
      { code: 'subscription-not-found', args: { path: 'gone.xml' } },
      { code: 'subscription-unreachable', args: { source: 'folder', detail: 'it is a folder' } },
      { code: 'subscription-unreachable', args: { source: 'ftp://e.example/feed' } },
      { code: 'subscription-unreachable', args: { source: 'http://127.0.0.1:1/feed' } },
      { code: 'subscription-status', args: { status: '404 Not Found' } },
    ]);
  });

  test('a server that does not answer', async () => {
    const { problems } = await subscribe('https://e.example/feed.xml', {
      cwd: folder,
      fetch: () =>
        Promise.reject(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    });
    expect(problems.map((one) => explain(one).what)).toEqual([
      'Feedmill cannot read https://e.example/feed.xml: the host did not respond within 60 seconds.',
    ]);
  });

  test('what is too large, without reading it', async () => {
    let sent = 0;
    const site = await serve({
      '/feed.xml': (_request, response) => {
        const chunk = Buffer.alloc(4_000_000, 'x');
        const more = () => {
          sent += chunk.length;
          if (sent < 400_000_000 && !response.destroyed) response.write(chunk, more);
        };
        more();
      },
    });
    const { problems } = await subscribe(`${site}/feed.xml`, web);
    expect(problems).toMatchObject([{ code: 'subscription-too-large' }]);
    expect(sent).toBeLessThan(200_000_000);
  });
});

describe('hostile', () => {
  test('entities that would grow without end are not expanded', () => {
    const lines = Array.from(
      { length: 60 },
      (_, index) => `<!ENTITY e${index + 1} "&e${index};&e${index};&e${index};">`,
    );
    const text = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">${lines.join('')}]>${rss(
      item('1', '<description>&e60; &x;</description>'),
    )}`;
    const { subscription } = readSubscription(text, { file: 'feed.xml' });
    expect(JSON.stringify(subscription ?? {}).length).toBeLessThan(2000);
    expect(JSON.stringify(subscription ?? {})).not.toContain('root:');
  });

  test('names of what every object has are nothing special', () => {
    for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
      const xml = readSubscription(rss(item('1', `<${name}>x</${name}>`)), { file: 'feed.xml' });
      expect(xml.subscription ?? xml.problems).toBeDefined();
      const json = readSubscription(
        `{"items":[{"id":"1","${name}":{"x":1},"_podcast":{"${name}":1}}],"${name}":{"title":"x"}}`,
        {
          file: 'feed.json',
        },
      );
      expect(json.subscription).toMatchObject({ title: '', items: [{ id: '1', title: '' }] });
    }
    expect({}).not.toHaveProperty('x');
    expect({}).not.toHaveProperty('title');
  });

  test('values of the wrong kind are as if they were not there', () => {
    const wrong = [null, 1, true, 'x', [], {}, [[1]], [null], { name: 1 }];
    const keys = [
      'title',
      'authors',
      'author',
      'tags',
      'attachments',
      '_license',
      '_source',
      '_podcast',
      '_contributors',
      'image',
      'date_published',
    ];
    for (const value of wrong)
      for (const key of keys) {
        const text = JSON.stringify({ items: [{ id: 'a', [key]: value }, value], [key]: value });
        const { subscription } = readSubscription(text, { file: 'feed.json' });
        expect(subscription?.items.map(({ id }) => id)).toEqual(['a']);
      }
  });

  test('people nobody could be called like are refused', () => {
    const { problems } = readSubscription(
      rss(`\n${item('1', `<author>${'('.repeat(1_000_000)}</author>`)}`),
      { file: 'f' },
    );
    expect(problems).toMatchObject([{ code: 'subscription-malformed', line: 2 }]);
  });

  test('JSON nested without end', () => {
    const { problems } = readSubscription(`{"items":${'['.repeat(1_000_000)}`, { file: 'f' });
    expect(problems).toMatchObject([{ code: 'subscription-malformed' }]);
  });

  test('long titles and texts without end take no long time', () => {
    const title = '&lt;b&gt;'.repeat(50_000) + '<![CDATA['.repeat(1000);
    const { subscription, problems } = readSubscription(
      rss(
        `<item><guid>1</guid><title>${'&lt;a '.repeat(100_000)}</title><author>${'a@'.repeat(50_000)}</author></item><item><guid>2</guid><title>${title}]]></title></item>`,
      ),
      { file: 'feed.xml' },
    );
    expect((subscription?.items ?? problems).length).toBeGreaterThan(0);
  });
});

test('every problem of a subscription is shown here', () => {
  const source = readFileSync(import.meta.filename, 'utf8');
  const codes = Object.keys(messages).filter((code) => code.startsWith('subscription-'));
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
});
