import * as v from 'valibot';
import { bodyKey, choiceKey, integerKey, key, textKey, textsKey } from './key.ts';
import { podcast } from './podcast-keys.ts';

/** The properties of articles for which there can be feeds. */
export const feedKinds = ['tag', 'category', 'author', 'section', 'language'] as const;

const kinds = feedKinds.join(', ');

function terms(what: string, example: string, expected = 'text or a list of texts') {
  return v.optional(
    textsKey({ description: `${what}: a value, or a list of which any value can match`, expected, example }),
  );
}

const topics = {
  tag: terms('Tags', '[ferry, harbour]'),
  category: terms('Categories', 'News'),
  author: terms('Authors, by name or by their key in `people`', 'jane'),
  section: terms('Sections (content folders)', 'guides'),
  language: terms('Languages', '[de, de-AT]', 'a language tag (BCP 47) or a list of them'),
};

const where = key(
  v.object({
    ...topics,
    since: v.optional(
      textKey({
        description: 'Earliest date of an article',
        expected: 'a date such as 2026-01-31',
        example: '2026-01-31',
      }),
    ),
    not: v.optional(
      key(v.object(topics), {
        description: 'Articles that the feed excludes',
        expected: `a map of ${kinds}`,
        example: '{ tag: sponsored }',
      }),
    ),
  }),
  {
    description: `Articles of the feed: all of ${kinds} and \`since\` must match, and nothing in \`not\``,
    expected: `a map of ${kinds}, since and not`,
    example: '{ section: news, language: en, not: { tag: sponsored } }',
  },
);

function limit(description: string) {
  return v.optional(integerKey(1, { description, example: '20' }));
}

const custom = key(
  v.object({
    name: key(v.pipe(v.string(), v.trim(), v.regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/)), {
      description: 'Name of the feed in its address: `feeds/NAME/`',
      expected: 'lowercase letters and digits, with `-`, `_` or `.` between them',
      example: 'partner',
      reason: 'The name is part of the address that people subscribe to.',
    }),
    title: v.optional(
      textKey({
        description: 'Title of the feed; by default, its name and the site’s title',
        example: 'Harbour news for partners',
      }),
    ),
    description: v.optional(
      textKey({
        description: 'Description of the feed in one sentence; by default, the site’s description',
        example: 'News of the harbour, for republication',
      }),
    ),
    where: v.optional(where),
    limit: limit('Maximum number of items; by default, the site’s `limit`'),
    podcast: v.optional(podcast),
    body: v.optional(
      bodyKey(
        'Whether items contain the full article or its summary; by default, the site’s `body`',
        'summary',
      ),
    ),
  }),
  {
    description: 'A custom feed',
    expected: 'a map with `name`',
    example: '{ name: partner, where: { section: news } }',
  },
);

/** The key `feeds`: the feeds of a site in addition to the main feed. */
export const furtherFeeds = key(
  v.object({
    by: v.optional(
      key(v.array(choiceKey(feedKinds, { description: 'A property of articles', example: 'tag' })), {
        description: 'Properties: each value gets a feed and a page',
        expected: `a list of ${kinds}`,
        example: '[tag, author]',
      }),
      [],
    ),
    minimum: v.optional(
      integerKey(1, { description: 'Minimum number of articles for a feed', example: '2' }),
      2,
    ),
    limit: limit('Maximum number of items; by default, the site’s `limit`'),
    body: v.optional(
      bodyKey(
        'Whether items contain the full article or its summary; by default, the site’s `body`',
        'summary',
      ),
    ),
    custom: v.optional(
      key(v.array(custom), {
        description: 'Custom feeds, such as one for a partner or a newsletter',
        expected: 'a list of feeds with `name` and `where`',
        example: '[{ name: partner, where: { section: news } }]',
      }),
      [],
    ),
  }),
  {
    description: 'Additional feeds: by topic, author, section or language, and custom feeds',
    expected: 'a map of by, minimum, limit, body and custom',
    example: '{ by: [tag, author] }',
  },
);
