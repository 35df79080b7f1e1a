import type { Entry } from './entry.ts';

/** Problems of the files of articles. */
export const files = {
  encoding: {
    severity: 'error',
    cause: 'content',
    what: 'The file is not valid UTF-8: byte {byte} cannot be read.',
    why: 'A guessed encoding could publish wrong characters.',
    fix: 'Save the file as UTF-8.',
  },
  'front-matter-unclosed': {
    severity: 'error',
    cause: 'content',
    what: 'The front matter starts with `{fence}` but is never closed.',
    why: 'Feedmill cannot know where the text begins.',
    fix: 'Add a line with `{fence}` after the last key. To start an article with a horizontal rule, write `***`.',
  },
  'front-matter-missing': {
    severity: 'error',
    cause: 'content',
    what: 'The file has no front matter, and Feedmill finds neither a title nor a date.',
    why: 'An article in a feed needs both.',
    fix: 'Start the file with the lines `---`, `title: …`, `date: 2026-01-31` and `---`, or exclude it in `content`.',
  },
  'front-matter-language': {
    severity: 'error',
    cause: 'content',
    what: 'Feedmill does not read front matter in `{language}`.',
    why: 'It reads YAML, TOML and JSON, and never runs code from an article.',
    fix: 'Write the front matter in YAML, between `---` lines.',
  },
  'front-matter-syntax': {
    severity: 'error',
    cause: 'content',
    what: 'The front matter is not valid {language}: {detail}',
    fix: '{advice}',
  },
  'front-matter-not-a-map': {
    severity: 'error',
    cause: 'content',
    what: 'The front matter is {received}, but must be a list of `key: value` lines.',
    fix: 'Write one `key: value` on each line.',
  },
  'duplicate-key': {
    severity: 'error',
    cause: 'content',
    what: 'The front matter contains `{key}` twice.',
    why: 'Feedmill cannot know which of the two you mean.',
    fix: 'Delete one of them.',
  },
  'key-near-miss': {
    severity: 'warning',
    cause: 'content',
    what: 'Feedmill does not know `{key}`. Did you mean `{suggestion}`?',
    why: 'A misspelled key has no effect.',
    fix: 'Write `{suggestion}:`, or leave the key if another tool reads it.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
