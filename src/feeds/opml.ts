import type { Person } from '../content/article/model.ts';
import type { FeedPlan } from './select.ts';
import { line } from '../base/text.ts';
import { element, xmlAttribute } from './formats/xml.ts';

/** The site whose feeds the list contains. */
export interface OpmlSite {
  /** Plain text. */
  readonly title: string;
  /** The first one is the owner of the list. */
  readonly authors: readonly Person[];
  /** Milliseconds since 1970: the newest update of the feeds, or 0. */
  readonly updated: number;
}

/** A feed of the list; a `FeedPlan` is one. */
export interface OpmlFeed extends Pick<
  FeedPlan,
  'title' | 'description' | 'language' | 'home' | 'documents'
> {
  /** Plain text: the heading of the feed, which readers show as a folder. */
  readonly group?: string;
}

/**
 * Returns the feeds of a site as a subscription list (OPML 2.0, http://opml.org/spec2.opml), in the given order; `undefined` without
 * feeds, since a body requires an outline.
 *
 * Each feed occurs once, in the format most readers support: importing the list subscribes to all of it, and would otherwise deliver
 * every article three times.
 */
export function opml(site: OpmlSite, feeds: readonly OpmlFeed[]): string | undefined {
  const groups = new Map<string, string[]>();
  for (const feed of feeds) {
    const outline = subscription(feed);
    if (outline === undefined) continue;
    const group = line(feed.group ?? '');
    groups.set(group, [...(groups.get(group) ?? []), outline]);
  }
  if (groups.size === 0) return undefined;
  const alone = groups.get('') ?? [];
  groups.delete('');
  const body = [
    ...alone.map((outline) => `    ${outline}`),
    ...[...groups].map(([name, outlines]) => {
      const text = xmlAttribute(name);
      const inside = outlines.map((outline) => `      ${outline}\n`).join('');
      return `    ${element('outline', { text, title: text }, `\n${inside}    `)}`;
    }),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
${head(site)
  .map((one) => `    ${one}\n`)
  .join('')}  </head>
  <body>
${body.join('\n')}
  </body>
</opml>
`;
}

function head({ title, authors, updated }: OpmlSite): string[] {
  const [owner] = authors;
  const texts = {
    title,
    // The date of the newest feed, not the clock: the same feeds give the same list.
    dateModified: updated > 0 ? new Date(updated).toUTCString() : undefined,
    ownerName: owner?.name,
    ownerEmail: owner?.email,
    ownerId: owner?.url,
    docs: 'http://opml.org/spec2.opml',
  };
  return Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [element(name, {}, xmlAttribute(text))],
  );
}

function subscription({ title, description, language, home, documents }: OpmlFeed): string | undefined {
  const document = documents.rss ?? documents.atom ?? documents.json;
  if (!document) return undefined;
  return element('outline', {
    // `rss` marks a subscription in any format: importers ignore every other type.
    type: 'rss',
    ...(documents.rss && { version: 'RSS' }),
    text: xmlAttribute(title),
    // Some readers take the name from here, although `text` is the required attribute.
    title: xmlAttribute(title),
    xmlUrl: xmlAttribute(document.url),
    htmlUrl: xmlAttribute(home),
    language: xmlAttribute(language),
    ...(line(description) !== '' && { description: xmlAttribute(description) }),
  });
}
