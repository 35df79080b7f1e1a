import type { ParsedArticle } from '../content/article/model.ts';
import type { measureFile, measureImage } from '../content/media.ts';
import type { PublicationWindow } from '../feeds/select/next-change.ts';
import type { FeedFile } from '../feeds/feed-links.ts';
import type { Problem } from '../problems/problem.ts';
import type { Summary } from '../problems/report.ts';
import type { FileState } from '../base/file-stat.ts';

/** The states of files: three lists of equal length, which are quicker to read than a record for each file. */
export interface FileTable {
  readonly paths: readonly string[];
  readonly stats: readonly string[];
  readonly hashes: readonly string[];
}

/** What the last build read, wrote and reported: enough to see that the next one would do the same. */
export interface LastBuild {
  /** The articles and the files beside them, in the order in which they are found, by their paths below the site's root. */
  readonly sources: FileTable;
  /** The files in the output folder, by their paths below it. */
  readonly outputs: FileTable;
  /** The lock after the build, if there is one, and whether the build only read it. */
  readonly lock: FileTable;
  readonly frozen: boolean;
  /** The content folders, the output folder and the time zone of the config. */
  readonly content: readonly string[];
  readonly output: string;
  /** IANA. */
  readonly timezone: string;
  /** The problems of the content folders. */
  readonly discovery: readonly Problem[];
  readonly window: PublicationWindow;
  /** What the next build reports if nothing has changed; absent if the next build has to run anyway. */
  readonly report?: UnchangedReport;
}

/** What a build reports that finds nothing changed. */
export interface UnchangedReport {
  readonly problems: readonly Problem[];
  readonly summary: Summary;
}

/** Facts that hold as long as what they were found from is the same. Without them the next build takes longer and makes the same output. */
export interface BuildCache {
  /** The articles and the files beside them, by their paths below the site's root. */
  readonly sources: ReadonlyMap<string, FileState>;
  /** The files in the output folder, by their paths below it. */
  readonly outputs: ReadonlyMap<string, FileState>;
  /** Digests of what all articles were read with, and of what any of them may refer to. */
  readonly languages: string;
  readonly assets: string;
  readonly linkTargets: string;
  readonly topics: string;
  /** By the path of the Markdown file below the site's root. */
  readonly articles: ReadonlyMap<string, CachedArticle>;
  readonly renderings: ReadonlyMap<string, CachedRendering>;
  /** The fingerprint of what each output file is made from, by its path below the output folder. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** By the path of a feed's first document. */
  readonly feeds: ReadonlyMap<string, CachedFeed>;
  /** By the path of a file below the site's root. */
  readonly media: ReadonlyMap<string, CachedMedia>;
  readonly siteFiles: CachedSiteFiles;
}

/** A Markdown file that was read, and is valid. */
export interface CachedArticle {
  readonly parsed: ParsedArticle;
  readonly problems: readonly Problem[];
}

/** An article that was rendered. */
export interface CachedRendering {
  /** What it was rendered from, except what its references led to: that is `found`. */
  readonly fingerprint: string;
  readonly found: string;
  /** JSON of the references to places of this site; absent without any. */
  readonly local?: string;
  /** Whether it names files in template syntax, which any other file may change the meaning of. */
  readonly named: boolean;
  /** Whether all of it was rendered, and not only its summary. */
  readonly isWhole: boolean;
  /** Absent if the author wrote one. */
  readonly summary?: string;
  /** The file, URL and path of each; absent without any. */
  readonly assets?: readonly (readonly [file: string, url: string, path: string])[];
  /** Absent without any. */
  readonly problems?: readonly Problem[];
  /** Digest of what its page says about topics. */
  readonly topics: string;
}

/** A feed that was written. */
export interface CachedFeed {
  readonly fingerprint: string;
  readonly files: readonly FeedFile[];
  readonly problems: readonly Problem[];
}

/** The files around the feeds. */
export interface CachedSiteFiles {
  readonly fingerprint: string;
  readonly paths: readonly string[];
  readonly problems: readonly Problem[];
}

/** What a local file says about itself. */
export interface CachedMedia {
  readonly picture?: ReturnType<typeof measureImage>;
  readonly file?: Awaited<ReturnType<typeof measureFile>>;
}

/** The states of files as a table. */
export function toTable(files: Iterable<readonly [path: string, state: FileState]>): FileTable {
  const all = [...files];
  return {
    paths: all.map(([path]) => path),
    stats: all.map(([, { stat }]) => stat),
    hashes: all.map(([, { hash }]) => hash),
  };
}

/** The states of files by their paths. */
export function fromTable({ paths, stats, hashes }: FileTable): Map<string, FileState> {
  const entries = paths.map(
    (path, index) => [path, { stat: stats[index] ?? '', hash: hashes[index] ?? '' }] as const,
  );
  return new Map(entries);
}

/** The cache before the first build. */
export const emptyCache: BuildCache = {
  sources: new Map(),
  outputs: new Map(),
  languages: '',
  assets: '',
  linkTargets: '',
  topics: '',
  articles: new Map(),
  renderings: new Map(),
  fingerprints: new Map(),
  feeds: new Map(),
  media: new Map(),
  siteFiles: { fingerprint: '', paths: [], problems: [] },
};
