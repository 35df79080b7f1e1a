import type { Outcome } from '../build.ts';
import type { Config } from '../config.ts';
import { localTime } from '../date.ts';
import type { Summary } from '../reporters.ts';
import { nextChange } from '../select/schedule.ts';
import { encodePath } from '../url.ts';

/** What a build of the site of `config` came to, for reporters. */
export function summarise(outcome: Outcome, config: Config): Summary {
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
    hubs: hubsOf(config),
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

/** What a build that finds nothing changed since the one of `summary` comes to. */
export function asUnchanged(summary: Summary): Summary {
  return {
    ...summary,
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

/** The hubs that are told of changed feeds. */
export function hubsOf(_config: Config): readonly string[] {
  return [];
}

/** What is due within a second is due for certain when that is over, and the time that is told has whole ones. */
function wholeSecond(instant: number): number {
  return Math.ceil(instant / 1000) * 1000;
}
