import type { Span } from '../../base/position.ts';

/** A front matter value: every scalar is its source text. Objects have no prototype. */
export type Value = string | null | readonly Value[] | { readonly [key: string]: Value };

/** The keys and indexes that lead to a value, such as `['extra', 'date']` or `['tags', 1]`. */
export type Path = readonly (string | number)[];

/** A syntax error. */
export interface SyntaxMistake {
  readonly at: Span;
  /** What is wrong, as the end of a sentence. */
  readonly detail: string;
  /** What to do, as a sentence; absent if the advice of the syntax fits. */
  readonly advice?: string;
}

/** A mistake in a front matter block: a syntax error, or a duplicate key. */
export type SyntaxFault = SyntaxMistake | { readonly at: Span; readonly duplicate: string };

/** The content of a block. `value` is absent if it cannot be trusted. */
export interface Parsed {
  readonly value?: Value;
  readonly faults: readonly SyntaxFault[];
}

/** A language of front matter. */
export interface Syntax {
  /** Its common name. */
  readonly name: string;
  /** What to do about a syntax error, as a sentence. */
  readonly advice: string;
  readonly parse: (text: string) => Parsed;
  /** Parses `text` exactly, once, to find positions in it. */
  readonly locator: (text: string) => Locator;
}

/** Returns the position of the value (or the key) at `path`, if there is one. */
export type Locator = (path: Path, what: 'key' | 'value') => Span | undefined;

/** A value or a key of a document, for languages whose positions are found by going through all of them. */
export interface Entry {
  readonly path: Path;
  readonly key?: Span;
  readonly value?: Span;
}

/** Finds the position of a value or key among `entries`; if one of the two has none, that of the other. */
export function locatorOf(entries: Iterable<Entry>): Locator {
  const found = new Map<string, Entry>();
  for (const entry of entries) {
    const name = JSON.stringify(entry.path.map(String));
    if (!found.has(name)) found.set(name, entry);
  }
  return (path, what) => {
    const { key, value } = found.get(JSON.stringify(path.map(String))) ?? {};
    return what === 'key' ? (key ?? value) : (value ?? key);
  };
}

const depthLimit = 100;
const sizeLimit = 100_000;

/**
 * Converts the result of a parser to {@link Parsed}: it copies to objects without prototype, so that `__proto__` and `constructor` are
 * ordinary keys, and rejects a value so deep or (through aliases) so large that it does harm.
 */
export function parsedFrom(raw: unknown): Parsed {
  let size = 0;
  let detail = '';
  const value = copy(raw, 0);
  return value === undefined ? { faults: [{ at: { start: 0, end: 0 }, detail }] } : { value, faults: [] };

  function copy(from: unknown, depth: number): Value | undefined {
    if (depth > depthLimit) detail = 'it is nested too deeply.';
    if (++size > sizeLimit) detail = 'it is too large when its aliases (`*name`) are expanded.';
    if (detail !== '') return undefined;
    if (typeof from === 'string') return from;
    if (typeof from !== 'object' || from === null) return null;
    if (Array.isArray(from)) {
      const list: Value[] = [];
      for (const element of from) {
        const copied = copy(element, depth + 1);
        if (copied === undefined) return undefined;
        list.push(copied);
      }
      return list;
    }
    const object: Record<string, Value> = Object.create(null);
    for (const [key, element] of Object.entries(from)) {
      const copied = copy(element, depth + 1);
      if (copied === undefined) return undefined;
      object[key] = copied;
    }
    return object;
  }
}
