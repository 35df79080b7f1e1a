import { nearest } from '../../base/nearest.ts';
import { problem, type Problem } from '../../problems/problem.ts';
import type { Head } from '../frontmatter.ts';
import { keysOf, meansField } from './fields.ts';

/**
 * Returns the problem that the article in `file` lacks its title or date. Its position is the empty or misspelled key, if there is one,
 * else the beginning of the file.
 */
export function missingField(name: 'title' | 'date', { data, locate }: Head, file: string): Problem {
  const code = `${name}-missing` as const;
  const keys = Object.keys(data);
  const empty = keys.find((key) => meansField(key, name));
  if (empty !== undefined) return problem(code, { file, ...locate([empty], 'key') });
  for (const key of keys) {
    const meant = nearest(key, keysOf(name));
    if (meant === undefined || meant[0] !== key[0]?.toLowerCase()) continue;
    const suggestion = ` Did you mean \`${meant}\` instead of \`${key}\`?`;
    return problem(code, { file, ...locate([key], 'key') }, { suggestion, key });
  }
  return problem(code, { file, line: 1, column: 1 });
}
