import * as v from 'valibot';
import { isRecord } from '../base/json.ts';
import { nearest } from '../base/nearest.ts';
import { problem, type Place, type Problem } from '../problems/problem.ts';
import { entriesOf, flagName, messageAt, schemaAt, type Path } from './keys.ts';
import { schema } from './schema.ts';

/** The places of the parts of a config. */
export interface Places {
  value(path: Path): Place;
  key(path: Path): Place;
  /** Whether they may be functions, as in a config written in JavaScript. */
  readonly isCode: boolean;
}

/** What only a config written in JavaScript can hold. */
export const codeKeys: ReadonlySet<string> = new Set(['marked', 'article', 'item']);

/** The problem that the value at `path` is `received`, which its key does not allow. */
export function invalidValue(path: Path, received: string, place: Place): Problem {
  const { expected, example: value, reason } = messageAt(path);
  const isFlag = place.file?.startsWith('--') === true;
  const key = isFlag ? (place.file ?? '') : pathName(path);
  const example = isFlag ? `${key} ${value}` : `${key}: ${value}`;
  return problem('config-value', place, { key, received, expected, example, reason });
}

/** Everything in `input` that does not have the shape of a config. */
export function schemaProblems(input: unknown, places: Places): Problem[] {
  const problems = unknownKeys(input, [], places);
  const parsed = v.safeParse(schema, input);
  for (const issue of parsed.issues ?? []) {
    // Unknown keys were reported above, each of them and with a suggestion.
    if (issue.expected === 'never') continue;
    const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
    if (issue.received === 'undefined' || issue.input === null || issue.input === undefined) {
      const { example, reason } = messageAt(path);
      const key = pathName(path);
      // Only what stands at the top is a flag.
      const flag = path.length > 1 ? '' : `, or pass ${flagName(key)}`;
      const place = places.key(path);
      const config = place.file ?? 'feedmill.yaml';
      problems.push(problem('config-missing', place, { key, config, example, reason, flag }));
    } else {
      problems.push(invalidValue(path, describeValue(issue.input), places.value(path)));
    }
  }
  return problems;
}

function unknownKeys(value: unknown, path: Path, places: Places): Problem[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = path.length === 0 ? schema : schemaAt(path);
  const entries = here && entriesOf(here);
  return Object.entries(value).flatMap(([name, child]) => {
    const inside = [...path, Array.isArray(value) ? Number(name) : name];
    if (!entries || Object.hasOwn(entries, name)) return unknownKeys(child, inside, places);
    const isCode = path.length === 0 && codeKeys.has(name);
    const known = [...Object.keys(entries), ...(path.length === 0 && places.isCode ? codeKeys : [])];
    const near = isCode ? undefined : nearest(name, known);
    const suggestion = isCode
      ? ' Only a JavaScript config can contain code.'
      : near === undefined
        ? ''
        : ` Did you mean \`${near}\`?`;
    const args = { key: pathName(inside), suggestion, known: known.join(', ') };
    return [problem('config-unknown-key', places.key(inside), args)];
  });
}

/** `['authors', 0, 'name']` as people would write it: `authors[0].name`. */
export function pathName(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : index > 0 ? `.${key}` : key))
    .join('');
}

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
