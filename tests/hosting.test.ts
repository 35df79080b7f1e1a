import * as fc from 'fast-check';
import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { hosts, writeHosting } from '../src/hosting/hosting.ts';
import type { HostingSite, HostName, Redirect, ServedFeed } from '../src/hosting/host.ts';
import { planRedirects, redirectSource, redirectTarget } from '../src/hosting/redirects.ts';
import type { Ground } from '../src/hosting/redirects.ts';
import { explain } from '../src/problems/problem.ts';

const url = 'https://example.com/';
const types = {
  'feed.xml': 'application/rss+xml',
  'atom.xml': 'application/atom+xml',
  'feed.json': 'application/feed+json',
} as const;

function feeds(base: string, folder = ''): ServedFeed[] {
  return Object.entries(types).map(([name, mediaType]) => ({
    path: folder + name,
    url: new URL(folder + name, base).href,
    mediaType,
  }));
}

const site: HostingSite = {
  url,
  language: 'en',
  feeds: feeds(url),
  redirects: [
    { from: `${url}rss.xml`, to: `${url}feed.xml` },
    { from: `${url}old.html`, to: 'https://other.example/new?x=1#y' },
  ],
};

function texts(names: readonly HostName[], of: HostingSite = site): Record<string, string> {
  const { files } = writeHosting(names, of);
  return Object.fromEntries(
    files.map((file) => [file.path, 'text' in file ? file.text : `copy of ${file.copyOf}`]),
  );
}

/** The lines that say something. */
function lines(text = ''): string[] {
  return text.split('\n').filter((one) => one.trim() !== '' && !one.startsWith('#'));
}

const headers = (type: string) => [
  `  Content-Type: ${type}; charset=utf-8`,
  '  Access-Control-Allow-Origin: *',
  '  Cache-Control: public, max-age=300, must-revalidate',
];

describe('Netlify', () => {
  test('_headers: a path, its headers indented', () => {
    expect(lines(texts(['netlify'])['_headers'])).toEqual([
      '/feed.xml',
      ...headers('application/rss+xml'),
      '/atom.xml',
      ...headers('application/atom+xml'),
      '/feed.json',
      ...headers('application/feed+json'),
    ]);
  });

  test('a feed whose name has a wildcard in it gets no rule that meets others', () => {
    const odd = ['*', ':tag'].flatMap((tag) => feeds(url, `tags/${tag}/`).slice(0, 1));
    const text = texts(['netlify'], { ...site, feeds: odd })['_headers'];
    expect(lines(text).filter((one) => one.startsWith('/'))).toEqual([
      '/tags/%2A/feed.xml',
      '/tags/%3Atag/feed.xml',
    ]);
  });

  test('_redirects wins over a file that another generator still writes there', () => {
    expect(lines(texts(['netlify'])['_redirects'])).toEqual([
      '/rss.xml /feed.xml 301!',
      '/old.html https://other.example/new?x=1#y 301!',
    ]);
  });

  test('without redirects there is no such file', () => {
    expect(Object.keys(texts(['netlify'], { ...site, redirects: [] }))).toEqual(['_headers']);
  });
});

/** The headers every rule gives a path, by Cloudflare's documentation: `*` is any text, all rules that match count. */
function served(file: string, path: string): string[] {
  const blocks = file.split('\n\n').slice(1);
  return blocks.flatMap((block) => {
    const [rule = '', ...rest] = lines(block);
    const parts = rule.split('*').map((part) => part.replaceAll(/[.+?^$()[\]{}|\\]/g, String.raw`\$&`));
    return new RegExp(`^${parts.join('.*')}$`).test(path) ? rest : [];
  });
}

