import type { Problem } from './problem.ts';

/** A feed document as it was written. */
export interface FeedSummary {
  /** What it is of: the whole `site`, its `archive`, a `tag`, … or `custom`. */
  readonly kind: string;
  /** Name of the format, such as `RSS`. */
  readonly name: string;
  /** Path below the output folder, and absolute URL. */
  readonly path: string;
  readonly url: string;
  /** Whether this build wrote other bytes than stood there, or the first; of a `check`, whether a build would. */
  readonly changed: boolean;
  /** Of the bytes that were written, in hexadecimal: where it changed, and a build wrote it. */
  readonly sha256?: string;
  /** As it stands on the disk; where that is known, also as hosts send it that compress it least. */
  readonly bytes: number;
  readonly gzip?: number;
  readonly items: number;
}

/** An article that appears or goes when its time has come. */
export interface NextChange {
  /** RFC 3339 in the site's zone. */
  readonly at: string;
  readonly what: 'publish' | 'expire';
  readonly file: string;
  readonly title: string;
}

/** What becomes of an article for those who subscribe. */
export type PlanKind = 'new' | 'updated' | 'resurfaced' | 'removed' | 'moved' | 'scheduled' | 'expired';

/** An article subscribers have or will have. */
export interface PlanArticle {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** The Markdown file; empty where nobody knows. */
  readonly file: string;
  /** RFC 3339 in the site's zone: when it appears, or did. */
  readonly published: string;
  /** Where it was, if it was elsewhere. */
  readonly before?: string;
  /** Why it is seen as new again: another date, another id, a copy of another, or an old one that comes into the feed. */
  readonly why?: 'date' | 'id' | 'copy' | 'backlog';
}

/** What a build does to subscribers. */
export interface PlanSummary {
  /** What tells what they have: the lock file, a feed; empty where nothing does. */
  readonly against: string;
  readonly counts: Readonly<Record<PlanKind, number>>;
  /** The articles, no more than a hundred of a kind. */
  readonly articles: Readonly<Record<PlanKind, readonly PlanArticle[]>>;
}

/** What a run that came to its end did; of a `check`, what a build would do. */
export interface Summary {
  /** Published articles. */
  readonly articles: number;
  /** Articles left out, each counted under one reason. */
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
  /** The same files by their paths below the output folder. */
  readonly files: { readonly written: readonly string[]; readonly removed: readonly string[] };
  /** The next change that time alone brings: a build from then on finds it. Absent where there is none. */
  readonly next?: NextChange;
  /** What it does to subscribers. */
  readonly plan: PlanSummary;
  /** Absolute URL of the site. */
  readonly site: string;
  /** URLs of the hubs that are told of changed feeds. */
  readonly hubs: readonly string[];
  /** The output folder as the user calls it. */
  readonly output: string;
}

/** What a command has to tell that is neither a problem nor the summary of a build: for people, and for programs. */
export interface ReportBody {
  /** Each a line, broken where the terminal ends; an empty one is a gap. */
  readonly lines: readonly ReportLine[];
  /** Further members of the JSON report. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Pieces of text, each with what it is painted as. */
export type ReportLine = readonly { readonly text: string; readonly paint?: keyof Palette }[];

/** How a run ended: done; problems in the content; could not run; done, and what was asked for is so (`plan --exit-code`). */
export type ExitCode = 0 | 1 | 2 | 3;

/** What a run came to. */
export interface Report {
  /** As it is called on the command line. */
  readonly command: string;
  readonly problems: readonly Problem[];
  /** Of a build or a check; absent where the run stopped before. */
  readonly summary?: Summary;
  readonly account?: ReportBody;
  readonly milliseconds: number;
  readonly exitCode: ExitCode;
}

/** The colours of a report, by what they mean. */
export interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly good: Paint;
  readonly strong: Paint;
  readonly quiet: Paint;
  readonly code: Paint;
}

export type Paint = (text: string) => string;
