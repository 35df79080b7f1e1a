import { all, value } from '../xml.ts';
import type { Node } from '../xml.ts';
import { contentFaults, isLanguage, linkFaults, mediaFaults, open, xhtml } from './document.ts';
import type { Content, Rule } from './document.ts';
import { htmlFaults } from './html.ts';
import { podcastFaults } from './podcast.ts';
import { isUncanonical, uriFault } from './uri.ts';

const link: Rule = {
  kind: 'structure',
  many: true,
  attributes: ['href', 'rel', 'type', 'hreflang', 'title', 'length'],
};
const person: Rule = { kind: 'structure', many: true };
const construct: Rule = { kind: 'structure', attributes: ['type'] };

const common: Content = {
  id: { kind: 'label' },
  title: construct,
  updated: { kind: 'rfc3339' },
  author: person,
  contributor: person,
  link,
  category: { kind: 'structure', many: true, attributes: ['term', 'scheme', 'label'] },
  rights: construct,
};

const feedContent: Content = {
  ...common,
  subtitle: construct,
  icon: { kind: 'uri' },
  logo: { kind: 'uri' },
  generator: { kind: 'label', attributes: ['uri', 'version'] },
  entry: { kind: 'structure', many: true },
  ...xhtml,
};

const entryContent: Content = {
  ...common,
  published: { kind: 'rfc3339' },
  summary: construct,
  content: { kind: 'structure', attributes: ['type', 'src'] },
  source: { kind: 'structure' },
};

const sourceContent: Content = {
  ...common,
  subtitle: construct,
  icon: { kind: 'uri' },
  logo: { kind: 'uri' },
  generator: { kind: 'label', attributes: ['uri', 'version'] },
};

const personContent: Content = { name: { kind: 'text' }, email: { kind: 'label' }, uri: { kind: 'uri' } };

/** What is wrong with an Atom 1.0 document served from `self`. */
export function validateAtom(document: string, self: string): string[] {
  const { root: feed, faults } = open(document);
  if (!feed) return faults;
  if (feed.name !== 'feed') return [...faults, `UndefinedElement: ${feed.name}`];
  faults.push(...contentFaults(feed, feedContent), ...commonFaults(feed));
  const language = feed.attributes['xml:lang'];
  if (language === undefined) faults.push('MissingDCLanguage: feed has no xml:lang');
  const firstEntry = feed.children.findIndex(({ name }) => name === 'entry');
  const lastOther = feed.children.findLastIndex(({ name }) => name !== 'entry');
  if (firstEntry >= 0 && lastOther > firstEntry) faults.push('MisplacedMetadata: feed');
  const own = all(feed, 'link').filter((one) => one.attributes['rel'] === 'self');
  if (own.length === 0) faults.push('MissingSelf: feed');
  if (own.length > 1) faults.push('DuplicateAtomLink: self');
  if (own.some((one) => one.attributes['href'] !== self)) faults.push('SelfDoesntMatchLocation: feed');
  const entries = all(feed, 'entry');
  if (entries.length === 0 && all(feed, 'author').length === 0) faults.push('MissingElement: author of feed');
  const ids = entries.map((entry) => value(entry, 'id') ?? '');
  if (new Set(ids).size < ids.length) faults.push('DuplicateEntries: id');
  faults.push(...podcastFaults(feed, entries));
  // The W3C validator warns of it in RSS too, where podcasts cannot do without.
  if (Object.values(feed.declared).includes('https://podcastindex.org/namespace/1.0'))
    faults.push('UnsupportedNamespace: podcast');
  return [...faults, ...entries.flatMap((entry) => entryFaults(entry, feed))];
}

