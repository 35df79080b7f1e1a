import * as v from 'valibot';

/** What editors, the help and problems say about a value of the config. */
export interface KeyMessages {
  /** What the key is for. */
  readonly description: string;
  /** What the value must be: the end of "but must be …". */
  readonly expected: string;
  /** A valid value, in YAML. */
  readonly example: string;
  /** Why a required key is required. */
  readonly reason?: string;
}

type Messages = Omit<KeyMessages, 'expected'> & { readonly expected?: string };

/** `schema` with what is said about its values. */
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
  return key(v.pipe(v.string(), v.trim(), v.email()), { expected: 'an e-mail address', ...messages });
}

export function booleanKey(description: string) {
  return key(v.boolean(), { description, expected: 'true or false', example: 'true' });
}

/** A whole number from `minimum` on. */
export function integerKey(minimum: number, messages: Messages) {
  const expected = `a whole number from ${minimum}`;
  return key(v.pipe(v.number(), v.integer(), v.minValue(minimum)), { expected, ...messages });
}

/** One of a few strings. */
export function choiceKey<const Choices extends readonly string[]>(choices: Choices, messages: Messages) {
  const expected = choices.length === 2 ? `\`${choices.join('` or `')}\`` : `one of ${choices.join(', ')}`;
  return key(v.picklist(choices), { expected, ...messages });
}

/** Whether items carry the whole article or its summary. */
export function bodyKey(description: string, example: 'full' | 'summary') {
  return choiceKey(['full', 'summary'], { description, example });
}
