import type { Asset, Referrer } from '../assets.ts';
import type { DateTime } from '../../base/date.ts';
import type { SourceFile } from '../discover.ts';
import type { License } from '../license.ts';

/** Somebody who wrote, edited or owns something. `name` is plain text and never empty. */
export interface Person {
  readonly name: string;
  /** Only where the person wants it published (`publishEmail: true`). */
  readonly email?: string;
  /** Absolute URL of the person's page. */
  readonly url?: string;
  /** Absolute URL of a picture of the person. */
  readonly avatar?: string;
  /** Plain text: what a contributor did (`guest`, `editor`, `photographer`). Of an author it is not shown. */
  readonly role?: string;
}

/** The picture that stands for an article. */
export interface Image {
  /** Absolute URL. */
  readonly url: string;
  /** MIME type, where it is known. */
  readonly type?: string;
  /** Pixels, of a local file. */
  readonly width?: number;
  readonly height?: number;
  /** Bytes, of a local file. */
  readonly length?: number;
  /** Plain texts: what the picture shows; what is said under it; who made it. */
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
}

/** A file that comes with an article: sound, a film, a document, a further picture. */
export interface Attachment {
  /** Absolute URL. */
  readonly url: string;
  /** MIME type. */
  readonly type: string;
  /** Bytes; 0 where nobody knows. */
  readonly length: number;
  /** Plain text. */
  readonly title?: string;
  /** Seconds, of sound and film. */
  readonly duration?: number;
  /** Pixels, of pictures and films. */
  readonly width?: number;
  readonly height?: number;
}

/** A file that says in writing what is said in an episode (`podcast:transcript`). */
export interface Transcript {
  /** Absolute URL. */
  readonly url: string;
  /** MIME type. */
  readonly type: string;
  /** BCP 47; the episode's language where it is absent. */
  readonly language?: string;
  /** Whether it is shown in time with the sound. */
  readonly captions?: boolean;
}

/** What an article says of itself as an episode of a podcast. */
export interface Episode {
  /** Whole numbers from 1. */
  readonly season?: number;
  readonly episode?: number;
  readonly type?: 'full' | 'trailer' | 'bonus';
  /** Absent where it is as explicit as the podcast. */
  readonly explicit?: boolean;
  readonly block?: boolean;
  readonly transcripts: readonly Transcript[];
  /** Absolute URL of a file of chapters, and its MIME type. */
  readonly chapters?: { readonly url: string; readonly type: string };
}

/** What was wrong in an article and has been put right. */
export interface Correction {
  readonly date: DateTime;
  /** Plain text. */
  readonly text: string;
}

/** Where a republished article comes from (RSS 2.0 `source`, RFC 4287 §4.2.11). */
export interface Origin {
  /** Plain text: the name of the publication. */
  readonly title: string;
  /** Absolute URL of the publication or of the original article. */
  readonly url?: string;
  /** Absolute URL of the publication's feed. */
  readonly feed?: string;
  /** Absolute IRI: the id of that feed (Atom). */
  readonly id?: string;
  /** Plain text: what the original article is called, where that is not this one's title. */
  readonly headline?: string;
  /** When that feed was updated. */
  readonly updated?: DateTime;
}

/** An article in another language that says the same. */
export interface Translation {
  /** BCP 47. */
  readonly language: string;
  /** Absolute URL. */
  readonly url: string;
}

/** An article's metadata, validated. All texts are plain text on one line, free of what XML cannot hold. */
export interface Article {
  /** Path of the Markdown file below the site's root, with `/`. */
  readonly file: string;
  /** The permanent identity: an absolute IRI unless Atom is left out. Byte for byte the same in all formats. */
  readonly id: string;
  /** Whether the article itself names it. */
  readonly ownId?: boolean;
  /** Absolute permalink URL. */
  readonly url: string;
  /** Path of its page below the output folder; none where its URL is not one of this site. */
  readonly page?: string;
  /** The first folder it lies in below the content folder that is no language, or empty. */
  readonly section: string;
  readonly title: string;
  /** What the author says in a sentence or two; absent where it is to be cut from the text. */
  readonly summary?: string;
  readonly published: DateTime;
  /** The last change the author calls significant; equal to `published` where none is given. */
  readonly updated: DateTime;
  /** Never empty where the site has authors. */
  readonly authors: readonly Person[];
  /** Who else had a part in it. */
  readonly contributors: readonly Person[];
  /** As first written, without doubles. `topics` of a feed are categories, then tags. */
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly image?: Image;
  /** In the order of the front matter. */
  readonly attachments: readonly Attachment[];
  /** Only where the site has a podcast and the article comes with sound or film. */
  readonly episode?: Episode;
  /** Oldest first. */
  readonly corrections: readonly Correction[];
  /** BCP 47. */
  readonly language: string;
  /** The same article in other languages, by language. */
  readonly translations: readonly Translation[];
  /** Its own, else the site's. */
  readonly license?: License;
  /** Whether the article itself names it. */
  readonly ownLicense?: boolean;
  /** Absolute URL of the original, where this is a copy. */
  readonly canonical?: string;
  readonly source?: Origin;
}

/** A page of the site that need not have a date: one with `feed: false`, in no feed and no list. */
export type Page = Omit<Article, 'published' | 'updated'> & Partial<Pick<Article, 'published' | 'updated'>>;

/** What an article of the site came to. */
export type ParsedArticle =
  | { readonly state: 'draft' | 'undated' | 'invalid'; readonly source: SourceFile }
  | (Published & { readonly state: 'page'; readonly article: Page })
  | (Published & { readonly state: 'article'; readonly article: Article });

/** What the later stages need of an article beside its metadata. */
export interface Published extends Referrer {
  /** Of the file as it was read. */
  readonly hash: string;
  /** Of its text alone, whatever its front matter says. */
  readonly textHash: string;
  /** Where in the body the heading stands that became the title; it is not repeated there. */
  readonly heading?: { readonly start: number; readonly end: number };
  /** The local files its front matter refers to. */
  readonly assets: readonly Asset[];
  /** What articles that are translations of each other have in common. */
  readonly translation: string;
  /** What subscribers know of it that its file does not say, as a text: it tells readings apart. */
  readonly record?: string;
  /** Milliseconds since 1970: when it is published, if it has a date, and when it is gone. */
  readonly due?: number;
  readonly expires?: number;
}