describe('Cloudflare', () => {
  test('reads the same _headers, and bare numbers in _redirects', () => {
    const files = texts(['cloudflare']);
    expect(files['_headers']).toBe(texts(['netlify'])['_headers']);
    expect(lines(files['_redirects'])).toEqual([
      '/rss.xml /feed.xml 301',
      '/old.html https://other.example/new?x=1#y 301',
    ]);
  });

  test('together with Netlify gets one file of a name, in words both know', () => {
    expect(texts(['netlify', 'cloudflare'])).toEqual(texts(['cloudflare']));
    expect(texts(['cloudflare', 'netlify'])).toEqual(texts(['cloudflare']));
  });

  const many: HostingSite = {
    ...site,
    feeds: [
      ...feeds(url),
      ...Array.from({ length: 40 }, (_, tag) => feeds(url, `tags/t${tag}/`)).flat(),
      ...Array.from({ length: 30 }, (_, number) =>
        feeds(url, 'archive/').map((one) => ({
          ...one,
          url: one.url.replace(/\.(?=\w+$)/, `-${number}.`),
        })),
      ).flat(),
    ],
  };

  test('gets no more than the 100 rules it reads, and each feed exactly one of them', () => {
    expect(many.feeds).toHaveLength(213);
    const file = texts(['cloudflare'], many)['_headers'] ?? '';
    const rules = lines(file).filter((one) => one.startsWith('/'));
    expect(rules.length).toBeLessThanOrEqual(100);
    expect(rules.filter((one) => one.split('*').length > 2)).toEqual([]);
    expect(rules.slice(0, 3)).toEqual(['/feed.xml', '/atom.xml', '/feed.json']);
    for (const feed of many.feeds)
      expect(served(file, new URL(feed.url).pathname)).toEqual(headers(feed.mediaType));
    for (const other of ['/', '/tags/t1/', '/archive/', '/sitemap.xml', '/feeds.opml'])
      expect(served(file, other)).toEqual([]);
    expect(writeHosting(['cloudflare'], many).problems).toEqual([]);
  });

  test('does not take feeds of two formats into one rule because their names end alike', () => {
    const clash = many.feeds.map((one, index) =>
      index === 4 ? { ...one, url: `${url}tags/t0/newsfeed.xml` } : one,
    );
    const file = texts(['cloudflare'], { ...many, feeds: clash })['_headers'] ?? '';
    const wrong = clash.filter((feed) => {
      const got = served(file, new URL(feed.url).pathname);
      return got.length > 0 && got.join() !== headers(feed.mediaType).join();
    });
    expect(wrong).toEqual([]);
  });

  test('reports rules that the host would ignore', () => {
    const apart = Array.from({ length: 101 }, (_, index) => ({
      path: `${index}a.xml`,
      url: `${url}${index}a.xml`,
      mediaType: 'application/rss+xml',
    }));
    const moved = Array.from({ length: 2001 }, (_, index) => ({ from: `${url}${index}`, to: url }));
    const { problems } = writeHosting(['cloudflare'], { ...site, feeds: apart, redirects: moved });
    expect(problems.map(({ code, args }) => [code, args['file'], args['count']])).toEqual([
      ['host-limit', '_headers', 101],
      ['host-limit', '_redirects', 2001],
    ]);
    const odd: Redirect[] = [
      { from: `${url}a`, to: 'http://example.org/' },
      { from: `${url}b`, to: `https://example.org/${'x'.repeat(1000)}` },
    ];
    expect(
      writeHosting(['cloudflare'], { ...site, redirects: odd }).problems.map(({ code, args }) => [
        code,
        args['from'],
      ]),
    ).toEqual([
      ['host-cannot-redirect', `${url}a`],
      ['host-cannot-redirect', `${url}b`],
    ]);
  });
});

describe('Vercel', () => {
  test('vercel.json has a header rule for each feed and permanent redirects', () => {
    expect(JSON.parse(texts(['vercel'])['vercel.json'] ?? '')).toEqual({
      $schema: 'https://openapi.vercel.sh/vercel.json',
      headers: Object.entries(types).map(([name, type]) => ({
        source: `/${name}`,
        headers: [
          { key: 'Content-Type', value: `${type}; charset=utf-8` },
          { key: 'Access-Control-Allow-Origin', value: '*' },
          { key: 'Cache-Control', value: 'public, max-age=300, must-revalidate' },
        ],
      })),
      redirects: [
        { source: '/rss.xml', destination: '/feed.xml', statusCode: 301 },
        { source: '/old.html', destination: 'https://other.example/new?x=1#y', statusCode: 301 },
      ],
    });
  });

  test('characters with a meaning in path-to-regexp are escaped', () => {
    const [feed] = feeds(url);
    if (!feed) throw new Error('no feed');
    const odd = { ...site, feeds: [{ ...feed, url: `${url}c++/a(b):c*/feed.xml` }], redirects: [] };
    const text = texts(['vercel'], odd)['vercel.json'] ?? '';
    expect(text).toContain(JSON.stringify(String.raw`/c\+\+/a\(b\)\:c\*/feed.xml`));
  });
});

