import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentText } from './documents.ts';
import { libraries, rooms } from './lint/house.js';

const repository = join(import.meta.dirname, '..');
const map = documentText('ARCHITECTURE.md');
const src = (path: string): string => join(repository, 'src', path);

describe('ARCHITECTURE.md', () => {
  const paths = new Set([
    ...[...map.matchAll(/`((?:src|tests)\/[\w./-]*)`/g)].map(([, path = '']) => path),
    ...[...map.matchAll(/^ *([a-z]+\/[\w./-]+\.ts) /gm)].map(([, path = '']) => `src/${path}`),
    ...[...map.matchAll(/`([a-z]+\/[\w/-]+\.ts)`/g)].map(([, path = '']) =>
      /^(?:src|tests)\//.test(path) ? path : `src/${path}`,
    ),
  ]);

  test.each([...paths])('%s exists', (path) => {
    expect(existsSync(join(repository, path))).toBe(true);
  });

  test('draws the rooms in their order, each with a sentence', () => {
    const drawn = [...map.matchAll(/^([a-z]+)\/ {2,}\S.{10,}$/gm)].map(([, room]) => room);
    expect(drawn).toEqual(rooms);
    const folders = readdirSync(src(''), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).toSorted()).toEqual(rooms.toSorted());
  });

  test('follows an article on one screen', () => {
    expect(map.split('\n').length).toBeLessThan(100);
    expect(paths.size).toBeGreaterThan(25);
  });
});

test('every dependency has a room that may import it, and every such library is a dependency', () => {
  const manifest: { dependencies: object; devDependencies: object } = JSON.parse(
    documentText('package.json'),
  );
  const named = Object.keys(libraries).filter((library) => !Object.hasOwn(manifest.devDependencies, library));
  expect(named.toSorted()).toEqual(Object.keys(manifest.dependencies).toSorted());
});

test('no two rooms have a file of the same name, but for their model', () => {
  const names = rooms
    .flatMap((room) => readdirSync(src(room)))
    .filter((name) => name.endsWith('.ts') && name !== 'model.ts');
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

// What a newcomer asks, the file that answers, and what of it to read first.
const questions: readonly (readonly [question: string, file: string, exported: string])[] = [
  ['Where is Atom’s `updated` of an article decided?', 'content/article/dates.ts', 'readDates'],
  ['Where is the `updated` of a whole feed decided?', 'feeds/plan-feeds/feed.ts', 'feedUpdated'],
  ['Where does an article get its address?', 'content/article/permalink.ts', 'readPermalink'],
  ['Where does a renamed article get its old id back?', 'subscribers/identity/restore-ids.ts', 'restoreIds'],
  ['Which HTML elements may appear in a feed?', 'markdown/render/allowed-elements.ts', 'ruleOf'],
  ['Where is untrusted HTML sanitized?', 'markdown/render/sanitize.ts', 'sanitizeHtml'],
  ['Where does a lazy image become an image?', 'markdown/render/lazy-images.ts', 'loadedPicture'],
  ['Where does an embedded video become a link?', 'markdown/render/embedded-link.ts', 'embeddedLink'],
  ['Where is an RSS item written?', 'feeds/formats/rss.ts', 'rss'],
  ['Where are enclosures and Media RSS written?', 'feeds/formats/media.ts', 'mediaElements'],
  ['Where are drafts and scheduled articles left out?', 'feeds/select.ts', 'select'],
  ['Which articles does the feed of a tag hold?', 'feeds/plan-feeds/topic-feeds.ts', 'planTopicFeeds'],
  ['Where is the format of `feedmill.lock`?', 'subscribers/lock.ts', 'parseLock'],
  ['Who stops a build that would resurface old articles?', 'subscribers/guard.ts', 'checkGuard'],
  ['How does a build find out that nothing has changed?', 'cache/up-to-date.ts', 'isUpToDate'],
  ['Where do new files replace old ones?', 'output/publish.ts', 'publish'],
  ['Which config keys are there?', 'config/schema.ts', 'schema'],
  ['Where are defaults of the config filled in?', 'config/resolve.ts', 'resolveConfig'],
  ['Where is the exit code decided?', 'cli/exit-code.ts', 'exitCodeOf'],
  ['Where is the sentence of a problem about articles?', 'problems/messages/articles.ts', 'articles'],
  ['Where is the code frame of an error drawn?', 'cli/reporters/code-frame.ts', 'codeFrame'],
  ['Where are the width and height of a picture read?', 'content/media.ts', 'measureImage'],
  ['Where are Hugo’s shortcodes translated?', 'markdown/templates/hugo.ts', 'readShortcode'],
  ['Where are items of a foreign feed turned into Markdown files?', 'reader/import.ts', 'importArticles'],
  ['Where is a WebSub hub told of a new article?', 'notify/hub.ts', 'openHub'],
  ['Where does a page name its feeds (autodiscovery)?', 'pages/layout.ts', 'layout'],
  ['Where are the headers for Cloudflare Pages written?', 'hosting/cloudflare.ts', 'cloudflare'],
  ['Where is a date without a time zone read?', 'base/date.ts', 'parseDate'],
  ['Which time zones does a date understand?', 'base/time-zone.ts', 'readZone'],
  ['Where does an instant get the local time of the site?', 'base/time-zone.ts', 'localTime'],
  ['Where is the front matter of a file found?', 'content/frontmatter/find-block.ts', 'findBlock'],
  ['Where is the HTML of a page’s `head` written?', 'pages/layout.ts', 'layout'],
];

describe('a newcomer’s question has one file that answers it', () => {
  test.each(questions)('%s', (_, file, exported) => {
    const text = readFileSync(src(file), 'utf8');
    expect(text).toMatch(
      new RegExp(`^export (?:async )?(?:function\\*?|const|interface|type) ${exported}\\b`, 'm'),
    );
  });
});
