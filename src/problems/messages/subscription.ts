import type { Entry } from './entry.ts';

/** Problems of feeds that Feedmill reads. */
export const subscription = {
  'subscription-not-found': {
    severity: 'error',
    cause: 'setup',
    what: 'The file {path} does not exist.',
    fix: 'Correct the path. If it is a web address, add https:// at the start.',
  },
  'subscription-unreachable': {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill cannot read {source}: {detail}.',
    fix: 'Check the address and the network, or save the feed to a file and use that file.',
  },
  'subscription-status': {
    severity: 'error',
    cause: 'setup',
    what: '{source} responds with {status}.',
    why: 'There is no feed at that address, or the feed is not public.',
    fix: 'Open the address in a browser. If the feed is private, save it to a file and use that file.',
  },
  'subscription-too-large': {
    severity: 'error',
    cause: 'setup',
    what: '{source} is larger than {limit} MB.',
    why: 'Feedmill could run out of memory.',
    fix: 'If it is a WordPress export, split it into several files.',
  },
  'subscription-charset': {
    severity: 'error',
    cause: 'setup',
    what: 'The feed uses neither the character encoding that it declares nor UTF-8.',
    why: 'With a guessed encoding, titles and ids could contain wrong characters.',
    fix: 'Correct the encoding in the first line of the feed, or save the feed as UTF-8.',
  },
  'subscription-is-page': {
    severity: 'error',
    cause: 'setup',
    what: '{source} is an HTML page, not a feed.{detail}',
    why: 'Only the feed has the ids that subscribers know.',
    fix: 'Use the address of the feed itself.',
  },
  'subscription-not-a-feed': {
    severity: 'error',
    cause: 'setup',
    what: '{source} is not a feed: {detail}.',
    why: 'Feedmill reads RSS, Atom, JSON Feed and WordPress exports.',
    fix: 'Check that this is the right file or address.',
  },
  'subscription-malformed': {
    severity: 'error',
    cause: 'setup',
    what: 'The feed is malformed: {detail}.',
    why: 'Some items could be missing.',
    fix: 'Download the feed again. If the original is malformed, fix it or a copy of it.',
  },
  'subscription-gap': {
    severity: 'error',
    cause: 'content',
    what: 'Older items are missing. {detail}',
    why: 'The feed refers to another document for these items, but Feedmill cannot read that document.',
    fix: 'Fix that document, or list the documents of the archive one by one.',
  },
  'subscription-endless': {
    severity: 'error',
    cause: 'content',
    what: 'The feed {source} links to too many documents. Feedmill stopped after {count} {count|document|documents}.',
    why: 'Some servers generate an endless series of pages.',
    fix: 'Save the documents that you need to files, and use those files.',
  },
  'subscription-date': {
    severity: 'warning',
    cause: 'content',
    what: 'The date "{value}" of "{title}" is not valid{detail}.',
    why: 'Feedmill never guesses a date.',
    fix: 'Correct the date in the feed or in the article.',
  },
  'subscription-without-id': {
    severity: 'warning',
    cause: 'content',
    what: 'Feedmill omits "{title}", because it has neither an id nor an address.',
    why: 'Feed readers need one of them to identify an article.',
    fix: 'If you need the article, create it by hand.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
