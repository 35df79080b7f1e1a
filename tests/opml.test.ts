import * as fc from 'fast-check';
import { parseOpml } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { opml } from '../src/feeds/opml.ts';
import type { OpmlFeed, OpmlSite } from '../src/feeds/opml.ts';
import { all, parseXml, value } from './xml.ts';
import type { Node } from './xml.ts';

const site: OpmlSite = {
  title: 'Example',
  authors: [{ name: 'Jane Roe', email: 'jane@example.com', url: 'https://example.com/jane/' }],
  updated: Date.UTC(2026, 0, 27, 10, 0, 0),
};

function feed(name: string, rest: Partial<OpmlFeed> = {}): OpmlFeed {
  const url = `https://example.com/${name}`;
  return {
    title: `Example: ${name}`,
    description: `All about ${name}`,
    language: 'en',
    home: `${url}/`,
    documents: {
      rss: { path: `${name}/feed.xml`, url: `${url}/feed.xml` },
      atom: { path: `${name}/atom.xml`, url: `${url}/atom.xml` },
      json: { path: `${name}/feed.json`, url: `${url}/feed.json` },
    },
    ...rest,
  };
}

function write(feeds: readonly OpmlFeed[], about: OpmlSite = site): string {
  const text = opml(about, feeds);
  if (text === undefined) throw new Error('no list');
  return text;
}

function only(node: Node, name: string): Node {
  const [first, ...more] = all(node, name);
  if (!first || more.length > 0) throw new Error(`not one ${name}`);
  return first;
}

/** Every outline with a feed, and the texts of those above it. */
function subscriptions(node: Node, above: readonly string[] = []): { path: string; outline: Node }[] {
  return all(node, 'outline').flatMap((outline) => [
    ...('xmlUrl' in outline.attributes ? [{ path: above.join('/'), outline }] : []),
    ...subscriptions(outline, [...above, outline.attributes['text'] ?? '']),
  ]);
}

test('it is OPML 2.0: a head, a body, and what the specification asks of a subscription', () => {
  const root = parseXml(write([feed('all'), feed('tags/sea', { group: 'Tags' })]));
  expect([root.name, root.attributes]).toEqual(['opml', { version: '2.0' }]);
  expect(root.children.map(({ name }) => name)).toEqual(['head', 'body']);
  const head = only(root, 'head');
  expect(head.children.map(({ name, text }) => [name, text])).toEqual([
    ['title', 'Example'],
    ['dateModified', 'Tue, 27 Jan 2026 10:00:00 GMT'],
    ['ownerName', 'Jane Roe'],
    ['ownerEmail', 'jane@example.com'],
    ['ownerId', 'https://example.com/jane/'],
    ['docs', 'http://opml.org/spec2.opml'],
  ]);
  const found = subscriptions(only(root, 'body'));
  expect(found.map(({ outline }) => outline.attributes)).toEqual([
    {
      type: 'rss',
      version: 'RSS',
      text: 'Example: all',
      title: 'Example: all',
      xmlUrl: 'https://example.com/all/feed.xml',
      htmlUrl: 'https://example.com/all/',
      language: 'en',
      description: 'All about all',
    },
    expect.objectContaining({ xmlUrl: 'https://example.com/tags/sea/feed.xml' }),
  ]);
});

test('an independent reader finds every feed, with its name, address and page', () => {
  const list = parseOpml(write([feed('all', { title: 'Sea & <land>' }), feed('de', { language: 'de' })]));
  expect(list.head).toMatchObject({ title: 'Example', ownerName: 'Jane Roe' });
  expect(list.body?.outlines).toEqual([
    expect.objectContaining({
      type: 'rss',
      text: 'Sea & <land>',
      xmlUrl: 'https://example.com/all/feed.xml',
      htmlUrl: 'https://example.com/all/',
    }),
    expect.objectContaining({ text: 'Example: de', language: 'de' }),
  ]);
});

describe('contains each feed once', () => {
  const { documents } = feed('x');
  const { rss, atom, json } = documents;
  test.each([
    ['as RSS', documents, rss, 'RSS'],
    ['as Atom where there is no RSS', { atom, json }, atom, undefined],
    ['as JSON where there is nothing else', { json }, json, undefined],
  ])('%s', (_name, some, wanted, version) => {
    const given = Object.fromEntries(Object.entries(some).filter(([, one]) => one !== undefined));
    const found = subscriptions(only(parseXml(write([feed('x', { documents: given })])), 'body'));
    expect(found.map(({ outline: { attributes } }) => [attributes['xmlUrl'], attributes['version']])).toEqual(
      [[wanted?.url, version]],
    );
    // Importers pass over any other type.
    expect(found.map(({ outline }) => outline.attributes['type'])).toEqual(['rss']);
  });
});

test('groups are folders, in the order they come up; what has none comes first', () => {
  const feeds = [
    feed('tags/sea', { group: 'Tags' }),
    feed('all'),
    feed('authors/jane', { group: 'Authors' }),
    feed('tags/land', { group: 'Tags' }),
  ];
  const found = subscriptions(only(parseXml(write(feeds)), 'body'));
  expect(found.map(({ path, outline }) => `${path}: ${outline.attributes['text']}`)).toEqual([
    ': Example: all',
    'Tags: Example: tags/sea',
    'Tags: Example: tags/land',
    'Authors: Example: authors/jane',
  ]);
});

test('what is not known is left out', () => {
  const about: OpmlSite = { title: 'Example', authors: [], updated: 0 };
  const root = parseXml(write([feed('all', { description: '' })], about));
  expect(only(root, 'head').children.map(({ name }) => name)).toEqual(['title', 'docs']);
  expect(subscriptions(only(root, 'body'))[0]?.outline.attributes).not.toHaveProperty('description');
});

test('there is no list without feeds: a body needs an outline', () => {
  expect(opml(site, [])).toBeUndefined();
  expect(opml(site, [feed('all', { documents: {} })])).toBeUndefined();
});

/** What XML gives back of a text: what it can hold, with runs of white space as one space. */
function shown(text: string): string {
  return text.replaceAll(/[\s\p{C}\uFFFD]+/gu, '');
}

test('any text survives into the list', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      (one, other) => {
        const title = `a ${one}`;
        const root = parseXml(write([feed('x', { title, description: other, group: other })]));
        const [found] = subscriptions(only(root, 'body'));
        expect(shown(found?.outline.attributes['text'] ?? '')).toBe(shown(title));
        expect(shown(found?.path ?? '')).toBe(shown(other));
      },
    ),
  );
});

test('the title of the site is text', () => {
  const root = parseXml(write([feed('x')], { ...site, title: ' A & B\n<C> ' }));
  expect(value(only(root, 'head'), 'title')).toBe('A & B <C>');
});
