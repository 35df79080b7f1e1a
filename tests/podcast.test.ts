import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import type { Article, Attachment, Episode } from '../src/article/model.ts';
import { formats } from '../src/formats.ts';
import { artworkFault } from '../src/podcast/artwork.ts';
import { readCategory } from '../src/podcast/categories.ts';
import { mintGuid } from '../src/podcast/guid.ts';
import type { Podcast } from '../src/podcast/model.ts';
import { taxonomy } from '../src/podcast/taxonomy.ts';
import { colourSpace } from '../src/media/colours.ts';
import type { FeedPlan, FormatName } from '../src/select.ts';
import { validate } from './validator.ts';
import { all, parseXml, value } from './xml.ts';

const site = 'https://example.com/';
const documents = {
  rss: { path: 'feed.xml', url: `${site}feed.xml` },
  atom: { path: 'atom.xml', url: `${site}atom.xml` },
  json: { path: 'feed.json', url: `${site}feed.json` },
};

const podcast: Podcast = {
  categories: [{ name: 'News', sub: 'Tech News' }, { name: 'Health & Fitness' }],
  explicit: false,
  image: `${site}cover.png?a=1&b=2`,
  owner: { name: 'Jane & Co', email: 'podcast@example.com' },
  type: 'serial',
  author: 'Jane <Roe>',
  guid: '9b024349-ccf0-5f69-a609-6b82873eab3c',
  minted: false,
  locked: true,
  funding: [{ url: `${site}give?a&b`, text: 'Give & take' }],
  medium: 'audiobook',
  complete: true,
  block: true,
  newFeedUrl: 'https://example.org/new.xml?a&b',
  places: { section: {}, image: {} },
};

const least: Podcast = {
  categories: [{ name: 'Technology' }],
  explicit: true,
  image: `${site}cover.jpg`,
  owner: { name: 'Jane', email: 'podcast@example.com' },
  type: 'episodic',
  author: 'Jane',
  guid: podcast.guid,
  minted: false,
  funding: [],
  complete: false,
  block: false,
  places: { section: {}, image: {} },
};

const audio: Attachment = { url: `${site}1.mp3`, type: 'audio/mpeg', length: 1000, duration: 3723.4 };

const episode: Episode = {
  season: 2,
  episode: 7,
  type: 'bonus',
  explicit: true,
  block: true,
  transcripts: [
    { url: `${site}1.vtt?a&b`, type: 'text/vtt', language: 'de', captions: true },
    { url: `${site}1.html`, type: 'text/html' },
  ],
  chapters: { url: `${site}1.json`, type: 'application/json+chapters' },
};

const at = { instant: Date.parse('2026-01-27T10:00:00Z'), year: 2026, month: 1, day: 27 };

const article: Article = {
  file: 'content/1.md',
  id: `${site}1/`,
  url: `${site}1/`,
  section: '',
  title: 'One',
  published: at,
  updated: at,
  authors: [{ name: 'Jane & Co', url: `${site}jane?a&b`, avatar: `${site}jane.png` }],
  contributors: [
    { name: 'Ray', role: 'Cover Art Designer' },
    { name: 'Kim', role: 'guest' },
    { name: 'Lee', role: 'Photographer' },
    { name: 'Nobody' },
  ],
  categories: [],
  tags: [],
  image: { url: `${site}art.jpg`, type: 'image/jpeg', width: 1400, height: 1400, length: 5 },
  attachments: [audio],
  episode,
  corrections: [],
  translations: [],
  language: 'en',
};

const bare: Article = {
  ...article,
  id: `${site}2/`,
  url: `${site}2/`,
  authors: [],
  contributors: [],
  image: { url: `${site}wide.jpg`, type: 'image/jpeg', width: 1600, height: 900, length: 5 },
  attachments: [{ url: `${site}2.mp3`, type: 'audio/mpeg', length: 1000 }],
  episode: { transcripts: [], duration: 61 },
};

const plan: FeedPlan = {
  title: 'Example',
  description: 'News of examples',
  language: 'en',
  id: site,
  home: site,
  updated: at.instant,
  authors: [{ name: 'Jane & Co' }],
  body: 'full',
  documents,
  articles: [article, bare],
};

function compile(
  name: FormatName,
  {
    show = podcast,
    articles = plan.articles,
  }: { show?: Podcast | false; articles?: FeedPlan['articles'] } = {},
): string {
  const format = formats.find((one) => one.name === name);
  if (!format) throw new Error(name);
  const { head, item, separator, tail } = format.writer();
  const changed: FeedPlan = { ...plan, articles, ...(show && { podcast: show }) };
  const items = articles.map((one) => item({ article: one, html: '<p>Text</p>', summary: 'Text' }, changed));
  return head(changed) + items.join(separator) + tail(changed);
}

