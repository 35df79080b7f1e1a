import * as v from 'valibot';
import { parse } from 'yaml';
import { isList, isRecord } from '../base/json.ts';
import { nearest } from '../base/nearest.ts';
import { problem, type Place, type Problem } from '../problems/problem.ts';
import { describeValue } from './describe-value.ts';
import { codeKeys, entriesOf, flagName, messageAt, pathName, schemaAt, type Path } from './schema-lookup.ts';
import { schema, type ConfigShape } from './schema.ts';

/** The positions of the parts of a config. */
export interface Places {
  value(path: Path): Place;
  key(path: Path): Place;
  /** Whether values can be functions, as in a JavaScript config. */
  readonly isCode: boolean;
}

/** The result of checking a config against the schema. */
export interface CheckedShape {
  /**
   * The config, with examples in place of invalid and missing values so that the rest can be checked. Absent if that is not
   * sufficient.
   */
  readonly shape?: ConfigShape;
  readonly problems: readonly Problem[];
  /** The paths of values that were replaced with an example. */
  readonly examples: readonly Path[];
}

/** Checks that `input` has the shape of a config: all keys are known, and all values have the right type. */
export function checkShape(input: unknown, places: Places): CheckedShape {
  const parsed = v.safeParse(schema, input, { abortPipeEarly: true });
  const problems = unknownKeys(input, [], places);
  if (parsed.success) return { shape: parsed.output, problems, examples: [] };
  const issues = parsed.issues.map((issue) => ({ value: issue.input, path: pathOf(issue) }));
  problems.push(...issues.map(({ value, path }) => wrongShape(path, value, places)));
  const examples = issues.map(({ path }) => path);
  const repaired = v.safeParse(
    schema,
    examples.reduce((value, path) => replaceAt(value, path, parse(messageAt(path).example)), input),
  );
  return { ...(repaired.success && { shape: repaired.output }), problems, examples };
}

function pathOf({ path }: v.GenericIssue): Path {
  return (path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

function wrongShape(path: Path, value: unknown, places: Places): Problem {
  if (value !== null && value !== undefined)
    return invalidValue(path, describeValue(value), places.value(path));
  const place = places.key(path);
  const { example, reason } = messageAt(path);
  // Only top-level keys are flags.
  const flag = path.length > 1 ? '' : `, or pass ${flagName(pathName(path))}`;
  const config = place.file ?? 'feedmill.yaml';
  return problem('config-missing', place, { key: pathName(path), config, example, reason, flag });
}

/** Returns the problem that the key at `path` does not allow its value. `received` describes the value. */
export function invalidValue(path: Path, received: string, place: Place): Problem {
  const { expected, example: value } = messageAt(path);
  const isFlag = place.file?.startsWith('--') === true;
  const key = isFlag ? (place.file ?? '') : pathName(path);
  const example = isFlag ? `${key} ${value}` : `${key}: ${value}`;
  return problem('config-value', place, { key, received, expected, example });
}

function replaceAt(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (isList(value)) return value.map((one, index) => (index === key ? replaceAt(one, rest, by) : one));
  return isRecord(value) ? { ...value, [key]: replaceAt(value[key], rest, by) } : value;
}

function unknownKeys(value: unknown, path: Path, places: Places): Problem[] {
  if (isList(value)) return value.flatMap((one, index) => unknownKeys(one, [...path, index], places));
  if (!isRecord(value)) return [];
  const here = schemaAt(path);
  const entries = here && entriesOf(here);
  return Object.entries(value).flatMap(([name, child]) => {
    const inside = [...path, name];
    if (!entries || Object.hasOwn(entries, name)) return unknownKeys(child, inside, places);
    const isCode = path.length === 0 && codeKeys.has(name);
    const known = [...Object.keys(entries), ...(path.length === 0 && places.isCode ? codeKeys : [])];
    const near = isCode ? undefined : nearest(name, known);
    const suggestion = isCode
      ? ' Only a JavaScript config can contain code.'
      : near === undefined
        ? ''
        : ` Did you mean \`${near}\`?`;
    return [
      problem('config-unknown-key', places.key(inside), {
        key: pathName(inside),
        suggestion,
        known: known.join(', '),
      }),
    ];
  });
}
