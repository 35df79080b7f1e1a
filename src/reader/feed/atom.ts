import type { AtomFeed } from 'feedsmith';
import type { Place, Problem } from '../../problems/problem.ts';
import { escape, line } from '../../base/text.ts';
import { datesAt } from './dates.ts';
import { readMedia } from './media.ts';
import type {
  SubscribedDocument,
  SubscribedItem,
  SubscribedLicense,
  SubscribedPerson,
  SubscribedSource,
} from './model.ts';
import { people } from './people.ts';
import { atomPerson, loadFeedsmith, moreOf, topics, type XmlSource } from './rss.ts';
import { htmlLine, resolved, some } from './text.ts';
import { withoutId } from './identity.ts';

type Links = readonly AtomFeed.Link<string>[] | undefined;

/** The properties that entries inherit from their feed. */
interface Inherited {
  readonly base: string | undefined;
  /** Whether the document sets it explicitly (`xml:base`). */
  readonly isTold: boolean;
  readonly authors: readonly SubscribedPerson[];
}

/** Atom 1.0 (RFC 4287) and 0.3. */
export function readAtom({ text, base: outer, place }: XmlSource, problems: Problem[]): SubscribedDocument {
  const feed = loadFeedsmith().parseAtomFeed(text);
  const { entries = [], links } = feed;
  const self = resolved(linkOf(links, 'self'), resolved(feed.xml?.base, outer) ?? outer) ?? outer;
  const base = resolved(feed.xml?.base, outer ?? self) ?? outer ?? self;
  const title = textLine(feed.title);
  const authors = people((feed.authors ?? []).map(atomPerson));
  const inherited = {
    base,
    isTold: feed.xml?.base !== undefined,
    // If there is no known author, programs use the feed's name, because an author is required (RFC 4287 §4.1.1).
    authors: authors.length === 1 && authors[0]?.name === title ? [] : authors,
  };
  const subscription = {
    format: 'atom' as const,
    title,
    description: some(textLine(feed.subtitle)),
    home: resolved(linkOf(links, 'alternate'), base),
    url: self,
    id: feed.id,
    language: some(feed.xml?.lang),
    generator: some(feed.generator?.text),
    authors: inherited.authors,
    license: licenseOf(feed.rights, links, base),
    items: entries.flatMap((entry, index) =>
      readEntry(entry, inherited, place(index, entries.length), problems),
    ),
  };
  return { subscription, more: moreOf(links) };
}

function readEntry(
  entry: AtomFeed.Entry<string>,
  inherited: Inherited,
  place: Place,
  problems: Problem[],
): SubscribedItem[] {
  const { links, source, content, dc } = entry;
  const base = resolved(entry.xml?.base, inherited.base) ?? inherited.base;
  const title = textLine(entry.title);
  const url = resolved(linkOf(links, 'alternate'), base);
  const id = entry.id ?? url;
  if (id === undefined) {
    problems.push(withoutId(place, title));
    return [];
  }
  const dates = datesAt(place, title || id, problems);
  const isTold = inherited.isTold || (entry.xml?.base ?? content?.xml?.base) !== undefined;
  const own = people((entry.authors ?? []).map(atomPerson));
  const html = htmlOf(content);
  const summary = some(textLine(entry.summary));
  const files = (links ?? []).filter(({ rel }) => rel === 'enclosure');
  const updated = dates.read(entry.updated);
  return [
    {
      id,
      url,
      title,
      // An entry with only an update date is as old as that, for all a reader knows.
      published: dates.read(entry.published ?? dc?.dates?.[0]) ?? (entry.published ? undefined : updated),
      updated,
      summary,
      html,
      base: isTold ? (resolved(content?.xml?.base, base) ?? base) : (url ?? base),
      authors:
        own.length > 0 ? own : source?.authors ? people(source.authors.map(atomPerson)) : inherited.authors,
      contributors: people((entry.contributors ?? []).map(atomPerson)),
      tags: topics((entry.categories ?? []).filter(isTopic).map(({ label, term }) => label ?? term)),
      categories: [],
      language: some(entry.xml?.lang),
      ...readMedia(
        {
          ...entry,
          enclosures: files.flatMap(({ href, type, length, title: label }) => {
            const address = resolved(href, base);
            return address === undefined
              ? []
              : [{ url: address, type, length: length || undefined, title: label }];
          }),
        },
        base,
      ),
      license: licenseOf(entry.rights, links, base),
      source: sourceOf(source, linkOf(links, 'via', 'title'), base),
      external: resolved(linkOf(links, 'via'), base),
      place,
    },
  ];
}

/** Whether a category is a topic: Blogger also gives each entry the category "entry". */
function isTopic({ scheme = '' }: AtomFeed.Category): boolean {
  return !scheme.endsWith('#kind');
}

/** Returns a text on one line. Its type decides whether it is text or HTML (RFC 4287 §3.1). Atom 0.3 has media types there. */
function textLine(text: AtomFeed.Text | undefined): string {
  if (text === undefined) return '';
  return isMarkup(text.type) ? htmlLine(text.value) : line(text.value);
}

function htmlOf(content: AtomFeed.Content | undefined): string | undefined {
  if (content?.value === undefined) return undefined;
  if (isMarkup(content.type)) return content.value;
  return content.value
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${escape(paragraph).replaceAll('\n', '<br>\n')}</p>`)
    .join('\n');
}

function isMarkup(type = 'text'): boolean {
  return /^(?:x?html|text\/html|application\/xhtml\+xml)$/i.test(type.trim());
}

function linkOf(links: Links, rel: string, what: 'href' | 'title' = 'href'): string | undefined {
  const all = (links ?? []).filter((one) => (one.rel ?? 'alternate') === rel);
  return (all.find(({ type = 'text/html' }) => /html/.test(type)) ?? all[0])?.[what];
}

function licenseOf(
  rights: AtomFeed.Text | undefined,
  links: Links,
  base: string | undefined,
): SubscribedLicense | undefined {
  const url = resolved(linkOf(links, 'license'), base);
  const text = some(textLine(rights));
  return text === undefined && url === undefined ? undefined : { text, url };
}

function sourceOf(
  source: AtomFeed.Source<string> | undefined,
  via: string | undefined,
  base: string | undefined,
): SubscribedSource | undefined {
  const title = some(textLine(source?.title)) ?? some(via);
  if (source === undefined) return title === undefined ? undefined : { title };
  const updated = source.updated === undefined ? NaN : Date.parse(source.updated);
  return {
    title,
    url: resolved(linkOf(source.links, 'alternate'), base),
    feed: resolved(linkOf(source.links, 'self'), base),
    id: source.id,
    updated: Number.isNaN(updated) ? undefined : updated,
  };
}
