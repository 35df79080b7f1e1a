import type { Value } from './syntax.ts';

/*
 * Reads the YAML in which nearly all front matter is written: keys at the beginning of lines, each with a text on its line, a list in
 * brackets, or lines that begin with `- `. Its result is the one of the YAML parser (a property test compares the two); it leaves
 * everything else to the parser.
 */

/** Longer blocks are rare. The parser reads them: it has its own limits. */
const longest = 8000;

// A tab, a control character, a lone surrogate or a byte order mark.
const unusual = /[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

const keyLine = /^(?<key>[A-Za-z_][\w-]{0,99}):(?: +(?<value>[^]+))?$/;
// An item that is a list in brackets is rare.
const itemLine = /^(?<indent> *)- +(?<value>[^ [][^]*)$/;

const quoted = /^(?:"[^"\\]*"|'[^'\\]*')$/;
// An unquoted text does not begin with a character that has a meaning, and contains no `: ` and no ` #`.
const notPlain = /^[^\w$()./;\u00a0-\uffff]|:(?: |$)| #/;

// In brackets a comma ends a text, and more characters have a meaning.
const plainElement = /^[\w$()./;\u00a0-\uffff][^"'#:&*!|>%@`?,[\]{}]*$/;
const quotedElement = /^(?:"[^"\\,[\]{}]*"|'[^',[\]{}]*')$/;

/** Parses `text` if it uses only the simplest notation; returns `undefined` if it does not, or is empty. */
export function readPlainYaml(text: string): Readonly<Record<string, Value>> | undefined {
  if (text.length > longest || unusual.test(text)) return undefined;
  const data: Record<string, Value> = Object.create(null);
  // The key whose value may follow on the next lines, and the list that does, each of its lines with the same indentation.
  let open: string | undefined;
  let list: Value[] | undefined;
  let indentation = '';
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) {
      open = undefined;
      continue;
    }
    const written = line.replace(/ +$/, '');
    const found = keyLine.exec(written) ?? itemLine.exec(written);
    const { key, value: source, indent = '' } = found?.groups ?? {};
    const value = source === undefined ? null : readValue(source);
    if (value === undefined) return undefined;
    if (key !== undefined) {
      if (data[key] !== undefined || isNull(key)) return undefined;
      data[key] = value;
      open = source === undefined ? key : undefined;
      list = undefined;
    } else {
      if (open === undefined || source === undefined) return undefined;
      if (list === undefined) {
        data[open] = list = [];
        indentation = indent;
      }
      if (indent !== indentation) return undefined;
      list.push(value);
    }
  }
  return Object.keys(data).length > 0 ? data : undefined;
}

function readValue(text: string): Value | undefined {
  if (quoted.test(text)) return text.slice(1, -1);
  if (text.startsWith('[') && text.endsWith(']')) return readElements(text.slice(1, -1));
  return notPlain.test(text) ? undefined : isNull(text) ? null : text;
}

function readElements(text: string): readonly Value[] | undefined {
  const list: Value[] = [];
  if (trimmed(text) === '') return list;
  for (const one of text.split(',').map(trimmed)) {
    if (plainElement.test(one)) list.push(isNull(one) ? null : one);
    else if (quotedElement.test(one)) list.push(one.slice(1, -1));
    else return undefined;
  }
  return list;
}

/** Returns `text` without spaces at both ends. */
function trimmed(text: string): string {
  return text.replaceAll(/^ +| +$/g, '');
}

/** Whether YAML reads a text as null. */
function isNull(text: string): boolean {
  return /^(?:null|Null|NULL)$/.test(text);
}
