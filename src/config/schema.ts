import * as v from 'valibot';
import { feeds } from './feeds.ts';
import { podcast } from './podcast-schema.ts';
import { keyMessages, text } from './key-descriptions.ts';

const person = v.strictObject({
  name: keyMessages(text, {
    description: 'Name as readers show it',
    expected: 'a name',
    example: 'Jane Doe',
    reason: 'All three formats need a name for an author.',
  }),
  email: v.optional(
    keyMessages(v.pipe(v.string(), v.trim(), v.email()), {
      description: 'E-mail address; published only with publishEmail',
      expected: 'an e-mail address',
      example: 'jane@example.com',
      reason: 'RSS names authors by their e-mail address.',
    }),
  ),
  publishEmail: v.optional(
    keyMessages(v.boolean(), {
      description: 'Publish the e-mail address in RSS and Atom',
      expected: 'true or false',
      example: 'true',
      reason: 'An address once published is found by everybody.',
    }),
    false,
  ),
  url: v.optional(
    keyMessages(text, {
      description: 'Web page of the person',
      expected: 'a web address',
      example: 'https://example.com/jane',
      reason: 'Readers link the author’s name to it.',
    }),
  ),
  avatar: v.optional(
    keyMessages(text, {
      description: 'Picture of the person (JSON Feed)',
      expected: 'the address of a picture',
      example: 'https://example.com/jane.jpg',
      reason: 'Readers show it beside the name.',
    }),
  ),
});

function file(name: string, what: string) {
  return v.optional(
    keyMessages(v.union([v.literal(false), text]), {
      description: `Name of ${what} below the output folder; false leaves it out`,
      expected: 'a file name below the output folder, or false',
      example: name,
      reason: 'It becomes part of the public address.',
    }),
    name,
  );
}

function most(what: string, usual: number) {
  return v.optional(
    keyMessages(v.pipe(v.number(), v.integer(), v.minValue(0)), {
      description: `How many articles a build may show ${what} unasked`,
      expected: 'a whole number from 0',
      example: String(usual),
      reason: 'A build that would do more than that stops.',
    }),
    usual,
  );
}

const folder = keyMessages(text, {
  description: 'A folder named by the tag of its language',
  expected: 'a folder name that is a language tag (BCP 47)',
  example: 'pt-BR',
  reason: 'Articles in such a folder are in its language.',
});

const hub = keyMessages(text, {
  description: 'Address of a WebSub hub',
  expected: 'an http or https address without # or password',
  example: 'https://pubsubhubbub.appspot.com/',
  reason: 'Subscribers turn to that address, and so does `feedmill notify`.',
});

