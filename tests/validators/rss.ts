import { all, value } from '../xml.ts';
import type { Node } from '../xml.ts';
import { contentFaults, isMediaType, linkFaults, mediaFaults, open, xhtml } from './document.ts';
import type { Content } from './document.ts';
import { podcastFaults } from './podcast.ts';
import { uriFault } from './uri.ts';

const link = ['href', 'rel', 'type', 'hreflang', 'title', 'length'];

const channelContent: Content = {
  title: { kind: 'text' },
  link: { kind: 'uri' },
  description: { kind: 'text' },
  language: { kind: 'language' },
  copyright: { kind: 'text' },
  managingEditor: { kind: 'email' },
  webMaster: { kind: 'email' },
  pubDate: { kind: 'rfc822' },
  lastBuildDate: { kind: 'rfc822' },
  category: { kind: 'text', many: true, attributes: ['domain'] },
  generator: { kind: 'label' },
  docs: { kind: 'uri' },
  ttl: { kind: 'label' },
  image: { kind: 'structure' },
  item: { kind: 'structure', many: true },
  'atom:link': { kind: 'structure', many: true, attributes: link },
  'dc:language': { kind: 'language' },
  'dc:rights': { kind: 'text' },
  'creativeCommons:license': { kind: 'uri', many: true },
  ...xhtml,
};

const itemContent: Content = {
  title: { kind: 'text' },
  link: { kind: 'uri' },
  description: { kind: 'html' },
  author: { kind: 'email' },
  category: { kind: 'text', many: true, attributes: ['domain'] },
  comments: { kind: 'uri' },
  enclosure: { kind: 'structure', many: true, attributes: ['url', 'length', 'type'] },
  guid: { kind: 'label', attributes: ['isPermaLink'] },
  pubDate: { kind: 'rfc822' },
  source: { kind: 'text', attributes: ['url'] },
  'content:encoded': { kind: 'html' },
  'dc:creator': { kind: 'label', many: true },
  'dc:contributor': { kind: 'label', many: true },
  'dc:source': { kind: 'text' },
  'dc:language': { kind: 'language' },
  'dc:rights': { kind: 'text' },
  'creativeCommons:license': { kind: 'uri', many: true },
  'atom:updated': { kind: 'rfc3339' },
  'atom:link': { kind: 'structure', many: true, attributes: link },
};

const imageContent: Content = {
  url: { kind: 'uri' },
  title: { kind: 'text' },
  link: { kind: 'uri' },
  width: { kind: 'label' },
  height: { kind: 'label' },
  description: { kind: 'text' },
};

/** What is wrong with an RSS 2.0 document served from `self`. */
export function validateRss(document: string, self: string): string[] {
  const { root, faults } = open(document);
  if (!root) return faults;
  if (root.name !== 'rss' || root.attributes['version'] !== '2.0')
    return [...faults, 'ObsoleteVersion: not RSS 2.0'];
  const [channel, ...others] = all(root, 'channel');
  if (!channel) return [...faults, 'MissingChannel: rss'];
  if (others.length > 0 || root.children.length > 1)
    faults.push('UndefinedElement: rss has more than a channel');
  faults.push(...contentFaults(channel, channelContent));
  if (value(channel, 'title') === undefined) faults.push('MissingTitle: channel');
  if (value(channel, 'link') === undefined) faults.push('MissingLink: channel');
  if (value(channel, 'description') === undefined) faults.push('MissingDescription: channel');
  if (value(channel, 'language') === undefined) faults.push('MissingDCLanguage: channel');
  if (value(channel, 'language') !== undefined && value(channel, 'dc:language') !== undefined)
    faults.push('DuplicateSemantics: language and dc:language');
  if (value(channel, 'copyright') !== undefined && value(channel, 'dc:rights') !== undefined)
    faults.push('DuplicateSemantics: copyright and dc:rights');
  const firstItem = channel.children.findIndex(({ name }) => name === 'item');
  const lastOther = channel.children.findLastIndex(({ name }) => name !== 'item');
  if (firstItem >= 0 && lastOther > firstItem) faults.push('MisplacedItem: channel');
  faults.push(...selfFaults(channel, self), ...imageFaults(channel));
  const items = all(channel, 'item');
  const ids = items.map((item) => value(item, 'guid') ?? '').filter((id) => id !== '');
  if (new Set(ids).size < ids.length) faults.push('DuplicateValue: guid');
  faults.push(...podcastFaults(channel, items));
  return [...faults, ...items.flatMap(itemFaults)];
}

