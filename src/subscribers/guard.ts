import type { Plan, PlannedArticle, Resurfaced } from './plan.ts';
import { problem, type Problem } from '../problems/problem.ts';
import type { Guard } from '../config/model.ts';

/** Names that the guard's messages use. */
export interface GuardNames {
  /** The lock file. */
  readonly lock: string;
  /** Another source of what subscribers have: the feed in the output folder. */
  readonly base?: string;
  /** `instant` (milliseconds since 1970) as RFC 3339 in the site's zone. */
  readonly local: (instant: number) => string;
}

/**
 * Returns an error for each article by which `plan` exceeds `guard`. `shown` returns the files of the articles in the feeds subscribers
 * poll: they see no update of articles outside those feeds.
 */
export function checkGuard(
  plan: Plan,
  guard: Guard,
  shown: () => ReadonlySet<string>,
  { lock, base = lock, local }: GuardNames,
): Problem[] {
  const problems: Problem[] = [];
  const { resurfaced, removed } = plan;
  const updated = plan.updated.length > guard.updated ? seen(plan.updated, shown()) : plan.updated;
  if (resurfaced.length > guard.resurfaced) problems.push(...resurfaced.map((one) => told(one, base, local)));
  if (updated.length > guard.updated)
    problems.push(
      ...updated.map(({ parsed }) =>
        problem('guard-updated', placeOf({ parsed }), { count: updated.length, most: guard.updated }),
      ),
    );
  if (removed.length > guard.removed)
    problems.push(
      ...removed.map(({ title, path, line, url }) => {
        const place = line === undefined ? {} : { file: lock, line, column: 1 };
        const where = path === '' ? url : path;
        return problem('guard-removed', place, { title, where, count: removed.length, most: guard.removed });
      }),
    );
  return problems;
}

function seen(articles: Plan['updated'], shown: ReadonlySet<string>): Plan['updated'] {
  return articles.filter(({ parsed }) => shown.has(parsed.source.file));
}

function told(
  { parsed, entry, why, original }: Resurfaced,
  base: string,
  local: GuardNames['local'],
): Problem {
  const { article } = parsed;
  const place = placeOf({ parsed });
  if (why === 'copy') return problem('guard-copy', place, { other: original ?? '', title: article.title });
  if (why === 'id') return problem('guard-id', place, { id: article.id, before: entry?.id ?? '', base });
  if (why === 'date')
    return problem('guard-date', place, {
      before: entry?.published.slice(0, 10) ?? '',
      now: local(article.published.instant).slice(0, 10),
    });
  return problem('guard-backlog', place, { title: article.title });
}

/** Returns the file only: the reporter looks up the position of the value. */
function placeOf({ parsed }: PlannedArticle): { file: string } {
  return { file: parsed.source.file };
}