/** What feeds and entries have in common (RFC 4287 §4.1). */
function commonFaults(node: Node): string[] {
  const faults: string[] = [];
  const rule = node.name === 'source' ? 'MissingSourceElement' : 'MissingElement';
  for (const name of ['id', 'title', 'updated'])
    if (value(node, name) === undefined) faults.push(`${rule}: ${name} of ${node.name}`);
  const language = node.attributes['xml:lang'];
  if (language !== undefined && !isLanguage(language)) faults.push(`InvalidLanguage: ${language}`);
  const id = value(node, 'id') ?? '';
  // Ids are IRIs: letters of any script are allowed in them.
  const fault = uriFault(id.replaceAll(/[\u00A0-\u{10FFFF}]/gu, 'x'));
  if (fault) faults.push(`${fault}: id: ${id}`);
  else if (isUncanonical(id)) faults.push(`NonCanonicalURI: id: ${id}`);
  for (const name of ['title', 'subtitle', 'summary', 'rights'])
    for (const one of all(node, name)) faults.push(...constructFaults(one));
  for (const one of [...all(node, 'author'), ...all(node, 'contributor')]) faults.push(...personFaults(one));
  for (const one of all(node, 'category'))
    if ((one.attributes['term'] ?? '') === '')
      faults.push(`MissingAttribute: term of category in ${node.name}`);
  return [...faults, ...linksFaults(node)];
}

function linksFaults(node: Node): string[] {
  const links = all(node, 'link');
  const isSource = node.name === 'source';
  const faults = links.flatMap((one) => linkFaults(isSource ? typed(one) : one));
  const alternates = links.filter((one) => (one.attributes['rel'] ?? 'alternate') === 'alternate');
  const kinds = alternates.map(({ attributes }) => `${attributes['type']} ${attributes['hreflang']}`);
  if (new Set(kinds).size < kinds.length) faults.push(`DuplicateAtomLink: alternate of ${node.name}`);
  // Readers take the first link, whatever it is.
  if (!isSource && links.length > 0 && links[0] !== alternates[0])
    faults.push(`AlternateNotFirst: ${node.name}`);
  if (alternates.some(({ attributes }) => attributes['type'] === undefined))
    faults.push(`MissingTypeAttr: alternate link of ${node.name}`);
  return faults;
}

/** A link of somebody else's feed, whose own type need not be known. */
function typed(node: Node): Node {
  return { ...node, attributes: { type: 'application/atom+xml', ...node.attributes } };
}

/** A text construct (RFC 4287 §3.1): plain text, or HTML escaped once. */
function constructFaults(node: Node): string[] {
  const type = node.attributes['type'] ?? 'text';
  if (type === 'html') return htmlFaults(node.text).map((fault) => `${fault} in ${node.name}`);
  if (type !== 'text') return type === 'xhtml' ? [] : [`InvalidTextType: ${type} of ${node.name}`];
  return contentFaults(
    { ...node, name: 'text', text: '', children: [node] },
    { [node.name]: { kind: 'text', attributes: ['type'] } },
  ).map((fault) => fault.replace(/^ContainsHTML|^CharacterData/, 'ContainsUndeclaredHTML'));
}

function personFaults(node: Node): string[] {
  const faults = contentFaults(node, personContent);
  const name = value(node, 'name');
  const email = value(node, 'email');
  if (name === undefined) faults.push(`MissingElement: name of ${node.name}`);
  if (/\S@\S+\.\S/.test(name ?? '')) faults.push(`ContainsEmail: name of ${node.name}`);
  if (email !== undefined && !/^[^\s@<>()]+@[^\s@<>()]+$/.test(email))
    faults.push(`InvalidContact: ${email}`);
  return faults;
}

function entryFaults(entry: Node, feed: Node): string[] {
  const faults = [...contentFaults(entry, entryContent), ...commonFaults(entry), ...mediaFaults(entry)];
  for (const source of all(entry, 'source'))
    faults.push(...contentFaults(source, sourceContent), ...commonFaults(source));
  if (all(entry, 'author').length === 0 && all(feed, 'author').length === 0)
    faults.push('MissingElement: author of entry');
  const content = all(entry, 'content')[0];
  const summary = value(entry, 'summary');
  if (!content) {
    if (summary === undefined) faults.push('MissingTextualContent: entry');
    if (!all(entry, 'link').some((one) => (one.attributes['rel'] ?? 'alternate') === 'alternate'))
      faults.push('MissingContentOrAlternate: entry');
    return faults;
  }
  if (content.attributes['src'] !== undefined && summary === undefined) faults.push('MissingSummary: entry');
  if (content.attributes['src'] === undefined && content.text === '' && content.children.length === 0)
    faults.push('NotBlank: content');
  if (content.attributes['type'] === 'html')
    faults.push(...htmlFaults(content.text).map((fault) => `${fault} in content`));
  return faults;
}
