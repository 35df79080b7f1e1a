import type { Asset, FindAsset, Referrer } from '../assets.ts';
import type { DateTime } from '../../base/date.ts';
import type { SourceFile } from '../discover.ts';
import type { License } from '../license.ts';

/** The properties of a site that reading front matter needs. */
export interface ArticleSite {
  /** Absolute URL of the site. It ends with `/`. */
  readonly url: string;
  readonly timezone: string;
  readonly language: string;
  /** Pattern of permalinks. */
  readonly permalink: string;
  /** Top-level folders that are languages, and their BCP 47 tags. */
  readonly languages: ReadonlyMap<string, string>;
  readonly authors: readonly Person[];
  readonly people: Readonly<Record<string, Person>>;
  readonly license?: License;
  /** Whether ids have to be IRIs, as in Atom. */
  readonly iri: boolean;
  readonly findAsset: FindAsset;
}

/** A person or an organization. `name` is plain text and never empty. */
export interface Person {
  readonly name: string;
  /** Present only if the config or front matter has `publishEmail: true`. */
  readonly email?: string;
  /** Absolute URL of the person's page. */
  readonly url?: string;
  /** Absolute URL of a picture of the person. */
  readonly avatar?: string;
  /** Plain text: what a contributor did, such as `guest` or `photographer`. Feeds and pages do not show it for authors. */
  readonly role?: string;
}

/** The main picture of an article. */
export interface Image {
  /** Absolute URL. */
  readonly url: string;
  /** MIME type, if it is known. */
  readonly type?: string;
  /** Pixels, if the file is local. */
  readonly width?: number;
  readonly height?: number;
  /** Bytes, if the file is local. */
  readonly length?: number;
  /** Plain texts: a text alternative, a caption, and who made the picture. */
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
}

/** A file that comes with an article: audio, video, a document or another picture. */
export interface Attachment {
  /** Absolute URL. */
  readonly url: string;
  /** MIME type. */
  readonly type: string;
  /** Bytes; 0 if unknown. */
  readonly length: number;
  /** Plain text. */
  readonly title?: string;
  /** Seconds, for audio and video. */
  readonly duration?: number;
  /** Pixels, for pictures and video. */
  readonly width?: number;
  readonly height?: number;
}

/** A transcript of an episode (`podcast:transcript`). */
export interface Transcript {
  /** Absolute URL. */
  readonly url: string;
  /** MIME type. */
  readonly type: string;
  /** BCP 47 tag. Default: the language of the episode. */
  readonly language?: string;
  /** Whether it contains times, so that apps can show it as captions. */
  readonly captions?: boolean;
}

/** The data of an article that is an episode of a podcast. */
export interface Episode {
  /** Whole numbers from 1. */
  readonly season?: number;
  readonly episode?: number;
  readonly type?: 'full' | 'trailer' | 'bonus';
  /** Default: the value of the podcast. */
  readonly explicit?: boolean;
  readonly block?: boolean;
  readonly transcripts: readonly Transcript[];
  /** Absolute URL of a chapters file, and its MIME type. */
  readonly chapters?: { readonly url: string; readonly type: string };
}

/** A correction of an article after its publication. */
export interface Correction {
  readonly date: DateTime;
  /** Plain text. */
  readonly text: string;
}

/** The source of a republished article (RSS 2.0 `source`, RFC 4287 §4.2.11). */
export interface Origin {
  /** Plain text: the name of the publication. */
  readonly title: string;
  /** Absolute URL of the publication or of the original article. */
  readonly url?: string;
  /** Absolute URL of the publication's feed. */
  readonly feed?: string;
  /** Absolute IRI: the id of that feed (Atom). */
  readonly id?: string;
  /** Plain text: the title of the original article, if it differs from this one's. */
  readonly headline?: string;
  /** When that feed was updated. */
  readonly updated?: DateTime;
}

/** The same article in another language. */
export interface Translation {
  /** BCP 47. */
  readonly language: string;
  /** Absolute URL. */
  readonly url: string;
}

/** The validated metadata of an article. All texts are plain text on one line, without characters that XML forbids. */
export interface Article {
  /** Path of the Markdown file below the site's root, with `/`. */
  readonly file: string;
  /** The permanent id, the same in all formats. It is an absolute IRI, unless the site has no Atom feed. */
  readonly id: string;
  /** Whether the front matter sets the id. */
  readonly ownId?: boolean;
  /** Absolute permalink URL. */
  readonly url: string;
  /** Path of its page below the output folder; absent if its URL is not on this site. */
  readonly page?: string;
  /** The first folder below the content folder that is not a language; empty if there is none. */
  readonly section: string;
  readonly title: string;
  /** The author's own summary; absent if Feedmill takes one from the text. */
  readonly summary?: string;
  readonly published: DateTime;
  /** The last significant change according to the author. Default: `published`. */
  readonly updated: DateTime;
  /** Never empty if the site has authors. */
  readonly authors: readonly Person[];
  /** Other people who took part. */
  readonly contributors: readonly Person[];
  /** In the spelling that the site uses first, each one once. */
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly image?: Image;
  /** In the order of the front matter. */
  readonly attachments: readonly Attachment[];
  /** Present only if the site has a podcast and the article has audio or video. */
  readonly episode?: Episode;
  /** Oldest first. */
  readonly corrections: readonly Correction[];
  /** BCP 47. */
  readonly language: string;
  /** The same article in other languages, ordered by language. */
  readonly translations: readonly Translation[];
  /** The licence of the article. Default: that of the site. */
  readonly license?: License;
  /** Whether the front matter sets the licence. */
  readonly ownLicense?: boolean;
  /** Absolute URL of the original, if this article is a copy. */
  readonly canonical?: string;
  readonly source?: Origin;
}

/** A page with `feed: false`: it is in no feed and no list, and needs no date. */
export type Page = Omit<Article, 'published' | 'updated'> & Partial<Pick<Article, 'published' | 'updated'>>;

/** The result of reading an article. */
export type ParsedArticle =
  | { readonly state: 'draft' | 'undated' | 'invalid'; readonly source: SourceFile }
  | (Published & { readonly state: 'page'; readonly article: Page })
  | (Published & { readonly state: 'article'; readonly article: Article });

/** The data besides metadata that later stages need of an article. */
export interface Published extends Referrer {
  /** Hash of the whole file. */
  readonly hash: string;
  /** Hash of its text alone, without the front matter. */
  readonly textHash: string;
  /** Position in the body of the heading that became the title; the body leaves it out. */
  readonly heading?: { readonly start: number; readonly end: number };
  /** The local files its front matter refers to. */
  readonly assets: readonly Asset[];
  /** A key that translations of each other share. */
  readonly translation: string;
  /** The recorded values of it that its file does not contain, as a text: it distinguishes cached articles. */
  readonly record?: string;
  /** Milliseconds since 1970: when it is published, if it has a date, and when it expires. */
  readonly due?: number;
  readonly expires?: number;
}
