import type { Span } from '../../base/position.ts';

/** Returns the next match of a pattern (the source of a regular expression, in any case) at or after `from`. */
export type Find = (pattern: string, from: number) => Span | undefined;

/** Caches its matches: searching from every position of a text is one pass, not one for each. */
export function createFind(body: string): Find {
  const known = new Map<string, { expression: RegExp; from: number; found: Span | undefined }>();
  return (pattern, from) => {
    const one = known.get(pattern) ?? { expression: new RegExp(pattern, 'gi'), from: -1, found: undefined };
    if (one.from >= 0 && one.from <= from && (!one.found || one.found.start >= from)) return one.found;
    one.expression.lastIndex = from;
    const match = one.expression.exec(body);
    one.from = from;
    one.found = match ? { start: match.index, end: match.index + match[0].length } : undefined;
    known.set(pattern, one);
    return one.found;
  };
}
