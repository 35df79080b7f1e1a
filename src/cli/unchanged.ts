import type { PlanArticle, PlanSummary, Summary } from '../problems/report.ts';

/** Returns the summary of a build that finds no changes since the build with `summary`, which wrote the lock file `lock` (if any). */
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

/** Returns the plan after a build has carried it out. Scheduled articles stay in it, with the addresses that are now recorded. */
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
      scheduled: scheduled.map((article) => {
        const { before: _, ...rest } = article;
        return rest;
      }),
      expired: none,
    },
  };
}
