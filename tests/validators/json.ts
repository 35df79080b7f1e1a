import { rfc3339Fault } from './date.ts';
import { isLanguage, isMediaType } from './document.ts';
import { htmlFaults } from './html.ts';
import { uriFault } from './uri.ts';

type Kind =
  | 'text'
  | 'html'
  | 'uri'
  | 'date'
  | 'language'
  | 'texts'
  | 'authors'
  | 'attachments'
  | 'hubs'
  | 'items'
  | 'flag'
  | 'media'
  | 'count'
  | 'seconds';

const feedKeys: Readonly<Record<string, Kind>> = {
  version: 'uri',
  title: 'text',
  home_page_url: 'uri',
  feed_url: 'uri',
  description: 'text',
  user_comment: 'text',
  next_url: 'uri',
  icon: 'uri',
  favicon: 'uri',
  authors: 'authors',
  language: 'language',
  expired: 'flag',
  hubs: 'hubs',
  items: 'items',
};

const itemKeys: Readonly<Record<string, Kind>> = {
  id: 'text',
  url: 'uri',
  external_url: 'uri',
  title: 'text',
  content_html: 'html',
  content_text: 'text',
  summary: 'text',
  image: 'uri',
  banner_image: 'uri',
  date_published: 'date',
  date_modified: 'date',
  authors: 'authors',
  tags: 'texts',
  language: 'language',
  attachments: 'attachments',
};

const attachmentKeys: Readonly<Record<string, Kind>> = {
  url: 'uri',
  mime_type: 'media',
  title: 'text',
  size_in_bytes: 'count',
  duration_in_seconds: 'seconds',
};

/** What is wrong with a JSON Feed 1.1 document served from `self`. */
export function validateJson(document: string, self: string): string[] {
  let feed: unknown;
  try {
    feed = JSON.parse(document);
  } catch (error) {
    return [`JSONError: ${error instanceof Error ? error.message : String(error)}`];
  }
  if (!isObject(feed)) return ['JSONError: not an object'];
  const faults = keyFaults(feed, feedKeys, 'feed');
  if (Object.keys(feed)[0] !== 'version') faults.push('VersionNotFirst: feed');
  if (feed['version'] !== 'https://jsonfeed.org/version/1.1')
    faults.push(`ObsoleteVersion: ${String(feed['version'])}`);
  if (!feed['title']) faults.push('MissingTitle: feed');
  if (feed['feed_url'] === undefined) faults.push('MissingSelf: feed_url');
  else if (feed['feed_url'] !== self) faults.push('SelfDoesntMatchLocation: feed_url');
  if (!Array.isArray(feed['items'])) return [...faults, 'MissingElement: items'];
  const items: unknown[] = feed['items'];
  const ids = items.map((item) => (isObject(item) ? item['id'] : undefined));
  if (new Set(ids).size < ids.length) faults.push('DuplicateValue: id');
  return [...faults, ...items.flatMap(itemFaults)];
}

function itemFaults(item: unknown): string[] {
  if (!isObject(item)) return ['JSONError: an item is not an object'];
  const faults = keyFaults(item, itemKeys, 'item');
  if (typeof item['id'] !== 'string' || item['id'] === '') faults.push('MissingElement: id of item');
  if (item['content_html'] === undefined && item['content_text'] === undefined)
    faults.push('MissingTextualContent: item');
  return faults;
}

function keyFaults(
  object: Record<string, unknown>,
  keys: Readonly<Record<string, Kind>>,
  name: string,
): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const kind = keys[key];
    if (kind === undefined) return key.startsWith('_') ? [] : [`UndefinedElement: ${key} of ${name}`];
    return valueFaults(kind, value).map((fault) => `${fault}: ${key} of ${name}`);
  });
}

function valueFaults(kind: Kind, value: unknown): string[] {
  if (kind === 'items') return [];
  if (kind === 'flag') return typeof value === 'boolean' ? [] : ['InvalidBoolean'];
  if (kind === 'texts' || kind === 'authors' || kind === 'attachments' || kind === 'hubs')
    return listFaults(kind, value);
  if (kind === 'count' || kind === 'seconds') return numberFaults(kind, value);
  if (typeof value !== 'string') return ['NotAString'];
  if (kind === 'media') return isMediaType(value) ? [] : ['InvalidMIMEType'];
  if (kind === 'html') return htmlFaults(value);
  const faults = value === '' ? ['NotBlank'] : [];
  if (value !== value.trim()) faults.push('UnexpectedWhitespace');
  const fault =
    (kind === 'uri' && uriFault(value)) ||
    (kind === 'date' && rfc3339Fault(value)) ||
    (kind === 'language' && !isLanguage(value) && 'InvalidLanguage');
  return fault ? [...faults, fault] : faults;
}

function numberFaults(kind: Kind, value: unknown): string[] {
  if (typeof value !== 'number' || !(value >= 0)) return ['NotANumber'];
  return kind === 'seconds' || Number.isInteger(value) ? [] : ['InvalidInteger'];
}

function listFaults(kind: Kind, value: unknown): string[] {
  if (!Array.isArray(value)) return ['NotAList'];
  const list: unknown[] = value;
  if (list.length === 0) return ['NotBlank'];
  return list.flatMap((one) => {
    if (kind === 'texts') return valueFaults('text', one);
    if (!isObject(one)) return ['NotAnObject'];
    if (kind === 'authors') return authorFaults(one);
    if (kind === 'attachments') return attachmentFaults(one);
    return hubFaults(one);
  });
}

function attachmentFaults(attachment: Record<string, unknown>): string[] {
  const faults = keyFaults(attachment, attachmentKeys, 'attachment');
  for (const key of ['url', 'mime_type'])
    if (attachment[key] === undefined) faults.push(`MissingAttribute: ${key}`);
  return faults;
}

function hubFaults(hub: Record<string, unknown>): string[] {
  const faults = keyFaults(hub, { type: 'text', url: 'uri' }, 'hub');
  for (const key of ['type', 'url']) if (hub[key] === undefined) faults.push(`MissingAttribute: ${key}`);
  return faults;
}

function authorFaults(author: Record<string, unknown>): string[] {
  const faults = keyFaults(author, { name: 'text', url: 'uri', avatar: 'uri' }, 'author');
  return Object.keys(author).length === 0 ? [...faults, 'MissingElement: name of author'] : faults;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
