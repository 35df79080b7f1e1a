import { createRequire } from 'node:module';
import type * as library from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import type { Span } from '../../base/position.ts';
import {
  type Entry,
  type SyntaxFault,
  type Parsed,
  type Path,
  type Syntax,
  parsedFrom,
  locatorOf,
} from './syntax.ts';

/** Reads TOML 1.0 front matter. Numbers, dates and Booleans become their source text. */
export const toml: Syntax = {
  name: 'TOML',
  advice: 'Correct this line.',
  parse(text) {
    const program = read(text);
    if ('faults' in program) return program;
    return parsedFrom(tableOf(program, text));
  },
  locator(text) {
    const program = read(text);
    return locatorOf('faults' in program ? [] : entriesOf(program));
  },
};

// Loaded on demand, because few sites have TOML front matter.
const require = createRequire(import.meta.url);

function read(text: string): AST.TOMLProgram | Parsed {
  const { parseTOML }: typeof library = require('toml-eslint-parser');
  try {
    return parseTOML(text);
  } catch (error) {
    return { faults: [explain(text, error)] };
  }
}

interface Table {
  [key: string]: unknown;
}

// The parser has rejected duplicate keys: a step is either missing or leads to a table or list.
function tableOf(program: AST.TOMLProgram, text: string): Table {
  const root = table();
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLKeyValue') assign(root, node, text);
    else {
      const target = descend(root, node.resolvedKey);
      for (const pair of node.body) assign(target, pair, text);
    }
  }
  return root;
}

function table(): Table {
  return Object.create(null);
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null;
}

function descend(root: Table, path: Path): Table {
  let target = root;
  for (const [index, step] of path.entries()) {
    const next = (target[step] ??= typeof path[index + 1] === 'number' ? [] : table());
    if (isTable(next)) target = next;
  }
  return target;
}

function assign(target: Table, pair: AST.TOMLKeyValue, text: string): void {
  const names = pair.key.keys.map(nameOf);
  const last = names.pop() ?? '';
  descend(target, names)[last] = valueOf(pair.value, text);
}

function nameOf(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function valueOf(node: AST.TOMLContentNode, text: string): unknown {
  if (node.type === 'TOMLArray') return node.elements.map((element) => valueOf(element, text));
  if (node.type === 'TOMLValue') return node.kind === 'string' ? node.value : text.slice(...node.range);
  const inline = table();
  for (const pair of node.body) assign(inline, pair, text);
  return inline;
}

function* entriesOf(program: AST.TOMLProgram): Generator<Entry> {
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLKeyValue') yield* entriesOfPair(node, []);
    else {
      yield* entriesOfKey(node.key, node.resolvedKey, 0);
      for (const pair of node.body) yield* entriesOfPair(pair, node.resolvedKey);
    }
  }
}

function* entriesOfPair(pair: AST.TOMLKeyValue, parent: Path): Generator<Entry> {
  const path = [...parent, ...pair.key.keys.map(nameOf)];
  yield { path, key: spanOf(pair.key), value: spanOf(pair.value) };
  yield* entriesOfKey(pair.key, path.slice(0, -1), parent.length);
  yield* entriesOfValue(pair.value, path);
}

/** Returns the tables that a dotted key creates, from those with more than `known` steps on. */
function* entriesOfKey(key: AST.TOMLKey, path: Path, known: number): Generator<Entry> {
  for (let length = path.length; length > known; length--)
    yield { path: path.slice(0, length), key: spanOf(key) };
}

function* entriesOfValue(node: AST.TOMLContentNode, path: Path): Generator<Entry> {
  if (node.type === 'TOMLInlineTable') for (const pair of node.body) yield* entriesOfPair(pair, path);
  if (node.type !== 'TOMLArray') return;
  for (const [index, element] of node.elements.entries()) {
    const inner = [...path, index];
    yield { path: inner, value: spanOf(element) };
    yield* entriesOfValue(element, inner);
  }
}

function spanOf({ range: [start, end] }: AST.HasLocs): Span {
  return { start, end };
}

function explain(text: string, error: unknown): SyntaxFault {
  if (!(error instanceof Error) || !('index' in error))
    return { at: { start: 0, end: 0 }, detail: 'it is nested too deeply.' };
  const index = Math.min(Number(error.index), text.length);
  const start = text.lastIndexOf('\n', index - 1) + 1;
  const lineEnd = text.indexOf('\n', index);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const line = text.slice(start, end);
  const at = { start: index, end };
  if (error.message.startsWith('Defining a key multiple times')) {
    const key = /^\s*(?:"[^"]*"|'[^']*'|[^\s=\]"'])+/.exec(text.slice(index, end))?.[0] ?? '';
    return { at: { start: index, end: index + key.length }, duplicate: key.trim() };
  }
  if (/^\s*[\w-]+:/.test(line)) return { at, detail: 'TOML uses `key = value`, not `key: value`.' };
  if (error.message.startsWith('Unterminated string'))
    return { at: { start, end }, detail: 'a quoted text is not closed on this line.' };
  if (/^[^=]*=\s*(?!(?:true|false|inf|nan)\b)[a-z]/i.test(line))
    return { at, detail: 'text must be in quotes.' };
  if (/^Unterminated (?:array|inline)/.test(error.message)) {
    const opening = Math.max(text.lastIndexOf('[', index), text.lastIndexOf('{', index), 0);
    const bracket = text.charAt(opening);
    return {
      at: { start: opening, end: opening + 1 },
      detail: `this \`${bracket}\` is not closed.`,
    };
  }
  if (error.message === 'Must be a newline')
    return { at, detail: `\`${text.slice(index, end).trim()}\` follows the value.` };
  return { at, detail: `${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}.` };
}
