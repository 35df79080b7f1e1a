import { Feed } from 'feed';
import type { Attachment, Image, Person } from '../../content/article/model.ts';
import type { License } from '../../content/license.ts';
import type { FeedPlan } from '../select.ts';
import { content, markdown, named, original, summary, topics } from './content.ts';
import type { Entry, Format, ItemStyle } from './format.ts';
import { previousOf } from './archives.ts';
import { episodeFields, podcastFields } from './podcast-json.ts';
import { count, list, optional } from './json-values.ts';
import { rfc3339 } from '../../base/date.ts';
import { defined } from '../../base/json.ts';
import { line } from '../../base/text.ts';
import { dateOf } from './dates.ts';
import { translationsOf } from './translations.ts';

/** JSON Feed 1.1. It has no place for email addresses, so it leaves out that of a podcast's owner too. */
export const json: Format = {
  name: 'json',
  label: 'JSON Feed',
  mediaType: 'application/feed+json',
  viewable: false,
  writer: () => ({
    head: (plan) => `${writeHead(plan)}${plan.articles.length > 0 ? '\n' : ''}`,
    item: writeItem,
    separator: ',\n',
    tail: (plan) => `${plan.articles.length > 0 ? '\n  ' : ''}]\n}\n`,
  }),
};

function writeHead(plan: FeedPlan): string {
  const self = optional(plan.documents.json?.url);
  const feed = new Feed({
    title: line(plan.title),
    link: line(plan.home),
    ...(self !== undefined && { feedLinks: { json: self } }),
    ...defined({ description: optional(plan.description), image: optional(plan.icon) }),
  });
  const written: Record<string, unknown> = JSON.parse(feed.json1());
  const document = {
    // Fault: feed writes version 1, which has no authors and no language.
    version: 'https://jsonfeed.org/version/1.1',
    title: written['title'],
    home_page_url: written['home_page_url'],
    feed_url: written['feed_url'],
    description: written['description'],
    language: line(plan.language),
    icon: written['icon'],
    authors: list(named(plan.authors).map(personFields)),
    // Fault: feed writes hubs only in the other formats.
    hubs: list((plan.hubs ?? []).map((url) => ({ type: 'WebSub', url: line(url) }))),
    // Fault: feed writes no URL of the next page. The newest archive continues with the older articles, and so on to the first one.
    next_url: optional(previousOf(plan, 'json')),
    _podcast: podcastFields(plan),
    _license: termsFields(plan.license),
  };
  return JSON.stringify(document, null, 2).replace(/\n\}$/, ',\n  "items": [');
}

function writeItem(entry: Entry, style: ItemStyle): string {
  const { article } = entry;
  const html = content(entry, style);
  const short = summary(entry);
  const feed = new Feed({ title: '' });
  feed.addItem({
    id: line(article.id),
    title: line(article.title),
    link: line(article.url),
    date: dateOf(rfc3339(article.updated.instant)),
    published: dateOf(rfc3339(article.published.instant)),
    ...defined({ image: optional(article.image?.url) }),
  });
  const written: Record<string, unknown> = JSON.parse(feed.json1()).items[0];
  const item = {
    id: written['id'],
    url: written['url'],
    // Fault: feed has no field for the original of a republished article.
    external_url: optional(original(article)),
    title: written['title'],
    // Fault: without content, feed writes a plain summary as HTML. One kind of content is required.
    content_html: html,
    content_text: html === undefined ? (short ?? written['title']) : undefined,
    summary: short,
    image: written['image'],
    date_published: written['date_published'],
    date_modified: written['date_modified'],
    // Fault: feed writes only the first author, under the name of version 1.
    authors: list(named(article.authors).map(personFields)),
    tags: list(topics(article)),
    // Fault: feed writes no language.
    language: line(article.language),
    // JSON Feed has no field for translations: this is an extension, whose name begins with an underscore.
    _translations: list(
      translationsOf(article, style).map(({ language, url }) => ({
        language: line(language),
        url: line(url),
      })),
    ),
    // Fault: feed writes no attachments.
    attachments: list(article.attachments.map(attachmentFields)),
    // The image details that Media RSS has in the other formats; the names of extensions begin with `_`.
    _image: article.image && pictureFields(article.image),
    _podcast: style.podcast && episodeFields(article),
    _contributors: list(
      named(article.contributors).map((one) => ({ ...personFields(one), role: optional(one.role) })),
    ),
    _license: termsFields(article.license),
    _source: article.source && {
      title: line(article.source.title),
      url: optional(article.source.url),
      feed: optional(article.source.feed),
      headline: optional(article.source.headline),
    },
    // Fault: feed has no fields for extensions of the format.
    _markdown: markdown(entry, style),
    ...entry.custom,
  };
  // Indented as deep as the list of items. In JSON, no text has a line feed.
  return `    ${JSON.stringify(item, null, 2).replaceAll('\n', '\n    ')}`;
}

/** JSON Feed has no fields for terms and sources; the names of extensions begin with an underscore. */
function termsFields(license: License | undefined) {
  const words = license && optional(license.text);
  return words === undefined ? undefined : { text: words, url: optional(license?.url) };
}

function personFields({ name, url, avatar }: Person) {
  return { name: line(name), url: optional(url), avatar: optional(avatar) };
}

function attachmentFields({ url, type, title, length, duration }: Attachment) {
  return {
    url: line(url),
    mime_type: line(type),
    title: optional(title),
    size_in_bytes: count(length),
    duration_in_seconds: count(duration),
  };
}

/** Returns the details of a picture other than its URL, if any. */
function pictureFields({ width, height, alt, caption, credit }: Image) {
  const fields = {
    width: count(width),
    height: count(height),
    title: optional(caption),
    description: optional(alt),
    credit: optional(credit),
  };
  return Object.values(fields).some((one) => one !== undefined) ? fields : undefined;
}
