import { parseFragment, serializeOuter } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { all, parseXml, value } from './xml.ts';
import type { Node } from './xml.ts';
import type { FormatName } from '../src/config/format-name.ts';

/** An item as a reader sees it, whatever the format. Absent texts are empty, dates milliseconds since 1970. */
export interface ReadItem {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly published: number;
  readonly updated: number;
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  readonly image: string;
  readonly html: string;
  readonly summary: string;
  readonly language: string;
  /** By address: formats put the enclosure first, or keep the author's order. */
  readonly attachments: readonly ReadAttachment[];
  readonly contributors: readonly string[];
  /** The terms, and the address of their text. */
  readonly license: string;
  readonly licenseUrl: string;
  /** The address of the original, or of whose it is; with an address, the name of the publication. */
  readonly source: string;
  readonly publication: string;
}

/** A file that comes with an item, in what all formats can say of it; of a length nobody knows, 0. */
export interface ReadAttachment {
  readonly url: string;
  readonly type: string;
  readonly length: number;
}

/** A feed as a reader sees it. */
export interface ReadFeed {
  readonly title: string;
  readonly description: string;
  readonly home: string;
  readonly self: string;
  readonly language: string;
  readonly items: readonly ReadItem[];
}

/** Reads a feed with a strict XML parser (RSS, Atom) or `JSON.parse`. Throws where it is malformed. */
export function read(format: FormatName, document: string): ReadFeed {
  return { rss: readRss, atom: readAtom, json: readJson }[format](document);
}

/** Reads the same from the same document with another hand: feedsmith. It trims texts and tells no item's language. */
export function readAgain(format: FormatName, document: string): ReadFeed {
  return { rss: againRss, atom: againAtom, json: againJson }[format](document);
}

/** The Markdown of each item, where it has one: `source:markdown`, in JSON Feed `_markdown`. */
export function readMarkdown(format: FormatName, document: string): (string | undefined)[] {
  if (format === 'json') {
    const feed: { items: { _markdown?: string }[] } = JSON.parse(document);
    return feed.items.map(({ _markdown }) => _markdown);
  }
  const root = parseXml(document);
  const items = format === 'atom' ? all(root, 'entry') : all(first(root, 'channel'), 'item');
  return items.map((item) => value(item, '{http://source.scripting.com/}:markdown'));
}

/** What a subscriber needs for WebSub: the addresses the document has of its own, and those of its hubs. */
export interface Topic {
  readonly self: readonly string[];
  readonly hubs: readonly string[];
}

/** Reads the topic and the hubs with a strict XML parser, or `JSON.parse`. */
export function readTopic(format: FormatName, document: string): Topic {
  if (format === 'json') {
    const { feed_url: self, hubs = [] }: { feed_url?: string; hubs?: { type: string; url: string }[] } =
      JSON.parse(document);
    if (hubs.some(({ type }) => type !== 'WebSub')) throw new Error('a hub of another protocol');
    return { self: self === undefined ? [] : [self], hubs: hubs.map(({ url }) => url) };
  }
  const root = parseXml(document);
  const links = format === 'atom' ? all(root, 'link') : all(first(root, 'channel'), 'atom:link');
  return topicOf(links.map(({ attributes }) => ({ rel: attributes['rel'], href: attributes['href'] })));
}

/** Reads the same with another hand: feedsmith. */
export function readTopicAgain(format: FormatName, document: string): Topic {
  if (format === 'json') {
    const { feed_url: self, hubs = [] } = parseJsonFeed(document);
    return { self: self === undefined ? [] : [self], hubs: hubs.map(({ url }) => url ?? '') };
  }
  const { links } = format === 'atom' ? parseAtomFeed(document) : (parseRssFeed(document).atom ?? {});
  return topicOf(links ?? []);
}

function topicOf(links: readonly { rel?: string | undefined; href?: string | undefined }[]): Topic {
  const to = (rel: string) => links.filter((one) => one.rel === rel).map(({ href }) => href ?? '');
  return { self: to('self'), hubs: to('hub') };
}

