import { Feed, type Author } from 'feed';
import type { Article, Person } from '../../content/article/model.ts';
import type { FeedPlan } from '../select.ts';
import { content, linkTitle, named, original, some, summary, topics } from './content.ts';
import type { Entry, Format, ItemStyle } from './format.ts';
import { archiveElements, archiveFields, historyNamespace } from './archives.ts';
import { hubElements, hubFields } from './hubs.ts';
import { markdownElement, markdownField, sourceNamespace } from './markdown.ts';
import { attachmentFields, mediaElements, mediaFields, mediaNamespace } from './media.ts';
import { episodeFields, itunesDeclaration, itunesElements, itunesEpisode, podcastFields } from './podcast.ts';
import { createTemplates } from './template.ts';
import { rfc3339 } from '../../base/date.ts';
import { dateOf } from './dates.ts';
import { translationElements, translationFields } from './translations.ts';
import { withBrowserView } from './browser-view.ts';
import { append, xmlAttribute, cdata, cut, element, indent, xmlText } from './xml.ts';

/** Atom 1.0 (RFC 4287). */
export const atom: Format = {
  name: 'atom',
  label: 'Atom',
  mediaType: 'application/atom+xml',
  viewable: true,
  writer() {
    const head = createTemplates(writeHead);
    const entry = createTemplates(writeEntry);
    return {
      head: (plan, view) => withBrowserView(head(headFields(plan)), '  ', view),
      item: (one, style) => entry(entryFields(one, style)),
      separator: '\n',
      tail: (plan) => `${plan.articles.length > 0 ? '\n' : ''}</feed>\n`,
    };
  },
};

/** The update time of a feed without entries: Atom requires a date, and validators find earlier ones implausible. */
const never = Date.UTC(1990, 0);

function headFields(plan: FeedPlan) {
  const authors = named(plan.authors);
  const self = plan.documents.atom?.url;
  return {
    language: xmlAttribute(plan.language),
    id: xmlText(plan.id),
    title: xmlText(plan.title),
    updated: rfc3339(plan.articles.length > 0 ? plan.updated : never),
    home: xmlAttribute(plan.home),
    self: xmlAttribute(self),
    subtitle: some(xmlText(plan.description)),
    icon: xmlText(plan.icon),
    logo: xmlText(plan.logo),
    rights: some(xmlText(plan.license?.text)),
    license: xmlAttribute(plan.license?.url),
    // A feed must have an author if one of its entries has none (RFC 4287 §4.1.1).
    hubs: hubFields(plan),
    history: archiveFields(plan, 'atom'),
    authors: (authors.length > 0 ? authors : [{ name: plan.title }]).map(personFields),
    podcast: podcastFields(plan),
    source: plan.markdown === true ? xmlAttribute(sourceNamespace) : undefined,
  };
}

function writeHead(slots: ReturnType<typeof headFields>): string {
  const feed = new Feed({
    id: slots.id,
    title: slots.title,
    updated: dateOf(slots.updated),
    link: slots.home,
    generator: 'Feedmill',
    ...(slots.self && { feedLinks: { atom: slots.self } }),
    ...(slots.subtitle && { description: slots.subtitle }),
    ...(slots.icon && { favicon: slots.icon }),
    ...(slots.logo && { image: slots.logo }),
    ...(slots.rights && { copyright: slots.rights }),
  });
  // Fault: feed writes only one author of a feed, but any number of contributors, which have the same form.
  for (const author of slots.authors) feed.addContributor(person(author));
  // Apple's vocabulary is allowed in Atom; the podcast namespace is for RSS.
  const podcast = slots.podcast ? itunesDeclaration : '';
  const source = slots.source ? ` xmlns:source="${slots.source}"` : '';
  const declared = `xmlns:fh="${historyNamespace}" xmlns:media="${mediaNamespace}"${podcast}${source}`;
  const document = indent(feed.atom1())
    .replaceAll('contributor>', 'author>')
    // Fault: feed declares no other namespace and no language.
    .replace(/<feed [^>]*/, `$& ${declared} xml:lang="${slots.language}"`)
    // Fault: feed writes links without type.
    .replace('<link rel="alternate"', '<link rel="alternate" type="text/html"')
    .replace('<link rel="self"', '<link rel="self" type="application/atom+xml"');
  return append(document, 'feed', [
    ...(slots.license ? [element('link', { rel: 'license', href: slots.license })] : []),
    ...hubElements(slots.hubs, 'link'),
    ...archiveElements(slots.history, 'link', atom.mediaType),
    ...(slots.podcast ? itunesElements(slots.podcast) : []),
  ]).replace(/<\/feed>\s*$/, '');
}

