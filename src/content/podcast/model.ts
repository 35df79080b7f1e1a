import type { Place } from '../../problems/problem.ts';

/**
 * The media of podcasts (`podcast:medium`). The namespace also has lists and publishers, which contain feeds instead of
 * episodes.
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

/** A category of Apple's list, in Apple's spelling. */
export interface Category {
  readonly name: string;
  readonly sub?: string;
}

/** The data of a podcast: Apple's tags, PSP-1 and the podcast namespace. Texts are plain text on one line. */
export interface Podcast {
  /** At least one. The first is the main category. */
  readonly categories: readonly Category[];
  readonly explicit: boolean;
  /** Absolute URL of the cover art. */
  readonly image: string;
  /** The email address is public. */
  readonly owner: { readonly name: string; readonly email: string };
  readonly type: 'episodic' | 'serial';
  readonly author: string;
  /** UUID, lower case. */
  readonly guid: string;
  /** Whether Feedmill derived `guid` from the URL of the feed. */
  readonly minted: boolean;
  readonly locked?: boolean;
  /** Absolute URLs, and the texts of the links. */
  readonly funding: readonly { readonly url: string; readonly text: string }[];
  readonly medium?: (typeof mediums)[number];
  readonly complete: boolean;
  readonly block: boolean;
  /** Absolute URL. */
  readonly newFeedUrl?: string;
  /** Where the config has the section and its image. */
  readonly places: { readonly section: Place; readonly image: Place };
}
