import * as v from 'valibot';
import { mediums } from '../../content/podcast/model.ts';
import { booleanKey, choiceKey, emailKey, key, text, textKey, textsKey } from './key.ts';

/** Apple and PSP-1 allow no longer names. */
const name = v.pipe(text, v.maxLength(255));

const uuid = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

const owner = key(
  v.object({
    name: key(name, {
      description: 'Name of the owner',
      expected: 'a name of at most 255 characters',
      example: 'Jane Doe',
      reason: 'Directories ask the owner before anybody may change or move the podcast.',
    }),
    email: emailKey({
      description: 'E-mail address of the owner; everybody can read it in the feed',
      example: 'podcast@example.com',
      reason: 'Directories write to it to verify that the podcast is yours.',
    }),
  }),
  {
    description: 'Owner of the podcast: `name` and `email`, which everybody can read in the feed',
    expected: 'a map of name and email',
    example: '{ name: Jane Doe, email: podcast@example.com }',
    reason: 'Directories use it to verify that the podcast is yours.',
  },
);

const funding = key(
  v.object({
    url: textKey({
      description: 'Page where listeners can give',
      expected: 'a web address',
      example: 'https://example.com/donate',
      reason: 'Apps lead listeners there.',
    }),
    text: key(v.pipe(text, v.maxLength(128)), {
      description: 'Text of the link',
      expected: 'text of at most 128 characters',
      example: 'Support the show',
      reason: 'Apps show it as the text of the link, and cut a longer one.',
    }),
  }),
  {
    description: 'A page where listeners can give',
    expected: 'a map of url and text',
    example: '{ url: https://example.com/donate, text: Support the show }',
  },
);

/** The key `podcast`. Apple's required tags and those of PSP-1 are required here. */
export const podcast = key(
  v.object({
    category: textsKey({
      description: 'Category of Apple’s list, or `Category > Subcategory`, or a list of them',
      expected: 'a category of Apple’s list, or a list of them',
      example: 'News > Tech News',
      reason: 'Directories list podcasts by category, and refuse one without.',
    }),
    explicit: key(v.boolean(), {
      description: 'Whether the podcast is for adults only',
      expected: 'true or false',
      example: 'false',
      reason: 'Directories refuse a podcast that does not say whether it is for adults only.',
    }),
    image: textKey({
      description: 'Square JPEG or PNG, 1400 to 3000 pixels wide: an address, or a path below the site’s',
      expected: 'an address, or a path below the site’s',
      example: '/cover.jpg',
      reason: 'Directories refuse a podcast without cover art.',
    }),
    owner,
    type: choiceKey(['episodic', 'serial'], {
      description: '`episodic` shows the newest episode first, `serial` the oldest',
      example: 'episodic',
      reason: 'Apps start a serial with its first episode, and other podcasts with the newest.',
    }),
    author: v.optional(
      key(name, {
        description: 'Author of the podcast; the authors of the site by default',
        expected: 'text of at most 255 characters',
        example: 'Jane Doe',
      }),
    ),
    guid: v.optional(
      key(v.pipe(v.string(), v.trim(), v.regex(uuid)), {
        description: 'Permanent id of the podcast, a UUID; derived from the address of the feed by default',
        expected: 'a UUID',
        example: '9b024349-ccf0-5f69-a609-6b82873eab3c',
      }),
    ),
    locked: v.optional(booleanKey('Whether other hosts may not import the podcast')),
    funding: v.optional(
      key(v.array(funding), {
        description: 'Pages where listeners can give: a list of `url` and `text`',
        expected: 'a list of url and text',
        example: '[{ url: https://example.com/donate, text: Support the show }]',
      }),
      [],
    ),
    medium: v.optional(
      choiceKey(mediums, {
        description: 'What the episodes are, if not episodes of a podcast',
        example: 'audiobook',
      }),
    ),
    complete: v.optional(booleanKey('Whether the podcast has no more episodes to come'), false),
    block: v.optional(booleanKey('Whether directories must not list the podcast'), false),
    newFeedUrl: v.optional(
      textKey({
        description: 'New address of the feed',
        expected: 'a web address',
        example: 'https://example.com/podcast.xml',
      }),
    ),
  }),
  {
    description: 'Makes the feed a podcast',
    expected: 'a map of category, explicit, image, owner, type',
    example:
      '{ category: News, explicit: false, image: /cover.jpg, owner: { name: Jane Doe, email: podcast@example.com }, type: episodic }',
    reason: 'Directories require all of these.',
  },
);

/** The `podcast` section as it is written, checked for its shape. */
export type PodcastShape = v.InferOutput<typeof podcast>;
