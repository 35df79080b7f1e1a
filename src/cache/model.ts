import type { measureFile, measureImage } from '../content/media.ts';
import type { Problem } from '../problems/problem.ts';
import type { FeedFile } from '../feeds/feed-links.ts';

/**
 * What a build remembers of the one before: facts that hold as long as what they were found from is the same, and nothing else.
 * Without it the next build gives the same output and takes longer.
 */
export interface BuildCache {
  /** What all sources were read with, and what of the site any of them may refer to, as digests. */
  readonly languages: string;
  readonly assets: string;
  readonly linkTargets: string;
  readonly topics: string;
  /** By the path of the Markdown file below the site's root. */
  readonly sources: ReadonlyMap<string, CachedSource>;
  readonly rendered: ReadonlyMap<string, CachedRendering>;
  /** By the path below the output folder. */
  readonly outputs: ReadonlyMap<string, CachedOutput>;
  /** By the path of a feed's first document. */
  readonly feeds: ReadonlyMap<string, CachedFeed>;
  /** By the path of a file below the site's root. */
  readonly media: ReadonlyMap<string, CachedMedia>;
  /** The problems of what stands around the feeds, and what that was made from. */
  readonly siteFiles: CachedSiteFiles;
}

/** A Markdown file that was read. */
export interface CachedSource {
  /** Its size and times; empty where they would not tell that it has changed since. */
  readonly stat: string;
  readonly hash: string;
  /** JSON of a `Packed`: as a text it takes a third of the memory. */
  readonly packed: string;
  readonly problems: readonly Problem[];
}

/** An article that was printed. */
export interface CachedRendering {
  /** What it was printed from, without what its references led to: that is `found`. */
  readonly fingerprint: string;
  readonly found: string;
  /** JSON of the references to places of this site; absent without any. */
  readonly local?: string;
  readonly named: boolean;
  /** Whether all of it was rendered, and not only a summary of it cut. */
  readonly isWhole: boolean;
  /** Absent where the author gives one. */
  readonly summary?: string;
  /** The file, URL and path of each; absent without any. */
  readonly assets?: readonly (readonly [file: string, url: string, path: string])[];
  /** Absent without any. */
  readonly problems?: readonly Problem[];
  /** What its page says of topics. */
  readonly topics: string;
}

/** A file in the output folder. */
export interface CachedOutput {
  /** What it was made from. */
  readonly fingerprint: string;
  /** The first characters of the SHA-256 of its content. */
  readonly hash: string;
  /** As the disk told after it was written. */
  readonly size: number;
  readonly time: number;
}

/** A feed that was written. */
export interface CachedFeed {
  readonly fingerprint: string;
  readonly files: readonly FeedFile[];
  readonly problems: readonly Problem[];
}

/** What stands around the feeds. */
export interface CachedSiteFiles {
  readonly fingerprint: string;
  readonly paths: readonly string[];
  readonly problems: readonly Problem[];
}

/** What a local file says of itself. */
export interface CachedMedia {
  readonly stat: string;
  readonly picture?: ReturnType<typeof measureImage>;
  readonly file?: Awaited<ReturnType<typeof measureFile>>;
  /** The SHA-256 of its content, where no copy of it was written that has it. */
  readonly hash?: string;
}

/** What is remembered before the first build. */
export const emptyCache: BuildCache = {
  languages: '',
  assets: '',
  linkTargets: '',
  topics: '',
  sources: new Map(),
  rendered: new Map(),
  outputs: new Map(),
  feeds: new Map(),
  media: new Map(),
  siteFiles: { fingerprint: '', paths: [], problems: [] },
};
