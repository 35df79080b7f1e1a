import type { Entry } from './entry.ts';

/** The feeds of others. */
export const subscription = {
  'subscription-not-found': {
    severity: 'error',
    cause: 'setup',
    what: 'There is no file {path}.',
    why: 'It was named as a feed to read.',
    fix: 'Check the path; an address begins with https://.',
  },
  'subscription-unreachable': {
    severity: 'error',
    cause: 'setup',
    what: '{source} cannot be read: {detail}',
    why: 'Nothing is known of a feed that cannot be read.',
    fix: 'Check the address and the network, or save the feed to a file and name that.',
  },
  'subscription-status': {
    severity: 'error',
    cause: 'setup',
    what: '{source} answers {status}.',
    why: 'There is no feed at that address, or not for everybody.',
    fix: 'Check the address in a browser; save the feed to a file if it is only for you.',
  },
  'subscription-too-large': {
    severity: 'error',
    cause: 'setup',
    what: '{source} is larger than {limit} MB.',
    why: 'No feed is; reading on could take all memory.',
    fix: 'Split an export into several files.',
  },
  'subscription-charset': {
    severity: 'error',
    cause: 'setup',
    what: 'The feed is not in the character set it names, nor in UTF-8.',
    why: 'Letters that are guessed would stay wrong in titles and ids.',
    fix: 'Correct the encoding in its first line, or save it as UTF-8.',
  },
  'subscription-is-page': {
    severity: 'error',
    cause: 'setup',
    what: '{source} is an HTML page, not a feed.{detail}',
    why: 'Only the feed has the ids that subscribers know.',
    fix: 'Name the feed itself.',
  },
  'subscription-not-a-feed': {
    severity: 'error',
    cause: 'setup',
    what: '{source} is not a feed: {detail}.',
    why: 'RSS, Atom, JSON Feed and the export of WordPress can be read.',
    fix: 'Check that this is the right file or address.',
  },
  'subscription-malformed': {
    severity: 'error',
    cause: 'setup',
    what: 'The feed is broken: {detail}.',
    why: 'Of a feed that is not whole nobody knows what is missing.',
    fix: 'Get it again; if it is so at its source, correct it there or in a copy.',
  },
  'subscription-gap': {
    severity: 'error',
    cause: 'content',
    what: 'Older items are missing. {detail}',
    why: 'The feed leads there for them, and they are not known without.',
    fix: 'See to that, or name the documents of the archive one by one.',
  },
  'subscription-endless': {
    severity: 'error',
    cause: 'content',
    what: 'The feed {source} leads from document to document; after {count} Feedmill stops.',
    why: 'Some servers make a further page for ever.',
    fix: 'Save the documents that count to files, and name those.',
  },
  'subscription-date': {
    severity: 'warning',
    cause: 'content',
    what: 'The date "{value}" of "{title}" cannot be read{detail}.',
    why: 'Each reader makes another date of it, and nothing is guessed.',
    fix: 'Correct it in the feed, or in the article.',
  },
  'subscription-without-id': {
    severity: 'warning',
    cause: 'content',
    what: '"{title}" has neither an id nor an address, and is left out.',
    why: 'No reader can tell it from another, so no subscriber has it for sure.',
    fix: 'Write it as an article by hand if it matters.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