function readRss(document: string): ReadFeed {
  const channel = first(parseXml(document), 'channel');
  return {
    title: text(channel, 'title'),
    description: text(channel, 'description'),
    home: text(channel, 'link'),
    self: all(channel, 'atom:link').find((one) => one.attributes['rel'] === 'self')?.attributes['href'] ?? '',
    language: text(channel, 'language'),
    items: all(channel, 'item').map((item) => {
      const contact = value(item, 'author');
      const published = rfc822(text(item, 'pubDate'));
      const updated = value(item, 'atom:updated');
      return honest({
        id: text(item, 'guid'),
        url: text(item, 'link'),
        title: text(item, 'title'),
        published,
        updated: updated === undefined ? published : rfc3339(updated),
        authors:
          contact === undefined ? texts(item, 'dc:creator') : [/ \((.*)\)$/.exec(contact)?.[1] ?? contact],
        tags: texts(item, 'category'),
        image: image(item),
        html: text(item, 'content:encoded'),
        summary: plain(text(item, 'description'), text(item, 'content:encoded')),
        language: text(item, 'dc:language'),
        attachments: attachments([
          ...all(item, 'enclosure').map((one) => attached(one, 'length')),
          ...all(item, 'media:content')
            .map((one) => attached(one, 'fileSize'))
            .filter(({ url }) => url !== image(item)),
        ]),
        contributors: texts(item, 'dc:contributor'),
        license: text(item, 'dc:rights'),
        licenseUrl: value(item, 'creativeCommons:license') ?? link(item, 'license', 'atom:link'),
        source: agreed(link(item, 'via', 'atom:link'), value(item, 'dc:source')),
        publication: agreed(title(item, 'via', 'atom:link'), value(item, 'source')),
      });
    }),
  };
}

function readAtom(document: string): ReadFeed {
  const feed = parseXml(document);
  return {
    title: text(feed, 'title'),
    description: text(feed, 'subtitle'),
    home: link(feed, 'alternate'),
    self: link(feed, 'self'),
    language: feed.attributes['xml:lang'] ?? '',
    items: all(feed, 'entry').map((entry) => {
      for (const name of ['title', 'summary'])
        if ((all(entry, name)[0]?.attributes['type'] ?? 'text') !== 'text')
          throw new Error(`${name} is not plain text`);
      return honest({
        id: text(entry, 'id'),
        url: link(entry, 'alternate'),
        title: text(entry, 'title'),
        published: rfc3339(text(entry, 'published')),
        updated: rfc3339(text(entry, 'updated')),
        authors: all(entry, 'author').map((author) => text(author, 'name')),
        tags: all(entry, 'category').map((category) => category.attributes['term'] ?? ''),
        image: image(entry),
        html: text(entry, 'content'),
        summary: text(entry, 'summary'),
        language: entry.attributes['xml:lang'] ?? feed.attributes['xml:lang'] ?? '',
        attachments: attachments(
          all(entry, 'link')
            .filter(({ attributes }) => attributes['rel'] === 'enclosure')
            .map((one) => attached(one, 'length', 'href')),
        ),
        contributors: all(entry, 'contributor').map((person) => text(person, 'name')),
        license: text(entry, 'rights'),
        licenseUrl: link(entry, 'license'),
        source: link(entry, 'via'),
        publication: agreed(title(entry, 'via'), all(entry, 'source').map((one) => text(one, 'title'))[0]),
      });
    }),
  };
}

interface JsonDocument {
  title?: string;
  description?: string;
  home_page_url?: string;
  feed_url?: string;
  language?: string;
  items: {
    id: string;
    url?: string;
    title?: string;
    date_published?: string;
    date_modified?: string;
    authors?: { name?: string }[];
    tags?: string[];
    image?: string;
    content_html?: string;
    summary?: string;
    language?: string;
    attachments?: { url: string; mime_type: string; size_in_bytes?: number }[];
    external_url?: string;
    _contributors?: { name?: string }[];
    _license?: { text?: string; url?: string };
    _source?: { title?: string };
  }[];
}

function readJson(document: string): ReadFeed {
  const feed: JsonDocument = JSON.parse(document);
  return {
    title: feed.title ?? '',
    description: feed.description ?? '',
    home: feed.home_page_url ?? '',
    self: feed.feed_url ?? '',
    language: feed.language ?? '',
    items: feed.items.map((item) =>
      honest({
        id: item.id,
        url: item.url ?? '',
        title: item.title ?? '',
        published: rfc3339(item.date_published ?? ''),
        updated: rfc3339(item.date_modified ?? ''),
        authors: (item.authors ?? []).map(({ name }) => name ?? ''),
        tags: item.tags ?? [],
        image: item.image ?? '',
        html: item.content_html ?? '',
        summary: item.summary ?? '',
        language: item.language ?? '',
        attachments: attachments(item.attachments?.map(sized)),
        ...credits(item),
      }),
    ),
  };
}

