import type { Entry } from './entry.ts';

/** Problems of importing articles, and of Feedmill itself. */
export const imports = {
  'import-exists': {
    severity: 'warning',
    cause: 'content',
    what: 'The file already exists, so "{title}" is not imported.',
    why: 'Feedmill never overwrites what you have written.',
    fix: 'To import the version in the feed, move the file away first.',
  },
  'import-undated': {
    severity: 'warning',
    cause: 'content',
    what: '"{title}" has no date in the feed.',
    why: 'A build needs a date, and a guessed one could show the article as new again.',
    fix: 'Add `date: …` to the article, or set `undated: skip` in the config.',
  },
  'import-shortcode': {
    severity: 'warning',
    cause: 'content',
    what: 'Only WordPress can expand {names}.',
    why: 'The article contains it unchanged.',
    fix: 'Replace it with what readers should see.',
  },
  'import-write': {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill cannot write "{title}": {detail}.',
    why: 'The other articles are not affected.',
    fix: 'Make sure that you may write to the folder, and run the import again.',
  },
  'import-content': {
    severity: 'error',
    cause: 'content',
    what: 'The HTML of "{title}" cannot be converted to Markdown: {detail}',
    why: 'The other articles are not affected.',
    fix: 'Write this article by hand.',
  },
  internal: {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill failed: {detail}',
    why: 'This is a bug in Feedmill, not a mistake in your articles.',
    fix: 'Please report it with the output of --reporter json.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
