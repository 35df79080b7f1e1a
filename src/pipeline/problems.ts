import type { ParsedArticle } from '../content/article/model.ts';
import { problem, type Problem } from '../problems/problem.ts';
import type { Selection } from '../feeds/select.ts';

/** That nothing is published of all that was read. */
export function nothingPublished(
  parsedArticles: readonly ParsedArticle[],
  { articles, pages }: Selection,
): Problem[] {
  const isEmpty =
    articles.length + pages.length === 0 && parsedArticles.every(({ state }) => state !== 'invalid');
  return isEmpty && parsedArticles.length > 0
    ? [problem('no-published-articles', {}, { count: parsedArticles.length })]
    : [];
}

/** Two articles at one address are one mistake, not another one of their files. */
export function isAlreadyReported({ code, file }: Problem, problems: readonly Problem[]): boolean {
  return (
    code === 'output-collision' && problems.some((one) => one.code === 'duplicate-url' && one.file === file)
  );
}