function againRss(document: string): ReadFeed {
  const feed = parseRssFeed(document);
  return {
    title: feed.title ?? '',
    description: feed.description ?? '',
    home: feed.link ?? '',
    self: feed.atom?.links?.find(({ rel }) => rel === 'self')?.href ?? '',
    language: feed.language ?? '',
    items: (feed.items ?? []).map((item) => {
      const published = rfc822(item.pubDate ?? '');
      const html = item.content?.encoded ?? '';
      return honest({
        id: item.guid?.value ?? '',
        url: item.link ?? '',
        title: item.title ?? '',
        published,
        updated: item.atom?.updated === undefined ? published : rfc3339(item.atom.updated),
        authors: item.authors?.map(({ name }) => name ?? '') ?? item.dc?.creators ?? [],
        tags: (item.categories ?? []).map(({ name }) => name ?? ''),
        image: item.media?.thumbnails?.[0]?.url ?? '',
        html,
        summary: plain(item.description ?? '', html),
        language: item.dc?.languages?.[0] ?? '',
        attachments: attachments([
          ...(item.enclosures ?? []).map(measured),
          ...(item.media?.contents ?? [])
            .filter(({ url }) => url !== item.media?.thumbnails?.[0]?.url)
            .map(({ fileSize, ...one }) => measured({ ...one, length: fileSize })),
        ]),
        contributors: item.dc?.contributors ?? [],
        license: item.dc?.rights?.[0] ?? '',
        licenseUrl: item.creativeCommons?.licenses?.[0] ?? linked(item.atom?.links, 'license'),
        source: agreed(linked(item.atom?.links, 'via'), item.dc?.sources?.[0]),
        publication: agreed(titled(item.atom?.links, 'via'), item.source?.title),
      });
    }),
  };
}

function againAtom(document: string): ReadFeed {
  const feed = parseAtomFeed(document);
  return {
    title: feed.title?.value ?? '',
    description: feed.subtitle?.value ?? '',
    home: linked(feed.links, 'alternate'),
    self: linked(feed.links, 'self'),
    language: feed.xml?.lang ?? '',
    items: (feed.entries ?? []).map((entry) =>
      honest({
        id: entry.id ?? '',
        url: linked(entry.links, 'alternate'),
        title: entry.title?.value ?? '',
        published: rfc3339(entry.published ?? ''),
        updated: rfc3339(entry.updated ?? ''),
        authors: (entry.authors ?? []).map(({ name }) => name ?? ''),
        tags: (entry.categories ?? []).map(({ term }) => term ?? ''),
        image: entry.media?.thumbnails?.[0]?.url ?? '',
        html: entry.content?.value ?? '',
        summary: entry.summary?.value ?? '',
        language: entry.xml?.lang ?? '',
        attachments: attachments(
          (entry.links ?? [])
            .filter(({ rel }) => rel === 'enclosure')
            .map(({ href, ...one }) => measured({ ...one, url: href })),
        ),
        contributors: (entry.contributors ?? []).map(({ name }) => name ?? ''),
        license: entry.rights?.value ?? '',
        licenseUrl: linked(entry.links, 'license'),
        source: linked(entry.links, 'via'),
        publication: agreed(titled(entry.links, 'via'), entry.source?.title?.value),
      }),
    ),
  };
}

function againJson(document: string): ReadFeed {
  const feed = parseJsonFeed(document);
  // Extensions it leaves out.
  const { items }: JsonDocument = JSON.parse(document);
  return {
    title: feed.title ?? '',
    description: feed.description ?? '',
    home: feed.home_page_url ?? '',
    self: feed.feed_url ?? '',
    language: feed.language ?? '',
    items: (feed.items ?? []).map((item, index) =>
      honest({
        id: item.id ?? '',
        url: item.url ?? '',
        title: item.title ?? '',
        published: rfc3339(item.date_published ?? ''),
        updated: rfc3339(item.date_modified ?? ''),
        authors: (item.authors ?? []).map(({ name }) => name ?? ''),
        tags: item.tags ?? [],
        image: item.image ?? '',
        html: item.content_html ?? '',
        summary: item.summary ?? '',
        language: item.language ?? '',
        attachments: attachments(item.attachments?.map(sized)),
        ...credits({ ...items[index], external_url: item.external_url }),
      }),
    ),
  };
}

