import type { ParsedArticle } from '../content/article/model.ts';
import type { measureFile, measureImage } from '../content/media.ts';
import type { PublicationWindow } from '../feeds/select/next-change.ts';
import type { FeedFile } from '../feeds/feed-links.ts';
import type { Problem } from '../problems/problem.ts';
import type { Summary } from '../problems/report.ts';
import type { FileState } from '../base/file-stat.ts';

/** The states of files: three lists of equal length, which parse faster than an object per file. */
export interface FileTable {
  readonly paths: readonly string[];
  readonly stats: readonly string[];
  readonly hashes: readonly string[];
}

/** What the last build read, wrote and reported. It is enough to tell that the next build would do the same. */
export interface LastBuild {
  /** The articles and media files in the order of discovery, by path below the site's root. */
  readonly sources: FileTable;
  /** The files in the output folder, by path below it. */
  readonly outputs: FileTable;
  /** The lock after the build, if there is one, and whether the build only read it. */
  readonly lock: FileTable;
  readonly frozen: boolean;
  /** The content folders, the output folder and the time zone of the config. */
  readonly content: readonly string[];
  readonly output: string;
  /** IANA name. */
  readonly timezone: string;
  /** The problems of the content folders. */
  readonly discovery: readonly Problem[];
  readonly window: PublicationWindow;
  /** The report of the next build if nothing changes. Absent if the next build has to run anyway. */
  readonly report?: UnchangedReport;
}

/** The report of a build that finds nothing changed. */
export interface UnchangedReport {
  readonly problems: readonly Problem[];
  readonly summary: Summary;
}

/** Results of the last build that are valid while their inputs are unchanged. Without them a build takes longer; its output is the same. */
export interface BuildCache {
  /** The articles and media files, by path below the site's root. */
  readonly sources: ReadonlyMap<string, FileState>;
  /** The files in the output folder, by path below it. */
  readonly outputs: ReadonlyMap<string, FileState>;
  /** Digests of the inputs that all articles share, and of their possible link targets. */
  readonly languages: string;
  readonly assets: string;
  readonly linkTargets: string;
  readonly topics: string;
  /** By the path of the Markdown file below the site's root. */
  readonly articles: ReadonlyMap<string, CachedArticle>;
  readonly renderings: ReadonlyMap<string, CachedRendering>;
  /** The fingerprint of the inputs of each output file, by path below the output folder. */
  readonly fingerprints: ReadonlyMap<string, string>;
  /** By the path of a feed's first document. */
  readonly feeds: ReadonlyMap<string, CachedFeed>;
  /** By the path of a file below the site's root. */
  readonly media: ReadonlyMap<string, CachedMedia>;
  readonly siteFiles: CachedSiteFiles;
}

/** A valid Markdown file that was read. */
export interface CachedArticle {
  readonly parsed: ParsedArticle;
  readonly problems: readonly Problem[];
}

/** An article that was rendered. */
export interface CachedRendering {
  /** Fingerprint of its inputs without the targets of its references: `found` is the digest of those. */
  readonly fingerprint: string;
  readonly found: string;
  /** References to URLs of this site, as JSON. Absent if there are none. */
  readonly local?: string;
  /** Whether its text names files in template syntax, whose targets depend on all other files. */
  readonly named: boolean;
  /** Whether the whole article was rendered, not only its summary. */
  readonly isWhole: boolean;
  /** Absent if the author wrote the summary. */
  readonly summary?: string;
  /** The media files it refers to. Absent if there are none. */
  readonly assets?: readonly (readonly [file: string, url: string, path: string])[];
  /** Absent if there are none. */
  readonly problems?: readonly Problem[];
  /** Digest of the topics on its page. */
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

/** The measurements of a local file. */
export interface CachedMedia {
  readonly picture?: ReturnType<typeof measureImage>;
  readonly file?: Awaited<ReturnType<typeof measureFile>>;
}

/** Converts the states of files to a table. */
export function toTable(files: Iterable<readonly [path: string, state: FileState]>): FileTable {
  const all = [...files];
  return {
    paths: all.map(([path]) => path),
    stats: all.map(([, { stat }]) => stat),
    hashes: all.map(([, { hash }]) => hash),
  };
}

/** Converts a table to the states of files by path. */
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
