import * as v from 'valibot';
import { mediums } from '../../content/podcast/model.ts';
import { booleanKey, choiceKey, emailKey, key, text, textKey, textsKey } from './key.ts';

/** Apple and PSP-1 limit names to 255 characters. */
const name = v.pipe(text, v.maxLength(255));

const uuid = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

const owner = key(
  v.object({
    name: key(name, {
      description: 'Name of the owner',
      expected: 'a name of at most 255 characters',
      example: 'Jane Doe',
      reason: 'Directories ask the owner before anyone can change or move the podcast.',
    }),
    email: emailKey({
      description: 'Email address of the owner, which is public in the feed',
      example: 'podcast@example.com',
      reason: 'Directories send email to it to verify that the podcast is yours.',
    }),
  }),
  {
    description: 'Owner of the podcast: `name` and `email`, which are public in the feed',
    expected: 'a map of name and email',
    example: '{ name: Jane Doe, email: podcast@example.com }',
    reason: 'Directories use the owner’s email address to verify that the podcast is yours.',
  },
);

const funding = key(
  v.object({
    url: textKey({
      description: 'Page where listeners can donate',
      expected: 'a web address',
      example: 'https://example.com/donate',
      reason: 'Apps link to this page.',
    }),
    text: key(v.pipe(text, v.maxLength(128)), {
      description: 'Text of the link',
      expected: 'text of at most 128 characters',
      example: 'Support the show',
      reason: 'Apps show it as the text of the link, and cut it after 128 characters.',
    }),
  }),
  {
    description: 'A page where listeners can donate',
    expected: 'a map of url and text',
    example: '{ url: https://example.com/donate, text: Support the show }',
  },
);

/** The key `podcast`. Apple's required tags and those of PSP-1 are required here. */
export const podcast = key(
  v.object({
    category: textsKey({
      description: 'Apple category, such as `News` or `News > Tech News`, or a list of categories',
      expected: 'an Apple category or a list of categories',
      example: 'News > Tech News',
      reason: 'Directories reject a podcast without a category.',
    }),
    explicit: key(v.boolean(), {
      description: 'Whether the podcast is for adults only',
      expected: 'true or false',
      example: 'false',
      reason: 'Directories reject a podcast that does not specify this.',
    }),
    image: textKey({
      description: 'Cover art: a square JPEG or PNG, 1400 to 3000 pixels wide',
      expected: 'a web address or a path below the address of the site',
      example: '/cover.jpg',
      reason: 'Directories reject a podcast without cover art.',
    }),
    owner,
    type: choiceKey(['episodic', 'serial'], {
      description: '`episodic` if apps should show the newest episode first, `serial` for the oldest first',
      example: 'episodic',
      reason: 'Apps start a serial podcast with its first episode, and other podcasts with the newest.',
    }),
    author: v.optional(
      key(name, {
        description: 'Author of the podcast; by default, the authors of the site',
        expected: 'text of at most 255 characters',
        example: 'Jane Doe',
      }),
    ),
    guid: v.optional(
      key(v.pipe(v.string(), v.trim(), v.regex(uuid)), {
        description: 'Permanent id of the podcast, a UUID; by default, derived from the address of the feed',
        expected: 'a UUID',
        example: '9b024349-ccf0-5f69-a609-6b82873eab3c',
      }),
    ),
    locked: v.optional(booleanKey('Whether to forbid other hosts to import the podcast')),
    funding: v.optional(
      key(v.array(funding), {
        description: 'Pages where listeners can donate: a list of `url` and `text`',
        expected: 'a list of url and text',
        example: '[{ url: https://example.com/donate, text: Support the show }]',
      }),
      [],
    ),
    medium: v.optional(
      choiceKey(mediums, {
        description: 'Type of content, if it is not a podcast',
        example: 'audiobook',
      }),
    ),
    complete: v.optional(booleanKey('Whether the podcast is complete and has no more episodes'), false),
    block: v.optional(booleanKey('Whether to hide the podcast from directories'), false),
    newFeedUrl: v.optional(
      textKey({
        description: 'New address of the feed',
        expected: 'a web address',
        example: 'https://example.com/podcast.xml',
      }),
    ),
  }),
  {
    description: 'Turns the feed into a podcast',
    expected: 'a map of category, explicit, image, owner, type',
    example:
      '{ category: News, explicit: false, image: /cover.jpg, owner: { name: Jane Doe, email: podcast@example.com }, type: episodic }',
    reason: 'Directories require all of these.',
  },
);

/** The `podcast` section as written, with its shape checked. */
export type PodcastShape = v.InferOutput<typeof podcast>;
