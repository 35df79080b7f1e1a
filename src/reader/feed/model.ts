import type { Place } from '../../problems/problem.ts';

/** A person in a feed. At least one of the texts is present; all are as published. */
export interface SubscribedPerson {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly url?: string | undefined;
  readonly avatar?: string | undefined;
  readonly role?: string | undefined;
}

/** The main image of an item. */
export interface SubscribedImage {
  readonly url: string;
  /** Plain texts: the alternative text, the caption, the credit. */
  readonly alt?: string | undefined;
  readonly caption?: string | undefined;
  readonly credit?: string | undefined;
}

/** A file attached to an item. */
export interface SubscribedFile {
  readonly url: string;
  /** MIME type. */
  readonly type?: string | undefined;
  /** Bytes; absent if unknown or 0. */
  readonly length?: number | undefined;
  /** Plain text. */
  readonly title?: string | undefined;
  /** Seconds. */
  readonly duration?: number | undefined;
}

/** Terms of use, as text, as URL or both. */
export interface SubscribedLicense {
  readonly text?: string | undefined;
  readonly url?: string | undefined;
}

/** The origin of a republished item. */
export interface SubscribedSource {
  /** Plain text: the name of the publication. */
  readonly title?: string | undefined;
  /** Absolute URLs: of the publication, of its feed. */
  readonly url?: string | undefined;
  readonly feed?: string | undefined;
  /** The id of that feed (Atom). */
  readonly id?: string | undefined;
  /** Plain text: the title of the original. */
  readonly headline?: string | undefined;
  /** Milliseconds since 1970. */
  readonly updated?: number | undefined;
}

/** A transcript of an episode. */
export interface SubscribedTranscript {
  readonly url: string;
  readonly type?: string | undefined;
  readonly language?: string | undefined;
  readonly rel?: string | undefined;
}

/** The data of an item that is an episode of a podcast. */
export interface SubscribedEpisode {
  readonly season?: number | undefined;
  readonly episode?: number | undefined;
  readonly type?: string | undefined;
  readonly explicit?: boolean | undefined;
  readonly block?: boolean | undefined;
  /** Seconds. */
  readonly duration?: number | undefined;
  readonly transcripts: readonly SubscribedTranscript[];
  /** Absolute URL of a chapters file. */
  readonly chapters?: string | undefined;
}

/** The data of an item that only a WordPress export has. */
export interface ExportedPost {
  /** `post`, `page`, `attachment`, `revision`, `nav_menu_item`, … */
  readonly type: string;
  /** `publish`, `future`, `draft`, `pending`, `private`, `trash`, … */
  readonly status: string;
  /** The last segment of the URL, if it has one. */
  readonly slug?: string | undefined;
  readonly number?: string | undefined;
  /** Whether a password protects it. */
  readonly locked: boolean;
}

/** An item as a feed reader knows it, in any format. URLs are absolute if possible. */
export interface SubscribedItem {
  /** The id by which readers know it, byte for byte, without white space around it. */
  readonly id: string;
  /** Its page. */
  readonly url?: string | undefined;
  /** Plain text on one line; may be empty. */
  readonly title: string;
  /** Milliseconds since 1970; absent if the feed has none, or an unreadable one. */
  readonly published?: number | undefined;
  readonly updated?: number | undefined;
  /** Plain text. In RSS only if the full text is present too. */
  readonly summary?: string | undefined;
  /** The content as HTML, as in the feed. */
  readonly html?: string | undefined;
  /** The base of references in the content, if known. */
  readonly base?: string | undefined;
  /** Its own, else in Atom and JSON Feed those inherited from the feed. */
  readonly authors: readonly SubscribedPerson[];
  readonly contributors: readonly SubscribedPerson[];
  /** Topics that are not known to be categories. */
  readonly tags: readonly string[];
  /** Only an export distinguishes them from tags. */
  readonly categories: readonly string[];
  /** Its own, as written, else that of the feed. */
  readonly language?: string | undefined;
  readonly image?: SubscribedImage | undefined;
  readonly attachments: readonly SubscribedFile[];
  readonly license?: SubscribedLicense | undefined;
  readonly source?: SubscribedSource | undefined;
  /** URL of the original of a republished item. */
  readonly external?: string | undefined;
  readonly episode?: SubscribedEpisode | undefined;
  readonly post?: ExportedPost | undefined;
  /** Its position. */
  readonly place: Place;
}

/** The format of a document. */
export type SubscribedFormat = 'rss' | 'rdf' | 'atom' | 'json' | 'wxr';

/** A feed as a feed reader knows it. */
export interface Subscription {
  readonly format: SubscribedFormat;
  /** Plain text. */
  readonly title: string;
  readonly description?: string | undefined;
  /** URL of the site. */
  readonly home?: string | undefined;
  /** URL of the feed: its own `self` link, else the one it was fetched from. */
  readonly url?: string | undefined;
  /** Only in Atom. */
  readonly id?: string | undefined;
  /** As written. */
  readonly language?: string | undefined;
  /** The program that wrote it. */
  readonly generator?: string | undefined;
  readonly authors: readonly SubscribedPerson[];
  readonly license?: SubscribedLicense | undefined;
  /** Newest document first, each in its own order; no id twice. */
  readonly items: readonly SubscribedItem[];
}

/** One document of a feed, and links to older items. */
export interface SubscribedDocument {
  readonly subscription: Subscription;
  /** URLs as written, of the previous document (RFC 5005) or of the next page. */
  readonly more: readonly string[];
}
