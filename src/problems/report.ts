import type { Problem } from './problem.ts';

/** A feed document in the summary of a build. */
export interface FeedSummary {
  /** What the feed contains: the whole `site`, an `archive`, a `tag`, … or `custom`. */
  readonly kind: string;
  /** Name of the format, such as `RSS`. */
  readonly name: string;
  /** Path below the output folder, and absolute URL. */
  readonly path: string;
  readonly url: string;
  /** Whether this build wrote the file anew or with other bytes; after a `check`, whether a build would. */
  readonly changed: boolean;
  /** Hexadecimal hash of the bytes; present if a build changed the file. */
  readonly sha256?: string;
  /** Size on disk and, if known, as hosts with the weakest compression send it. */
  readonly bytes: number;
  readonly gzip?: number;
  readonly items: number;
}

/** An article that time alone publishes or expires. */
export interface NextChange {
  /** RFC 3339 in the site's zone. */
  readonly at: string;
  readonly what: 'publish' | 'expire';
  readonly file: string;
  readonly title: string;
}

/** What a build changes about an article for subscribers. */
export type PlanKind = 'new' | 'updated' | 'resurfaced' | 'removed' | 'moved' | 'scheduled' | 'expired';

/** An article that subscribers have or will have. */
export interface PlanArticle {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** The Markdown file; empty if unknown. */
  readonly file: string;
  /** RFC 3339 in the site's zone: when it is or was published. */
  readonly published: string;
  /** Its previous address, if that differs. */
  readonly before?: string;
  /** Why it appears as new: another date, another id, a copy of another article, or an old article that enters the feed. */
  readonly why?: 'date' | 'id' | 'copy' | 'backlog';
}

/** What a build changes for subscribers. */
export interface PlanSummary {
  /** What it is compared with: the lock file or a feed; empty if there is neither. */
  readonly against: string;
  readonly counts: Readonly<Record<PlanKind, number>>;
  /** The articles, at most a hundred of each kind. */
  readonly articles: Readonly<Record<PlanKind, readonly PlanArticle[]>>;
}

/** What a complete run did; after a `check`, what a build would do. */
export interface Summary {
  /** Published articles. */
  readonly articles: number;
  /** Articles that are not published, each counted once. */
  readonly drafts: number;
  readonly scheduled: number;
  readonly expired: number;
  readonly undated: number;
  readonly feeds: readonly FeedSummary[];
  readonly pages: number;
  /** Files. */
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Paths of these files below the output folder. */
  readonly files: { readonly written: readonly string[]; readonly removed: readonly string[] };
  /** The next change that time alone brings. Absent if there is none. */
  readonly next?: NextChange;
  /** What it changes for subscribers. */
  readonly plan: PlanSummary;
  /** Absolute URL of the site. */
  readonly site: string;
  /** URLs of the hubs to notify of changed feeds. */
  readonly hubs: readonly string[];
  /** The output folder as the user calls it. */
  readonly output: string;
}

/** Output of a command other than problems and the summary of a build: for people, and for programs. */
export interface ReportBody {
  /** Lines, wrapped to the width of the terminal. */
  readonly lines: readonly ReportLine[];
  /** Further members of the JSON report. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Pieces of text, each with its colour. */
export type ReportLine = readonly { readonly text: string; readonly paint?: keyof Palette }[];

/** How a run ended: 0 done, 1 problems in the content, 2 could not run, 3 `plan --exit-code` found changes. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The result of a run. */
export interface Report {
  /** Its name on the command line. */
  readonly command: string;
  readonly problems: readonly Problem[];
  /** Of a build or a check; absent if the run stopped early. */
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