function entryFields(entry: Entry, style: ItemStyle) {
  const { article } = entry;
  const full = content(entry, style);
  // Without content a summary is required (RFC 4287 §4.1.1.1); an article without any text uses its title.
  const short = summary(entry) ?? (full === undefined ? article.title : undefined);
  const via = original(article);
  const origin = linkTitle(article.source?.title);
  return {
    language: xmlAttribute(article.language),
    id: xmlText(article.id),
    title: xmlText(article.title),
    url: xmlAttribute(article.url),
    updated: rfc3339(article.updated.instant),
    published: rfc3339(article.published.instant),
    summary: some(xmlText(short)),
    html: full && cdata(full),
    authors: named(article.authors).map(personFields),
    topics: topics(article).map((one) => xmlAttribute(one)),
    rights: some(xmlText(article.license?.text)),
    license: xmlAttribute(article.license?.url),
    via: via === undefined ? undefined : { href: xmlAttribute(via), title: origin && xmlAttribute(origin) },
    attachments: article.attachments.map(attachmentFields),
    image: article.image && mediaFields(article.image),
    translations: translationFields(article, style),
    episode: style.podcast && episodeFields(article),
    contributors: named(article.contributors).map(personFields),
    source: sourceFields(article),
    markdown: markdownField(entry, style),
  };
}

/** Returns the feed an article comes from (RFC 4287 §4.2.11), if anything identifies it. */
function sourceFields({ source, published }: Article) {
  const id = source?.id ?? source?.feed ?? source?.url;
  if (source === undefined || id === undefined) return undefined;
  return {
    id: xmlText(id),
    title: xmlText(source.title),
    // A date is required. If the source has none, we use the article's own: it is the time of the version we know, and stays the
    // same from build to build.
    updated: rfc3339((source.updated ?? published).instant),
    self: xmlAttribute(source.feed),
    home: xmlAttribute(source.url),
  };
}

function sourceElement({
  id,
  title,
  updated,
  self,
  home,
}: NonNullable<ReturnType<typeof sourceFields>>): string {
  const inside = [
    element('id', {}, id),
    element('title', {}, title),
    element('updated', {}, updated),
    ...(home ? [element('link', { rel: 'alternate', type: 'text/html', href: home })] : []),
    // Without a type: we do not know whether it is RSS or Atom.
    ...(self ? [element('link', { rel: 'self', href: self })] : []),
  ];
  return element('source', {}, `\n${inside.map((one) => `  ${one}\n`).join('')}`);
}

function personFields({ name, email, url }: Person) {
  return {
    name: xmlText(name),
    email: xmlText(email),
    link: xmlText(url),
  };
}

function person({ name, email, link }: ReturnType<typeof personFields>): Author {
  return { name, ...(email && { email }), ...(link && { link }) };
}

function writeEntry(slots: ReturnType<typeof entryFields>): string {
  const feed = new Feed({ title: '' });
  feed.addItem({
    title: slots.title,
    id: slots.id,
    link: slots.url,
    date: dateOf(slots.updated),
    published: dateOf(slots.published),
    ...(slots.summary && { description: slots.summary }),
    ...(slots.html && { content: slots.html }),
    author: slots.authors.map(person),
    contributor: slots.contributors.map(person),
    // Fault: feed writes no term for a category that has only a name.
    category: slots.topics.map((term) => ({ term })),
    ...(slots.rights && { copyright: slots.rights }),
  });
  const entry = cut(feed.atom1(), 'entry')
    // Fault: feed writes no language.
    .replace('<entry>', `<entry xml:lang="${slots.language}">`)
    // Fault: feed declares plain titles and summaries to be HTML.
    .replaceAll(/<(title|summary) type="html"><!\[CDATA\[(slot:\d+;)\]\]>/g, '<$1 type="text">$2')
    // Fault: feed writes no relation. The link stays the first one: several readers take that one.
    .replace('<link href', '<link rel="alternate" type="text/html" href');
  return append(entry, 'entry', [
    // Fault: feed ignores the given type. The length should be present (RFC 4287 §4.2.7.2); 0 means unknown, as in RSS.
    ...slots.attachments.map(({ url, type, length, label }) =>
      element('link', { rel: 'enclosure', href: url, type, length, title: label }),
    ),
    ...(slots.via ? [element('link', { rel: 'via', href: slots.via.href, title: slots.via.title })] : []),
    ...(slots.license ? [element('link', { rel: 'license', href: slots.license })] : []),
    ...(slots.image ? mediaElements(slots.image) : []),
    ...translationElements(slots.translations, 'link'),
    ...(slots.episode ? itunesEpisode(slots.episode) : []),
    ...(slots.markdown ? [markdownElement(slots.markdown)] : []),
    // Last, because some readers take the first title or link inside an entry, however deep it is.
    ...(slots.source ? [sourceElement(slots.source)] : []),
  ]);
}
