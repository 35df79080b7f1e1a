import type { Entry } from './entry.ts';

/** Problems of the files of articles. */
export const files = {
  encoding: {
    severity: 'error',
    cause: 'content',
    what: 'The file is not valid UTF-8 (byte {byte}).',
    why: 'With a guessed encoding, wrong characters could be published.',
    fix: 'Save the file as UTF-8.',
  },
  'front-matter-unclosed': {
    severity: 'error',
    cause: 'content',
    what: 'The front matter starts with `{fence}` but is not closed.',
    why: 'Feedmill cannot determine where the text begins.',
    fix: 'Add a line with `{fence}` after the last key. If you want the text to start with a horizontal rule, write `***`.',
  },
  'front-matter-missing': {
    severity: 'error',
    cause: 'content',
    what: 'The file has no front matter and no other title or date.',
    why: 'Articles in feeds need a title and a date.',
    fix: 'Start the file with the lines `---`, `title: …`, `date: 2026-01-31` and `---`, or exclude it with `content` in the config.',
  },
  'front-matter-language': {
    severity: 'error',
    cause: 'content',
    what: 'Feedmill does not support front matter in `{language}`.',
    why: 'Feedmill supports YAML, TOML and JSON. It never runs code from an article.',
    fix: 'Write the front matter in YAML between `---` lines.',
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
    why: 'Feedmill cannot decide which value to use.',
    fix: 'Remove one of them.',
  },
  'key-near-miss': {
    severity: 'warning',
    cause: 'content',
    what: 'Feedmill does not know `{key}`. Did you mean `{suggestion}`?',
    why: 'Feedmill ignores keys that it does not know.',
    fix: 'Rename the key to `{suggestion}`, or keep it if another tool uses it.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
