import * as v from 'valibot';
import { bodyKey, booleanKey, integerKey, key, text } from './key.ts';

/** The keys about the items of a feed. */
export const feedKeys = {
  limit: v.optional(
    integerKey(1, {
      description: 'Maximum number of items in a feed',
      example: '20',
    }),
    20,
  ),
  body: v.optional(bodyKey('Whether items contain the full article or its summary', 'full'), 'full'),
  maxBytes: v.optional(
    integerKey(10_000, {
      description: 'Maximum size of a feed in bytes; items that would exceed it are omitted',
      expected: 'a whole number of at least 10000',
      example: '1000000',
    }),
    1_000_000,
  ),
};

/** The keys about archives of a feed. */
export const archiveKeys = {
  archives: v.optional(booleanKey('Write archive documents with all older articles (RFC 5005)'), false),
  archiveSize: v.optional(
    integerKey(1, {
      description: 'Number of articles in an archive document; changing it renames all archive documents',
      example: '50',
    }),
    50,
  ),
};

function file(name: string, what: string) {
  return v.optional(
    key(v.union([v.literal(false), text]), {
      description: `Name of ${what} below the output folder; false omits it`,
      expected: 'a file name below the output folder, or false',
      example: name,
    }),
    name,
  );
}

/** The keys about the files of a feed. */
export const fileKeys = {
  markdown: v.optional(booleanKey('Add the Markdown of each article to the feeds (source:markdown)'), false),
  files: v.optional(
    key(
      v.object({
        rss: file('feed.xml', 'the RSS feed'),
        atom: file('atom.xml', 'the Atom feed'),
        json: file('feed.json', 'the JSON feed'),
        index: file('index.html', 'the index page'),
        opml: file('feeds.opml', 'the list of all feeds (OPML)'),
        sitemap: file('sitemap.xml', 'the sitemap, if Feedmill writes the pages'),
      }),
      {
        description: 'Names of the feeds, the index page and the lists; false omits a file',
        expected: 'a map of rss, atom, json, index, opml and sitemap',
        example: '{ rss: feed.xml, atom: false }',
      },
    ),
    {},
  ),
  browserView: v.optional(booleanKey('Show RSS and Atom feeds as a readable page in browsers'), true),
};
