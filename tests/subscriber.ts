import { deepStrictEqual } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { all, parseXml, value, type Node } from './xml.ts';
import type { FormatName } from '../src/config/format-name.ts';

/** What readers keep of an item, whoever made the feed. Absent texts are empty, dates milliseconds since 1970 or NaN. */
interface Item {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly published: number;
  readonly updated: number;
  readonly content: string;
}

/** How readers of a kind tell items apart, and which of those they know they show again. */
interface Habit {
  /** The name under which it knows an item. */
  readonly name: (item: Item) => string;
  readonly showsAgain: (now: Item, before: Item) => boolean;
}

const never = () => false;

/** Readers keep whole seconds. */
const seconds = ({ published }: Item) => Math.floor(published / 1000);

/** The guid or id, else the link, else what is left: as the specifications have it, and nearly all readers. */
const identity = (item: Item) => item.id || item.url || `${item.title} ${seconds(item)}`;

/** Readers as they are, by what matters here. */
const habits: Readonly<Record<string, Habit>> = {
  // NetNewsWire, Miniflux, FreshRSS, Liferea, newsboat, Thunderbird.
  'by id': { name: identity, showsAgain: never },
  // Feedbin also knows an id by another scheme or host, so it may take what is new for what it knows.
  leniently: { name: (item) => identity(item).replace(/^https?:\/\/[^/]*/i, ''), showsAgain: never },
  // Brief, and whatever mails or posts what has become newer.
  'by newer date': { name: identity, showsAgain: (now, before) => seconds(now) > seconds(before) },
  // QuiteRSS: an item of another date is another item.
  'by id and date': { name: (item) => `${identity(item)} ${seconds(item)}`, showsAgain: never },
};

/** What subscribers see when they fetch the feeds: titles in the order of the feed, with who sees it where not all do. */
export interface Sight {
  /** Never seen before. */
  readonly fresh: readonly string[];
  /** Known, and unread again because it seems newer. */
  readonly again: readonly string[];
  /** Other words than before: what FreshRSS, newsboat and tt-rss show again to those who ask for it. */
  readonly edited: readonly string[];
  /** No longer in the feed, though older ones are. */
  readonly gone: readonly string[];
}

/** Nothing at all. */
export const nothing: Sight = { fresh: [], again: [], edited: [], gone: [] };

/** People who have subscribed to the feeds of one site, in each format with each kind of reader, and forget nothing. */
export interface Subscribers {
  /** Reads the feeds in the folder `output`. What is there the first time counts as read. */
  fetch(output: string): Promise<Sight>;
  /** Reads documents that come from elsewhere. */
  read(documents: Readonly<Partial<Record<FormatName, string>>>): Sight;
}

const files: Readonly<Record<FormatName, string>> = { rss: 'feed.xml', atom: 'atom.xml', json: 'feed.json' };
const formats = ['rss', 'atom', 'json'] as const;

/** Subscribers of a site. Those `without` a kind of reader: see `habits`. */
export function subscribers(without: readonly string[] = []): Subscribers {
  const kinds = Object.keys(habits).filter((kind) => !without.includes(kind));
  const memories = new Map<string, ReadonlyMap<string, Item>>();
  const last = new Map<FormatName, readonly Item[]>();

  /** What the readers of one feed see, each by what it knows. */
  function look(format: FormatName, document: string, told: Tellings): void {
    const items = readItems(format, document);
    for (const kind of kinds) {
      const { name, showsAgain } = habits[kind] ?? { name: identity, showsAgain: never };
      const reader = `${format} ${kind}`;
      const known = memories.get(reader);
      for (const item of items) {
        const before = known?.get(name(item));
        if (known && !before) tell(told.fresh, item, reader);
        if (before && showsAgain(item, before)) tell(told.again, item, reader);
        if (before && kind === kinds[0] && isEdited(item, before)) tell(told.edited, item, format);
      }
      memories.set(reader, new Map([...(known ?? []), ...items.map((item) => [name(item), item] as const)]));
    }
    const here = new Set(items.map(identity));
    const oldest = Math.min(...items.map(({ published }) => published));
    for (const item of last.get(format) ?? [])
      if (item.published > oldest && !here.has(identity(item))) tell(told.gone, item, format);
    last.set(format, items);
  }

  const read = (documents: Readonly<Partial<Record<FormatName, string>>>): Sight => {
    const told: Tellings = { fresh: new Map(), again: new Map(), edited: new Map(), gone: new Map() };
    const present = formats.filter((format) => documents[format] !== undefined);
    for (const format of present) look(format, documents[format] ?? '', told);
    const alarmed = kinds.filter((kind) => habits[kind]?.showsAgain !== never);
    return {
      fresh: titles(told.fresh, present.length * kinds.length),
      again: titles(told.again, present.length * alarmed.length),
      edited: titles(told.edited, present.length),
      gone: titles(told.gone, present.length),
    };
  };

  return {
    read,
    fetch: async (output) => {
      const documents = await Promise.all(
        formats.map(async (format) => [format, await readFile(join(output, files[format]), 'utf8')] as const),
      );
      return read(Object.fromEntries(documents));
    },
  };
}