/** The directives of an nginx snippet by the path of their location, read by nginx's rules for quotes. */
function nginxLocations(text = ''): Map<string, string[]> {
  const blocks = [...text.matchAll(/^location = "((?:[^"\\]|\\.)*)" \{\n((?: {4}.*\n)*)\}/gm)];
  return new Map(
    blocks.map(([, path = '', inside = '']) => [
      path.replaceAll(/\\(.)/g, '$1'),
      inside
        .split('\n')
        .map((one) => one.trim())
        .filter(Boolean),
    ]),
  );
}

describe('nginx', () => {
  const locations = nginxLocations(texts(['nginx'])['feedmill.nginx.conf']);

  test('each feed has its media type and, by the charset module, its charset', () => {
    expect(locations.get('/feed.json')).toEqual([
      'types { }',
      'default_type application/feed+json;',
      'charset utf-8;',
      'charset_types application/feed+json;',
      'add_header Access-Control-Allow-Origin "*";',
      'add_header Cache-Control "public, max-age=300, must-revalidate";',
    ]);
    expect(locations.get('/feed.xml')?.[1]).toBe('default_type application/rss+xml;');
    expect(locations.get('/atom.xml')?.[1]).toBe('default_type application/atom+xml;');
  });

  test('redirects name the whole address, and the snippet itself is not served', () => {
    expect(locations.get('/rss.xml')).toEqual([`return 301 "${url}feed.xml";`]);
    expect(locations.get('/old.html')).toEqual(['return 301 "https://other.example/new?x=1#y";']);
    expect(locations.get('/feedmill.nginx.conf')).toEqual(['return 404;']);
    expect([...locations.keys()]).toHaveLength(6);
  });

  test('a path is compared decoded; no variable is replaced in where it leads', () => {
    const odd: HostingSite = {
      ...site,
      feeds: [],
      redirects: [{ from: `${url}a%20b%22%5B%7D%3B%C3%BC$x.xml`, to: `${url}$host/%24?$args` }],
    };
    const found = nginxLocations(texts(['nginx'], odd)['feedmill.nginx.conf']);
    expect(found.get('/a b"[};ü$x.xml')).toEqual([`return 301 "${url}%24host/%24?%24args";`]);
  });
});

const section = (name: string, type: string) => [
  `<Files "${name}">`,
  `  ForceType "${type}; charset=utf-8"`,
  '  <IfModule mod_headers.c>',
  '    Header set Access-Control-Allow-Origin "*"',
  '    Header set Cache-Control "public, max-age=300, must-revalidate"',
  '  </IfModule>',
  '</Files>',
];

describe('Apache', () => {
  test('.htaccess: what other modules say cannot break the site where they are missing', () => {
    expect(lines(texts(['apache'])['.htaccess'])).toEqual([
      ...Object.entries(types).flatMap(([name, type]) => section(name, type)),
      '<IfModule mod_alias.c>',
      String.raw`  RedirectMatch 301 "^/rss\.xml$" "${url}feed.xml"`,
      String.raw`  RedirectMatch 301 "^/old\.html$" "https://other.example/new?x=1#y"`,
      '</IfModule>',
    ]);
  });

  test('feeds of one name and one format share a section; of two formats, each has its path', () => {
    const tags = [...feeds(url), ...feeds(url, 'tags/sea/'), ...feeds(url, 'tags/land/')];
    const shared = texts(['apache'], { ...site, feeds: tags })['.htaccess'] ?? '';
    expect(shared.match(/^<Files /gm)).toHaveLength(3);
    const apart = [
      { path: 'rss/index.xml', url: `${url}rss/index.xml`, mediaType: 'application/rss+xml' },
      { path: 'it’s/index.xml', url: `${url}it's%20$1/index.xml`, mediaType: 'application/atom+xml' },
    ];
    const text = texts(['apache'], { ...site, feeds: apart })['.htaccess'] ?? '';
    expect(text.match(/^<If .*/gm)).toEqual([
      `<If "%{REQUEST_URI} == '/rss/index.xml'">`,
      String.raw`<If "%{REQUEST_URI} == '/it\'s \$1/index.xml'">`,
    ]);
    expect(text).not.toContain('<Files');
  });

  test('the target is decoded, because Apache encodes it again; other targets are reported', () => {
    const moved: Redirect[] = [
      { from: `${url}%C3%BC%20(1).xml`, to: `${url}%E6%97%A5%20$1/feed.xml?q=%20&r` },
      { from: `${url}b`, to: `${url}c%2Fd` },
    ];
    const odd = { ...site, feeds: [], redirects: moved };
    expect(lines(texts(['apache'], odd)['.htaccess']).filter((one) => one.includes('301'))).toEqual([
      String.raw`  RedirectMatch 301 "^/ü \(1\)\.xml$" "${url}日 \$1/feed.xml?q=%20\&r"`,
    ]);
    expect(writeHosting(['apache'], odd).problems.map(({ code, args }) => [code, args['from']])).toEqual([
      ['host-cannot-redirect', `${url}b`],
    ]);
  });
});

