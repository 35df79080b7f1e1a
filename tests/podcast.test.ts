import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import type { Article, Attachment, Episode } from '../src/content/article/model.ts';
import { formats } from '../src/feeds/formats.ts';
import { checkArtwork } from '../src/content/podcast/artwork.ts';
import { readCategory } from '../src/content/podcast/categories.ts';
import { createGuid } from '../src/content/podcast/guid.ts';
import type { Podcast } from '../src/content/podcast/model.ts';
import { taxonomy } from '../src/content/podcast/taxonomy.ts';
import { colourSpace } from '../src/content/media/colours.ts';
import type { FeedPlan } from '../src/feeds/select.ts';
import { validate } from './validator.ts';
import { feedmill, list, now, readReport, workspace } from './workspace.ts';
import { all, parseXml, value } from './xml.ts';
import type { FormatName } from '../src/config/format-name.ts';

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

const audio: Attachment = { url: `${site}1.mp3`, type: 'audio/mpeg', length: 1000, duration: 3723 };

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
  attachments: [{ url: `${site}2.mp3`, type: 'audio/mpeg', length: 1000, duration: 61 }],
  episode: { transcripts: [] },
};

const plan: FeedPlan = {
  kind: 'site',
  label: 'Example',
  complete: false,
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

  test.each(formats)('$label without a podcast has no podcast elements', ({ name }) => {
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
    // A wide picture is no episode art.
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
    expect(createGuid(url)).toBe(guid);
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

/** The beginning of a JPEG: a block that looks like a frame header from inside, `fill` bytes, the frame header (T.81). */
function jpeg(size: number, components: number, fill: readonly number[] = []): Uint8Array {
  const block = [0xff, 0xe0, 0x00, 0x04, 0xff, 0xc0];
  const frame = [0xff, 0xc2, 0x00, 0x11, 8, size >> 8, size & 255, size >> 8, size & 255, components];
  return Uint8Array.from([0xff, 0xd8, ...block, ...fill, ...frame, ...Array.from({ length: 12 }, () => 0)]);
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
  ['a JPEG with fill bytes', jpeg(1400, 3, [0xff, 0xff]), 'RGB'],
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
  ['no picture', {}, 'not an image'],
])('cover art: %s', (_, measured, fault) => {
  expect(checkArtwork(measured) ?? 'right').toContain(fault);
});

/** A sound of silence: MPEG-1 layer III frames of 128 kbit/s at 44.1 kHz, 417 bytes and 1152 samples each. */
function mp3(frames: number): Uint8Array {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}

const complete = {
  category: '[News > Tech News, Technology]',
  explicit: 'false',
  image: '/cover.png',
  owner: '{ name: Jane Doe, email: podcast@example.com }',
  type: 'episodic',
  guid: '9B024349-ccf0-5f69-a609-6b82873eab3c',
};

type Lines = Readonly<Record<string, string | undefined>>;

function yaml(lines: Lines, margin = ''): string {
  return Object.entries(lines)
    .map(([key, text]) => (text === undefined ? '' : `${margin}${key}: ${text}\n`))
    .join('');
}

interface Site {
  readonly podcast?: Lines;
  readonly front?: Lines;
  readonly site?: Lines;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** Builds a podcast of one episode, with these changes: what is reported, and what is published. */
async function build({ podcast: changed, front, site: more, files }: Site = {}) {
  const root = await workspace({
    'feedmill.yaml': `${yaml({ url: site, title: 'Harbours', description: 'News of harbours', ...more })}podcast:\n${yaml({ ...complete, ...changed }, '  ')}`,
    'content/one.md': `---\n${yaml({ title: 'One', date: '2026-01-27', audio: 'one.mp3', ...front })}---\n\nText.\n`,
    'content/one.mp3': mp3(383),
    'content/cover.png': png(1400, 1400),
    ...files,
  });
  const { stdout } = await feedmill(root, ['build', '--now', now, '--reporter', 'json']);
  const { problems, exitCode } = readReport(stdout);
  const output = join(root, 'dist');
  const published = exitCode === 0 ? await list(output) : [];
  const read = (path: string) => readFile(join(output, path), 'utf8');
  return {
    exitCode,
    problems,
    published,
    told: problems.map(({ code, what }) => `${code}: ${what}`),
    feed: published.includes('feed.xml') ? await read('feed.xml') : '',
    read,
  };
}

describe('a site that is a podcast', () => {
  test('complete: no problem, every feed valid, the cover published', async () => {
    const { told, published, feed, read } = await build({
      front: {
        season: '2',
        episode: '007',
        episodeType: 'Full',
        explicit: 'yes',
        transcript: '[one.vtt, { url: one.srt, language: de, rel: captions }]',
        chapters: 'one.chapters.json',
        image: 'art.jpg',
        author: 'Jane Doe',
      },
      files: {
        'content/one.vtt': 'WEBVTT\n',
        'content/one.srt': '1\n',
        'content/one.chapters.json': '{}',
        'content/art.jpg': jpeg(1400, 3),
      },
    });
    expect(told).toEqual([]);
    expect(published).toEqual(
      expect.arrayContaining(['cover.png', 'one.mp3', 'one.vtt', 'one.srt', 'one.chapters.json', 'art.jpg']),
    );
    for (const name of ['rss', 'atom', 'json'] as const)
      expect(validate(name, await read(documents[name].path), documents[name].url)).toEqual([]);
    const channel = parseRssFeed(feed);
    expect(channel).toMatchObject({
      language: 'en',
      link: site,
      description: 'News of harbours',
      image: { url: `${site}cover.png` },
      itunes: {
        author: 'Harbours',
        categories: [{ text: 'News', categories: [{ text: 'Tech News' }] }, { text: 'Technology' }],
        explicit: false,
        image: `${site}cover.png`,
        owner: { name: 'Jane Doe', email: 'podcast@example.com' },
        type: 'episodic',
      },
      podcast: { guid: '9b024349-ccf0-5f69-a609-6b82873eab3c' },
    });
    expect(channel.items).toMatchObject([
      {
        title: 'One',
        guid: { value: `${site}one/` },
        enclosures: [{ url: `${site}one.mp3`, length: 159_711, type: 'audio/mpeg' }],
        // 383 frames of 1152 samples at 44.1 kHz.
        itunes: {
          duration: 10,
          season: 2,
          episode: 7,
          episodeType: 'full',
          explicit: true,
          image: `${site}art.jpg`,
        },
        podcast: {
          season: { number: 2 },
          episode: { number: 7 },
          transcripts: [
            { url: `${site}one.vtt`, type: 'text/vtt' },
            { url: `${site}one.srt`, type: 'application/x-subrip', language: 'de', rel: 'captions' },
          ],
          chapters: { url: `${site}one.chapters.json`, type: 'application/json+chapters' },
          persons: [{ display: 'Jane Doe', role: 'host', group: 'cast' }],
        },
      },
    ]);
  });

  test.each(['category', 'explicit', 'image', 'owner', 'type'])('without %s: it is named', async (key) => {
    const { exitCode, told } = await build({ podcast: { [key]: undefined } });
    expect(exitCode).toBe(2);
    expect(told).toEqual([`config-missing: \`podcast.${key}\` is missing.`]);
  });

  test.each([
    ['owner', '{ name: Jane }', 'config-missing: `podcast.owner.email` is missing.'],
    ['owner', '{ email: jane@example.com }', 'config-missing: `podcast.owner.name` is missing.'],
    ['owner', '{ name: Jane, email: jane }', 'config-value: `podcast.owner.email` is "jane"'],
    ['category', '[News, Sprots]', 'config-podcast-category: `podcast.category[1]` is "Sprots"'],
    ['category', '[]', 'config-value: `podcast.category` is an empty list'],
    ['explicit', 'clean', 'config-value: `podcast.explicit` is "clean"'],
    ['type', 'series', 'config-value: `podcast.type` is "series"'],
    ['guid', '9b024349', 'config-value: `podcast.guid` is "9b024349"'],
    ['medium', 'musicL', 'config-value: `podcast.medium` is "musicL"'],
    ['newFeedUrl', '/feed.xml', 'config-value: `podcast.newFeedUrl` is "/feed.xml"'],
    ['funding', '[{ url: give, text: Give }]', 'config-value: `podcast.funding[0].url` is "give"'],
    ['catgory', 'News', 'config-unknown-key: `podcast.catgory` is not a valid config key'],
  ])('%s: %s', async (key, text, start) => {
    const { exitCode, told } = await build({ podcast: { [key]: text } });
    expect(exitCode).toBe(2);
    expect(told).toEqual([expect.stringContaining(start)]);
  });

  test.each([
    ['too small', png(1399, 1399), '1399×1399'],
    ['too large', jpeg(3001, 3), '3001×3001'],
    ['not square', png(1400, 3000), '1400×3000'],
    ['a GIF', Buffer.from('GIF89a\u0078\u0005\u0078\u0005\0\0\0', 'latin1'), 'image/gif'],
    ['for print', jpeg(1400, 4), 'CMYK'],
    ['a JPEG that is called PNG', jpeg(1400, 3), 'of type image/jpeg, but its name does not end in .jpg'],
    ['no picture', Buffer.from('Not found'), 'not an image'],
  ])('a cover that is %s: what it is, at its line', async (_, bytes, fault) => {
    const { problems } = await build({ files: { 'content/cover.png': bytes } });
    expect(problems).toMatchObject([
      {
        code: 'podcast-image',
        file: 'feedmill.yaml',
        line: 7,
        column: 10,
        what: expect.stringContaining(fault),
      },
    ]);
  });

  test('a cover on another site is accepted with a warning that it was not measured', async () => {
    const image = 'https://cdn.example.org/cover.jpg';
    const { exitCode, problems, feed } = await build({ podcast: { image } });
    expect([exitCode, problems.map(({ code }) => code)]).toEqual([0, ['podcast-image-unmeasured']]);
    expect(parseRssFeed(feed).itunes?.image).toBe(image);
  });

  test('a guid is derived from the feed’s address and reported; an existing one is kept', async () => {
    const { exitCode, told, read } = await build({
      podcast: { guid: undefined },
      site: { url: 'https://podnews.net/', files: '{ rss: rss }' },
    });
    const guid = '9b024349-ccf0-5f69-a609-6b82873eab3c';
    expect([exitCode, told]).toEqual([0, [expect.stringContaining(`podcast-guid`)]]);
    expect(told[0]).toContain(guid);
    expect(parseRssFeed(await read('rss')).podcast?.guid).toBe(guid);
    const given = await build({ site: { url: 'https://moved.example/' } });
    expect(parseRssFeed(given.feed).podcast?.guid).toBe(guid);
  });

  test('the authors of the site make it, and host it', async () => {
    const { feed } = await build({
      site: { authors: '[{ name: Jane, url: https://jane.example/ }, { name: Kim }]' },
    });
    const { itunes, podcast: more } = parseRssFeed(feed);
    expect(itunes?.author).toBe('Jane, Kim');
    expect(more?.persons).toEqual([
      { display: 'Jane', role: 'host', group: 'cast', href: 'https://jane.example/' },
      { display: 'Kim', role: 'host', group: 'cast' },
    ]);
  });
});

describe('an episode', () => {
  test.each([
    ['without a file', { audio: undefined }, 'podcast-incomplete: The episode has no audio or video file.'],
    [
      'with a document only',
      {
        audio: undefined,
        enclosure: '{ url: https://cdn.example.org/a.pdf, length: 5, type: application/pdf }',
      },
      'podcast-incomplete: The episode has no audio or video file: https://cdn.example.org/a.pdf is of type application/pdf.',
    ],
    [
      'of unknown length',
      { audio: '{ url: https://cdn.example.org/a.mp3, duration: 61 }' },
      'podcast-incomplete: The episode has no length for https://cdn.example.org/a.mp3.',
    ],
  ])('%s is an error that says what is missing', async (_, front, what) => {
    const { exitCode, told, problems } = await build({ front });
    expect([exitCode, told]).toEqual([1, [what]]);
    expect(problems).toMatchObject([{ file: 'content/one.md', line: expect.any(Number) }]);
  });

  test('that is scheduled is looked at too', async () => {
    const { exitCode, problems } = await build({
      files: { 'content/two.md': '---\ntitle: Two\ndate: 2030-01-01\n---\n\nText.\n' },
    });
    expect([exitCode, problems.map(({ file }) => file)]).toEqual([1, ['content/two.md']]);
  });

  const remote = 'https://cdn.example.org/a.mp3, length: 1000, type: audio/mpeg';

  test.each([
    [undefined, undefined],
    ['3723', 3723],
    ['62:03', 3723],
    ['1:02:03', 3723],
    ['"01:02:03"', 3723],
  ])('of unknown duration says %s', async (duration, seconds) => {
    const { exitCode, problems, feed } = await build({ front: { audio: `{ url: ${remote} }`, duration } });
    expect(exitCode).toBe(0);
    expect(problems.map(({ code }) => code)).toEqual(seconds === undefined ? ['podcast-duration'] : []);
    expect(parseRssFeed(feed).items?.[0]?.itunes?.duration).toBe(seconds);
  });

  test('whose file contains its duration needs no other', async () => {
    const { feed } = await build({ front: { duration: '99:00' } });
    expect(parseRssFeed(feed).items?.[0]?.itunes?.duration).toBe(10);
    const said = await build({ front: { audio: `{ url: ${remote}, duration: 61 }`, duration: '99:00' } });
    expect(parseRssFeed(said.feed).items?.[0]?.itunes?.duration).toBe(61);
  });

  test.each([
    ['season', 'winter', 'bad-value: `season` is "winter", but must be a whole number of at least 1.'],
    ['episode', '0', 'bad-value: `episode` is "0", but must be a whole number of at least 1.'],
    ['episodeType', 'extra', 'bad-value: `episodeType` is "extra", but must be full, trailer or bonus.'],
    ['explicit', 'maybe', 'bad-value: `explicit` is "maybe", but must be true or false.'],
    [
      'duration',
      '1h',
      'bad-value: `duration` is "1h", but must be a duration in seconds, MM:SS or HH:MM:SS.',
    ],
    ['duration', '1:75', 'bad-value: `duration` is "1:75"'],
    ['transcript', 'https://example.org/one', 'bad-value: `transcript` is "https://example.org/one"'],
    ['transcript', '{ url: "https://example.org/one.vtt", language: english- }', 'language-unknown: '],
    ['transcript', '{ type: text/vtt }', 'bad-value: `transcript` is a map'],
    ['transcript', 'two.vtt', 'attachment-missing: The file two.vtt does not exist.'],
    ['transcript', 'one.html', 'asset-active: Feedmill does not publish the file one.html'],
    ['chapters', '[one.json]', 'bad-value: `chapters` is a list'],
    [
      'image',
      'wide.png',
      'podcast-episode-image: The episode image https://example.com/wide.png is 1600×900 pixels',
    ],
    ['audio', 'one.ogg', 'podcast-format: Apple Podcasts does not play https://example.com/one.ogg'],
  ])('%s: %s', async (key, text, start) => {
    const { told } = await build({
      front: { duration: '61', [key]: text },
      files: {
        'content/one.html': '<p>Text</p>',
        'content/wide.png': png(1600, 900),
        'content/one.ogg': Buffer.from('OggS'),
      },
    });
    expect(told).toEqual([expect.stringContaining(start)]);
  });

  test('its keys mean nothing on a page of the site, and none on a site without a podcast', async () => {
    const front =
      'season: winter\nepisode: pilot\nexplicit: maybe\nduration: long\ntranscript: [1]\nseasons: 4\nreason: none\n';
    const page = `---\ntitle: Page\nfeed: false\n${front}---\n\nText.\n`;
    expect((await build({ files: { 'content/page.md': page } })).told).toEqual([]);
    const outputs: Record<string, string>[] = [];
    for (const more of [front, '']) {
      const root = await workspace({
        'feedmill.yaml': `url: ${site}\ntitle: A blog\n`,
        'content/a.md': `---\ntitle: A\ndate: 2026-01-01\naudio: one.mp3\n${more}---\n\nText.\n`,
        'content/one.mp3': mp3(1),
      });
      const { stdout } = await feedmill(root, ['build', '--now', now, '--reporter', 'json']);
      expect(readReport(stdout).problems).toEqual([]);
      const texts: Record<string, string> = {};
      for (const path of await list(join(root, 'dist')))
        if (!path.includes('.feedmill')) texts[path] = await readFile(join(root, 'dist', path), 'latin1');
      outputs.push(texts);
    }
    expect(outputs[0]).toEqual(outputs[1]);
    expect(outputs[0]?.['feed.xml']).not.toContain('itunes');
  });
});
