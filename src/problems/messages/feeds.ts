import type { Entry } from './entry.ts';

/** Problems of feeds. */
export const feeds = {
  'topic-clash': {
    severity: 'error',
    cause: 'content',
    what: 'The {kind} "{label}" has the same address as "{other}": {folder}/',
    why: 'Every feed needs a unique address.',
    fix: 'If they mean the same thing, spell them the same way. Otherwise, change one so that they differ in a letter or digit.',
  },
  'feed-empty': {
    severity: 'warning',
    cause: 'content',
    what: 'The feed {path} contains no articles.',
    why: 'Its subscribers see an empty feed.',
    fix: 'Check the `where` of this feed in `feeds.custom`.',
  },
  'feed-cut': {
    severity: 'warning',
    cause: 'content',
    what: 'The feed {path} contains only {items} of {all} items, because more would exceed {maximum} {maximum|byte|bytes}.',
    why: 'Subscribers whose feed readers rarely fetch the feed can miss articles.',
    fix: 'Lower `limit`, set `body: summary`, or raise `maxBytes`.',
  },
  'feed-too-large': {
    severity: 'warning',
    cause: 'content',
    what: 'The feed {path} is {bytes} {bytes|byte|bytes} long with only one item, but the maximum is {maximum}.',
    why: 'Feed readers fetch the whole feed repeatedly, and some reject large feeds.',
    fix: 'Shorten the article, set `body: summary`, or raise `maxBytes`.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