function selfFaults(channel: Node, self: string): string[] {
  const links = all(channel, 'atom:link');
  const own = links.filter((one) => one.attributes['rel'] === 'self');
  const faults = links.flatMap(linkFaults);
  if (own.length === 0) faults.push('MissingAtomSelfLink: channel');
  if (own.length > 1) faults.push('DuplicateAtomLink: self');
  if (own.some((one) => one.attributes['href'] !== self)) faults.push('SelfDoesntMatchLocation: channel');
  return faults;
}

function imageFaults(channel: Node): string[] {
  const image = all(channel, 'image')[0];
  if (!image) return [];
  const faults = contentFaults(image, imageContent);
  const url = value(image, 'url');
  if (url === undefined) faults.push('MissingElement: url of image');
  if (value(image, 'title') !== value(channel, 'title')) faults.push('ImageTitleDoesntMatch: image');
  if (value(image, 'link') !== value(channel, 'link')) faults.push('ImageLinkDoesntMatch: image');
  const ending = url?.split('.').pop()?.toLowerCase() ?? '';
  if (/^\w+$/.test(ending) && !/^(?:jpe?g|gif|png)$/.test(ending)) faults.push(`ImageUrlFormat: ${ending}`);
  return faults;
}

function itemFaults(item: Node): string[] {
  const faults = [...contentFaults(item, itemContent), ...mediaFaults(item)];
  const place = (name: string): number => item.children.findIndex((child) => child.name === name);
  if (place('title') < 0 && place('description') < 0) faults.push('ItemMustContainTitleOrDescription: item');
  if (
    place('content:encoded') >= 0 &&
    (place('description') < 0 || place('description') > place('content:encoded'))
  )
    faults.push('NeedDescriptionBeforeContent: item');
  for (const [core, extension] of [
    ['author', 'dc:creator'],
    ['category', 'dc:subject'],
    ['pubDate', 'dc:date'],
    ['pubDate', 'atom:published'],
    ['guid', 'atom:id'],
    ['source', 'dc:source'],
  ] as const)
    if (place(core) >= 0 && place(extension) >= 0)
      faults.push(`DuplicateItemSemantics: ${core} and ${extension}`);
  faults.push(...all(item, 'atom:link').flatMap(linkFaults));
  const source = all(item, 'source')[0];
  const sourceFault = source && (uriFault(source.attributes['url'] ?? '') ?? '');
  if (sourceFault) faults.push(`${sourceFault}: url of source`);
  const enclosures = all(item, 'enclosure');
  if (enclosures.length > 1) faults.push('DuplicateEnclosure: item');
  faults.push(...enclosures.flatMap(enclosureFaults));
  return [...faults, ...guidFaults(item)];
}

function guidFaults(item: Node): string[] {
  const guid = all(item, 'guid')[0];
  if (!guid) return ['MissingGuid: item'];
  const permalink = guid.attributes['isPermaLink'] ?? 'true';
  if (permalink !== 'true' && permalink !== 'false')
    return [`InvalidBooleanAttribute: isPermaLink=${permalink}`];
  if (permalink === 'true' && (!/^https?:\/\//.test(guid.text) || uriFault(guid.text)))
    return [`InvalidHttpGUID: ${guid.text}`];
  return /^\d{1,8}$/.test(guid.text) ? [`NotSufficientlyUnique: ${guid.text}`] : [];
}

function enclosureFaults({ attributes, children, text }: Node): string[] {
  const faults: string[] = [];
  const { url, length, type } = attributes;
  for (const [name, given] of Object.entries({ url, length, type }))
    if (given === undefined) faults.push(`MissingAttribute: ${name} of enclosure`);
  if (url !== undefined && (!/^https?:\/\//.test(url) || uriFault(url)))
    faults.push('InvalidURLAttribute: url of enclosure');
  if (length === '-1') faults.push('UseZeroForUnknown: length of enclosure');
  else if (length !== undefined && !/^\d+$/.test(length))
    faults.push('InvalidIntegerAttribute: length of enclosure');
  if (type !== undefined && !isMediaType(type)) faults.push('InvalidMIMEAttribute: type of enclosure');
  if (text !== '' || children.length > 0) faults.push('UnexpectedText: enclosure');
  return faults;
}