function moving(redirects: readonly Redirect[]): HostingSite {
  return { ...site, redirects };
}

describe('GitHub Pages', () => {
  test('.nojekyll, and at the old address of a feed the feed', () => {
    const moved = ['rss.xml', 'feed/', 'rss', 'a/%C3%BC.xml'].map((path) => ({
      from: url + path,
      to: `${url}feed.xml`,
    }));
    expect(texts(['github-pages'], moving(moved))).toEqual({
      '.nojekyll': '',
      'rss.xml': 'copy of feed.xml',
      'feed/index.html': 'copy of feed.xml',
      'rss/index.html': 'copy of feed.xml',
      'a/ü.xml': 'copy of feed.xml',
    });
  });

  test('at the old address of a page a page that leads on', () => {
    const to = 'https://other.example/?a="1"&b=<2>#c';
    const page = texts(['github-pages'], moving([{ from: `${url}old.html`, to }]))['old.html'] ?? '';
    const elements = new Map<string, Record<string, string>>();
    const walk = (node: object): void => {
      if ('nodeName' in node && 'attrs' in node && Array.isArray(node.attrs))
        elements.set(
          String(node.nodeName),
          Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
        );
      if ('childNodes' in node && Array.isArray(node.childNodes))
        for (const one of node.childNodes) walk(one);
    };
    walk(parse(page));
    expect(elements.get('link')).toEqual({ rel: 'canonical', href: to });
    expect(elements.get('a')).toEqual({ href: to });
    expect(page).toContain('http-equiv="refresh" content="0; url=https://other.example/');
  });

  test('reports addresses that only a redirect could serve', () => {
    const redirects = [{ from: `${url}rss.xml`, to: 'https://other.example/feed.xml' }];
    const { files, problems } = writeHosting(['github-pages'], moving(redirects));
    expect(files.map(({ path }) => path)).toEqual(['.nojekyll']);
    expect(problems.map(({ code, args }) => [code, args['host'], args['from']])).toEqual([
      ['host-cannot-redirect', 'GitHub Pages', `${url}rss.xml`],
    ]);
  });
});

describe('a site below the root', () => {
  const blog = 'https://example.com/blog/';
  const below: HostingSite = {
    url: blog,
    language: 'en',
    feeds: feeds(blog),
    redirects: [{ from: `${blog}rss.xml`, to: `${blog}feed.xml` }],
  };
  const all = hosts.map(({ name }) => name);

  test('every host gets the full path', () => {
    const files = texts(all, below);
    expect(lines(files['_headers'])).toContain('/blog/feed.xml');
    expect(lines(files['_redirects'])).toEqual(['/blog/rss.xml /blog/feed.xml 301']);
    expect(files['vercel.json']).toContain('"source": "/blog/rss.xml"');
    expect(files['.htaccess']).toContain(String.raw`"^/blog/rss\.xml$" "https://example.com/blog/feed.xml"`);
    expect([...nginxLocations(files['feedmill.nginx.conf']).keys()]).toEqual([
      '/blog/feed.xml',
      '/blog/atom.xml',
      '/blog/feed.json',
      '/blog/rss.xml',
      '/blog/feedmill.nginx.conf',
    ]);
    // Files lie below the output folder, which is the site.
    expect(files['rss.xml']).toBe('copy of feed.xml');
  });

  test('who reads its files at the root only is named, with the files', () => {
    const { problems } = writeHosting(all, below);
    expect(problems.map(({ code, args }) => [code, args['host'], args['files']])).toEqual([
      ['host-below-root', 'Netlify', '_headers, _redirects'],
      ['host-below-root', 'Cloudflare Pages', '_headers, _redirects'],
      ['host-below-root', 'Vercel', 'vercel.json'],
    ]);
    expect(writeHosting(all, site).problems).toEqual([]);
  });
});

