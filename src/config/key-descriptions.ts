import * as v from 'valibot';

/** What the reports say about a value of the config. */
export interface KeyMessage {
  /** What the key is for: editors and the help of the command show it. */
  readonly description: string;
  /** What the value must be, in words. */
  readonly expected: string;
  readonly example: string;
  /** Why another value would do harm. */
  readonly reason: string;
}

/** `schema` with what reports, editors and the help of the command say about it. */
export function keyMessages<Schema extends v.GenericSchema>(schema: Schema, meaning: KeyMessage) {
  return v.pipe(schema, v.metadata({ ...meaning }));
}

/** A text with something in it. */
export const text = v.pipe(v.string(), v.trim(), v.nonEmpty());
