import { line } from '../../base/text.ts';
import { escape } from '../../base/text.ts';
import type { Place, Problem } from '../../problems/problem.ts';
import { datesAt } from './dates.ts';
import { withoutId } from './identity.ts';
import type {
  SubscribedDocument,
  SubscribedEpisode,
  SubscribedFile,
  SubscribedItem,
  SubscribedLicense,
  SubscribedPerson,
} from './model.ts';
import { people } from './people.ts';
import { topics } from './rss.ts';
import { resolved, some } from './text.ts';
import { isRecord } from '../../base/json.ts';

/** A JSON object from an untrusted source. */
type Data = Readonly<Record<string, unknown>>;

/** Whether `value` is a JSON Feed: it has its version, or a list of items. */
export function isJsonFeed(value: unknown): value is Data {
  if (!isRecord(value)) return false;
  const version = value['version'];
  return (typeof version === 'string' && version.includes('jsonfeed.org/')) || Array.isArray(value['items']);
}

/** JSON Feed 1.0 and 1.1, with the extensions of Feedmill and others. */
export function readJson(
  feed: Data,
  outer: string | undefined,
  place: Place,
  problems: Problem[],
): SubscribedDocument {
  const self = resolved(text(feed, 'feed_url'), outer) ?? outer;
  const authors = peopleOf(feed);
  const subscription = {
    format: 'json' as const,
    title: line(text(feed, 'title') ?? ''),
    description: some(line(text(feed, 'description') ?? '')),
    home: resolved(text(feed, 'home_page_url'), self),
    url: self,
    language: text(feed, 'language'),
    authors,
    license: licenseOf(feed),
    items: list(feed, 'items').flatMap((item) => readItem(item, authors, self, place, problems)),
  };
  const next = text(feed, 'next_url');
  return { subscription, more: next === undefined ? [] : [next] };
}

function readItem(
  item: Data,
  inherited: readonly SubscribedPerson[],
  base: string | undefined,
  place: Place,
  problems: Problem[],
): SubscribedItem[] {
  const title = line(text(item, 'title') ?? '');
  const id = text(item, 'id')?.trim();
  // JSON Feed 1.1, Items: a reader must ignore an item without an id.
  if (id === undefined || id === '') {
    problems.push(withoutId(place, title));
    return [];
  }
  const dates = datesAt(place, title || id, problems);
  const authors = peopleOf(item);
  const image = resolved(text(item, 'image') ?? text(item, 'banner_image'), base);
  const picture = data(item, '_image');
  const plain = text(item, 'content_text');
  const source = data(item, '_source');
  const external = resolved(text(item, 'external_url'), base);
  return [
    {
      id,
      url: resolved(text(item, 'url'), base),
      title,
      published: dates.read(text(item, 'date_published')),
      updated: dates.read(text(item, 'date_modified')),
      summary: some(line(text(item, 'summary') ?? '')),
      html: text(item, 'content_html') ?? (plain === undefined ? undefined : paragraphs(plain)),
      base: resolved(text(item, 'url'), base) ?? base,
      authors: authors.length > 0 ? authors : inherited,
      contributors: people(list(item, '_contributors').map(person)),
      tags: topics(texts(item, 'tags')),
      categories: [],
      language: text(item, 'language'),
      image:
        image === undefined
          ? undefined
          : {
              url: image,
              alt: text(picture, 'description'),
              caption: text(picture, 'title'),
              credit: text(picture, 'credit'),
            },
      attachments: list(item, 'attachments').flatMap((one) => fileOf(one, base)),
      license: licenseOf(item),
      source: text(source, 'title')
        ? {
            title: text(source, 'title'),
            url: resolved(text(source, 'url'), base),
            feed: resolved(text(source, 'feed'), base),
            headline: text(source, 'headline'),
          }
        : undefined,
      external,
      episode: episodeOf(data(item, '_podcast'), base),
      place,
    },
  ];
}

/** Version 1 has one `author` instead of the list. */
function peopleOf(from: Data): readonly SubscribedPerson[] {
  const authors = people(list(from, 'authors').map(person));
  return authors.length > 0 ? authors : people([person(data(from, 'author'))]);
}

function person(one: Data): SubscribedPerson {
  return {
    name: text(one, 'name'),
    url: text(one, 'url'),
    avatar: text(one, 'avatar'),
    role: text(one, 'role'),
  };
}

function fileOf(one: Data, base: string | undefined): SubscribedFile[] {
  const url = resolved(text(one, 'url'), base);
  if (url === undefined) return [];
  return [
    {
      url,
      type: text(one, 'mime_type'),
      title: text(one, 'title'),
      length: count(one, 'size_in_bytes'),
      duration: count(one, 'duration_in_seconds'),
    },
  ];
}

function licenseOf(from: Data): SubscribedLicense | undefined {
  const terms = data(from, '_license');
  const [words, url] = [text(terms, 'text'), text(terms, 'url')];
  return words === undefined && url === undefined ? undefined : { text: words, url };
}

function episodeOf(from: Data, base: string | undefined): SubscribedEpisode | undefined {
  if (Object.keys(from).length === 0) return undefined;
  return {
    season: count(from, 'season'),
    episode: count(from, 'episode'),
    type: text(from, 'episode_type'),
    explicit: typeof from['explicit'] === 'boolean' ? from['explicit'] : undefined,
    block: from['block'] === true ? true : undefined,
    duration: count(from, 'duration'),
    transcripts: list(from, 'transcripts').flatMap((one) => {
      const url = resolved(text(one, 'url'), base);
      return url === undefined
        ? []
        : [{ url, type: text(one, 'type'), language: text(one, 'language'), rel: text(one, 'rel') }];
    }),
    chapters: resolved(text(data(from, 'chapters'), 'url'), base),
  };
}

function paragraphs(plain: string): string {
  return plain
    .split(/\r?\n\s*\n/)
    .map((one) => `<p>${escape(one).replaceAll(/\r?\n/g, '<br>\n')}</p>`)
    .join('\n');
}

/** Returns the value as text; a number is accepted too (JSON Feed 1.1, `id`). `undefined` if it is empty. */
function text(from: Data, key: string): string | undefined {
  return textOf(own(from, key));
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function count(from: Data, key: string): number | undefined {
  const value = own(from, key);
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && number > 0 && Number.isFinite(number) ? number : undefined;
}

function data(from: Data, key: string): Data {
  const value = own(from, key);
  return isRecord(value) ? value : {};
}

function list(from: Data, key: string): readonly Data[] {
  const value = own(from, key);
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function texts(from: Data, key: string): readonly string[] {
  const value = own(from, key);
  return Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : [];
}

function own(from: Data, key: string): unknown {
  return Object.hasOwn(from, key) ? from[key] : undefined;
}
