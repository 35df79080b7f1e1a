import type { Place } from '../../problems/problem.ts';

/** Somebody a feed names. At least one of the texts is there; all are as published. */
export interface SubscribedPerson {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly url?: string | undefined;
  readonly avatar?: string | undefined;
  readonly role?: string | undefined;
}

/** A picture that stands for an item. */
export interface SubscribedImage {
  readonly url: string;
  /** Plain texts: what it shows; what is said under it; who made it. */
  readonly alt?: string | undefined;
  readonly caption?: string | undefined;
  readonly credit?: string | undefined;
}

/** A file that comes with an item. */
export interface SubscribedFile {
  readonly url: string;
  /** MIME type. */
  readonly type?: string | undefined;
  /** Bytes, where that is told and not 0. */
  readonly length?: number | undefined;
  /** Plain text. */
  readonly title?: string | undefined;
  /** Seconds. */
  readonly duration?: number | undefined;
}

/** Terms, as words or as an address or as both. */
export interface SubscribedLicense {
  readonly text?: string | undefined;
  readonly url?: string | undefined;
}

/** Where a republished item comes from. */
export interface SubscribedSource {
  /** Plain text: the name of the publication. */
  readonly title?: string | undefined;
  /** Absolute URLs: of the publication, of its feed. */
  readonly url?: string | undefined;
  readonly feed?: string | undefined;
  /** The id of that feed (Atom). */
  readonly id?: string | undefined;
  /** Plain text: what the original is called. */
  readonly headline?: string | undefined;
  /** Milliseconds since 1970. */
  readonly updated?: number | undefined;
}

/** A file that says in writing what is said in an episode. */
export interface SubscribedTranscript {
  readonly url: string;
  readonly type?: string | undefined;
  readonly language?: string | undefined;
  readonly rel?: string | undefined;
}

/** What an item says of itself as an episode of a podcast. */
export interface SubscribedEpisode {
  readonly season?: number | undefined;
  readonly episode?: number | undefined;
  readonly type?: string | undefined;
  readonly explicit?: boolean | undefined;
  readonly block?: boolean | undefined;
  /** Seconds. */
  readonly duration?: number | undefined;
  readonly transcripts: readonly SubscribedTranscript[];
  /** Absolute URL of a file of chapters. */
  readonly chapters?: string | undefined;
}

/** What only an export of WordPress knows of an item. */
export interface ExportedPost {
  /** `post`, `page`, `attachment`, `revision`, `nav_menu_item`, … */
  readonly type: string;
  /** `publish`, `future`, `draft`, `pending`, `private`, `trash`, … */
  readonly status: string;
  /** The last part of the address, where it has one. */
  readonly slug?: string | undefined;
  readonly number?: string | undefined;
  /** Whether only who knows a password may read it. */
  readonly locked: boolean;
}

/** An item as a reader's program knows it, whatever the format. Addresses are absolute where that could be found out. */
export interface SubscribedItem {
  /** What readers tell it by, byte for byte; white space around it does not count. */
  readonly id: string;
  /** Its page. */
  readonly url?: string | undefined;
  /** Plain text on one line; empty where it has none. */
  readonly title: string;
  /** Milliseconds since 1970; absent where the feed does not tell, or not readably. */
  readonly published?: number | undefined;
  readonly updated?: number | undefined;
  /** Plain text. In RSS only where the full text stands beside it. */
  readonly summary?: string | undefined;
  /** The content as HTML, as it stands in the feed. */
  readonly html?: string | undefined;
  /** What references in the content are relative to, where that is known. */
  readonly base?: string | undefined;
  /** Its own, else in Atom and JSON Feed those of the feed, whom it inherits there. */
  readonly authors: readonly SubscribedPerson[];
  readonly contributors: readonly SubscribedPerson[];
  /** Topics that are not known to be categories. */
  readonly tags: readonly string[];
  /** Only an export tells them from tags. */
  readonly categories: readonly string[];
  /** Its own, as it stands there; the feed's where it tells none. */
  readonly language?: string | undefined;
  readonly image?: SubscribedImage | undefined;
  readonly attachments: readonly SubscribedFile[];
  readonly license?: SubscribedLicense | undefined;
  readonly source?: SubscribedSource | undefined;
  /** Address of the original of a republished item. */
  readonly external?: string | undefined;
  readonly episode?: SubscribedEpisode | undefined;
  readonly post?: ExportedPost | undefined;
  /** Where it begins. */
  readonly place: Place;
}

/** The name of what a document is written in. */
export type SubscribedFormat = 'rss' | 'rdf' | 'atom' | 'json' | 'wxr';

/** A feed as a reader's program knows it. */
export interface Subscription {
  readonly format: SubscribedFormat;
  /** Plain text. */
  readonly title: string;
  readonly description?: string | undefined;
  /** Address of the site. */
  readonly home?: string | undefined;
  /** Address of the feed, as it says itself, else as it was fetched from. */
  readonly url?: string | undefined;
  /** In Atom. */
  readonly id?: string | undefined;
  /** As it stands there. */
  readonly language?: string | undefined;
  /** The program that made it. */
  readonly generator?: string | undefined;
  readonly authors: readonly SubscribedPerson[];
  readonly license?: SubscribedLicense | undefined;
  /** Newest document first, each in its own order; no id twice. */
  readonly items: readonly SubscribedItem[];
}

/** One document of a feed, and where the older items are. */
export interface SubscribedDocument {
  readonly subscription: Subscription;
  /** Addresses as they stand there, of the document before this one (RFC 5005) or of the next page. */
  readonly more: readonly string[];
}