describe('an old address', () => {
  const blog = 'https://example.com/blog/';

  test.each([
    ['/rss.xml', `${blog}rss.xml`],
    ['/feed/', `${blog}feed/`],
    ['/ü b.xml', `${blog}%C3%BC%20b.xml`],
    ['/%c3%bc.xml', `${blog}%C3%BC.xml`],
    [`${blog}a#b`.replace('#', '%23'), `${blog}a%23b`],
    ['https://EXAMPLE.com:443/blog/rss.xml', `${blog}rss.xml`],
  ])('%s is %s', (text, wanted) => {
    expect(redirectSource(text, blog)).toBe(wanted);
  });

  test.each([
    ['', 'nothing'],
    ['rss.xml', 'not said from the root'],
    ['/', 'the site itself'],
    ['/../rss.xml', 'outside of the site'],
    ['//example.com/blog/rss.xml', 'a host'],
    ['https://other.example/rss.xml', 'another site'],
    ['/?feed=rss2', 'a query: no host compares it'],
    ['/a.html#b', 'a fragment: no server sees it'],
    ['/tags/*', 'a wildcard'],
    ['/tags/:tag', 'a placeholder'],
    ['/a%2Fb', 'a slash within a name'],
    ['/a%0Ab', 'a line end'],
    ['/caf%E9.xml', 'not UTF-8'],
    [' /rss.xml', 'white space around it'],
    ['/a//b', 'an empty folder'],
  ])('%s is none: %s', (text) => {
    expect(redirectSource(text, blog)).toBeUndefined();
  });

  test.each([
    ['/feed.xml', `${blog}feed.xml`],
    ['/', blog],
    ['/a?b=c#d', `${blog}a?b=c#d`],
    // As this build spells its own addresses, so that they are recognised.
    ['/tags/c%2b%2B/u\u0308.xml?a=%2b', `${blog}tags/c++/%C3%BC.xml?a=%2B`],
    ['https://other.example', 'https://other.example/'],
    ['feed.xml', undefined],
    ['mailto:jane@example.com', undefined],
    ['javascript:alert(1)', undefined],
    ['//other.example/', undefined],
  ])('leads to: %s is %s', (text, wanted) => {
    expect(redirectTarget(text, blog)).toBe(wanted);
  });
});

test('for any addresses, the files of a host contain no others', () => {
  const character = fc.oneof(
    fc.constantFrom(...(String.raw` "'\#$%&(){}[];:*?+^|<>~,@!=` + '\n\t/aü日').split('')),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }),
  );
  const path = fc.array(character, { maxLength: 8 }).map((some) => `/${some.join('')}`);
  let seen = 0;
  fc.assert(
    fc.property(path, path, (one, other) => {
      const from = redirectSource(one, url);
      const to = redirectTarget(other, url);
      if (from === undefined || to === undefined) return;
      seen++;
      const { files } = writeHosting(['netlify', 'nginx', 'apache', 'vercel'], {
        ...site,
        feeds: [],
        redirects: [{ from, to }],
      });
      const by = Object.fromEntries(files.map((file) => [file.path, 'text' in file ? file.text : '']));
      const decoded = decodeURIComponent(new URL(from).pathname);
      expect(lines(by['_redirects']).map((text) => text.split(/\s+/).length)).toEqual([3]);
      expect(nginxLocations(by['feedmill.nginx.conf']).has(decoded)).toBe(true);
      const rules = lines(by['.htaccess']).filter((text) => text.includes('RedirectMatch'));
      for (const rule of rules) {
        const [, quoted = ''] =
          /^ {2}RedirectMatch 301 "((?:[^"\\]|\\.)*)" "(?:[^"\\]|\\.)*"$/.exec(rule) ?? [];
        const expression = new RegExp(quoted.replaceAll(String.raw`\"`, '"'), 's');
        expect(expression.test(decoded)).toBe(true);
        expect(expression.test(`${decoded}x`)).toBe(false);
      }
      expect(JSON.parse(by['vercel.json'] ?? '')).toMatchObject({ redirects: [{ statusCode: 301 }] });
    }),
    { numRuns: 1000 },
  );
  expect(seen).toBeGreaterThan(100);
});

