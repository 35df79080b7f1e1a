import type { PlanArticle, PlanSummary, Summary } from '../problems/report.ts';

/** The summary of a build that finds nothing changed since the build of `summary`, which wrote the lock file `lock` (if any). */
export function asUnchanged(summary: Summary, lock: string | undefined): Summary {
  return {
    ...summary,
    ...(lock !== undefined && { plan: asDone(summary.plan, lock) }),
    feeds: summary.feeds.map((feed) => {
      const { sha256: _, ...rest } = feed;
      return { ...rest, changed: false };
    }),
    written: 0,
    unchanged: summary.written + summary.unchanged,
    removed: 0,
    files: { written: [], removed: [] },
  };
}

/** A plan that was carried out: what was scheduled still is. */
function asDone({ counts, articles: { scheduled } }: PlanSummary, against: string): PlanSummary {
  const none: readonly PlanArticle[] = [];
  return {
    against,
    counts: {
      new: 0,
      updated: 0,
      resurfaced: 0,
      removed: 0,
      moved: 0,
      scheduled: counts.scheduled,
      expired: 0,
    },
    articles: {
      new: none,
      updated: none,
      resurfaced: none,
      removed: none,
      moved: none,
      scheduled,
      expired: none,
    },
  };
}