/** What an item of JSON Feed says of where it comes from. */
function credits(
  item: Partial<Omit<JsonDocument['items'][number], 'external_url'>> & { external_url?: string | undefined },
): Pick<ReadItem, 'contributors' | 'license' | 'licenseUrl' | 'source' | 'publication'> {
  const source = item.external_url ?? '';
  return {
    contributors: (item['_contributors'] ?? []).map(({ name }) => name ?? ''),
    license: item['_license']?.text ?? '',
    licenseUrl: item['_license']?.url ?? '',
    source,
    // Without an address RSS and Atom have no place for it.
    publication: source === '' ? '' : (item['_source']?.title ?? ''),
  };
}

/** What is said in two places, where it has to be the same. */
function agreed(one: string, other: string | undefined): string {
  if (other !== undefined && other !== one) throw new Error(`"${one}" there, "${other}" here`);
  return one;
}

/** A summary that only repeats the title, where a format insists on one, says nothing. */
function honest(item: ReadItem): ReadItem {
  return item.summary === item.title && item.html === '' ? { ...item, summary: '' } : item;
}

/** RSS's description as readers take it: HTML. One that repeats the content is no summary. */
function plain(description: string, html: string): string {
  return description === html ? '' : textOf(parseFragment(description));
}

function textOf(node: DefaultTreeAdapterTypes.ParentNode): string {
  return node.childNodes
    .map((child) => {
      if (child.nodeName === '#text' && 'value' in child) return child.value;
      throw new Error(`a plain summary became markup: ${serializeOuter(child)}`);
    })
    .join('');
}

/** The article's own picture is the one with a thumbnail; it stands before those that are attached. */
function image(node: Node): string {
  const url = all(node, 'media:thumbnail')[0]?.attributes['url'] ?? '';
  if (url !== '' && all(node, 'media:content')[0]?.attributes['url'] !== url)
    throw new Error('the picture is not the first');
  return url;
}

function attached({ attributes }: Node, length: string, url = 'url'): ReadAttachment {
  return measured({
    url: attributes[url],
    type: attributes['type'],
    length: Number(attributes[length] ?? 0),
  });
}

function sized(one: { url?: string; mime_type?: string; size_in_bytes?: number }): ReadAttachment {
  return measured({ url: one.url, type: one.mime_type, length: one.size_in_bytes });
}

function measured(one: {
  url?: string | undefined;
  type?: string | undefined;
  length?: number | undefined;
}): ReadAttachment {
  return { url: one.url ?? '', type: one.type ?? '', length: one.length ?? 0 };
}

function attachments(list: readonly ReadAttachment[] = []): readonly ReadAttachment[] {
  return list.toSorted((a, b) => (a.url < b.url ? -1 : 1));
}

function first(node: Node, name: string): Node {
  const found = all(node, name)[0];
  if (!found) throw new Error(`${node.name} has no ${name}`);
  return found;
}

function text(node: Node, name: string): string {
  return value(node, name) ?? '';
}

function texts(node: Node, name: string): string[] {
  return all(node, name).map((child) => child.text);
}

function rfc822(date: string): number {
  if (!/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(date))
    throw new Error(`bad date ${date}`);
  return Date.parse(date);
}

function rfc3339(date: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(date)) throw new Error(`bad date ${date}`);
  return Date.parse(date);
}

function link(node: Node, rel: string, name = 'link'): string {
  return all(node, name).find((one) => one.attributes['rel'] === rel)?.attributes['href'] ?? '';
}

function title(node: Node, rel: string, name = 'link'): string {
  return all(node, name).find((one) => one.attributes['rel'] === rel)?.attributes['title'] ?? '';
}

function titled(links: readonly { rel?: string; title?: string }[] | undefined, rel: string): string {
  return links?.find((one) => one.rel === rel)?.title ?? '';
}

function linked(links: readonly { rel?: string; href?: string }[] | undefined, rel: string): string {
  return links?.find((one) => one.rel === rel)?.href ?? '';
}
