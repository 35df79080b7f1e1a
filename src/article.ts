import type { DateTime } from './date.ts';

/** Somebody who wrote, edited or owns something. `name` is plain text and never empty. */
export interface Person {
  readonly name: string;
  /** Only where the person wants it published (`publishEmail: true`). */
  readonly email?: string;
  /** Absolute URL of the person's page. */
  readonly url?: string;
  /** Absolute URL of a picture of the person. */
  readonly avatar?: string;
}

/** The terms an article may be used under. */
export interface License {
  /** Plain text to show: an SPDX identifier, a name, or a sentence such as `© 2026 AFP`. */
  readonly text: string;
  /** Absolute URL of the licence's text. */
  readonly url?: string;
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

/** Where a republished article comes from (RSS 2.0 `source`, RFC 4287 §4.2.11). */
export interface Origin {
  /** Plain text: the name of the publication. */
  readonly title: string;
  /** Absolute URL of the publication or of the original article. */
  readonly url?: string;
  /** Absolute URL of the publication's feed. */
  readonly feed?: string;
}

/** An article's metadata, validated. All texts are plain text on one line, free of what XML cannot hold. */
export interface Article {
  /** Path of the Markdown file below the site's root, with `/`. */
  readonly file: string;
  /** The permanent identity: an absolute IRI unless Atom is left out. Byte for byte the same in all formats. */
  readonly id: string;
  /** Absolute permalink URL. */
  readonly url: string;
  /** Path of its page below the output folder; none where its URL is not one of this site. */
  readonly page?: string;
  /** The first folder it lies in below the content folder, or empty. */
  readonly section: string;
  readonly title: string;
  /** What the author says in a sentence or two; absent where it is to be cut from the text. */
  readonly summary?: string;
  readonly published: DateTime;
  /** The last change the author calls significant; equal to `published` where none is given. */
  readonly updated: DateTime;
  /** Never empty where the site has authors. */
  readonly authors: readonly Person[];
  /** As first written, without doubles. `topics` of a feed are categories, then tags. */
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly image?: Image;
  /** BCP 47. */
  readonly language: string;
  readonly license?: License;
  /** Absolute URL of the original, where this is a copy. */
  readonly canonical?: string;
  readonly source?: Origin;
}
