import type { Article, ParsedArticle } from '../../content/article/model.ts';
import type { DateTime } from '../../base/date.ts';
import type { Identity } from '../identity.ts';

/** `instant` (milliseconds since 1970) as RFC 3339 in the site's zone. */
export type ToLocalTime = (instant: number) => string;

/** Returns the article of `parsed` with the id and the dates by which subscribers know it. */
export function restoreIds(parsed: ParsedArticle, { known }: Identity, local: ToLocalTime): ParsedArticle {
  const entry = parsed.state === 'article' ? known.get(parsed.source.file) : undefined;
  if (!entry || parsed.state !== 'article') return parsed;
  const { article } = parsed;
  const { published, updated } = article;
  const isOut = entry.state !== 'scheduled';
  const first = isOut ? asRecorded(published, entry.published, local) : published;
  const last = updated === published ? first : isOut ? asRecorded(updated, entry.updated, local) : updated;
  const id = article.ownId === true ? article.id : entry.id;
  if (id === article.id && first === published && last === updated) return parsed;
  const changed: Article = { ...article, id, published: first, updated: last };
  const record = [id, first.instant, last.instant].join(' ');
  return parsed.due === published.instant
    ? { ...parsed, article: changed, record, due: first.instant }
    : { ...parsed, article: changed, record };
}

/**
 * Returns the recorded instant if the clock in the site's zone shows the same time: then only the zone has changed, and published dates
 * would otherwise move by hours.
 */
function asRecorded(date: DateTime, recorded: string, local: ToLocalTime): DateTime {
  const instant = Date.parse(recorded);
  const second = Math.floor(date.instant / 1000) * 1000;
  if (Number.isNaN(instant) || instant === second) return date;
  if (local(second).slice(0, 19) !== recorded.slice(0, 19)) return date;
  return { ...date, instant: instant + date.instant - second };
}
