import { createRequire } from 'node:module';
import type * as library from 'yaml';
import type { Document, Pair } from 'yaml';
import type { Span } from '../../base/position.ts';
import { parsedFrom, type Path, type Syntax, type SyntaxFault, type SyntaxMistake } from './syntax.ts';
import { readNodes } from './yaml-nodes.ts';
import { explainError, tooDeep, yamlAdvice } from './yaml-errors.ts';

/**
 * YAML front matter, with anchors and merge keys. Scalars are their source text; `~`, `null` and nothing are null. Any tag other than
 * `!!str`, `!!seq` and `!!map` is an error.
 */
export const yaml: Syntax = {
  name: 'YAML',
  advice: yamlAdvice,
  parse(text) {
    const fault = unparsable(text);
    if (fault) return { faults: [fault] };
    const document = parseDocument(text);
    const errors = errorsIn(text, document);
    const { value, faults } = readNodes(loadLibrary(), document, text);
    const duplicates = faults.filter((one) => 'duplicate' in one);
    // The content of a broken document may not be what its author meant: only its duplicate keys are certain.
    if (errors.length > 0) return { faults: [...errors, ...duplicates] };
    if (duplicates.length < faults.length) return { faults };
    const parsed = parsedFrom(value);
    return { ...parsed, faults: [...parsed.faults, ...faults] };
  },
  locator(text) {
    if (unparsable(text)) return () => undefined;
    const document = parseDocument(text);
    return (path, what) => {
      const { key, value } = find(document, path);
      return what === 'key' ? (spanOf(key) ?? spanOf(value)) : (spanOf(value) ?? spanOf(key));
    };
  },
};

// Most front matter is so simple that it does not need the library.
const require = createRequire(import.meta.url);

function loadLibrary(): typeof library {
  return require('yaml');
}

/** Characters that YAML does not allow (YAML 1.2.2 §5.1) but the library accepts. */
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** The library runs out of memory when tens of thousands of brackets are open. */
const mostOpenBrackets = 1000;

/** Returns a mistake that the library does not report, or that would exhaust its memory. */
function unparsable(text: string): SyntaxFault | undefined {
  const control = unprintable.exec(text);
  if (control) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const at = { start: control.index, end: control.index + 1 };
    return { at, detail: `it contains the control character U+${code}.`, advice: 'Remove it.' };
  }
  let open = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    open = Math.max(0, open + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (open > mostOpenBrackets) return tooDeep({ start: index, end: index + 1 });
  }
  return undefined;
}

const options = {
  schema: 'failsafe',
  // Duplicates are found elsewhere, in linear time.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** Parses `text` strictly; if indentation is the only error, parses it leniently. */
function parseDocument(text: string): Document.Parsed {
  const strict = loadLibrary().parseDocument(text, options);
  if (strict.errors.length === 0) return strict;
  const composer = new (loadLibrary().Composer)(options);
  const [lenient] = composer.compose(createLenientParser().parse(text), true, text.length);
  return lenient?.errors.length === 0 ? lenient : strict;
}

/** The methods of the library's lexer whose later lines have to be indented. */
const indented = ['parseQuotedScalar', 'parseFlowCollection'];

/**
 * Creates a parser that accepts the continuation lines of a quoted text, and of a list or map in brackets, at any indentation. People
 * break long descriptions like this, and libyaml, PyYAML and js-yaml accept it, against YAML 1.2.2 §7.3.1. The library has no option for
 * it, so this makes its lexer require no indentation in these parts.
 */
function createLenientParser(): library.Parser {
  const parser = new (loadLibrary().Parser)();
  const lexer = Object(Reflect.get(parser, 'lexer'));
  for (const name of indented) {
    const read = lexer[name];
    lexer[name] = function* (this: { indentNext: number }) {
      const { indentNext } = this;
      this.indentNext = 0;
      const next = yield* read.call(this);
      this.indentNext = indentNext;
      return next;
    };
  }
  return parser;
}

/** Returns the errors of `document`, parsed from `text`: at most one per line, since one mistake often causes several. */
export function errorsIn(text: string, document: Document.Parsed): SyntaxMistake[] {
  if (document.errors.length === 0) return [];
  const { visit } = loadLibrary();
  const quotes: Span[] = [];
  visit(document, {
    Scalar(_, { type, range }) {
      if (type?.startsWith('QUOTE') && range) quotes.push({ start: range[0], end: range[1] });
    },
  });
  const lines = new Set<number>();
  return document.errors.flatMap((error) => {
    const line = text.lastIndexOf('\n', error.pos[0] - 1);
    if (lines.has(line)) return [];
    lines.add(line);
    return [explainError(text, error, quotes)];
  });
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

  /** Returns the pair of `map` with the key `name`, else that of a map it merges. */
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

/** Returns the position of `node`; `undefined` for a node that is not written, such as the value of `key:`. */
function spanOf(node: unknown): Span | undefined {
  const [start, end] = loadLibrary().isNode(node) && node.range ? node.range : [0, 0];
  return end > start ? { start, end } : undefined;
}
