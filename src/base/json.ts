/** Whether `value` has keys, like a YAML map or a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether `value` is a list. Unlike `Array.isArray`, it narrows readonly lists too. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Whether `value` is a list of strings. */
export function isStringList(value: unknown): value is readonly string[] {
  return isList(value) && value.every((one) => typeof one === 'string');
}

/** Returns the value of a JSON text; `undefined` if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
