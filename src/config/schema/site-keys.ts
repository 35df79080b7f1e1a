import * as v from 'valibot';
import { booleanKey, emailKey, key, textKey } from './key.ts';

const person = key(
  v.object({
    name: textKey({
      description: 'Name that feed readers show',
      expected: 'a name',
      example: 'Jane Doe',
      reason: 'All three formats require the name of an author.',
    }),
    email: v.optional(
      emailKey({
        description: 'Email address; published only with `publishEmail`',
        example: 'jane@example.com',
      }),
    ),
    publishEmail: v.optional(booleanKey('Publish the email address in RSS and Atom'), false),
    url: v.optional(
      textKey({
        description: 'Web page of the person',
        expected: 'a web address',
        example: 'https://example.com/jane',
      }),
    ),
    avatar: v.optional(
      textKey({
        description: 'Image of the person (JSON Feed)',
        expected: 'the address of an image',
        example: 'https://example.com/jane.jpg',
      }),
    ),
  }),
  {
    description: 'A person',
    expected: 'a map with `name`',
    example: '{ name: Jane Doe }',
  },
);

/** The keys about the site and its people. */
export const siteKeys = {
  url: textKey({
    description: 'Address of the site, including its path if it has one',
    expected: 'an absolute http or https address without ? or #',
    example: 'https://example.com/',
    reason: 'Every address in the feeds starts with it.',
  }),
  title: textKey({
    description: 'Title of the site',
    example: 'My site',
    reason: 'Feed readers show it as the name of the feed.',
  }),
  description: v.optional(
    textKey({
      description: 'Description of the site in one sentence; by default, the title',
      example: 'News from the valley',
    }),
  ),
  language: v.optional(
    textKey({
      description: 'Language of the articles, as a BCP 47 tag',
      expected: 'a language tag (BCP 47)',
      example: 'en',
    }),
    'en',
  ),
  timezone: v.optional(
    textKey({
      description: 'Time zone of dates that do not specify one, as an IANA name',
      expected: 'an IANA time zone',
      example: 'Europe/Berlin',
    }),
    'UTC',
  ),
  authors: v.optional(
    key(v.array(person), {
      description: 'Authors of articles that do not name any',
      expected: 'a list of people',
      example: '[{ name: Jane Doe }]',
    }),
    [],
  ),
  people: v.optional(
    key(v.record(v.string(), person), {
      description: 'People by key, for front matter such as `author: jane`',
      expected: 'a map from keys to people',
      example: '{ jane: { name: Jane Doe } }',
    }),
    {},
  ),
};

/** The keys about the licence and the images of the site. */
export const brandKeys = {
  license: v.optional(
    textKey({
      description: 'Licence of the articles: an SPDX identifier or a web address',
      expected: 'an SPDX identifier or a web address',
      example: 'CC-BY-4.0',
    }),
  ),
  icon: v.optional(
    textKey({
      description: 'Square image of the site',
      expected: 'a web address or a path below the address of the site',
      example: '/icon.png',
    }),
  ),
  logo: v.optional(
    textKey({
      description: 'Wide image of the site (2:1)',
      expected: 'a web address or a path below the address of the site',
      example: '/logo.png',
    }),
  ),
};
