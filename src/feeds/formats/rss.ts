import { Feed } from 'feed';
import type { FeedPlan } from '../select.ts';
import { isCreativeCommons, type License } from '../../content/license.ts';
import { escapeText, line } from '../../base/text.ts';
import { content, linkTitle, named, original, some, summary, topics } from './content.ts';
import type { Entry, Format, ItemStyle } from './format.ts';
import { archiveElements, archiveFields, historyNamespace } from './archives.ts';
import { hubElements, hubFields } from './hubs.ts';
import { markdownElement, markdownField, sourceNamespace } from './markdown.ts';
import {
  attachmentElement,
  attachmentFields,
  enclosed,
  mediaElements,
  mediaFields,
  mediaNamespace,
} from './media.ts';
import {
  episodeFields,
  itunesDeclaration,
  itunesElements,
  itunesEpisode,
  podcastDeclaration,
  podcastElements,
  podcastEpisode,
  podcastFields,
} from './podcast.ts';
import { createTemplates } from './template.ts';
import { rfc3339 } from '../../base/date.ts';
import { dateOf, rfc822 } from './dates.ts';
import { translationElements, translationFields } from './translations.ts';
import { withBrowserView } from './browser-view.ts';
import { append, xmlAttribute, cdata, cut, element, indent, xmlText } from './xml.ts';

/** RSS 2.0, following the RSS Advisory Board's Best Practices Profile. */
export const rss: Format = {
  name: 'rss',
  label: 'RSS',
  mediaType: 'application/rss+xml',
  viewable: true,
  writer() {
    const head = createTemplates(writeHead);
    const item = createTemplates(writeItem);
    return {
      head: (plan, view) => withBrowserView(head(headFields(plan)), '    ', view),
      item: (entry, style) => item(itemFields(entry, style)),
      separator: '\n',
      tail: (plan) => `${plan.articles.length > 0 ? '\n' : ''}  </channel>\n</rss>\n`,
    };
  },
};

function headFields(plan: FeedPlan) {
  const image = [plan.podcast?.image, plan.icon, plan.logo].find(
    (url) => url !== undefined && isChannelImage(url),
  );
  const self = plan.documents.rss?.url;
  return {
    title: xmlText(plan.title),
    link: xmlText(plan.home),
    description: some(xmlText(plan.description)) ?? xmlText(plan.title),
    language: xmlText(plan.language),
    // An empty feed has no update time.
    updated: plan.articles.length > 0 ? rfc822(plan.updated) : undefined,
    copyright: some(xmlText(plan.license?.text)),
    image: xmlText(image),
    self: xmlAttribute(self),
    hubs: hubFields(plan),
    history: archiveFields(plan, 'rss'),
    podcast: podcastFields(plan),
    terms: terms(plan.license),
    source: plan.markdown === true ? xmlAttribute(sourceNamespace) : undefined,
  };
}

/** RSS 2.0 allows GIF, JPEG and PNG as the image of a channel (`ImageUrlFormat`). */
function isChannelImage(url: string): boolean {
  const ending = url.split('.').pop()?.toLowerCase() ?? '';
  return !/^\w+$/.test(ending) || /^(?:gif|jpe?g|png)$/.test(ending);
}

function writeHead(slots: ReturnType<typeof headFields>): string {
  const feed = new Feed({
    title: slots.title,
    link: slots.link,
    description: slots.description,
    language: slots.language,
    docs: 'https://www.rssboard.org/rss-specification',
    generator: 'Feedmill',
    updated: dateOf(slots.updated ?? ''),
    ...(slots.copyright && { copyright: slots.copyright }),
    ...(slots.image && { image: slots.image }),
    ...(slots.self && { feedLinks: { rss: slots.self } }),
  });
  const podcastRoot = slots.podcast ? itunesDeclaration + podcastDeclaration : '';
  const sourceRoot = slots.source ? ` xmlns:source="${slots.source}"` : '';
  const document = indent(feed.rss2())
    // Fault: feed declares only the prefixes it knows and uses in its own items.
    .replace(/<rss [^>]*>/, root(podcastRoot + sourceRoot))
    // Fault: feed writes today's date if there is none.
    .replace(/ *<lastBuildDate><\/lastBuildDate>\n/, '');
  // Fault: feed writes a podcast's category in a form that Apple does not read.
  const { podcast } = slots;
  const whole = append(document, 'channel', [
    ...hubElements(slots.hubs, 'atom:link'),
    ...archiveElements(slots.history, 'atom:link', rss.mediaType),
    ...termsElements(slots.terms),
    ...(podcast ? [...itunesElements(podcast), ...podcastElements(podcast)] : []),
  ]);
  return whole.slice(0, whole.lastIndexOf('  </channel>'));
}

/** Returns the license link: Creative Commons has an element of its own, others use Atom's link (RFC 4946). */
function terms(license: License | undefined) {
  if (license?.url === undefined) return undefined;
  const url = license.url;
  return isCreativeCommons(url)
    ? { commons: xmlText(url), link: undefined }
    : { commons: undefined, link: xmlAttribute(url) };
}

