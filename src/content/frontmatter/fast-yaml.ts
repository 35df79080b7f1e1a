import type { Value } from './syntax.ts';

/*
 * The YAML nearly all front matter is written in: keys at the beginning of lines, each with a text on its line, a list in
 * brackets or lines that begin with `- `. What is read here is what the YAML parser would make of it (a property test
 * holds the two together); of anything else, nothing is said.
 */

/** Longer blocks are rare, and go to the parser, which has its own limits. */
const longest = 8000;

// A tab, a control character, a lone surrogate or a byte order mark.
const unusual = /[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

const plainKey = /^[A-Za-z_][\w-]{0,99}$/;

// An unquoted text does not begin with a character that has a meaning, and contains no `: ` and no ` #`.
const notPlain = /^[^\w$()./;\u00a0-\uffff]|:(?: |$)| #/;

// In brackets a comma ends a text, and more characters have a meaning.
const plainElement = /^[\w$()./;\u00a0-\uffff][^"'#:&*!|>%@`?,[\]{}]*$/;
const quotedElement = /^(?:"[^"\\,[\]{}]*"|'[^',[\]{}]*')$/;

/** Parses `text` if it uses only the simplest notation; returns `undefined` if it does not, or is empty. */
export function readPlainYaml(text: string): Readonly<Record<string, Value>> | undefined {
  if (text.length > longest || unusual.test(text)) return undefined;
  const data: Record<string, Value> = Object.create(null);
  let hasKeys = false;
  // The key whose value may follow on the next lines, and the list that does, each of its lines `indent` deep.
  let open: string | undefined;
  let list: Value[] | undefined;
  let indent = 0;
  for (let at = 0, end = 0; at < text.length; at = end + 1) {
    end = lineEnd(text, at);
    if (at === end || text.charCodeAt(at) === hash) {
      open = undefined;
      continue;
    }
    const to = withoutBlanks(text, at, end);
    const start = skipBlanks(text, at, to);
    if (text.charCodeAt(start) === dash) {
      const value = open === undefined ? undefined : readItem(text, start, to);
      if (open === undefined || value === undefined) return undefined;
      if (list === undefined) {
        data[open] = list = [];
        indent = start - at;
      }
      if (start - at !== indent) return undefined;
      list.push(value);
      continue;
    }
    const colon = text.indexOf(':', at);
    if (start > at || colon < 0 || colon >= to) return undefined;
    const key = text.slice(at, colon);
    if (!plainKey.test(key) || data[key] !== undefined || isNull(key)) return undefined;
    const from = skipBlanks(text, colon + 1, to);
    const value = from === to ? null : from === colon + 1 ? undefined : readValue(text, from, to);
    if (value === undefined) return undefined;
    data[key] = value;
    open = from === to ? key : undefined;
    list = undefined;
    hasKeys = true;
  }
  return hasKeys ? data : undefined;
}

const [space, doubleQuote, hash, singleQuote, dash, bracket] = [0x20, 0x22, 0x23, 0x27, 0x2d, 0x5b];

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) === space) at++;
  return at;
}

function withoutBlanks(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && text.charCodeAt(end - 1) === space) end--;
  return end;
}

/** Returns the item after the dash at `from`. */
function readItem(text: string, from: number, to: number): Value | undefined {
  const start = skipBlanks(text, from + 1, to);
  if (start === from + 1 || start === to || text.charCodeAt(start) === bracket) return undefined;
  return readValue(text, start, to);
}

function readValue(text: string, from: number, to: number): Value | undefined {
  switch (text.charCodeAt(from)) {
    case doubleQuote:
      return readQuoted(text, '"', from, to);
    case singleQuote:
      return readQuoted(text, "'", from, to);
    case bracket:
      return text[to - 1] === ']' ? readElements(text.slice(from + 1, to - 1)) : undefined;
    default: {
      const value = text.slice(from, to);
      return notPlain.test(value) ? undefined : isNull(value) ? null : value;
    }
  }
}

function readQuoted(text: string, quote: string, from: number, to: number): string | undefined {
  if (text.indexOf(quote, from + 1) !== to - 1) return undefined;
  const value = text.slice(from + 1, to - 1);
  return value.includes('\\') ? undefined : value;
}

function readElements(text: string): readonly Value[] | undefined {
  const list: Value[] = [];
  if (withoutBlanks(text, 0, text.length) === 0) return list;
  for (const written of text.split(',')) {
    const one = written.slice(
      skipBlanks(written, 0, written.length),
      withoutBlanks(written, 0, written.length),
    );
    if (plainElement.test(one)) list.push(isNull(one) ? null : one);
    else if (quotedElement.test(one)) list.push(one.slice(1, -1));
    else return undefined;
  }
  return list;
}

/** Whether YAML reads a text as null. */
function isNull(text: string): boolean {
  return text.length === 4 && /^(?:null|Null|NULL)$/.test(text);
}
