import type { Value } from './syntax.ts';

/*
 * The YAML nearly all front matter is written in: keys at the beginning of lines, each with a text on its line, a list in
 * brackets or lines that begin with `- `. What is read here is what the YAML parser would make of it (a property test
 * holds the two together); of anything else, nothing is said.
 */

/** Longer blocks are rare, and better in the hands of the parser, which knows its limits. */
const longest = 8000;

// A tab, a control character or a lone surrogate somewhere, or a byte order mark.
const unusual = /[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

// A text without quotes: it begins with nothing that could mean something, has no `: ` and no ` #` in it.
const first = String.raw`[\w$()./;\u00a0-\uffff]`;
const plain = String.raw`${first}[^\n:# ]*(?:(?:#|:(?![ \n]|$)| +(?![# \n]|$))[^\n:# ]*)*`;
const doubleQuoted = String.raw`"([^"\\\n]*)"`;
const singleQuoted = String.raw`'([^'\n]*)'`;
const bracketed = String.raw`\[([^\n[\]{}]*)\]`;
const end = String.raw` *(?:\n|$)`;

const pair = new RegExp(
  String.raw`([A-Za-z_][\w-]{0,99}):(?: +(?:(${plain})|${doubleQuoted}|${singleQuoted}|${bracketed}))?${end}`,
  'y',
);
const item = new RegExp(String.raw`( *)- +(?:(${plain})|${doubleQuoted}|${singleQuoted})${end}`, 'y');
const ignored = /(?:#[^\n]*)?(?:\n|$)/y;

// Between brackets a comma ends a text, and more characters mean something.
const element = /^ *(?:([\w$()./;\u00a0-\uffff][^"'#:&*!|>%@`?,]*)|"([^"\\,]*)"|'([^',]*)') *$/;

/** What `text` says, where it is written in the most ordinary way; nothing where it is not, or says nothing. */
export function readPlain(text: string): Readonly<Record<string, Value>> | undefined {
  if (text.length > longest || unusual.test(text)) return undefined;
  const data: Record<string, Value> = Object.create(null);
  let hasKeys = false;
  let at = 0;
  while (at < text.length) {
    pair.lastIndex = at;
    const found = pair.exec(text);
    if (!found) {
      const next = after(ignored, text, at);
      if (next === undefined) return undefined;
      at = next;
      continue;
    }
    const [, key = '', bare, double, single, list] = found;
    at = pair.lastIndex;
    hasKeys = true;
    if (key in data || isNull(key)) return undefined;
    if (bare !== undefined) data[key] = isNull(bare) ? null : bare;
    else if (list === undefined) {
      const quoted = double ?? single;
      const items = quoted === undefined ? readItems(text, at) : undefined;
      data[key] = quoted ?? items?.list ?? null;
      at = items?.end ?? at;
    } else {
      const elements = readElements(list);
      if (!elements) return undefined;
      data[key] = elements;
    }
  }
  return hasKeys ? data : undefined;
}

function after(form: RegExp, text: string, at: number): number | undefined {
  form.lastIndex = at;
  return form.test(text) ? form.lastIndex : undefined;
}

function readItems(text: string, from: number): { list: readonly Value[]; end: number } | undefined {
  const list: Value[] = [];
  let at = from;
  let indent: string | undefined;
  for (;;) {
    item.lastIndex = at;
    const found = item.exec(text);
    if (!found || found[1] !== (indent ?? found[1])) break;
    const [, blanks, bare, double, single] = found;
    indent = blanks;
    list.push(bare === undefined ? (double ?? single ?? '') : isNull(bare) ? null : bare);
    at = item.lastIndex;
  }
  return list.length === 0 ? undefined : { list, end: at };
}

function readElements(text: string): readonly Value[] | undefined {
  if (/^ *$/.test(text)) return [];
  const list: Value[] = [];
  for (const one of text.split(',')) {
    const found = element.exec(one);
    if (!found) return undefined;
    const [, bare, double, single] = found;
    const trimmed = bare?.replace(/ +$/, '');
    list.push(trimmed === undefined ? (double ?? single ?? '') : isNull(trimmed) ? null : trimmed);
  }
  return list;
}

/** What YAML takes for nothing. */
function isNull(text: string): boolean {
  return text.length === 4 && /^(?:null|Null|NULL)$/.test(text);
}
