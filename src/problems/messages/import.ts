import type { Entry } from './entry.ts';

/** Making articles of feeds. */
export const imports = {
  'import-exists': {
    severity: 'warning',
    cause: 'content',
    what: 'There is a file already; "{title}" is not written over it.',
    why: 'What you have written or corrected there counts more than the feed.',
    fix: 'Move the file away if you want the feed’s version.',
  },
  'import-undated': {
    severity: 'warning',
    cause: 'content',
    what: '"{title}" has no date in the feed.',
    why: 'A build needs one, and a guessed one would show the article as new again.',
    fix: 'Add `date: …` to the article, or set `undated: skip`.',
  },
  'import-shortcode': {
    severity: 'warning',
    cause: 'content',
    what: 'The text holds {names}, which only WordPress can fill in.',
    why: 'It stands in the article as it is written.',
    fix: 'Put there what readers are to see.',
  },
  'import-write': {
    severity: 'error',
    cause: 'setup',
    what: '"{title}" cannot be written: {detail}',
    why: 'The other articles are not affected.',
    fix: 'Look whether the folder can be written to, and run the import again.',
  },
  'import-content': {
    severity: 'error',
    cause: 'content',
    what: 'The HTML of "{title}" cannot be turned into Markdown: {detail}',
    why: 'The other articles are not affected.',
    fix: 'Write this one by hand.',
  },
  internal: {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill failed: {detail}',
    why: 'This is a mistake in Feedmill, not in your articles.',
    fix: 'Please report it, with what --reporter json prints.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
