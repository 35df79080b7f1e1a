import { parseXml, prefixes } from '../xml.ts';
import type { Node } from '../xml.ts';
import { rfc3339Fault, rfc822Fault } from './date.ts';
import { htmlFaults } from './html.ts';
import { uriFault } from './uri.ts';

/** What the text of an element is, and how often the element may stand in its parent. */
export interface Rule {
  readonly kind:
    | 'text'
    | 'label'
    | 'html'
    | 'uri'
    | 'rfc822'
    | 'rfc3339'
    | 'language'
    | 'email'
    | 'structure';
  readonly many?: true;
  readonly attributes?: readonly string[];
}

/** Element names to rules: what may stand in one element. Names with a prefix that are not listed are let be. */
export type Content = Readonly<Record<string, Rule>>;

/** The one place for XHTML in a feed: a `div` in `channel` or `feed`, whatever is in it. */
export const xhtml: Content = { 'xhtml:div': { kind: 'structure', attributes: ['class', 'dir', 'lang'] } };

/** The well-formed root element, or the faults that keep it from being read. */
export function open(document: string): { root?: Node; faults: string[] } {
  const faults: string[] = [];
  if (!/^<\?xml version="1\.0" encoding="utf-8"\?>\r?\n?</i.test(document))
    faults.push('XmlDeclaration: not the first byte, or not UTF-8');
  try {
    const root = parseXml(document);
    everyNode(root, (node) => {
      for (const [prefix, uri] of Object.entries(node.declared)) namespaceFaults(root, prefix, uri, faults);
      if (node !== root && Object.keys(node.declared).some((prefix) => prefix !== ''))
        faults.push(`NamespaceNotOnRoot: ${node.name}`);
      if (node.name.startsWith('{')) faults.push(`UnknownNamespace: ${node.name}`);
      for (const text of [node.text, ...Object.values(node.attributes)])
        if (/[\u0080-\u009F\uFFFD]/.test(text)) faults.push(`BadCharacters: ${node.name}`);
      if ('xml:base' in node.attributes) faults.push(`XmlBase: ${node.name}`);
    });
    return { root, faults };
  } catch (error) {
    return { faults: [...faults, `SAXError: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

function namespaceFaults(root: Node, prefix: string, uri: string, faults: string[]): void {
  if (prefix === '') return;
  const usual = prefixes[uri];
  if (uri === 'http://search.yahoo.com/mrss') faults.push('MediaRssNamespace: the slash is missing');
  else if (usual === undefined) faults.push(`UnknownNamespace: ${uri}`);
  else if (usual !== prefix) faults.push(`NonstdPrefix: ${prefix} for ${usual}`);
  if (usual === 'xhtml' || (usual === 'atom' && root.name === 'feed'))
    faults.push(`AvoidNamespacePrefix: ${prefix}`);
}

function everyNode(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of node.children) everyNode(child, visit);
}

/** What is wrong with the children of `node`, by `content`. */
export function contentFaults(node: Node, content: Content): string[] {
  const faults: string[] = [];
  if (node.text.trim() !== '') faults.push(`UnexpectedText: ${node.name}`);
  const seen = new Set<string>();
  for (const child of node.children) {
    const rule = content[child.name];
    if (!rule) {
      if (child.name.startsWith('xhtml:'))
        faults.push(`MisplacedXHTMLContent: ${child.name} in ${node.name}`);
      else if (!child.name.includes(':')) faults.push(`UndefinedElement: ${child.name} in ${node.name}`);
      continue;
    }
    if (seen.has(child.name) && !rule.many) faults.push(`DuplicateElement: ${child.name} in ${node.name}`);
    seen.add(child.name);
    for (const name of Object.keys(child.attributes))
      if (!(rule.attributes ?? []).includes(name) && !name.startsWith('xml:'))
        faults.push(`UnexpectedAttribute: ${name} of ${child.name}`);
    faults.push(...valueFaults(child, rule));
  }
  return faults;
}

function valueFaults(node: Node, { kind }: Rule): string[] {
  if (kind === 'structure') return [];
  if (node.children.length > 0) return [`UndefinedElement: ${node.children[0]?.name} in ${node.name}`];
  const { name, text } = node;
  if (kind === 'html') return htmlFaults(text).map((fault) => `${fault} in ${name}`);
  const faults: string[] = [];
  if (text !== text.trim()) faults.push(`UnexpectedWhitespace: ${name}`);
  if (text.trim() === '') faults.push(`NotBlank: ${name}`);
  const fault = ruleFault(kind, node);
  return fault && text.trim() !== '' ? [...faults, `${fault}: ${name}: ${text}`] : faults;
}

function ruleFault(kind: Rule['kind'], node: Node): string | undefined {
  if (kind === 'uri') return uriFault(node.text);
  if (kind === 'rfc822') return rfc822Fault(node.text);
  if (kind === 'rfc3339') return rfc3339Fault(node.text);
  if (kind === 'language') return isLanguage(node.text) ? undefined : 'InvalidLanguage';
  if (kind === 'email') return emailFault(node.text);
  return kind === 'text' ? plainFault(node) : undefined;
}

/** Plain text that could be taken for HTML, unless it is written so that nobody would. */
function plainFault({ text, raw }: Node): string | undefined {
  if (/&#x(?:26|3C);|&#(?:38|60);|<!\[CDATA\[/i.test(raw)) return undefined;
  if (/<\/\w+>/.test(text) || /&(?:#\w+|[a-z]{2,8});/i.test(text)) return 'ContainsHTML';
  return /&#[x0-9]|<[/a-zA-Z]/.test(text) ? 'CharacterData' : undefined;
}

/** An address as RSS wants it: `user@host (Real Name)`. */
function emailFault(text: string): string | undefined {
  if (!text.includes('@')) return 'InvalidContact';
  if (!text.endsWith(')')) return text.includes(' ') ? 'EmailFormat' : 'MissingRealName';
  return /^[\w.%+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+ \([^()]*\)$/.test(text)
    ? undefined
    : 'InvalidContact';
}

/** Whether `tag` is a language tag (BCP 47). */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** What is wrong with a link of Atom, in Atom or elsewhere. */
export function linkFaults(link: Node): string[] {
  const { href, rel = 'alternate', type, hreflang } = link.attributes;
  const faults: string[] = [];
  if (href === undefined) faults.push('MissingHref: link');
  const fault = uriFault(href ?? '');
  if (href !== undefined && fault) faults.push(`${fault}: link ${rel}: ${href}`);
  if (link.text.trim() !== '' || link.children.length > 0) faults.push('AtomLinkNotEmpty: link');
  if (!relations.has(rel)) faults.push(`UnregisteredAtomLinkRel: ${rel}`);
  if (type !== undefined && !isMediaType(type)) faults.push(`InvalidMIMEType: link ${rel}: ${type}`);
  if (rel === 'self' && !/^application\/(?:atom|rss)\+xml$/.test(type ?? ''))
    faults.push('SelfNotAtom: link');
  if (hreflang !== undefined && !isLanguage(hreflang)) faults.push(`InvalidLanguage: ${hreflang}`);
  if (link.attributes['title'] === '') faults.push('AttrNotBlank: title of link');
  const { length } = link.attributes;
  if (length !== undefined && !/^\d+$/.test(length))
    faults.push(`InvalidNonNegativeInteger: length ${length}`);
  for (const name of ['type', 'length'])
    if (rel === 'enclosure' && link.attributes[name] === undefined)
      faults.push(`MissingAttribute: ${name} of enclosure`);
  if (/<\/\w+>|&(?:#\w+|[a-z]{2,8});/i.test(link.attributes['title'] ?? ''))
    faults.push('ContainsHTML: title of link');
  return faults;
}

const relations = new Set(
  (
    'alternate current describedby edit edit-media enclosure first hub last license next next-archive payment ' +
    'prev-archive previous related replies search self service up via'
  ).split(' '),
);

/** Whether `type` has the form of a media type (RFC 2045). */
export function isMediaType(type: string): boolean {
  return /^[\w.+-]+\/[\w.+-]+(?:; ?[\w-]+=[\w."-]+)*$/.test(type);
}

/** What is wrong with the Media RSS elements in an item or entry. */
export function mediaFaults(item: Node): string[] {
  const faults: string[] = [];
  const check = (node: Node, known: readonly string[]): void => {
    for (const name of Object.keys(node.attributes))
      if (!known.includes(name)) faults.push(`UnexpectedAttribute: ${name} of ${node.name}`);
    for (const name of ['width', 'height', 'fileSize'])
      if (!/^[1-9]\d*$/.test(node.attributes[name] ?? '1'))
        faults.push(`InvalidPositiveInteger: ${name} of ${node.name}`);
    const { url, type, medium } = node.attributes;
    const fault = url === undefined ? 'MissingAttribute' : uriFault(url);
    if (fault) faults.push(`${fault}: url of ${node.name}`);
    if (type !== undefined && !isMediaType(type)) faults.push(`InvalidMIMEAttribute: ${node.name}`);
    if (medium !== undefined && !/^(?:image|audio|video|document|executable)$/.test(medium))
      faults.push(`InvalidMediaMedium: ${medium}`);
    const { duration, isDefault } = node.attributes;
    if (duration !== undefined && !/^\d+(?:\.\d+)?$/.test(duration))
      faults.push(`InvalidFloat: duration of ${node.name}`);
    if (isDefault !== undefined && !/^(?:true|false)$/.test(isDefault))
      faults.push(`InvalidBooleanAttribute: isDefault of ${node.name}`);
    for (const text of node.children.filter(({ name }) => /^media:(?:title|description)$/.test(name)))
      if (!/^(?:plain|html)$/.test(text.attributes['type'] ?? 'plain'))
        faults.push(`InvalidMediaTextType: ${text.name}`);
  };
  for (const node of item.children) {
    if (node.name === 'media:thumbnail') check(node, ['url', 'width', 'height', 'time']);
    if (node.name !== 'media:content') continue;
    check(node, [
      'url',
      'type',
      'medium',
      'width',
      'height',
      'fileSize',
      'duration',
      'isDefault',
      'lang',
      'bitrate',
    ]);
    faults.push(...contentFaults(node, mediaContent));
  }
  return faults;
}

const mediaContent: Content = {
  'media:title': { kind: 'text', attributes: ['type'] },
  'media:description': { kind: 'text', attributes: ['type'] },
  'media:credit': { kind: 'label', many: true, attributes: ['role', 'scheme'] },
  'media:thumbnail': { kind: 'structure', many: true, attributes: ['url', 'width', 'height', 'time'] },
};
