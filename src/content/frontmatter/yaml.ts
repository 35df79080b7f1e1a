import { createRequire } from 'node:module';
import type * as quickLibrary from 'js-yaml';
import type * as library from 'yaml';
import type { Document, Pair } from 'yaml';
import type { SyntaxFault, Parsed, Path, Span, Syntax } from './syntax.ts';
import { parsedFrom } from './syntax.ts';
import { explainError, explainQuick, isTooDeep } from './yaml-errors.ts';

/**
 * YAML front matter, with anchors and merge keys. Scalars are the text typed, `~`, `null` and nothing are null.
 * Any other tag than `!!str`, `!!seq` and `!!map` is a fault.
 */
export const yaml: Syntax = {
  name: 'YAML',
  parse(text) {
    try {
      return parsedFrom(loadQuickly().load(text, { schema: schema() }));
    } catch (error) {
      return diagnose(text, error);
    }
  },
  locator(text) {
    const document = parseExactly(text);
    return (path, what) => {
      const { key, value } = find(document, path);
      return what === 'key' ? (spanOf(key) ?? spanOf(value)) : (spanOf(value) ?? spanOf(key));
    };
  },
};

let made: quickLibrary.Schema | undefined;

/** The schema all front matter is read with: every scalar is a text, or nothing. */
function schema(): quickLibrary.Schema {
  if (made) return made;
  const { FAILSAFE_SCHEMA, Type } = loadQuickly();
  const empty = new Type('tag:yaml.org,2002:null', {
    kind: 'scalar',
    resolve: (text: unknown) =>
      text === null || (typeof text === 'string' && /^(?:~|null|Null|NULL)$/.test(text)),
    construct: () => null,
  });
  const merge = new Type('tag:yaml.org,2002:merge', {
    kind: 'scalar',
    resolve: (text: unknown) => text === '<<',
  });
  return (made = FAILSAFE_SCHEMA.extend({ implicit: [empty, merge] }));
}

// The quick parser stops at the first mistake; the other one finds them all, and knows where everything stands. Both are
// loaded only when they are needed.
const require = createRequire(import.meta.url);

function loadQuickly(): typeof quickLibrary {
  return require('js-yaml');
}

function loadLibrary(): typeof library {
  return require('yaml');
}

function parseExactly(text: string): Document.Parsed {
  return loadLibrary().parseDocument(text, {
    schema: 'failsafe',
    // Duplicates are looked for below, in linear time.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
}

function diagnose(text: string, error: unknown): Parsed {
  if (isTooDeep(error)) return { faults: [explainQuick(text, error)] };
  let duplicates: SyntaxFault[] = [];
  try {
    const document = parseExactly(text);
    duplicates = duplicatesIn(document);
    const mistakes = mistakesIn(text, document);
    if (mistakes.length > 0) return { faults: [...mistakes, ...duplicates] };
    if (duplicates.length === 0) return { faults: [explainQuick(text, error)] };
    // What else is in it may be wrong too, and should be reported in the same run.
    return { ...parsedFrom(loadQuickly().load(text, { schema: schema(), json: true })), faults: duplicates };
  } catch (other) {
    return { faults: [...duplicates, explainQuick(text, other)] };
  }
}

/** At most one for each line, since one mistake often draws several errors. */
function mistakesIn(text: string, document: Document.Parsed): SyntaxFault[] {
  const { visit } = loadLibrary();
  const quotes: Span[] = [];
  visit(document, {
    Scalar(_, { type, range }) {
      if (type?.startsWith('QUOTE') && range) quotes.push({ start: range[0], end: range[1] });
    },
  });
  const tags = document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED');
  const lines = new Set<number>();
  return [...document.errors, ...tags].flatMap((error) => {
    const line = text.lastIndexOf('\n', error.pos[0] - 1);
    if (lines.has(line)) return [];
    lines.add(line);
    return [explainError(text, error, quotes)];
  });
}

function duplicatesIn(document: Document.Parsed): SyntaxFault[] {
  const { visit, isScalar } = loadLibrary();
  const faults: SyntaxFault[] = [];
  visit(document, {
    Map(_, { items }) {
      const known = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key) || !key.range) continue;
        const name = String(key.value);
        if (known.has(name) && name !== '<<')
          faults.push({ at: { start: key.range[0], end: key.range[1] }, duplicate: name });
        known.add(name);
      }
    },
  });
  return faults;
}

interface Found {
  readonly key?: unknown;
  readonly value?: unknown;
}

function find(document: Document.Parsed, path: Path): Found {
  const { isAlias, isMap, isScalar, isSeq } = loadLibrary();
  let found: Found = { value: document.contents };
  for (const step of path) {
    const parent = resolve(found.value);
    if (isSeq(parent)) found = { value: parent.items[Number(step)] };
    else found = pairOf(parent, String(step), new Set()) ?? {};
  }
  return found;

  function resolve(node: unknown): unknown {
    return isAlias(node) ? node.resolve(document) : node;
  }

  /** The pair of `map` with the key `name`, else that of a map it merges. */
  function pairOf(map: unknown, name: string, seen: Set<unknown>): Pair | undefined {
    if (!isMap(map) || seen.has(map)) return undefined;
    seen.add(map);
    const own = map.items.find(({ key }) => isScalar(key) && String(key.value) === name);
    if (own) return own;
    const merged = resolve(map.items.find(({ key }) => isScalar(key) && key.value === '<<')?.value);
    const sources = isSeq(merged) ? merged.items : [merged];
    return sources.map((source) => pairOf(resolve(source), name, seen)).find((pair) => pair !== undefined);
  }
}

/** Where `node` stands; nothing for what is not written, such as the value of `key:`. */
function spanOf(node: unknown): Span | undefined {
  const [start, end] = loadLibrary().isNode(node) && node.range ? node.range : [0, 0];
  return end > start ? { start, end } : undefined;
}
