import * as v from 'valibot';

/** Texts about a value of the config, for editors, the help and problems. */
export interface KeyMessages {
  /** The purpose of the key. */
  readonly description: string;
  /** The expected value: the end of "but must be …". */
  readonly expected: string;
  /** A valid value, in YAML. */
  readonly example: string;
  /** Why the key is required. */
  readonly reason?: string;
}

type Messages = Omit<KeyMessages, 'expected'> & { readonly expected?: string };

/** Returns `schema` with texts about its values. */
export function key<Schema extends v.GenericSchema>(schema: Schema, messages: KeyMessages) {
  return v.pipe(schema, v.metadata({ ...messages }));
}

/** A string that is not empty. */
export const text = v.pipe(v.string(), v.trim(), v.nonEmpty());

export function textKey(messages: Messages) {
  return key(text, { expected: 'text', ...messages });
}

/** A string, or a list of one or more strings. */
export function textsKey(messages: KeyMessages) {
  return key(v.union([text, v.pipe(v.array(text), v.minLength(1))]), messages);
}

export function emailKey(messages: Messages) {
  return key(v.pipe(v.string(), v.trim(), v.email()), { expected: 'an email address', ...messages });
}

export function booleanKey(description: string) {
  return key(v.boolean(), { description, expected: 'true or false', example: 'true' });
}

/** A whole number of at least `minimum`. */
export function integerKey(minimum: number, messages: Messages) {
  const expected = `a whole number of at least ${minimum}`;
  return key(v.pipe(v.number(), v.integer(), v.minValue(minimum)), { expected, ...messages });
}

/** One of several strings. */
export function choiceKey<const Choices extends readonly string[]>(choices: Choices, messages: Messages) {
  const expected = choices.length === 2 ? `\`${choices.join('` or `')}\`` : `one of ${choices.join(', ')}`;
  return key(v.picklist(choices), { expected, ...messages });
}

/** Whether items contain the full article or its summary. */
export function bodyKey(description: string, example: 'full' | 'summary') {
  return choiceKey(['full', 'summary'], { description, example });
}
