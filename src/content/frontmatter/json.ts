import type { Span } from '../../base/position.ts';
import {
  type Entry,
  type SyntaxFault,
  type Parsed,
  type Path,
  type Syntax,
  type Value,
  locatorOf,
} from './syntax.ts';

/** JSON front matter (RFC 8259), with or without the outer braces, as in Hexo. Numbers and booleans are their source text. */
export const json: Syntax = {
  name: 'JSON',
  advice: 'Correct this line.',
  parse(text) {
    return read(text);
  },
  locator(text) {
    return locatorOf(read(text).entries);
  },
};

const whitespace = /[ \t\n\r]*/y;
const token =
  /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/y;
const depthLimit = 100;

interface Document extends Parsed {
  readonly entries: readonly Entry[];
}

/** Parses strictly and keeps positions: `JSON.parse` keeps neither positions nor the text of numbers. */
function read(text: string): Document {
  const braced = !/^\s*"[^"\\]*(?:\\.[^"\\]*)*"\s*:/.test(text);
  // The braces that Hexo leaves out are just outside of the text.
  const tokens = [...(braced ? [] : [{ text: '{', start: 0, end: 0 }]), ...tokensOf(text)];
  if (!braced) tokens.splice(-1, 0, { text: '}', start: text.length, end: text.length });
  const entries: Entry[] = [];
  const faults: SyntaxFault[] = [];
  let position = 0;

  const root = readValue([]);
  if (root !== undefined && peek().text !== '') fail('text follows the last `}`.');
  const broken = faults.some((fault) => 'detail' in fault);
  return { entries, faults, ...(root === undefined || broken ? {} : { value: root }) };

  function peek(): Token {
    return tokens[position] ?? { text: '', start: text.length, end: text.length };
  }

  function take(expected: string): boolean {
    if (peek().text !== expected) return false;
    position++;
    return true;
  }

  function fail(detail: string): undefined {
    const { start, end } = peek();
    faults.push({ at: { start, end }, detail });
    return undefined;
  }

  function wrong(expected: string): undefined {
    return fail(explain(peek().text, tokens[position - 1]?.text, expected));
  }

  function readValue(path: Path, key?: Span): Value | undefined {
    const first = peek();
    const value = path.length > depthLimit ? fail('it is nested too deeply.') : readAny(path);
    const last = tokens[position - 1] ?? first;
    entries.push({ path, ...(key && { key }), value: { start: first.start, end: last.end } });
    return value;
  }

  function readAny(path: Path): Value | undefined {
    if (take('{')) return readObject(path);
    if (take('[')) return readArray(path);
    const { text: written } = peek();
    if (!/^["\d-]|^(?:true|false|null)$/.test(written)) return wrong('a value');
    position++;
    if (written === 'null') return null;
    return written.startsWith('"') ? String(JSON.parse(written)) : written;
  }

  function readObject(path: Path): Value | undefined {
    const object: Record<string, Value> = Object.create(null);
    if (take('}')) return object;
    do {
      const key = peek();
      if (!key.text.startsWith('"')) return wrong('a key in double quotes');
      position++;
      const name = String(JSON.parse(key.text));
      if (!take(':')) return wrong('`:`');
      const value = readValue([...path, name], { start: key.start, end: key.end });
      if (value === undefined) return undefined;
      if (Object.hasOwn(object, name)) faults.push({ at: key, duplicate: name });
      object[name] = value;
    } while (take(','));
    return take('}') ? object : wrong('`,` or `}`');
  }

  function readArray(path: Path): Value | undefined {
    const array: Value[] = [];
    if (take(']')) return array;
    do {
      const value = readValue([...path, array.length]);
      if (value === undefined) return undefined;
      array.push(value);
    } while (take(','));
    return take(']') ? array : wrong('`,` or `]`');
  }
}

interface Token extends Span {
  readonly text: string;
}

/** Returns the tokens of `text`, and an empty one for its end. An invalid token ends the list and extends to the end of its line. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  for (;;) {
    whitespace.lastIndex = start;
    whitespace.exec(text);
    start = whitespace.lastIndex;
    token.lastIndex = start;
    const found = token.exec(text)?.[0] ?? /[^\n]*/.exec(text.slice(start))?.[0] ?? '';
    const valid = token.lastIndex > start;
    tokens.push({ text: valid || found === '' ? found : `?${found}`, start, end: start + found.length });
    if (!valid)
      return found === '' ? tokens : [...tokens, { text: '', start: text.length, end: text.length }];
    start += found.length;
  }
}

function explain(text: string, previous: string | undefined, expected: string): string {
  if (text === '') return `it ends, but ${expected} is expected.`;
  if (text.startsWith('?"')) return 'a quoted text is not closed on its line or contains an invalid escape.';
  if (text.startsWith("?'")) return 'text must be in double quotes.';
  if (text.startsWith('?/') || text.startsWith('?#')) return 'JSON does not allow comments.';
  if (previous === ',' && /^[}\]]/.test(text)) return `there is a comma before \`${text}\`.`;
  return `${expected} is expected here.`;
}