/** The config as people write it: the keys of `feedmill.yaml`, their shapes and defaults. */
export const schema = v.strictObject({
  url: keyMessages(text, {
    description: 'Address of the site, with its path where it has one',
    expected: 'an absolute http or https address without ? or #',
    example: 'https://example.com/',
    reason: 'Every address in the feeds begins with it.',
  }),
  title: keyMessages(text, {
    description: 'What the site is called',
    expected: 'text',
    example: 'My site',
    reason: 'Readers show it as the name of the feed.',
  }),
  description: v.optional(
    keyMessages(text, {
      description: 'What the site is about, in a sentence; the title by default',
      expected: 'text',
      example: 'News from the valley',
      reason: 'RSS requires a description of the feed.',
    }),
  ),
  language: v.optional(
    keyMessages(text, {
      description: 'Language of the articles, a BCP 47 tag',
      expected: 'a language tag (BCP 47)',
      example: 'en',
      reason: 'Readers choose fonts, hyphenation and voice by it.',
    }),
    'en',
  ),
  timezone: v.optional(
    keyMessages(text, {
      description: 'Time zone of dates without one, an IANA name',
      expected: 'an IANA time zone',
      example: 'Europe/Berlin',
      reason: 'It decides when an article is published.',
    }),
    'UTC',
  ),
  authors: v.optional(
    keyMessages(v.array(person), {
      description: 'Authors of articles that name none',
      expected: 'a list of people',
      example: '[{ name: Jane Doe }]',
      reason: 'Every article of the feeds needs an author.',
    }),
    [],
  ),
  people: v.optional(
    keyMessages(v.record(v.string(), person), {
      description: 'People by key, so that front matter may say `author: jane`',
      expected: 'a map of key and person',
      example: '{ jane: { name: Jane Doe } }',
      reason: 'Front matter names authors by these keys.',
    }),
    {},
  ),
  content: v.optional(
    keyMessages(v.union([text, v.pipe(v.array(text), v.minLength(1))]), {
      description: 'Folder of the articles, or a list of folders and globs (! excludes)',
      expected: 'a folder, or a list of folders and globs',
      example: 'content',
      reason: 'Only what lies there is published.',
    }),
    'content',
  ),
  output: v.optional(
    keyMessages(text, {
      description: 'Folder that is built',
      expected: 'another folder than the site’s root',
      example: 'dist',
      reason: 'The files that Feedmill writes must not mix with your own.',
    }),
    'dist',
  ),
  permalink: v.optional(
    keyMessages(text, {
      description: 'Pattern of the articles’ addresses: {path} {slug} {section} {year} {month} {day}',
      expected: 'a pattern that begins with / and holds {path} or {slug}',
      example: '/{path}/',
      reason: 'Each article needs an address of its own.',
    }),
    '/{path}/',
  ),
  pages: v.optional(
    keyMessages(v.boolean(), {
      description: 'Write a page for each article; false where another generator writes them',
      expected: 'true or false',
      example: 'true',
      reason: 'It decides whether article pages are written.',
    }),
    true,
  ),
  limit: v.optional(
    keyMessages(v.pipe(v.number(), v.integer(), v.minValue(1)), {
      description: 'How many items a feed holds',
      expected: 'a whole number from 1',
      example: '20',
      reason: 'It decides how many articles a new subscriber sees.',
    }),
    20,
  ),
  body: v.optional(
    keyMessages(v.picklist(['full', 'summary']), {
      description: 'Whether items carry the whole article or its summary',
      expected: '`full` or `summary`',
      example: 'full',
      reason: 'It decides what subscribers can read in their reader.',
    }),
    'full',
  ),
  maxBytes: v.optional(
    keyMessages(v.pipe(v.number(), v.integer(), v.minValue(10_000)), {
      description: 'How large a feed may be, in bytes; it ends before the item that would make it larger',
      expected: 'a whole number of bytes from 10000',
      example: '1000000',
      reason: 'Readers fetch the whole feed again and again, and some refuse a large one.',
    }),
    1_000_000,
  ),
  feeds: v.optional(feeds, {}),
  archives: v.optional(
    keyMessages(v.boolean(), {
      description:
        'Lead from the feed to all older articles, in documents numbered from the oldest (RFC 5005)',
      expected: 'true or false',
      example: 'true',
      reason: 'Without archives a new subscriber sees the newest articles only.',
    }),
    false,
  ),
  archiveSize: v.optional(
    keyMessages(v.pipe(v.number(), v.integer(), v.minValue(1)), {
      description: 'How many articles an archive document holds; another number renames them all',
      expected: 'a whole number from 1',
      example: '50',
      reason: 'What stands in an archive must stay there.',
    }),
    50,
  ),
  languages: v.optional(
    keyMessages(v.array(folder), {
      description:
        'Folders of the content that are languages (`content/de/…`); those named by a two-letter code by default',
      expected: 'a list of folder names that are language tags (BCP 47)',
      example: '[en, de, pt-BR]',
      reason: 'Articles in such a folder are in its language.',
    }),
  ),
  markdown: v.optional(
    keyMessages(v.boolean(), {
      description: 'Give readers that want it the Markdown of each article too',
      expected: 'true or false',
      example: 'true',
      reason: 'It makes feeds larger, and adds an element validators do not know.',
    }),
    false,
  ),
  files: v.optional(
    keyMessages(
      v.strictObject({
        rss: file('feed.xml', 'the RSS feed'),
        atom: file('atom.xml', 'the Atom feed'),
        json: file('feed.json', 'the JSON feed'),
        index: file('index.html', 'the index page'),
        opml: file('feeds.opml', 'the list of all feeds (OPML)'),
        sitemap: file('sitemap.xml', 'the sitemap, where pages are written'),
      }),
      {
        description: 'Names of the feeds, of the index page and of the lists; false leaves one out',
        expected: 'a map of rss, atom, json, index, opml and sitemap',
        example: '{ rss: feed.xml, atom: false }',
        reason: 'They are the addresses people subscribe to.',
      },
    ),
    {},
  ),
  browserView: v.optional(
    keyMessages(v.boolean(), {
      description: 'Show a readable page where somebody opens the RSS or Atom feed in a browser',
      expected: 'true or false',
      example: 'true',
      reason: 'It decides what people see who click the feed’s address.',
    }),
    true,
  ),
  hosting: v.optional(
    keyMessages(
      v.array(
        keyMessages(v.picklist(['netlify', 'cloudflare', 'vercel', 'nginx', 'apache', 'github-pages']), {
          description: 'A host',
          expected: 'one of netlify, cloudflare, vercel, nginx, apache, github-pages',
          example: 'netlify',
          reason: 'Each host is told in a file of its own.',
        }),
      ),
      {
        description: 'Hosts to write settings for, so that feeds have the right media type, CORS and caching',
        expected: 'a list of netlify, cloudflare, vercel, nginx, apache, github-pages',
        example: '[netlify]',
        reason: 'Each host is told in a file of its own.',
      },
    ),
    [],
  ),
  redirects: v.optional(
    keyMessages(
      v.record(
        v.string(),
        keyMessages(text, {
          description: 'Where the old address leads now',
          expected: 'a path that begins with /, or a web address',
          example: '/feed.xml',
          reason: 'Subscribers of the old address are led there.',
        }),
      ),
      {
        description: 'Old addresses and where they lead now, for the hosts: paths below the site’s address',
        expected: 'a map of old paths and new ones',
        example: '{ /rss.xml: /feed.xml }',
        reason: 'Subscribers of an old address would be lost.',
      },
    ),
    {},
  ),
  hub: v.optional(
    keyMessages(v.union([text, v.pipe(v.array(hub), v.minLength(1))]), {
      description:
        'WebSub hub that tells subscribers of news at once, or a list of hubs; each feed names them',
      expected: 'an http or https address without # or password, or a list of them',
      example: 'https://pubsubhubbub.appspot.com/',
      reason: 'Subscribers turn to that address, and so does `feedmill notify`.',
    }),
  ),
  undated: v.optional(
    keyMessages(v.picklist(['error', 'skip']), {
      description: 'What to do with an article without a date',
      expected: '`error` or `skip`',
      example: 'error',
      reason: 'A guessed date would show articles as new again.',
    }),
    'error',
  ),
  lock: v.optional(
    keyMessages(v.boolean(), {
      description: 'Keep in feedmill.lock what subscribers have, so that articles keep their ids',
      expected: 'true or false',
      example: 'true',
      reason: 'Without it an article whose address changes is shown to subscribers as new.',
    }),
    true,
  ),
  guard: v.optional(
    keyMessages(
      v.strictObject({
        resurfaced: most('as new again', 0),
        updated: most('as updated', 10),
        removed: most('no more', 5),
      }),
      {
        description: 'What a build may do to subscribers unasked; what would do more stops',
        expected: 'a map of resurfaced, updated and removed',
        example: '{ resurfaced: 0, updated: 10, removed: 5 }',
        reason: 'A build that would do more than that stops.',
      },
    ),
    {},
  ),
  license: v.optional(
    keyMessages(text, {
      description: 'Licence of the articles: an SPDX identifier or a web address',
      expected: 'an SPDX identifier or a web address',
      example: 'CC-BY-4.0',
      reason: 'Partners decide by it what they may republish.',
    }),
  ),
  icon: v.optional(
    keyMessages(text, {
      description: 'Square picture of the site',
      expected: 'an address, or a path below the site’s',
      example: '/icon.png',
      reason: 'Readers show it beside the feed’s name.',
    }),
  ),
  logo: v.optional(
    keyMessages(text, {
      description: 'Wide picture of the site (2:1)',
      expected: 'an address, or a path below the site’s',
      example: '/logo.png',
      reason: 'Readers show it above the feed.',
    }),
  ),
  podcast: v.optional(podcast),
});

/** The config as people write it. */
export type ConfigInput = v.InferInput<typeof schema>;

/** The config as written, checked for shape, with every default filled in. */
export type ConfigShape = v.InferOutput<typeof schema>;
