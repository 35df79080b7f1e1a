import type { Entry } from './entry.ts';

/** Problems of feeds that Feedmill reads. */
export const subscription = {
  'subscription-not-found': {
    severity: 'error',
    cause: 'setup',
    what: 'There is no file {path}.',
    fix: 'Correct the path. A web address starts with https://.',
  },
  'subscription-unreachable': {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill cannot read {source}: {detail}.',
    fix: 'Check the address and the network, or save the feed to a file and name that file.',
  },
  'subscription-status': {
    severity: 'error',
    cause: 'setup',
    what: '{source} answers {status}.',
    why: 'There is no feed at that address, or it is not public.',
    fix: 'Open the address in a browser. If the feed is private, save it to a file and name that file.',
  },
  'subscription-too-large': {
    severity: 'error',
    cause: 'setup',
    what: '{source} is larger than {limit} MB.',
    why: 'Reading it could use up all memory.',
    fix: 'Split an export into several files.',
  },
  'subscription-charset': {
    severity: 'error',
    cause: 'setup',
    what: 'The feed is neither in the character encoding it declares nor in UTF-8.',
    why: 'A guessed encoding could put wrong characters into titles and ids.',
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
    why: 'Items could be missing from it.',
    fix: 'Download it again. If the original is malformed, correct it there or in a copy.',
  },
  'subscription-gap': {
    severity: 'error',
    cause: 'content',
    what: 'Older items are missing. {detail}',
    why: 'The feed refers to another document for them, which Feedmill cannot read.',
    fix: 'Correct that document, or name the documents of the archive one by one.',
  },
  'subscription-endless': {
    severity: 'error',
    cause: 'content',
    what: 'The feed {source} refers to more and more documents. Feedmill stopped after {count} {count|document|documents}.',
    why: 'Some servers create another page forever.',
    fix: 'Save the documents you need to files, and name those files.',
  },
  'subscription-date': {
    severity: 'warning',
    cause: 'content',
    what: 'The date "{value}" of "{title}" cannot be read{detail}.',
    why: 'Feedmill never guesses a date.',
    fix: 'Correct it in the feed or in the article.',
  },
  'subscription-without-id': {
    severity: 'warning',
    cause: 'content',
    what: '"{title}" has neither an id nor an address, so it is left out.',
    why: 'No feed reader can recognise it.',
    fix: 'Write it as an article by hand if you need it.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
