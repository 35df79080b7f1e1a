import * as v from 'valibot';
import { podcast } from './podcast-schema.ts';
import { keyMessages, text } from './key-descriptions.ts';

/** What feeds can be made by. */
export const feedKinds = ['tag', 'category', 'author', 'section', 'language'] as const;

const kinds = feedKinds.join(', ');

function terms(what: string, example: string) {
  return v.optional(
    keyMessages(v.union([text, v.pipe(v.array(text), v.minLength(1))]), {
      description: `${what}: one of them, or a list of which any will do`,
      expected: 'a text, or a list of texts',
      example,
      reason: 'It decides which articles the feed holds.',
    }),
  );
}

const qualities = {
  tag: terms('Tags', '[ferry, harbour]'),
  category: terms('Categories', 'News'),
  author: terms('Authors, by name or by their key in `people`', 'jane'),
  section: terms('Sections: folders of the content', 'guides'),
  language: terms('Languages', '[de, de-AT]'),
};

function counted(what: string, example: string) {
  return keyMessages(v.pipe(v.number(), v.integer(), v.minValue(1)), {
    description: what,
    expected: 'a whole number from 1',
    example,
    reason: 'It decides what subscribers of the feed see.',
  });
}

function body(what: string) {
  return keyMessages(v.picklist(['full', 'summary']), {
    description: what,
    expected: '`full` or `summary`',
    example: 'summary',
    reason: 'It decides what subscribers can read in their reader.',
  });
}

const custom = v.strictObject({
  name: keyMessages(v.pipe(v.string(), v.trim(), v.regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/)), {
    description: 'Name of the feed in its address: `feeds/NAME/`',
    expected: 'small letters and digits, with `-`, `_` or `.` between them',
    example: 'partner',
    reason: 'It is a part of the address people subscribe to.',
  }),
  title: v.optional(
    keyMessages(text, {
      description: 'Title of the feed; its name and the site’s title by default',
      expected: 'text',
      example: 'Harbour news for partners',
      reason: 'Readers show it as the name of the feed.',
    }),
  ),
  description: v.optional(
    keyMessages(text, {
      description: 'What the feed holds, in a sentence; the site’s description by default',
      expected: 'text',
      example: 'News of the harbour, for republication',
      reason: 'RSS requires a description of the feed.',
    }),
  ),
  where: v.optional(
    keyMessages(
      v.strictObject({
        ...qualities,
        since: v.optional(
          keyMessages(text, {
            description: 'Date from which on articles count',
            expected: 'a date such as 2026-01-31',
            example: '2026-01-31',
            reason: 'It decides which articles the feed holds.',
          }),
        ),
        not: v.optional(
          keyMessages(v.strictObject(qualities), {
            description: 'What an article must not be',
            expected: `a map of ${kinds}`,
            example: '{ tag: sponsored }',
            reason: 'It decides which articles the feed holds.',
          }),
        ),
      }),
      {
        description: `Which articles it holds: all of what is said of ${kinds} and \`since\` must fit, nothing of \`not\``,
        expected: `a map of ${kinds}, since and not`,
        example: '{ section: news, language: en, not: { tag: sponsored } }',
        reason: 'It decides which articles the feed holds.',
      },
    ),
  ),
  limit: v.optional(counted('How many items it holds; the site’s `limit` by default', '20')),
  podcast: v.optional(podcast),
  body: v.optional(
    body('Whether its items carry the whole article or its summary; the site’s `body` by default'),
  ),
});

/** The key `feeds`: the feeds a site has beside its own. */
export const feeds = keyMessages(
  v.strictObject({
    by: v.optional(
      keyMessages(
        v.array(
          keyMessages(v.picklist(feedKinds), {
            description: 'A quality of articles',
            expected: `one of ${kinds}`,
            example: 'tag',
            reason: 'Each of its values becomes a feed.',
          }),
        ),
        {
          description: 'A feed and a page for each value of these',
          expected: `a list of ${kinds}`,
          example: '[tag, author]',
          reason: 'Each of their values becomes a feed.',
        },
      ),
      [],
    ),
    minimum: v.optional(counted('How many articles a value needs for a feed of its own', '2'), 2),
    limit: v.optional(counted('How many items such a feed holds; the site’s `limit` by default', '20')),
    body: v.optional(
      body('Whether their items carry the whole article or its summary; the site’s `body` by default'),
    ),
    custom: v.optional(
      keyMessages(v.array(custom), {
        description: 'Hand-made feeds, for a partner or a newsletter',
        expected: 'a list of feeds with `name` and `where`',
        example: '[{ name: partner, where: { section: news } }]',
        reason: 'Each is a feed with an address of its own.',
      }),
      [],
    ),
  }),
  {
    description: 'Further feeds: by topic, author, section or language, and hand-made ones',
    expected: 'a map of by, minimum, limit, body and custom',
    example: '{ by: [tag, author] }',
    reason: 'Subscribers pick the feed that fits them.',
  },
);
