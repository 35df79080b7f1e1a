import * as v from 'valibot';

/** What the reports say about a value of the config. */
export interface KeyMessage {
  /** What the key is for: shown by editors and in the README. */
  readonly description: string;
  /** What the value must be, in words. */
  readonly expected: string;
  readonly example: string;
  /** Why another value would do harm. */
  readonly reason: string;
}

/** `schema` with what the reports, the README and editors say of it. */
export function keyMessages<Schema extends v.GenericSchema>(schema: Schema, meaning: KeyMessage) {
  return v.pipe(schema, v.metadata({ ...meaning }));
}

/** A text with something in it. */
export const text = v.pipe(v.string(), v.trim(), v.nonEmpty());
