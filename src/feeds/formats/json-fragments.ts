import { line } from '../../base/text.ts';
import { some } from './content.ts';

/** Returns a number as JSON; `undefined` for 0, which means unknown. */
export function count(value: number | undefined): string | undefined {
  return value ? String(value) : undefined;
}

/** Returns `values`, or `undefined` if there are none. */
export function list<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length > 0 ? values : undefined;
}

/** Returns plain text as JSON, on one line. */
export function jsonText(value: string): string {
  return JSON.stringify(line(value));
}

/** Returns plain text as JSON, on one line, or `undefined` if there is none. */
export function optional(value: string | undefined): string | undefined {
  return value === undefined ? undefined : quoted(some(line(value)));
}

/** Returns a text unchanged, as JSON. */
export function quoted(value: string | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
