import type { Article, Page, Published, ParsedArticle } from '../content/article/model.ts';
import type { Asset } from '../content/assets.ts';
import type { DateTime } from '../base/date.ts';
import type { SourceFile } from '../content/discover.ts';
import { flat } from '../base/text.ts';

/** What of a site most of its articles share, and so is not kept with each. */
export interface PackSite {
  readonly url: string;
  readonly language: string;
  readonly authors: Article['authors'];
  readonly license?: Article['license'];
}

/** A reading in the shape it is kept in and sent between threads: JSON, without what goes without saying. */
export type Packed =
  | 0
  | 1
  | (Partial<Pick<Published, 'heading' | 'due' | 'expires'>> & {
      /** Absolute, or with `/` from the site's on. */
      readonly url: string;
      readonly text: string;
      /** Absent where it is the file `index.html` at the URL, 0 where there is none. */
      readonly page?: string | 0;
      readonly bundle?: 1;
      readonly translation: string;
      /** The file, URL and path of each. */
      readonly assets?: readonly (readonly [file: string, url: string, path: string])[];
      readonly article: PackedArticle;
    });

type Shared = 'file' | 'url' | 'page' | 'published' | 'updated' | 'license';
type Usual =
  | 'id'
  | 'section'
  | 'authors'
  | 'contributors'
  | 'categories'
  | 'tags'
  | 'attachments'
  | 'corrections'
  | 'translations'
  | 'language';

type PackedArticle = Omit<Page, Shared | Usual> &
  Partial<Pick<Page, Usual>> & {
    /** Only of articles in feeds are both there. */
    readonly published?: PackedDate;
    readonly updated?: PackedDate;
    /** 0 where the article has none although the site has one. */
    readonly license?: Page['license'] | 0;
    /** Present where the article is in no feed. */
    readonly unlisted?: 1;
  };

type PackedDate = readonly [instant: number, year: number, month: number, day: number];

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** `reading` to be kept; nothing where it is invalid, which is looked at again every time. */
export function pack(parsed: ParsedArticle, site: PackSite): Packed | undefined {
  if (parsed.state !== 'article' && parsed.state !== 'page')
    return parsed.state === 'invalid' ? undefined : parsed.state === 'draft' ? 0 : 1;
  const { url, page, bundle, heading, assets, translation, textHash, due, expires } = parsed;
  const short = url.startsWith(site.url) ? url.slice(site.url.length - 1) : url;
  return {
    url: short,
    text: textHash,
    ...(page !== usualPage(short) && { page: page ?? 0 }),
    ...(bundle && { bundle: 1 }),
    translation,
    ...(assets.length > 0 && { assets: assets.map((one) => [one.source.file, one.url, one.path] as const) }),
    ...(heading && { heading }),
    ...(due !== undefined && { due }),
    ...(expires !== undefined && { expires }),
    article: packArticle(parsed.article, parsed.state, site),
  };
}

function packArticle(article: Page, state: 'article' | 'page', site: PackSite): PackedArticle {
  const { published, updated, license } = article;
  const packed: Mutable<PackedArticle> = { title: article.title };
  if (article.id !== article.url) packed.id = article.id;
  if (article.ownId !== undefined) packed.ownId = article.ownId;
  if (article.section !== '') packed.section = article.section;
  if (article.summary !== undefined) packed.summary = article.summary;
  if (article.authors !== site.authors) packed.authors = article.authors;
  if (article.contributors.length > 0) packed.contributors = article.contributors;
  if (article.categories.length > 0) packed.categories = article.categories;
  if (article.tags.length > 0) packed.tags = article.tags;
  if (article.image) packed.image = article.image;
  if (article.attachments.length > 0) packed.attachments = article.attachments;
  if (article.episode) packed.episode = article.episode;
  if (article.corrections.length > 0) packed.corrections = article.corrections;
  if (article.translations.length > 0) packed.translations = article.translations;
  if (article.language !== site.language) packed.language = article.language;
  if (article.ownLicense !== undefined) packed.ownLicense = article.ownLicense;
  if (article.canonical !== undefined) packed.canonical = article.canonical;
  if (article.source) packed.source = article.source;
  if (published) packed.published = packDate(published);
  if (updated && updated !== published) packed.updated = packDate(updated);
  if (license !== site.license) packed.license = license ?? 0;
  if (state === 'page') packed.unlisted = 1;
  return packed;
}

