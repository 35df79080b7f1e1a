import * as v from 'valibot';
import { booleanKey, choiceKey, key, textKey, textsKey } from './key.ts';

/** The keys about the articles and their addresses. */
export const contentKeys = {
  content: v.optional(
    textsKey({
      description: 'Folder of the articles, or a list of folders and globs (! excludes)',
      expected: 'a folder, or a list of folders and globs',
      example: 'content',
    }),
    'content',
  ),
  output: v.optional(
    textKey({
      description: 'Output folder',
      expected: 'a folder other than the root of the site',
      example: 'dist',
    }),
    'dist',
  ),
  permalink: v.optional(
    textKey({
      description: 'Pattern for addresses: {path} {slug} {section} {year} {month} {day}',
      expected: 'a pattern that starts with / and contains {path} or {slug}',
      example: '/{path}/',
    }),
    '/{path}/',
  ),
  pages: v.optional(
    booleanKey('Write a page for each article; false if another generator writes the pages'),
    true,
  ),
};

/** The key about folders of the content that are languages. */
export const languages = v.optional(
  key(
    v.array(
      textKey({
        description: 'A folder named after a language tag',
        expected: 'a folder name that is a language tag (BCP 47)',
        example: 'pt-BR',
      }),
    ),
    {
      description:
        'Content folders that are languages (`content/de/…`); by default, folders named with a two-letter code',
      expected: 'a list of folder names that are language tags (BCP 47)',
      example: '[en, de, pt-BR]',
    },
  ),
);

/** The key about articles without a date. */
export const undated = v.optional(
  choiceKey(['error', 'skip'], {
    description: 'How to treat an article without a date',
    example: 'error',
  }),
  'error',
);