describe('a complete podcast', () => {
  test.each(formats)('$label is valid', ({ name }) => {
    for (const one of [podcast, least]) {
      const document = compile(name, { show: one });
      expect(validate(name, document, documents[name].url)).toEqual([]);
    }
  });

  test.each(formats)('$label without a podcast says nothing of one', ({ name }) => {
    const document = compile(name, { show: false });
    expect(document).not.toMatch(/itunes|podcast/i);
    expect(validate(name, document, documents[name].url)).toEqual([]);
    const { episode: _, ...plain } = article;
    expect(document).toBe(compile(name, { show: false, articles: [plain, bare] }));
  });

  test('RSS: an independent parser reads all there is to say of the channel', () => {
    const { itunes, podcast: more, image } = parseRssFeed(compile('rss'));
    expect(itunes).toEqual({
      author: 'Jane <Roe>',
      categories: [{ text: 'News', categories: [{ text: 'Tech News' }] }, { text: 'Health & Fitness' }],
      explicit: false,
      image: podcast.image,
      owner: podcast.owner,
      type: 'serial',
      newFeedUrl: podcast.newFeedUrl,
      complete: true,
      block: true,
    });
    expect(more).toEqual({
      guid: podcast.guid,
      locked: { value: true, owner: 'podcast@example.com' },
      fundings: [{ url: `${site}give?a&b`, display: 'Give & take' }],
      medium: 'audiobook',
      persons: [{ display: 'Jane & Co', role: 'host', group: 'cast' }],
    });
    expect(image?.url).toBe(podcast.image);
  });

  test('RSS: an independent parser reads all there is to say of an episode', () => {
    const [one, two] = parseRssFeed(compile('rss')).items ?? [];
    expect(one?.itunes).toEqual({
      duration: 3723,
      season: 2,
      episode: 7,
      episodeType: 'bonus',
      explicit: true,
      image: `${site}art.jpg`,
      block: true,
    });
    expect(one?.podcast).toEqual({
      season: { number: 2 },
      episode: { number: 7 },
      transcripts: [
        { url: `${site}1.vtt?a&b`, type: 'text/vtt', language: 'de', rel: 'captions' },
        { url: `${site}1.html`, type: 'text/html' },
      ],
      chapters: { url: `${site}1.json`, type: 'application/json+chapters' },
      persons: [
        {
          display: 'Jane & Co',
          role: 'host',
          group: 'cast',
          img: `${site}jane.png`,
          href: `${site}jane?a&b`,
        },
        { display: 'Ray', role: 'cover art designer', group: 'visuals' },
        { display: 'Kim', role: 'guest', group: 'cast' },
        { display: 'Lee', role: 'photographer', group: 'misc.' },
      ],
    });
    // A wide picture is no episode art; the author's duration stands where the file has none of its own.
    expect([two?.itunes, two?.podcast]).toEqual([{ duration: 61 }, undefined]);
  });

  test('RSS: a strict parser sees the same', () => {
    const root = parseXml(compile('rss'));
    expect(root.declared).toMatchObject({
      itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
      podcast: 'https://podcastindex.org/namespace/1.0',
    });
    const channel = all(root, 'channel')[0];
    if (!channel) throw new Error('no channel');
    const [news] = all(channel, 'itunes:category');
    expect(news?.attributes).toEqual({ text: 'News' });
    expect(news?.children.map(({ attributes }) => attributes)).toEqual([{ text: 'Tech News' }]);
    expect(value(channel, 'itunes:explicit')).toBe('false');
    expect(value(channel, 'itunes:author')).toBe('Jane <Roe>');
    const [first] = all(channel, 'item');
    if (!first) throw new Error('no item');
    expect(value(first, 'itunes:duration')).toBe('3723');
    expect(all(first, 'podcast:person').map(({ text }) => text)).toEqual(['Jane & Co', 'Ray', 'Kim', 'Lee']);
  });

  test('Atom carries Apple’s elements, and none a validator warns of', () => {
    const document = compile('atom');
    expect(document).not.toContain('podcastindex.org');
    const feed = parseAtomFeed(document);
    expect(feed.itunes).toMatchObject({ author: 'Jane <Roe>', type: 'serial', image: podcast.image });
    expect(feed.entries?.[0]?.itunes).toMatchObject({ duration: 3723, season: 2, episode: 7 });
  });

  test('JSON Feed carries the same facts as an extension', () => {
    const document = compile('json');
    expect(parseJsonFeed(document).items).toHaveLength(2);
    const feed = JSON.parse(document);
    expect(feed['_podcast']).toEqual({
      about: 'https://podcastindex.org/namespace/1.0',
      guid: podcast.guid,
      type: 'serial',
      author: 'Jane <Roe>',
      owner: 'Jane & Co',
      categories: [{ name: 'News', subcategory: 'Tech News' }, { name: 'Health & Fitness' }],
      explicit: false,
      image: podcast.image,
      medium: 'audiobook',
      locked: true,
      complete: true,
      block: true,
      new_feed_url: podcast.newFeedUrl,
      funding: [{ url: `${site}give?a&b`, text: 'Give & take' }],
      persons: [{ name: 'Jane & Co', role: 'host', group: 'cast' }],
    });
    expect(feed['items'][0]['_podcast']).toMatchObject({
      duration: 3723,
      season: 2,
      episode: 7,
      episode_type: 'bonus',
      explicit: true,
      block: true,
      image: `${site}art.jpg`,
      transcripts: [
        { url: `${site}1.vtt?a&b`, type: 'text/vtt', language: 'de', rel: 'captions' },
        { url: `${site}1.html`, type: 'text/html' },
      ],
      chapters: { url: `${site}1.json`, type: 'application/json+chapters' },
    });
    expect(feed['items'][1]['_podcast']).toEqual({ duration: 61 });
    expect(document).not.toContain('podcast@example.com');
  });
});