describe('redirects as a whole', () => {
  const published = new Set(['', 'feed.xml', 'first/', 'about.html', 'c++/'].map((path) => url + path));
  const ground: Ground = {
    url,
    hosting: ['netlify'],
    isPublished: (one) => published.has(one),
    complete: true,
  };
  const plan = (map: Readonly<Record<string, string>>, rest: Partial<Ground> = {}) => {
    const written = Object.entries(map).map(([from, to]) => ({
      from: url + from,
      to: new URL(to, url).href,
    }));
    const { redirects, problems } = planRedirects(written, { ...ground, ...rest });
    return {
      redirects: Object.fromEntries(redirects.map(({ from, to }) => [from.slice(url.length), to])),
      problems: problems.map((one) => [one.code, explain(one).what]),
    };
  };

  test('lead straight to their end', () => {
    expect(plan({ 'index.rdf': '/rss.xml', 'rss.xml': '/atom.xml', 'atom.xml': '/feed.xml' })).toEqual({
      redirects: {
        'index.rdf': `${url}feed.xml`,
        'rss.xml': `${url}feed.xml`,
        'atom.xml': `${url}feed.xml`,
      },
      problems: [],
    });
  });

  test.each([
    ['an address to itself', { 'a.xml': '/a.xml' }, 'a.xml → https://example.com/a.xml'],
    ['a folder to itself with a slash', { feed: '/feed/' }, 'feed → https://example.com/feed/'],
    [
      'two to one another',
      { 'a.xml': '/b.xml', 'b.xml': '/a.xml' },
      'a.xml → https://example.com/b.xml → https://example.com/a.xml',
    ],
    ['one into the loop of another', { x: '/a.xml', 'a.xml': '/a.xml' }, 'x → https://example.com/a.xml'],
  ])('never come back: %s', (_name, map, way) => {
    const { redirects, problems } = plan(map);
    expect(redirects).toEqual({});
    expect(problems.map(([code]) => code)).toEqual(['redirect-loop']);
    expect(problems[0]?.[1]).toContain(way);
  });

  test.each(['feed.xml', 'first/', 'first', 'first/index.html', 'about.html', 'index.html', 'c%2B%2B/'])(
    'never lead away from what is written: %s',
    (from) => {
      const { redirects, problems } = plan({ [from]: 'https://other.example/' });
      expect(redirects).toEqual({});
      expect(problems).toEqual([['redirect-taken', expect.stringContaining(url + from)]]);
    },
  );

  test('are reported if the target does not exist and Feedmill writes all pages', () => {
    const map = { 'rss.xml': '/fed.xml', b: '/first', c: 'https://other.example/x' };
    expect(plan(map).problems).toEqual([['redirect-nowhere', expect.stringContaining(`${url}fed.xml`)]]);
    expect(Object.keys(plan(map).redirects)).toEqual(['rss.xml', 'b', 'c']);
    expect(plan(map, { complete: false }).problems).toEqual([]);
  });

  test('need a host', () => {
    expect(plan({ 'rss.xml': '/feed.xml' }, { hosting: [] }).problems.map(([code]) => code)).toEqual([
      'redirects-without-host',
    ]);
    expect(plan({}, { hosting: [] }).problems).toEqual([]);
  });
});

test('what hosts complain about is whole sentences', () => {
  const some = writeHosting(['cloudflare', 'github-pages'], {
    ...site,
    url: `${url}a/`,
    redirects: Array.from({ length: 2001 }, (_, index) => ({
      from: `${url}a/${index}.xml`,
      to: 'http://x.example/',
    })),
  });
  const codes = new Set(some.problems.map(({ code }) => code));
  expect(codes).toEqual(new Set(['host-below-root', 'host-limit', 'host-cannot-redirect']));
  for (const one of some.problems.slice(0, 5))
    for (const sentence of Object.values(explain(one))) expect(sentence).not.toMatch(/undefined|\{|``/);
});
