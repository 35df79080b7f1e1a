import type { Entry } from './entry.ts';

/** The feeds of a site. */
export const feeds = {
  'topic-clash': {
    severity: 'error',
    cause: 'content',
    what: 'The {kind} "{label}" would have the same address as "{other}": {folder}/',
    why: 'A feed has an address of its own, and it is one that people subscribe to.',
    fix: 'Write the two alike if they are one, or so that they differ in letters or digits.',
  },
  'feed-empty': {
    severity: 'warning',
    cause: 'content',
    what: 'The feed {path} holds no article.',
    why: 'Whoever subscribes to it sees nothing.',
    fix: 'Check what its `where` asks for, in `feeds.custom`.',
  },
  'feed-cut': {
    severity: 'warning',
    cause: 'content',
    what: 'The feed {path} ends after {items} of its {all} items, in every format: {maximum} bytes hold no more.',
    why: 'A reader that asks seldom can miss an article; a feed that is too large is refused by some.',
    fix: 'Set a lower `limit`, `body: summary`, or a higher `maxBytes`.',
  },
  'feed-too-large': {
    severity: 'warning',
    cause: 'content',
    what: 'The feed {path} has {bytes} bytes with a single item; it may have {maximum}.',
    why: 'Readers fetch the whole feed again and again, and some refuse a large one.',
    fix: 'Shorten the article, or set `body: summary` or a higher `maxBytes`.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
