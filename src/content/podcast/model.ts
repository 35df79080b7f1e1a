import type { Place } from '../../problems/problem.ts';

/**
 * What a podcast's episodes may be (`podcast:medium`). The namespace also has lists and publishers; they hold feeds
 * instead of episodes.
 */
export const mediums = [
  'podcast',
  'music',
  'video',
  'film',
  'audiobook',
  'newsletter',
  'blog',
  'course',
] as const;

/** A category of Apple's list, spelt as there. */
export interface Category {
  readonly name: string;
  readonly sub?: string;
}

/** What makes a feed a podcast: Apple's tags, PSP-1 and the podcast namespace. Texts are plain text on one line. */
export interface Podcast {
  /** At least one; the first counts most. */
  readonly categories: readonly Category[];
  readonly explicit: boolean;
  /** Absolute URL of the cover art. */
  readonly image: string;
  /** The e-mail address is public. */
  readonly owner: { readonly name: string; readonly email: string };
  readonly type: 'episodic' | 'serial';
  readonly author: string;
  /** UUID, lower case. */
  readonly guid: string;
  /** Whether `guid` was made of the feed's address, because none was given. */
  readonly minted: boolean;
  readonly locked?: boolean;
  /** Absolute URLs and what the links say. */
  readonly funding: readonly { readonly url: string; readonly text: string }[];
  readonly medium?: (typeof mediums)[number];
  readonly complete: boolean;
  readonly block: boolean;
  /** Absolute URL. */
  readonly newFeedUrl?: string;
  /** Where the section and its image stand in the config. */
  readonly places: { readonly section: Place; readonly image: Place };
}