function termsElements(slots: ReturnType<typeof terms>): string[] {
  return [
    ...(slots?.commons ? [element('creativeCommons:license', {}, slots.commons)] : []),
    ...(slots?.link ? [element('atom:link', { rel: 'license', href: slots.link })] : []),
  ];
}

/** Returns the root element. An item can be in any feed, so every feed declares the namespaces items may need; `more` is only for some. */
function root(more: string): string {
  return `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" \
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:fh="${historyNamespace}" xmlns:media="${mediaNamespace}" \
xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule"${more}>`;
}

function itemFields(entry: Entry, style: ItemStyle) {
  const { article } = entry;
  const full = content(entry, style);
  const short = summary(entry);
  const authors = named(article.authors);
  const contact = authors.length === 1 ? authors[0] : undefined;
  const mail = contact && contactOf(contact.name, contact.email);
  const { source } = article;
  const { enclosure, others } = enclosed(article);
  const via = original(article);
  const title = linkTitle(source?.title);
  return {
    title: xmlText(article.title),
    url: xmlText(article.url),
    id: xmlText(article.id),
    isPermaLink: line(article.id) === line(article.url) ? 'true' : 'false',
    published: rfc822(article.published.instant),
    summary: short && cdata(escapeText(short)),
    html: full && cdata(full),
    contact: mail,
    creators: mail ? [] : authors.map((person) => xmlText(person.name)),
    contributors: named(article.contributors).map((person) => xmlText(person.name)),
    topics: topics(article).map((one) => xmlText(one)),
    via: via === undefined ? undefined : { href: xmlAttribute(via), title: title && xmlAttribute(title) },
    // Beside RSS's own `source` it would repeat the same fact (DuplicateItemSemantics).
    origin: via === undefined || source?.feed ? undefined : xmlText(via),
    source: source?.feed ? { url: xmlAttribute(source.feed), title: xmlText(source.title) } : undefined,
    language: xmlText(article.language),
    rights: some(xmlText(article.license?.text)),
    terms: terms(article.license),
    updated:
      article.updated.instant === article.published.instant ? undefined : rfc3339(article.updated.instant),
    enclosure: enclosure && attachmentFields(enclosure),
    image: article.image && mediaFields(article.image),
    translations: translationFields(article, style),
    others: others.map(attachmentFields),
    episode: style.podcast && episodeFields(article),
    markdown: markdownField(entry, style),
  };
}

/** Returns name and address for `author`, which is an address (RFC 822 §6.1): brackets in the name would end its comment. */
function contactOf(name: string, email: string | undefined) {
  if (email === undefined || /[()\\]/.test(name)) return undefined;
  return { name: xmlText(name), email: xmlText(email) };
}

function writeItem(slots: ReturnType<typeof itemFields>): string {
  const { contact, html: full, source } = slots;
  // Without a summary the full text is also the description: content:encoded requires one (NeedDescriptionBeforeContent). Such a
  // text is only a picture or the like, since any words yield a summary.
  const description = slots.summary ?? full;
  const feed = new Feed({ title: '' });
  feed.addItem({
    title: slots.title,
    link: slots.url,
    date: dateOf(slots.published),
    ...(description && { description }),
    ...(full && { content: full }),
    ...(contact && { author: [contact] }),
    category: slots.topics.map((name) => ({ name })),
    extensions: [
      // Fault: feed writes titles as CDATA, which some readers take for HTML.
      { name: 'title', objects: { _text: slots.title } },
      // Fault: feed writes isPermaLink="false" for every given guid.
      { name: 'guid', objects: { _attributes: { isPermaLink: slots.isPermaLink }, _text: slots.id } },
    ],
  });
  return append(cut(feed.rss2(), 'item'), 'item', [
    // Fault: feed has only one place for enclosure, audio, video and image, and the last one wins.
    ...(slots.enclosure ? [enclosureElement(slots.enclosure)] : []),
    // Fault: feed writes people without an email address as author, which must contain one (InvalidContact), one author for each
    // (DuplicateElement).
    ...slots.creators.map((name) => element('dc:creator', {}, name)),
    // Elements that feed cannot write.
    ...slots.contributors.map((name) => element('dc:contributor', {}, name)),
    ...(source ? [element('source', { url: source.url }, source.title)] : []),
    ...(slots.origin ? [element('dc:source', {}, slots.origin)] : []),
    ...(slots.via
      ? [element('atom:link', { rel: 'via', href: slots.via.href, title: slots.via.title })]
      : []),
    element('dc:language', {}, slots.language),
    ...(slots.rights ? [element('dc:rights', {}, slots.rights)] : []),
    ...termsElements(slots.terms),
    ...(slots.updated ? [element('atom:updated', {}, slots.updated)] : []),
    // Fault: feed writes images only as enclosures, guesses their type and leaves out their details.
    ...(slots.image ? mediaElements(slots.image) : []),
    ...translationElements(slots.translations, 'atom:link'),
    ...slots.others.map(attachmentElement),
    ...(slots.episode ? [...itunesEpisode(slots.episode), ...podcastEpisode(slots.episode)] : []),
    ...(slots.markdown ? [markdownElement(slots.markdown)] : []),
  ]);
}

function enclosureElement({ url, length, type }: ReturnType<typeof attachmentFields>): string {
  return element('enclosure', { url, length, type });
}
