import type { ParsedArticle } from '../content/article/model.ts';
import { formatNumber } from '../base/count.ts';
import { leftOutText } from '../problems/left-out.ts';
import { problem, type Problem } from '../problems/problem.ts';
import type { Selection } from '../feeds/select.ts';

/** Returns the problem that there are articles, but none is published. */
export function nothingPublished(
  parsedArticles: readonly ParsedArticle[],
  { articles, pages, scheduled, expired }: Selection,
): Problem[] {
  const count = (wanted: ParsedArticle['state']) =>
    parsedArticles.filter(({ state }) => state === wanted).length;
  const all = parsedArticles.length;
  if (all === 0 || articles.length + pages.length > 0 || count('invalid') > 0) return [];
  const left = leftOutText({
    drafts: count('draft'),
    scheduled: scheduled.length,
    expired: expired.length,
    undated: count('undated'),
  });
  return [problem('no-published-articles', {}, { found: `${formatNumber(all)} found: ${left}` })];
}

/** Whether another problem already reports that two articles have the same URL. */
export function isAlreadyReported({ code, file }: Problem, problems: readonly Problem[]): boolean {
  return (
    code === 'output-collision' && problems.some((one) => one.code === 'duplicate-url' && one.file === file)
  );
}
