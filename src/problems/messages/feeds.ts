import type { Entry } from './entry.ts';

/** Problems of feeds. */
export const feeds = {
  'topic-clash': {
    severity: 'error',
    cause: 'content',
    what: 'The {kind} "{label}" would have the same address as "{other}": {folder}/',
    why: 'Every feed needs an address of its own.',
    fix: 'If the two are the same, spell them alike. Otherwise, make them differ in letters or digits.',
  },
  'feed-empty': {
    severity: 'warning',
    cause: 'content',
    what: 'The feed {path} contains no articles.',
    why: 'Its subscribers would see nothing.',
    fix: 'Check its `where` in `feeds.custom`.',
  },
  'feed-cut': {
    severity: 'warning',
    cause: 'content',
    what: 'The feed {path} contains only {items} of its {all} items, in every format: more would exceed {maximum} {maximum|byte|bytes}.',
    why: 'A reader that fetches the feed rarely can miss an article.',
    fix: 'Set a lower `limit`, `body: summary`, or a higher `maxBytes`.',
  },
  'feed-too-large': {
    severity: 'warning',
    cause: 'content',
    what: 'The feed {path} has {bytes} {bytes|byte|bytes} with a single item, but {maximum} {maximum|is|are} allowed.',
    why: 'Readers fetch the whole feed again and again, and some refuse a large one.',
    fix: 'Shorten the article, or set `body: summary` or a higher `maxBytes`.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
