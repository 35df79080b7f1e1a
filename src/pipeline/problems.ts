import type { Reading } from '../content/article/model.ts';
import { problem, type Problem } from '../problems/problem.ts';
import type { Selection } from '../feeds/select.ts';

/** That nothing is published of all that was read. */
export function nothingPublished(readings: readonly Reading[], { articles, pages }: Selection): Problem[] {
  const isEmpty = articles.length + pages.length === 0 && readings.every(({ state }) => state !== 'invalid');
  return isEmpty && readings.length > 0
    ? [problem('no-published-articles', {}, { count: readings.length })]
    : [];
}

/** Two articles at one address are one mistake, not another one of their files. */
export function isToldAlready({ code, file }: Problem, problems: readonly Problem[]): boolean {
  return (
    code === 'output-collision' && problems.some((one) => one.code === 'duplicate-url' && one.file === file)
  );
}
