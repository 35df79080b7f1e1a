import { isRecord } from '../base/json.ts';

/** Describes a value for use in a sentence. */
export function describeValue(value: unknown): string {
  if (value === '') return 'empty text';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'string') return value.length > 80 ? `"${value.slice(0, 77)}…"` : `"${value}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'function') return 'a function';
  // Symbols stand for values that only a JavaScript config can contain.
  if (typeof value === 'symbol') return `a ${value.description ?? 'symbol'}`;
  return isRecord(value) ? 'a map' : 'empty';
}
