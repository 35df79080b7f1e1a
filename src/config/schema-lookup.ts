import * as v from 'valibot';
import { isRecord } from '../base/json.ts';
import { schema } from './schema.ts';

/** The path to a value: keys of maps and positions in lists. */
export type Path = readonly (string | number)[];

/** The keys that only a JavaScript config can have. */
export const codeKeys: ReadonlySet<string> = new Set(['marked', 'article', 'item']);

/** Returns the schema of the value at `path`, without the `optional` around it. */
export function schemaAt(path: Path): v.GenericSchema | undefined {
  let here: v.GenericSchema | undefined = schema;
  for (const key of path) here = here && inner(here, key);
  return here;
}

function inner(here: v.GenericSchema, key: string | number): v.GenericSchema | undefined {
  const entries = entriesOf(here);
  if (entries) return Object.hasOwn(entries, key) ? unwrap(part(entries, String(key))) : undefined;
  if (typeof key === 'number') {
    const list = [here, ...optionsOf(here).filter(isSchema)].find((one) => 'item' in one);
    return list && unwrap(part(list, 'item'));
  }
  return here.type === 'record' ? unwrap(part(here, 'value')) : undefined;
}

/** Returns the keys of an object schema and their schemas, or `undefined` for other schemas. */
export function entriesOf(here: v.GenericSchema): object | undefined {
  const entries = part(here, 'entries');
  return isRecord(entries) ? entries : undefined;
}

/** Returns the options of a union or a picklist. */
export function optionsOf(here: v.GenericSchema): readonly unknown[] {
  const options = part(here, 'options');
  return Array.isArray(options) ? options : [];
}

/** Whether the value at `path` can be text. */
export function takesText(path: Path): boolean {
  const wanted = schemaAt(path);
  if (!wanted) return false;
  return wanted.type === 'string' || optionsOf(wanted).some((one) => isSchema(one) && one.type === 'string');
}

function unwrap(here: unknown): v.GenericSchema | undefined {
  const wrapped = typeof here === 'object' && here !== null ? part(here, 'wrapped') : undefined;
  if (isSchema(wrapped)) return wrapped;
  return isSchema(here) ? here : undefined;
}

function isSchema(value: unknown): value is v.GenericSchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}

function part(of: object, key: string): unknown {
  return Reflect.get(of, key);
}

/** Returns the messages for the value at `path`. For a list item without messages, returns the messages of the list. */
export function messageAt(path: Path): { expected: string; example: string; reason: string } {
  const here = schemaAt(path);
  const [expected, example, reason] = ['expected', 'example', 'reason'].map((name) => metadata(here, name));
  if (!expected && path.length > 0) return messageAt(path.slice(0, -1));
  return { expected: expected ?? '', example: example ?? '', reason: reason ?? '' };
}

function metadata(here: v.GenericSchema | undefined, name: string): string {
  const text = here && v.getMetadata(here)[name];
  return typeof text === 'string' ? text : '';
}

/** A config key that is also a flag, because it has a single value. */
export interface FlagKey {
  readonly key: string;
  readonly type: 'text' | 'number' | 'flag' | 'list';
  readonly description: string;
  /** The allowed values, if there is a fixed set. */
  readonly choices: readonly string[];
}

const flagTypes: ReadonlyMap<string, FlagKey['type']> = new Map([
  ['string', 'text'],
  ['picklist', 'text'],
  ['number', 'number'],
  ['boolean', 'flag'],
  ['union', 'list'],
]);

/** Returns all config keys that are also flags, in the order of the schema. */
export function flagKeys(): readonly FlagKey[] {
  return Object.keys(schema.entries).flatMap((key) => {
    const here = schemaAt([key]);
    const type = here && flagTypes.get(here.type);
    if (!type) return [];
    const choices = optionsOf(here).filter((one) => typeof one === 'string');
    return [{ key, type, description: metadata(here, 'description'), choices }];
  });
}

/** Returns the flag of a key: `--max-bytes` for `maxBytes`. */
export function flagName(key: string): string {
  return `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Formats a path: `authors[0].name` for `['authors', 0, 'name']`. */
export function pathName(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index > 0 ? `.${key}` : key))
    .join('');
}
