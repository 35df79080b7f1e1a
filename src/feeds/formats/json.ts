import { Feed } from 'feed';
import type { Attachment, Image, Person } from '../../content/article/model.ts';
import type { License } from '../../content/license.ts';
import type { FeedPlan } from '../select.ts';
import { content, markdown, named, original, summary, topics } from './content.ts';
import type { Entry, Format, ItemStyle } from './format.ts';
import { previousOf } from './archives.ts';
import { episodeFields, podcastFields } from './podcast-json.ts';
import { count, list, optional, quoted, jsonText } from './json-fragments.ts';
import { createTemplates } from './template.ts';
import { rfc3339 } from '../../base/date.ts';
import { dateOf } from './dates.ts';
import { translationsOf } from './translations.ts';

/** JSON Feed 1.1. It has no place for e-mail addresses, so it leaves out that of a podcast's owner too. */
export const json: Format = {
  name: 'json',
  label: 'JSON Feed',
  mediaType: 'application/feed+json',
  viewable: false,
  writer() {
    const head = createTemplates(writeHead);
    const item = createTemplates(writeItem);
    return {
      head: (plan) => `${head(headFields(plan))}${plan.articles.length > 0 ? '\n' : ''}`,
      item: (entry, style) => item(itemFields(entry, style)),
      separator: ',\n',
      tail: (plan) => `${plan.articles.length > 0 ? '\n  ' : ''}]\n}\n`,
    };
  },
};

function headFields(plan: FeedPlan) {
  return {
    title: jsonText(plan.title),
    home: jsonText(plan.home),
    self: optional(plan.documents.json?.url),
    description: optional(plan.description),
    language: jsonText(plan.language),
    icon: optional(plan.icon),
    authors: named(plan.authors).map(personFields),
    hubs: (plan.hubs ?? []).map((url) => ({ type: jsonText('WebSub'), url: jsonText(url) })),
    // The newest archive continues with the older articles, and so on to the first archive.
    next: optional(previousOf(plan, 'json')),
    podcast: podcastFields(plan),
    license: termsFields(plan.license),
  };
}

function writeHead(slots: ReturnType<typeof headFields>): string {
  const feed = new Feed({
    title: slots.title,
    link: slots.home,
    ...(slots.self && { feedLinks: { json: slots.self } }),
    ...(slots.description && { description: slots.description }),
    ...(slots.icon && { image: slots.icon }),
  });
  const written: Record<string, unknown> = JSON.parse(feed.json1());
  const document = layout({
    // Fault: feed writes version 1, which has no authors and no language.
    version: 'https://jsonfeed.org/version/1.1',
    title: written['title'],
    home_page_url: written['home_page_url'],
    feed_url: written['feed_url'],
    description: written['description'],
    language: slots.language,
    icon: written['icon'],
    authors: list(slots.authors),
    // Fault: feed writes hubs only in the other formats.
    hubs: list(slots.hubs),
    // Fault: feed writes no URL of the next page.
    next_url: slots.next,
    _podcast: slots.podcast,
    _license: slots.license,
  });
  return document.replace(/\n\}$/, ',\n  "items": [');
}

function itemFields(entry: Entry, style: ItemStyle) {
  const { article } = entry;
  return {
    id: jsonText(article.id),
    url: jsonText(article.url),
    external: optional(original(article)),
    title: jsonText(article.title),
    html: quoted(content(entry, style)),
    summary: quoted(summary(entry)),
    image: optional(article.image?.url),
    published: JSON.stringify(rfc3339(article.published.instant)),
    updated: JSON.stringify(rfc3339(article.updated.instant)),
    authors: named(article.authors).map(personFields),
    topics: topics(article).map(jsonText),
    language: jsonText(article.language),
    translations: translationsOf(article, style).map((one) => ({
      language: jsonText(one.language),
      url: jsonText(one.url),
    })),
    attachments: article.attachments.map(attachmentFields),
    picture: article.image && pictureFields(article.image),
    podcast: style.podcast && episodeFields(article),
    contributors: named(article.contributors).map((one) => ({
      ...personFields(one),
      role: optional(one.role),
    })),
    license: termsFields(article.license),
    source: article.source && {
      title: jsonText(article.source.title),
      url: optional(article.source.url),
      feed: optional(article.source.feed),
      headline: optional(article.source.headline),
    },
    markdown: quoted(markdown(entry, style)),
    custom: Object.entries(entry.custom ?? {}).map(([name, value]) => ({
      name: JSON.stringify(name),
      // Indented as deep as the item.
      value: JSON.stringify(value, null, 2).replaceAll('\n', '\n      '),
    })),
  };
}

/** JSON Feed has no fields for terms and sources; the names of extensions begin with an underscore. */
function termsFields(license: License | undefined) {
  const words = license && optional(license.text);
  return words === undefined ? undefined : { text: words, url: optional(license?.url) };
}

function writeItem(slots: ReturnType<typeof itemFields>): string {
  const feed = new Feed({ title: '' });
  feed.addItem({
    id: slots.id,
    title: slots.title,
    link: slots.url,
    date: dateOf(slots.updated),
    published: dateOf(slots.published),
    ...(slots.html && { content: slots.html }),
    ...(slots.summary && { description: slots.summary }),
    ...(slots.image && { image: slots.image }),
    category: slots.topics.map((name) => ({ name })),
  });
  const written: Record<string, unknown> = JSON.parse(feed.json1()).items[0];
  return layout({
    id: written['id'],
    url: written['url'],
    // Fault: feed has no field for the original of a republished article.
    external_url: slots.external,
    title: written['title'],
    // Fault: without content, feed writes a plain summary as HTML. One kind of content is required.
    content_html: slots.html,
    content_text: slots.html ? undefined : (slots.summary ?? slots.title),
    summary: slots.summary,
    image: written['image'],
    date_published: written['date_published'],
    date_modified: written['date_modified'],
    // Fault: feed writes only the first author, under the name of version 1.
    authors: list(slots.authors),
    tags: list(slots.topics),
    // Fault: feed writes no language.
    language: slots.language,
    // JSON Feed has no field for translations: this is an extension, whose name begins with an underscore.
    _translations: list(slots.translations),
    // Fault: feed writes no attachments.
    attachments: list(slots.attachments),
    // The image details that Media RSS has in the other formats; the names of extensions begin with `_`.
    _image: slots.picture,
    _podcast: slots.podcast,
    _contributors: list(slots.contributors),
    _license: slots.license,
    _source: slots.source,
    // Fault: feed has no fields for extensions of the format.
    _markdown: slots.markdown,
    ...Object.fromEntries(slots.custom.map(({ name, value }) => [name, value])),
  }).replaceAll(/^/gm, '    ');
}

function personFields({ name, url, avatar }: Person) {
  return { name: jsonText(name), url: optional(url), avatar: optional(avatar) };
}

function attachmentFields({ url, type, title, length, duration }: Attachment) {
  return {
    url: jsonText(url),
    mime_type: jsonText(type),
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

/** Returns a template as JSON, its keys in the given order, without the quotes around slots: names and values bring their own. */
function layout(skeleton: object): string {
  return JSON.stringify(skeleton, null, 2).replaceAll(/"(slot:\d+;)"/g, '$1');
}
