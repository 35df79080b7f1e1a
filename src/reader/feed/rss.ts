import { createRequire } from 'node:module';
import type * as feedsmith from 'feedsmith';
import type { AtomNs, RssFeed } from 'feedsmith';
import type { Place, Problem } from '../../problems/problem.ts';
import { datesAt } from './dates.ts';
import { readMedia } from './media.ts';
import type {
  SubscribedDocument,
  SubscribedFile,
  SubscribedItem,
  SubscribedLicense,
  SubscribedPerson,
} from './model.ts';
import { people, personOf } from './people.ts';
import { withoutId } from './identity.ts';
import { distinct, eitherLine, htmlLine, resolved, some, unescaped } from './text.ts';
import { line } from '../../base/text.ts';

/** The input of a reader of XML formats. */
export interface XmlSource {
  readonly text: string;
  /** URL of the document, if it has one. */
  readonly base: string | undefined;
  /** Returns the position of the item with that index, in document order. */
  readonly place: (index: number, count: number) => Place;
}

/** How to read an item's texts. */
interface Manner {
  /** Reads a title: plain text from programs known to write it, else text or HTML. */
  readonly titles: (text: string) => string;
  /** Reads a topic or a person. */
  readonly topic: (text: string | undefined) => string;
  readonly person: (text: string | undefined) => SubscribedPerson | undefined;
  readonly base: string | undefined;
}

/** RSS 0.9x and 2.0, and RSS 1.0 (RDF). */
export function readRss(
  format: 'rss' | 'rdf',
  { text, base: outer, place }: XmlSource,
  problems: Problem[],
): SubscribedDocument {
  const feed: RssFeed.Feed<string> =
    format === 'rss' ? loadFeedsmith().parseRssFeed(text) : fromRdf(loadFeedsmith().parseRdfFeed(text));
  const { items = [], atom, dc } = feed;
  const self = resolved(linkOf(atom, 'self'), outer) ?? outer;
  const base = resolved(feed.xml?.base, self) ?? self;
  const isOurs = feed.generator === 'Feedmill';
  const titles = isOurs ? line : eitherLine;
  const person = (name: string | undefined) => personOf(name, isOurs);
  const topic = (name = '') => (isOurs ? line(name) : unescaped(line(name)));
  const subscription = {
    format,
    title: titles(feed.title ?? ''),
    description: some(titles(feed.description ?? '')),
    home: resolved(feed.link, base),
    url: self,
    language: some(feed.language ?? dc?.languages?.[0] ?? feed.xml?.lang),
    generator: some(feed.generator ?? atom?.generator?.text),
    authors: people([
      feed.managingEditor && person(contact(feed.managingEditor)),
      ...(dc?.creators ?? []).map(person),
      person(feed.itunes?.author),
    ]),
    license: licenseOf(feed, feed.copyright ?? dc?.rights?.[0], base),
    items: items.flatMap((item, index) =>
      readItem(item, { titles, topic, person, base }, place(index, items.length), problems),
    ),
  };
  return { subscription, more: moreOf(atom?.links) };
}