/** The ids of the items of a feed, in its order. */
export function idsOf(format: FormatName, document: string): string[] {
  return readItems(format, document).map(({ id }) => id);
}

/** Who sees what, by title. */
type Tellings = Record<keyof Sight, Map<string, string[]>>;

function tell(told: Map<string, string[]>, { title }: Item, who: string): void {
  told.set(title, [...(told.get(title) ?? []), who]);
}

function titles(told: ReadonlyMap<string, readonly string[]>, everybody: number): string[] {
  return [...told].map(([title, who]) => (who.length === everybody ? title : `${title} (${who.join(', ')})`));
}

function isEdited(now: Item, before: Item): boolean {
  const isSame = (key: 'title' | 'content' | 'updated') => Object.is(now[key], before[key]);
  return !isSame('title') || !isSame('content') || !isSame('updated');
}

/** The items of a feed, as two parsers read them that are not ours. Throws where it is malformed, or an id comes twice. */
function readItems(format: FormatName, document: string): Item[] {
  const items = { rss: readRss, atom: readAtom, json: readJson }[format](document);
  const trimmed = items.map((item) => ({ ...item, content: item.content.trim() }));
  deepStrictEqual({ rss: againRss, atom: againAtom, json: againJson }[format](document), trimmed);
  const ids = items.map(identity);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0) throw new Error(`${format} has two items with the id ${twice.join(', ')}`);
  return items;
}

function readRss(document: string): Item[] {
  const channel = all(parseXml(document), 'channel')[0];
  return all(channel ?? parseXml(document), 'item').map((item) => ({
    id: text(item, 'guid'),
    url: text(item, 'link'),
    title: text(item, 'title'),
    published: Date.parse(text(item, 'pubDate')),
    updated: Date.parse(text(item, 'atom:updated')),
    content: text(item, 'content:encoded') || text(item, 'description'),
  }));
}

function readAtom(document: string): Item[] {
  return all(parseXml(document), 'entry').map((entry) => ({
    id: text(entry, 'id'),
    url:
      all(entry, 'link').find(({ attributes }) => isAlternate(attributes['rel']))?.attributes['href'] ?? '',
    title: text(entry, 'title'),
    published: Date.parse(text(entry, 'published')),
    updated: Date.parse(text(entry, 'updated')),
    content: text(entry, 'content') || text(entry, 'summary'),
  }));
}

interface JsonItem {
  id?: string;
  url?: string;
  title?: string;
  date_published?: string;
  date_modified?: string;
  content_html?: string;
  summary?: string;
}

function readJson(document: string): Item[] {
  const { items }: { items: JsonItem[] } = JSON.parse(document);
  return items.map(jsonItem);
}

function againRss(document: string): Item[] {
  return (parseRssFeed(document).items ?? []).map((item) => ({
    id: item.guid?.value ?? '',
    url: item.link ?? '',
    title: item.title ?? '',
    published: Date.parse(item.pubDate ?? ''),
    updated: Date.parse(item.atom?.updated ?? ''),
    content: item.content?.encoded ?? item.description ?? '',
  }));
}

function againAtom(document: string): Item[] {
  return (parseAtomFeed(document).entries ?? []).map((entry) => ({
    id: entry.id ?? '',
    url: entry.links?.find(({ rel }) => isAlternate(rel))?.href ?? '',
    title: entry.title?.value ?? '',
    published: Date.parse(entry.published ?? ''),
    updated: Date.parse(entry.updated ?? ''),
    content: entry.content?.value ?? entry.summary?.value ?? '',
  }));
}

function againJson(document: string): Item[] {
  return (parseJsonFeed(document).items ?? []).map((item) => ({
    ...jsonItem({ id: item.id, url: item.url, title: item.title }),
    published: Date.parse(item.date_published ?? ''),
    updated: Date.parse(item.date_modified ?? ''),
    content: (item.content_html ?? item.summary ?? '').trim(),
  }));
}

function jsonItem(item: { [Key in keyof JsonItem]: JsonItem[Key] | undefined }): Item {
  return {
    id: item.id ?? '',
    url: item.url ?? '',
    title: item.title ?? '',
    published: Date.parse(item.date_published ?? ''),
    updated: Date.parse(item.date_modified ?? ''),
    content: item.content_html ?? item.summary ?? '',
  };
}

function isAlternate(rel: string | undefined): boolean {
  return rel === undefined || rel === 'alternate';
}

function text(node: Node, name: string): string {
  return value(node, name) ?? '';
}
