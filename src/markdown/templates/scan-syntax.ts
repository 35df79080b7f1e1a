import { paragraphEnd } from './blocks.ts';
import { readShortcode } from './hugo.ts';
import { readBraces } from './kramdown.ts';
import { readOutput, readTag } from './liquid.ts';
import { brace, edit } from './reading.ts';
import { addCode, type ScanState } from './scan-state.ts';
import { readWiki } from './wiki.ts';

/** Elements whose text is not Markdown. */
const verbatim = /<(pre|code|script|style|textarea)(?=[\s>])/iy;

/** Reads the syntax that starts at `at`. Returns the position after it, or `undefined` for plain text. */
export function readSyntax(state: ScanState, at: number): number | undefined {
  const { parsed } = state;
  const { body } = parsed;
  switch (body[at]) {
    case '`':
      return readCodeSpan(state, at);
    case '\\':
      return body[at + 1] === '{' ? edit(parsed, at, at + 2, '&#123;') : at + 2;
    case '<':
      return readElement(state, at);
    case '{':
      return readBrace(state, at);
    case '$':
      return body.startsWith('$$', at) ? readFormula(state, at) : undefined;
    default:
      return body.startsWith(body[at] === '!' ? '![[' : '[[', at) ? readWiki(parsed, at) : undefined;
  }
}

function readBrace(state: ScanState, at: number): number | undefined {
  const { parsed, mdx, raw } = state;
  const { body } = parsed;
  const next = body[at + 1];
  if (mdx) return (next === '#' ? readBraces(parsed, at) : undefined) ?? mdx.expression(at);
  if (next === '{') {
    if (raw) return brace(parsed, at);
    const isShortcode = body[at + 2] === '<' || body[at + 2] === '%';
    return isShortcode ? counted(state, readShortcode(parsed, at)) : readOutput(parsed, at);
  }
  if (next === '%') {
    if (raw) return brace(parsed, at);
    return openRaw(state, at) ?? counted(state, readTag(parsed, at));
  }
  const isAttributes = next === '#' || next === ':' || next === '.';
  return isAttributes ? (readBraces(parsed, at) ?? brace(parsed, at)) : undefined;
}

/** Counts the tag that ends at `end`, if there is one. */
function counted({ parsed, pairs }: ScanState, end: number): number {
  const last = parsed.pieces.at(-1);
  if (last?.end === end) pairs.count(last);
  return end;
}

/** Opens a verbatim block of Liquid: `{% raw %}`, or `{% verbatim %}` of Nunjucks. */
function openRaw(state: ScanState, at: number): number | undefined {
  const { body, find } = state.parsed;
  const match = /^\{%-?\s*(raw|verbatim)\s*-?%\}/.exec(body.slice(at, at + 60));
  const end = at + (match?.[0].length ?? 0);
  const closing = match ? find(`\\{%-?\\s*end${match[1] ?? ''}\\s*-?%\\}`, end) : undefined;
  if (!closing) return undefined;
  state.raw = closing;
  return edit(state.parsed, at, end, '');
}

function readElement(state: ScanState, at: number): number | undefined {
  const { body, find } = state.parsed;
  if (body.startsWith('<!--', at)) return find('-->', at + 4)?.end;
  verbatim.lastIndex = at;
  const name = verbatim.exec(body)?.[1]?.toLowerCase();
  const closing = name === undefined ? undefined : find(`</${name}\\s*>`, at);
  if (!closing) return state.mdx?.element(at);
  addCode(state, at, closing.end);
  return closing.end;
}

function readFormula(state: ScanState, at: number): number {
  const { body, find } = state.parsed;
  const closing = find('\\$\\$', at + 2);
  const gap = find(paragraphEnd(state.line.quotes), at);
  if (!closing || (gap && gap.start < closing.start)) return at + 2;
  // Double braces belong to the formula, unless they are a tag or a shortcode.
  if (/\{%|\{\{[<%]/.test(body.slice(at, closing.start))) return at + 2;
  addCode(state, at, closing.end);
  return closing.end;
}

function readCodeSpan(state: ScanState, at: number): number {
  const { parsed, line, spanEnd } = state;
  const { body, find } = parsed;
  const end = spanEnd(at, () => {
    if (line.kind === 'heading' && at < line.end) return line.end;
    return find(paragraphEnd(line.quotes), at)?.start ?? body.length;
  });
  if (end !== undefined) {
    addCode(state, at, end);
    return end;
  }
  let behind = at;
  while (body[behind] === '`') behind++;
  return behind;
}
