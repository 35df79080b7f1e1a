import * as v from 'valibot';
import { mediums } from '../content/podcast/model.ts';
import { keyMessages, text } from './key-descriptions.ts';

/** Apple and PSP-1 take no longer texts in names. */
const name = v.pipe(text, v.maxLength(255));

const uuid = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

const flag = (description: string, reason: string) =>
  keyMessages(v.boolean(), { description, expected: 'true or false', example: 'true', reason });

/** What makes a feed a podcast: Apple's required tags and those of PSP-1 are required here. */
export const podcast = keyMessages(
  v.strictObject({
    category: keyMessages(v.union([text, v.pipe(v.array(text), v.minLength(1))]), {
      description: 'Category of Apple’s list, or `Category > Subcategory`, or a list of them',
      expected: 'a category of Apple’s list, or a list of them',
      example: 'News > Tech News',
      reason: 'Directories list a podcast by it, and refuse one without.',
    }),
    explicit: keyMessages(v.boolean(), {
      description: 'Whether the podcast is for adults only',
      expected: 'true or false',
      example: 'false',
      reason: 'Directories refuse a podcast that does not say whether it is for adults only.',
    }),
    image: keyMessages(text, {
      description: 'Square JPEG or PNG, 1400 to 3000 pixels wide: an address, or a path below the site’s',
      expected: 'an address, or a path below the site’s',
      example: '/cover.jpg',
      reason: 'Directories refuse a podcast without cover art.',
    }),
    owner: keyMessages(
      v.strictObject({
        name: keyMessages(name, {
          description: 'Who answers for the podcast',
          expected: 'a name of at most 255 characters',
          example: 'Jane Doe',
          reason: 'Directories ask the owner before anybody may change or move the podcast.',
        }),
        email: keyMessages(v.pipe(v.string(), v.trim(), v.email()), {
          description: 'The owner’s e-mail address; everybody can read it in the feed',
          expected: 'an e-mail address',
          example: 'podcast@example.com',
          reason: 'Directories write to it to verify that the podcast is yours.',
        }),
      }),
      {
        description: 'Who answers for the podcast: `name` and `email`, which everybody can read in the feed',
        expected: 'a map of name and email',
        example: '{ name: Jane Doe, email: podcast@example.com }',
        reason: 'Directories verify by it that the podcast is yours.',
      },
    ),
    type: keyMessages(v.picklist(['episodic', 'serial']), {
      description: '`episodic`: the newest first; `serial`: to be heard from the first on',
      expected: '`episodic` or `serial`',
      example: 'episodic',
      reason: 'Apps begin a serial with its first episode, all else with the newest.',
    }),
    author: v.optional(
      keyMessages(name, {
        description: 'Who makes the podcast; the site’s authors by default',
        expected: 'text of at most 255 characters',
        example: 'Jane Doe',
        reason: 'Apps show it under the podcast’s title.',
      }),
    ),
    guid: v.optional(
      keyMessages(v.pipe(v.string(), v.trim(), v.regex(uuid)), {
        description:
          'The podcast’s identity for life, a UUID; made of the feed’s address where there is none',
        expected: 'a UUID',
        example: '9b024349-ccf0-5f69-a609-6b82873eab3c',
        reason: 'Apps know the podcast by it wherever it moves.',
      }),
    ),
    locked: v.optional(
      flag(
        'Whether other hosts may not import the podcast',
        'Hosts ask the owner before they import a locked podcast.',
      ),
    ),
    funding: v.optional(
      keyMessages(
        v.array(
          v.strictObject({
            url: keyMessages(text, {
              description: 'Where listeners can give',
              expected: 'a web address',
              example: 'https://example.com/donate',
              reason: 'Apps lead listeners there.',
            }),
            text: keyMessages(v.pipe(text, v.maxLength(128)), {
              description: 'What the link says',
              expected: 'text of at most 128 characters',
              example: 'Support the show',
              reason: 'Apps show it as the link’s text, and cut longer ones.',
            }),
          }),
        ),
        {
          description: 'Where listeners can give: a list of `url` and `text`',
          expected: 'a list of url and text',
          example: '[{ url: https://example.com/donate, text: Support the show }]',
          reason: 'Apps show these links beside the podcast.',
        },
      ),
      [],
    ),
    medium: v.optional(
      keyMessages(v.picklist(mediums), {
        description: 'What the episodes are, where they are not a podcast’s',
        expected: `one of ${mediums.join(', ')}`,
        example: 'audiobook',
        reason: 'Apps play music, films and books each in their own way.',
      }),
    ),
    complete: v.optional(
      flag('Whether no episode will follow', 'Apps stop asking for new episodes of a complete podcast.'),
      false,
    ),
    block: v.optional(
      flag(
        'Whether directories shall not show the podcast',
        'Apple takes a blocked podcast out of its directory.',
      ),
      false,
    ),
    newFeedUrl: v.optional(
      keyMessages(text, {
        description: 'Where the feed has moved to',
        expected: 'a web address',
        example: 'https://example.com/podcast.xml',
        reason: 'Apple moves its listeners there.',
      }),
    ),
  }),
  {
    description: 'What makes the feed a podcast',
    expected: 'a map of category, explicit, image, owner, type',
    example: '{ category: News, explicit: false, image: /cover.jpg, owner: { … }, type: episodic }',
    reason: 'Directories take a podcast only with all of these.',
  },
);

/** The `podcast` section as written, checked for shape. */
export type PodcastShape = v.InferOutput<typeof podcast>;
