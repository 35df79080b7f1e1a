import type { Entry } from './entry.ts';

/** Problems of importing articles, and of Feedmill itself. */
export const imports = {
  'import-exists': {
    severity: 'warning',
    cause: 'content',
    what: 'Feedmill did not import "{title}", because the file already exists.',
    why: 'Feedmill never overwrites existing files.',
    fix: 'To import the version in the feed, move or delete the file first.',
  },
  'import-undated': {
    severity: 'warning',
    cause: 'content',
    what: '"{title}" has no date in the feed.',
    why: 'A build needs a date. With a guessed date, the article could appear as new again.',
    fix: 'Add `date: …` to the article, or set `undated: skip` in the config.',
  },
  'import-shortcode': {
    severity: 'warning',
    cause: 'content',
    what: 'Only WordPress can expand {names}.',
    why: 'The imported article contains this text unchanged.',
    fix: 'Replace it with the text that people should see.',
  },
  'import-write': {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill cannot write "{title}": {detail}.',
    why: 'The other articles are not affected.',
    fix: 'Make sure that you have permission to write to the folder, then run the import again.',
  },
  'import-content': {
    severity: 'error',
    cause: 'content',
    what: 'The HTML of "{title}" cannot be converted to Markdown: {detail}',
    why: 'The other articles are not affected.',
    fix: 'Copy this article by hand.',
  },
  internal: {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill failed: {detail}',
    why: 'This is a bug in Feedmill, not a mistake in your articles.',
    fix: 'Please report it with the output of --reporter json.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
