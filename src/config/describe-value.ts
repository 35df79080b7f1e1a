import { isRecord } from '../base/json.ts';

/** A value in words, short enough for a sentence. */
export function describeValue(value: unknown): string {
  if (value === '') return 'empty text';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'string') return value.length > 80 ? `"${value.slice(0, 77)}…"` : `"${value}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'function') return 'a function';
  // What a config written in JavaScript may hold, by its name.
  if (typeof value === 'symbol') return `a ${value.description ?? 'symbol'}`;
  return isRecord(value) ? 'a map' : 'empty';
}