describe('podcast:guid', () => {
  // The examples of the podcast namespace.
  test.each([
    ['https://podnews.net/rss', '9b024349-ccf0-5f69-a609-6b82873eab3c'],
    ['http://podnews.net/rss//', '9b024349-ccf0-5f69-a609-6b82873eab3c'],
    ['https://mp3s.nashownotes.com/pc20rss.xml', '917393e3-1b1e-5cef-ace4-edaa54e1f810'],
  ])('of %s', (url, guid) => {
    expect(mintGuid(url)).toBe(guid);
  });
});

describe('categories', () => {
  test.each([
    ['News', { name: 'News' }],
    [' news>tech  news ', { name: 'News', sub: 'Tech News' }],
    ['Health and Fitness > Mental Health', { name: 'Health & Fitness', sub: 'Mental Health' }],
    ['Education > How-To', { name: 'Education', sub: 'How To' }],
    ['TV & Film', { name: 'TV & Film' }],
  ])('%s', (text, category) => {
    expect(readCategory(text)).toEqual(category);
  });

  test.each([
    ['Tecnology', 'Technology'],
    ['Tech News', 'News > Tech News'],
    ['News > Tech Nws', 'News > Tech News'],
    ['News > Books', 'Arts > Books'],
    ['Quilting', undefined],
    ['News > ', undefined],
  ])('%s is none', (text, suggestion) => {
    const found = readCategory(text);
    expect(found).not.toHaveProperty('name');
    expect('known' in found && found.suggestion).toBe(suggestion);
  });
});

test.each([
  ['Host', { role: 'host', group: 'cast' }],
  ['CoHost', { role: 'co-host', group: 'cast' }],
  ['Audio  Editor', { role: 'audio editor', group: 'audio post-production' }],
  ['photographer', { role: 'photographer', group: 'misc.' }],
])('the role %s', (role, expected) => {
  expect(taxonomy(role)).toEqual(expected);
});

/** The beginning of a JPEG of `size` pixels with an EXIF block before its frame header (T.81). */
function jpeg(size: number, components: number): Uint8Array {
  const app = [0xff, 0xe1, 0x00, 0x04, 0xff, 0xc0];
  const frame = [0xff, 0xc2, 0x00, 0x11, 8, size >> 8, size & 255, size >> 8, size & 255, components];
  return Uint8Array.from([0xff, 0xd8, ...app, 0xff, ...frame, ...Array.from({ length: 12 }, () => 0)]);
}

/** A PNG without pixels, of this colour type (PNG, §11.2.1). */
function png(width: number, height: number, colours = 2): Uint8Array {
  const bytes = Buffer.alloc(45);
  bytes.write('\u0089PNG\r\n\u001A\n', 'latin1');
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  bytes.set([8, colours], 24);
  bytes.write('IEND', 37);
  return bytes;
}

test.each([
  ['a JPEG', jpeg(1400, 3), 'RGB'],
  ['a JPEG for print', jpeg(1400, 4), 'CMYK'],
  ['a grey JPEG', jpeg(1400, 1), 'greyscale'],
  ['a PNG', png(1400, 1400), 'RGB'],
  ['a PNG with a palette', png(1400, 1400, 3), 'RGB'],
  ['a PNG with alpha', png(1400, 1400, 6), 'RGB'],
  ['a grey PNG', png(1400, 1400, 4), 'greyscale'],
  ['half a JPEG', jpeg(1400, 3).subarray(0, 12), undefined],
  ['a text', Buffer.from('GIF89a and more of it, which is no picture'), undefined],
])('the colours of %s', (_, bytes, colours) => {
  expect(colourSpace(bytes)).toBe(colours);
});

const cover = { type: 'image/png', width: 3000, height: 3000 };

test.each([
  ['the largest', cover, 'right'],
  ['the smallest', { ...cover, width: 1400, height: 1400 }, 'right'],
  ['too small', { ...cover, width: 1399, height: 1399 }, '1399×1399'],
  ['too large', { ...cover, width: 3001, height: 3001 }, '3001×3001'],
  ['not square', { ...cover, height: 2999 }, '3000×2999'],
  ['of another type', { ...cover, type: 'image/webp' }, 'image/webp'],
  ['for print', { ...cover, colours: 'CMYK' }, 'CMYK'],
  ['no picture', {}, 'no picture'],
])('cover art: %s', (_, measured, fault) => {
  expect(artworkFault(measured) ?? 'right').toContain(fault);
});
