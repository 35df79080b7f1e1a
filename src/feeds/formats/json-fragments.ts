import { line } from '../../base/text.ts';
import { some } from './content.ts';

/** A number as JSON writes it; 0 is unknown, and not said. */
export function count(value: number | undefined): string | undefined {
  return value ? String(value) : undefined;
}

/** An empty list is no list. */
export function list<T>(values: readonly T[]): readonly T[] | undefined {
  return values.length > 0 ? values : undefined;
}

/** Plain text as JSON, on one line. */
export function jsonText(value: string): string {
  return JSON.stringify(line(value));
}

/** The same; nothing where there is no text. */
export function optional(value: string | undefined): string | undefined {
  return value === undefined ? undefined : quoted(some(line(value)));
}

/** A text as it is, as JSON. */
export function quoted(value: string | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