/** The reading of `source`, whose file has the given hash, that was packed. `find` gives the files it refers to. */
export function unpack(
  packed: Packed,
  source: SourceFile,
  hash: string,
  site: PackSite,
  find: (file: string) => SourceFile | undefined,
): ParsedArticle | undefined {
  if (packed === 0) return { state: 'draft', source };
  if (packed === 1) return { state: 'undated', source };
  const { article: kept } = packed;
  const url = packed.url.startsWith('/') ? flat(site.url + packed.url.slice(1)) : packed.url;
  const page = packed.page ?? usualPage(packed.url);
  const license = kept.license ?? site.license;
  const published = kept.published && unpackDate(kept.published);
  const updated = kept.updated ? unpackDate(kept.updated) : published;
  const article: Mutable<Page> = {
    file: source.file,
    id: kept.id ?? url,
    url,
    section: kept.section ?? '',
    title: kept.title,
    authors: kept.authors ?? site.authors,
    contributors: kept.contributors ?? none,
    categories: kept.categories ?? none,
    tags: kept.tags ?? none,
    attachments: kept.attachments ?? none,
    corrections: kept.corrections ?? none,
    translations: kept.translations ?? none,
    language: kept.language ?? site.language,
  };
  if (kept.ownId !== undefined) article.ownId = kept.ownId;
  if (page !== 0) article.page = page;
  if (kept.summary !== undefined) article.summary = kept.summary;
  if (kept.image) article.image = kept.image;
  if (kept.episode) article.episode = kept.episode;
  if (license) article.license = license;
  if (kept.ownLicense !== undefined) article.ownLicense = kept.ownLicense;
  if (kept.canonical !== undefined) article.canonical = kept.canonical;
  if (kept.source) article.source = kept.source;
  const assets: Asset[] = [];
  for (const [file, address, path] of packed.assets ?? none) {
    const found = find(file);
    if (!found) return undefined;
    assets.push({ source: found, url: address, path });
  }
  const rest: Mutable<Published> = {
    source,
    url,
    bundle: packed.bundle === 1,
    assets: assets.length > 0 ? assets : none,
    translation: packed.translation,
    hash,
    textHash: packed.text,
  };
  if (page !== 0) rest.page = page;
  if (packed.heading) rest.heading = packed.heading;
  if (packed.due !== undefined) rest.due = packed.due;
  if (packed.expires !== undefined) rest.expires = packed.expires;
  if (kept.unlisted === 1) {
    if (published && updated) Object.assign(article, { published, updated });
    return Object.assign(rest, { state: 'page' as const, article });
  }
  if (!published || !updated) return undefined;
  return Object.assign(rest, {
    state: 'article' as const,
    article: Object.assign(article, { published, updated }),
  });
}

const none: readonly never[] = [];

function usualPage(url: string): string {
  return flat(`${decoded(url).slice(1)}index.html`);
}

/** Most paths have nothing to decode. */
function decoded(url: string): string {
  return url.includes('%') ? '' : url;
}

function packDate({ instant, year, month, day }: DateTime): PackedDate {
  return [instant, year, month, day];
}

function unpackDate([instant, year, month, day]: PackedDate): DateTime {
  // Out of a list of numbers they come as fractions, which take as much room again each.
  return { instant, year: Math.trunc(year), month: Math.trunc(month), day: Math.trunc(day) };
}