function readItem(
  item: RssFeed.Item<string>,
  { titles, topic, person, base: outer }: Manner,
  place: Place,
  problems: Problem[],
): SubscribedItem[] {
  const { guid, atom, dc, dcterms, itunes, content, description, source } = item;
  const base = resolved(item.xml?.base, outer) ?? outer;
  const title = titles(item.title ?? dc?.titles?.[0] ?? '');
  const url =
    resolved(item.link ?? linkOf(atom, 'alternate'), base) ??
    (guid?.isPermaLink !== false && /^https?:\/\//i.test(guid?.value ?? '') ? guid?.value : undefined);
  const id = guid?.value ?? atom?.id ?? url;
  if (id === undefined) {
    problems.push(withoutId(place, title));
    return [];
  }
  const dates = datesAt(place, title || id, problems);
  const full = content?.encoded;
  const creators = item.authors?.map((one) => ({ ...one, url: one.link })) ?? [];
  const written = [...(dc?.creators ?? dcterms?.creators ?? [])].map(person);
  const authors = [creators, written, people(atom?.authors?.map(atomPerson) ?? []), [person(itunes?.author)]]
    .map(people)
    .find((found) => found.length > 0);
  const persons = item.podcast?.persons ?? [];
  return [
    {
      id,
      url,
      title,
      published: dates.read(
        item.pubDate ?? atom?.published ?? dcterms?.issued?.[0] ?? dcterms?.created?.[0] ?? dc?.dates?.[0],
      ),
      updated: dates.read(atom?.updated ?? dcterms?.modified?.[0]),
      summary: full === undefined || description === full ? undefined : some(htmlLine(description ?? '')),
      html: full ?? description,
      // RSS does not define the base of references; readers use the page.
      base: item.xml?.base === undefined ? (url ?? base) : base,
      authors: (authors ?? []).map((one) => described(one, persons)),
      contributors: people([
        ...(dc?.contributors ?? dcterms?.contributors ?? []).map(person),
        ...(atom?.contributors ?? []).map(atomPerson),
      ]).map((one) => described(one, persons)),
      tags: topics([...(item.categories ?? []).map(({ name }) => name), ...(dc?.subjects ?? [])].map(topic)),
      categories: [],
      language: some(dc?.languages?.[0] ?? item.xml?.lang),
      ...readMedia({ ...item, enclosures: enclosures(item, base) }, base),
      license: licenseOf(item, dc?.rights?.[0], base),
      source:
        source || linkTitle(atom, 'via')
          ? {
              title: some(titles(source?.title ?? linkTitle(atom, 'via') ?? '')),
              feed: resolved(source?.url, base),
            }
          : undefined,
      external: resolved(linkOf(atom, 'via') ?? dc?.sources?.find((one) => /^https?:/i.test(one)), base),
      place,
    },
  ];
}

/** Returns the file of the item, and those of Atom links. */
function enclosures(
  { enclosures: own = [], atom }: RssFeed.Item<string>,
  base: string | undefined,
): SubscribedFile[] {
  const links = (atom?.links ?? []).filter(({ rel }) => rel === 'enclosure');
  return [...own, ...links.map(({ href, ...rest }) => ({ ...rest, url: href }))].flatMap((one) => {
    const url = resolved(one.url, base);
    return url === undefined ? [] : [{ url, type: one.type, length: one.length || undefined }];
  });
}

/** Adds to a person the data that the podcast namespace has for the same name. */
function described<P extends { readonly name?: string | undefined }>(
  person: P,
  persons: readonly {
    readonly display?: string;
    readonly role?: string;
    readonly img?: string;
    readonly href?: string;
  }[],
) {
  const known = persons.find(({ display }) => display !== undefined && display === person.name);
  if (!known) return person;
  const role = known.role === 'host' ? undefined : known.role;
  return { url: known.href, avatar: known.img, role, ...person };
}

/** Converts RSS 1.0 to RSS 2.0: `rdf:about` is its id (RSS 1.0 §5.5). */
function fromRdf({ items = [], ...feed }: feedsmith.RdfFeed.Feed<string>): RssFeed.Feed<string> {
  return {
    ...feed,
    items: items.map((item) => ({
      ...item,
      ...(item.rdf?.about && { guid: { value: item.rdf.about } }),
    })),
  };
}

function contact({ name = '', email = '' }: RssFeed.Person): string {
  return email === '' ? name : `${email} (${name})`;
}

/** Reads a person in Atom. */
export function atomPerson(person: feedsmith.AtomFeed.Person) {
  return { name: person.name, email: person.email, url: person.uri };
}

/** Returns topics on one line each, without duplicates. */
export function topics(names: readonly (string | undefined)[]): readonly string[] {
  const known = names.map((name) => line(name ?? '')).filter((name) => name !== '');
  return distinct(known, (name) => name);
}

/** Returns the terms of an item or a feed. */
function licenseOf(
  {
    creativeCommons,
    cc,
    atom,
  }: Pick<RssFeed.Item<string>, 'creativeCommons' | 'cc' | 'atom'> | RssFeed.Feed<string>,
  rights: string | undefined,
  base: string | undefined,
): SubscribedLicense | undefined {
  const url = resolved(creativeCommons?.licenses?.[0] ?? cc?.license ?? linkOf(atom, 'license'), base);
  const text = some(line(rights ?? ''));
  return text === undefined && url === undefined ? undefined : { text, url };
}

function linkOf(
  atom: AtomNs.Entry<string> | AtomNs.Feed<string> | undefined,
  rel: string,
): string | undefined {
  return atom?.links?.find((one) => (one.rel ?? 'alternate') === rel)?.href;
}

function linkTitle(atom: AtomNs.Entry<string> | undefined, rel: string): string | undefined {
  return atom?.links?.find((one) => one.rel === rel)?.title;
}

/** Returns links to older items: the previous archive, else the next page (RFC 5005 §3 and §4). */
export function moreOf(
  links: readonly { readonly rel?: string; readonly href?: string }[] | undefined,
): readonly string[] {
  return ['prev-archive', 'next'].flatMap((rel) => {
    const href = links?.find((one) => one.rel === rel)?.href;
    return href === undefined ? [] : [href];
  });
}

const require = createRequire(import.meta.url);

/** Loads feedsmith, which only reading feeds needs. */
export function loadFeedsmith(): typeof feedsmith {
  return require('feedsmith');
}
