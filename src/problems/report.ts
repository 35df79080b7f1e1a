import type { Problem } from './problem.ts';

/** A feed file in the summary of a build. */
export interface FeedSummary {
  /** The kind of feed: `site` for the main feed, `archive`, `tag`, … or `custom`. */
  readonly kind: string;
  /** Name of the format, such as `RSS`. */
  readonly name: string;
  /** Path relative to the output folder, and absolute URL. */
  readonly path: string;
  readonly url: string;
  /** Whether the build created or changed the file. After a `check`, whether a build would. */
  readonly changed: boolean;
  /** Hexadecimal SHA-256 hash of the file. Present if a build changed the file. */
  readonly sha256?: string;
  /** Size in bytes and, if known, the compressed size (gzip level 1). */
  readonly bytes: number;
  readonly gzip?: number;
  readonly items: number;
}

/** The next scheduled change: an article that will be published or that will expire. */
export interface NextChange {
  /** RFC 3339 date in the site's time zone. */
  readonly at: string;
  readonly what: 'publish' | 'expire';
  readonly file: string;
  readonly title: string;
}

/** The kinds of changes to articles that subscribers notice or that a plan lists. */
export type PlanKind = 'new' | 'updated' | 'resurfaced' | 'removed' | 'moved' | 'scheduled' | 'expired';

/** An article that subscribers have or will have. */
export interface PlanArticle {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** The Markdown file; empty if unknown. */
  readonly file: string;
  /** Publication date as an RFC 3339 date in the site's time zone. */
  readonly published: string;
  /** The previous address, if it is different. */
  readonly before?: string;
  /**
   * Why the article appears as new: its date or id changed, it is a copy of another article, or it is old and was not in the feed
   * before.
   */
  readonly why?: 'date' | 'id' | 'copy' | 'backlog';
}

/** The changes that a build makes for subscribers. */
export interface PlanSummary {
  /** The lock file or feed that the build is compared with. Empty if there is neither. */
  readonly against: string;
  readonly counts: Readonly<Record<PlanKind, number>>;
  /** The articles, limited to 100 of each kind. */
  readonly articles: Readonly<Record<PlanKind, readonly PlanArticle[]>>;
}

/** The result of a complete build. After a `check`, the result that a build would have. */
export interface Summary {
  /** Published articles. */
  readonly articles: number;
  /** Unpublished articles. Each article is counted once. */
  readonly drafts: number;
  readonly scheduled: number;
  readonly expired: number;
  readonly undated: number;
  readonly feeds: readonly FeedSummary[];
  readonly pages: number;
  /** Numbers of files. */
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Paths of these files, relative to the output folder. */
  readonly files: { readonly written: readonly string[]; readonly removed: readonly string[] };
  /** The next scheduled change. Absent if there is none. */
  readonly next?: NextChange;
  /** The changes for subscribers. */
  readonly plan: PlanSummary;
  /** Absolute URL of the site. */
  readonly site: string;
  /** URLs of the hubs to notify of changed feeds. */
  readonly hubs: readonly string[];
  /** Path of the output folder, as the user wrote it. */
  readonly output: string;
}

/** The output of a command, other than problems and the summary of a build. */
export interface ReportBody {
  /** Lines for people. Reporters wrap them to the width of the terminal. */
  readonly lines: readonly ReportLine[];
  /** Additional members of the JSON report. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Pieces of text, each with its colour. */
export type ReportLine = readonly { readonly text: string; readonly paint?: keyof Palette }[];

/**
 * The exit code of a run: 0 for success, 1 for errors in the content, 2 if it could not run, 3 if `plan --exit-code` found
 * changes.
 */
export type ExitCode = 0 | 1 | 2 | 3;

/** The result of a run. */
export interface Report {
  /** The name of the command. */
  readonly command: string;
  readonly problems: readonly Problem[];
  /** The summary of a build or check. Absent if the run stopped early. */
  readonly summary?: Summary;
  readonly body?: ReportBody;
  readonly milliseconds: number;
  readonly exitCode: ExitCode;
}

/** The colours of a report, by meaning. */
export interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly good: Paint;
  readonly strong: Paint;
  readonly quiet: Paint;
  readonly code: Paint;
}

export type Paint = (text: string) => string;
