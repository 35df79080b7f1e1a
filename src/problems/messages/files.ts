import type { Entry } from './entry.ts';

/** The files of articles. */
export const files = {
  encoding: {
    severity: 'error',
    cause: 'content',
    what: 'The file is not valid UTF-8: byte {byte} cannot be read.',
    why: 'Guessing the encoding would publish wrong letters.',
    fix: 'Save the file as UTF-8.',
  },
  'front-matter-unclosed': {
    severity: 'error',
    cause: 'content',
    what: 'The front matter opened with `{fence}` is never closed.',
    why: 'Where it ends decides what is published as text.',
    fix: 'Add a line with `{fence}` after the last key. A ruler at the top of an article is written `***`.',
  },
  'front-matter-missing': {
    severity: 'error',
    cause: 'content',
    what: 'The file has no front matter, and neither a title nor a date can be found.',
    why: 'An article needs both to stand in a feed.',
    fix: 'Begin the file with `---`, `title: …`, `date: 2026-01-31`, `---`, or exclude it under `content:`.',
  },
  'front-matter-language': {
    severity: 'error',
    cause: 'content',
    what: 'Front matter in `{language}` is not read.',
    why: 'Feedmill reads YAML, TOML and JSON; it never runs code from an article.',
    fix: 'Write the front matter in YAML between `---` lines.',
  },
  'front-matter-syntax': {
    severity: 'error',
    cause: 'content',
    what: 'The front matter is not valid {language}: {detail}',
    why: 'Nothing in it can be trusted until it parses.',
    fix: 'Correct the line shown; texts with punctuation in them go into quotes.',
  },
  'front-matter-not-a-map': {
    severity: 'error',
    cause: 'content',
    what: 'The front matter is {received}, not a list of `key: value` lines.',
    why: 'Feedmill looks its values up by key.',
    fix: 'Write one `key: value` on each line.',
  },
  'duplicate-key': {
    severity: 'error',
    cause: 'content',
    what: '`{key}` stands twice in the front matter.',
    why: 'Which of the two is meant cannot be known.',
    fix: 'Delete one of them.',
  },
  'key-near-miss': {
    severity: 'warning',
    cause: 'content',
    what: '`{key}` is not read. Did you mean `{suggestion}`?',
    why: 'A misspelt key has no effect.',
    fix: 'Write `{suggestion}:`, or leave it if the key is somebody else’s.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
