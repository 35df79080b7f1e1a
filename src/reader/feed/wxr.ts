import { Parser } from 'htmlparser2';
import type { Place, Problem } from '../../problems/problem.ts';
import { line } from '../../base/text.ts';
import { datesAt } from './dates.ts';
import { withoutId } from './identity.ts';
import type { SubscribedDocument, SubscribedFile, SubscribedItem } from './model.ts';
import { people } from './people.ts';
import { topics, type XmlSource } from './rss.ts';
import { eitherLine, resolved, some, unescaped } from './text.ts';

/** A child of an item or of the channel, with its own text. */
interface Child {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Child[];
  text: string;
}

/** Whether a document is a WordPress export, by its namespaces. */
export function isExport(namespaces: readonly string[]): boolean {
  return namespaces.some((one) => /^https?:\/\/wordpress\.org\/export\//i.test(one));
}

/** WXR, the export of WordPress: RSS with the data of posts of any kind and state. */
export function readWxr({ text, base: outer, place }: XmlSource, problems: Problem[]): SubscribedDocument {
  const channel = channelOf(text);
  const items = channel.children.filter(({ name }) => name === 'item');
  const home = some(textOf(channel, 'link')) ?? some(textOf(channel, 'wp:base_blog_url'));
  const names = new Map(
    all(channel, 'wp:author').map((one) => [
      textOf(one, 'wp:author_login'),
      some(line(textOf(one, 'wp:author_display_name'))) ?? textOf(one, 'wp:author_login'),
    ]),
  );
  const files = new Map(
    items
      .filter((one) => textOf(one, 'wp:post_type') === 'attachment')
      .map((one) => [textOf(one, 'wp:post_id'), textOf(one, 'wp:attachment_url')]),
  );
  const subscription = {
    format: 'wxr' as const,
    title: eitherLine(textOf(channel, 'title')),
    description: some(eitherLine(textOf(channel, 'description'))),
    home,
    language: some(textOf(channel, 'language')),
    generator: some(textOf(channel, 'generator')),
    authors: [],
    items: items.flatMap((item, index) =>
      readItem(item, { names, files, base: home ?? outer }, place(index, items.length), problems),
    ),
  };
  return { subscription, more: [] };
}

interface Site {
  /** Names by login, URLs of media by number. */
  readonly names: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
  readonly base: string | undefined;
}

function readItem(item: Child, site: Site, place: Place, problems: Problem[]): SubscribedItem[] {
  const title = eitherLine(textOf(item, 'title'));
  const url = resolved(some(textOf(item, 'link')), site.base);
  const id = some(textOf(item, 'guid')) ?? url;
  if (id === undefined) {
    problems.push(withoutId(place, title));
    return [];
  }
  const status = some(textOf(item, 'wp:status')) ?? 'publish';
  const isPublic = status === 'publish' || status === 'future' || status === 'inherit';
  const dates = datesAt(place, title || id, problems);
  // An unpublished post has a date of zeros, or the last day of November of the year -1.
  const published = stamp(item, 'wp:post_date_gmt') ?? (isPublic ? some(textOf(item, 'pubDate')) : undefined);
  const updated = stamp(item, 'wp:post_modified_gmt');
  const login = textOf(item, 'dc:creator');
  const terms = all(item, 'category');
  const meta = new Map(all(item, 'wp:postmeta').map((one) => [textOf(one, 'wp:meta_key'), one]));
  const image = some(site.files.get(metaValue(meta.get('_thumbnail_id'))) ?? '');
  return [
    {
      id,
      url,
      title,
      published: dates.read(published),
      updated: isPublic ? dates.read(updated) : undefined,
      summary: some(eitherLine(textOf(item, 'excerpt:encoded'))),
      html: textOf(item, 'content:encoded'),
      base: url ?? site.base,
      authors: people([{ name: site.names.get(login) ?? login }]),
      contributors: [],
      tags: topics(
        terms
          .filter(({ attributes }) => !notTags.has(attributes['domain'] ?? 'post_tag'))
          .map(({ text }) => unescaped(text)),
      ),
      categories: topics(
        terms
          .filter(({ attributes }) => attributes['domain'] === 'category')
          .map(({ text }) => unescaped(text)),
      ),
      language: terms.find(({ attributes }) => attributes['domain'] === 'language')?.attributes['nicename'],
      image: image === undefined ? undefined : { url: image },
      attachments: all(item, 'wp:postmeta').flatMap(enclosure),
      post: {
        type: some(textOf(item, 'wp:post_type')) ?? 'post',
        status,
        slug: some(decoded(textOf(item, 'wp:post_name'))),
        number: some(textOf(item, 'wp:post_id')),
        locked: textOf(item, 'wp:post_password') !== '',
      },
      place,
    },
  ];
}

/** Terms of WordPress and its plug-ins that are not topics. */
const notTags = new Set([
  'category',
  'post_format',
  'language',
  'nav_menu',
  'post_translations',
  'term_translations',
  'wp_theme',
]);

/** Returns a time in GMT, which is written without its zone. */
function stamp(item: Child, name: string): string | undefined {
  const text = textOf(item, name);
  return text === '' || text.startsWith('0000') ? undefined : `${text} GMT`;
}

/** Returns the enclosure of WordPress's own feed: URL, length and type on a line each. */
function enclosure(meta: Child): SubscribedFile[] {
  if (textOf(meta, 'wp:meta_key') !== 'enclosure') return [];
  const [url = '', length = '', type = ''] = metaValue(meta)
    .split(/\r?\n/)
    .map((one) => one.trim());
  return /^https?:\/\//i.test(url) ? [{ url, length: Number(length) || undefined, type: some(type) }] : [];
}

function metaValue(meta: Child | undefined): string {
  return meta ? textOf(meta, 'wp:meta_value') : '';
}

/** Decodes slugs, which are percent-encoded if they are not ASCII. */
function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

function all(parent: Child, name: string): readonly Child[] {
  return parent.children.filter((one) => one.name === name);
}

function textOf(parent: Child, name: string): string {
  return parent.children.find((one) => one.name === name)?.text.trim() ?? '';
}

/** Returns the channel with its items and their children. Comments are skipped. */
function channelOf(text: string): Child {
  const root: Child = { name: '', attributes: {}, children: [], text: '' };
  const open: Child[] = [root];
  let channel = root;
  let skipped = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (skipped > 0 || name === 'wp:comment') {
          skipped++;
          return;
        }
        const child: Child = { name, attributes, children: [], text: '' };
        open.at(-1)?.children.push(child);
        open.push(child);
        if (name === 'channel' && channel === root) channel = child;
      },
      onclosetag() {
        if (skipped > 0) skipped--;
        else open.pop();
      },
      ontext(data) {
        const child = open.at(-1);
        if (skipped === 0 && child) child.text += data;
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return channel;
}
