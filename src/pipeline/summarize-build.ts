import { localClock, localTime } from '../base/time-zone.ts';
import type { LockEntry } from '../subscribers/lock.ts';
import { countPlan, type PlannedArticle } from '../subscribers/plan.ts';
import { nextChange } from '../feeds/select/next-change.ts';
import { encodePath } from '../base/url.ts';
import type { Config } from '../config/model.ts';
import type { PlanArticle, PlanSummary, Summary } from '../problems/report.ts';
import type { Outcome } from './model.ts';

/** Summarizes the outcome of a build of the site of `config` as plain data. */
export function summarizeBuild(outcome: Outcome, config: Config): Summary {
  const { selection, counts, hashes } = outcome;
  const { written = [], removed = [], unchanged = 0 } = counts ?? {};
  const changed = new Set(written);
  const next = nextChange(selection);
  return {
    articles: selection.articles.length + selection.pages.length,
    drafts: outcome.drafts,
    scheduled: selection.scheduled.length,
    expired: selection.expired.length,
    undated: outcome.undated,
    feeds: outcome.feeds.map((feed) => {
      const sha256 = hashes?.get(feed.path);
      return {
        ...feed,
        url: config.url + encodePath(feed.path),
        changed: changed.has(feed.path),
        ...(sha256 !== undefined && { sha256 }),
      };
    }),
    pages: outcome.pages,
    written: written.length,
    unchanged,
    removed: removed.length,
    files: { written, removed },
    site: config.url,
    hubs: config.hubs,
    plan: summarisePlan(outcome, config),
    output: config.output,
    ...(next && {
      next: {
        at: localTime(wholeSecond(next.at), config.timezone),
        what: next.what,
        file: next.article.file,
        title: next.article.title,
      },
    }),
  };
}

function gone({ id, url, title, path, published }: LockEntry): PlanArticle {
  return { id, url, title, file: path, published };
}

/** Maximum number of entries of one kind: nobody reads more. */
const most = 100;

function summarisePlan({ plan, comparedWith: against }: Outcome, { timezone }: Config): PlanSummary {
  const local = localClock(timezone);
  const article = ({ parsed, entry }: PlannedArticle): PlanArticle => {
    const { id, url, title, published } = parsed.article;
    const { due = published.instant } = parsed;
    return {
      id,
      url,
      title,
      file: parsed.source.file,
      published: local(due),
      ...(entry && entry.url !== url && { before: entry.url }),
    };
  };
  const list = (some: readonly PlannedArticle[]) => some.slice(0, most).map(article);
  return {
    against,
    counts: countPlan(plan),
    articles: {
      new: list(plan.new),
      updated: list(plan.updated),
      resurfaced: plan.resurfaced.slice(0, most).map((one) => ({ ...article(one), why: one.why })),
      removed: plan.removed.slice(0, most).map(gone),
      moved: list(plan.moved),
      scheduled: list(plan.scheduled),
      expired: list(plan.expired),
    },
  };
}

/** Rounds up to a whole second, because reported times have whole seconds and must not be too early. */
function wholeSecond(instant: number): number {
  return Math.ceil(instant / 1000) * 1000;
}
