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
  /** Whether ids must be IRIs, because the site has an Atom feed. */
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
  /** Absolute URL of an image of the person. */
  readonly avatar?: string;
  /** Plain text: the role of a contributor, such as `guest` or `photographer`. Feeds and pages do not show the role of an author. */
  readonly role?: string;
}

/** The main image of an article. */
export interface Image {
  /** Absolute URL. */
  readonly url: string;
  /** MIME type, if known. */
  readonly type?: string;
  /** Size in pixels, if the file is local. */
  readonly width?: number;
  readonly height?: number;
  /** Size in bytes, if the file is local. */
  readonly length?: number;
  /** Plain texts: a text alternative, a caption, and the creator of the image. */
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
}

/** A file attached to an article: audio, video, a document or an additional image. */
export interface Attachment {
  /** Absolute URL. */
  readonly url: string;
  /** MIME type. */
  readonly type: string;
  /** Size in bytes; 0 if unknown. */
  readonly length: number;
  /** Plain text. */
  readonly title?: string;
  /** Duration in seconds, for audio and video. */
  readonly duration?: number;
  /** Size in pixels, for images and video. */
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
  /** Whether the transcript contains timestamps, so that apps can show it as captions. */
  readonly captions?: boolean;
}

/** The data of an article that is an episode of a podcast. */
export interface Episode {
  /** Whole numbers, starting at 1. */
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

/** A correction made to an article after its publication. */
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
  /** Plain text: the title of the original article, if it is different. */
  readonly headline?: string;
  /** The last update of that feed. */
  readonly updated?: DateTime;
}

/** The same article in another language. */
export interface Translation {
  /** BCP 47 tag. */
  readonly language: string;
  /** Absolute URL. */
  readonly url: string;
}

/** The validated metadata of an article. All texts are plain text on a single line, without characters that XML forbids. */
export interface Article {
  /** Path of the Markdown file, relative to the site's root, with `/` as the separator. */
  readonly file: string;
  /** The permanent id, which is the same in all formats. If the site has an Atom feed, it is an absolute IRI. */
  readonly id: string;
  /** Whether the front matter sets the id. */
  readonly ownId?: boolean;
  /** Absolute permalink URL. */
  readonly url: string;
  /** Path of its page, relative to the output folder. Absent if its URL is not on this site. */
  readonly page?: string;
  /** The top-level content folder, or the folder below it if the top-level folder is a language. Empty if there is none. */
  readonly section: string;
  readonly title: string;
  /** The summary in the front matter. Absent if Feedmill generates it from the text. */
  readonly summary?: string;
  readonly published: DateTime;
  /** The last significant change, as set by the author. Default: `published`. */
  readonly updated: DateTime;
  /** Never empty if the site has authors. */
  readonly authors: readonly Person[];
  /** Other people who contributed to the article. */
  readonly contributors: readonly Person[];
  /** Without duplicates, in the spelling of the site's oldest article. */
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly image?: Image;
  /** In the order of the front matter. */
  readonly attachments: readonly Attachment[];
  /** Present only if the site has a podcast and the article has audio or video. */
  readonly episode?: Episode;
  /** Oldest first. */
  readonly corrections: readonly Correction[];
  /** BCP 47 tag. */
  readonly language: string;
  /** The same article in other languages, ordered by language. */
  readonly translations: readonly Translation[];
  /** The licence of the article. Default: the licence of the site. */
  readonly license?: License;
  /** Whether the front matter sets the licence. */
  readonly ownLicense?: boolean;
  /** Absolute URL of the original article, if this article is republished. */
  readonly canonical?: string;
  readonly source?: Origin;
}

/** A page with `feed: false`. It is not in any feed or list, and does not need a date. */
export type Page = Omit<Article, 'published' | 'updated'> & Partial<Pick<Article, 'published' | 'updated'>>;

/** The result of reading an article. */
export type ParsedArticle =
  | { readonly state: 'draft' | 'undated' | 'invalid'; readonly source: SourceFile }
  | (Published & { readonly state: 'page'; readonly article: Page })
  | (Published & { readonly state: 'article'; readonly article: Article });

/** The data of an article, other than its metadata, that later stages need. */
export interface Published extends Referrer {
  /** Hash of the whole file. */
  readonly hash: string;
  /** Hash of the text only, without the front matter. */
  readonly textHash: string;
  /** Position of the heading that became the title. The rendered body omits it. */
  readonly heading?: { readonly start: number; readonly end: number };
  /** The local files that its front matter refers to. */
  readonly assets: readonly Asset[];
  /** A key that all translations of an article share. */
  readonly translation: string;
  /** The recorded values of the article that are not in its file, as text. The cache uses it to distinguish articles. */
  readonly record?: string;
  /** When the article is published (if it has a date) and when it expires, in milliseconds since 1970. */
  readonly due?: number;
  readonly expires?: number;
}
