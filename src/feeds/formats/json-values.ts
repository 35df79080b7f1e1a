import { line } from '../../base/text.ts';
import { some } from './content.ts';

/** Returns a number; `undefined` for 0, which means unknown. */
export function count(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value;
}

/** Returns `values`, or `undefined` if there are none. */
export function list<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length > 0 ? values : undefined;
}

/** Returns plain text on one line, or `undefined` if there is none. */
export function optional(value: string | undefined): string | undefined {
  return value === undefined ? undefined : some(line(value));
}
