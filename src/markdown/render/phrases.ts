import { Lexer } from 'marked';
import type { Token, Tokens } from 'marked';

/** Makes `lexer` read lines of plain phrases with `readPhrases`, and all others as it does. */
export function quicken(lexer: Lexer): void {
  lexer.inlineTokens = (source, tokens = []) => {
    const { state } = lexer;
    const phrases = state.inRawBlock ? undefined : readPhrases(source, !state.inLink);
    if (!phrases) return Lexer.prototype.inlineTokens.call(lexer, source, tokens);
    for (const one of phrases) {
      if (one.type === 'link') state.linkEmitted = true;
      tokens.push(one);
    }
    return tokens;
  };
}

// What ends a text, or makes it more than one: a mark, a line break, an address, a character reference.
const mark = /[\\<![`*~_@]|:\/\/|www\.| {2}\n|&#/g;
// Before and behind emphasis only what leaves no doubt which end of it an asterisk is.
const letter = /[A-Za-z0-9\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02C1\u0391-\u03A1\u03A3-\u03E1\u0400-\u0481]/;
const before = ' \n(';
const behind = ' \n.,;:?)"\'';
const destination = /\]\(([^\s<>()\\\u0000-\u0020]+)(?: "([^"\\\n]+)")?\)/y;

/**
 * The tokens of `source`, the text of a line or a paragraph, where it is made of nothing but words, emphasis, links to an
 * address in brackets and code, all of them as plain as most are; otherwise nothing. They are those of `marked`, which
 * tries a dozen regular expressions at each place.
 */
export function readPhrases(source: string, hasLinks: boolean): Token[] | undefined {
  const tokens: Token[] = [];
  /** Where the text begins that is being read. */
  let start = 0;
  let at = 0;
  const put = (token: Token, end: number) => {
    tokens.push(token);
    start = at = end;
  };
  while (at < source.length) {
    const next = nextMark(source, at);
    const character = source[next];
    if (character === undefined) break;
    if (character === '!' && source[next + 1] !== '[') {
      at = next + 1;
      continue;
    }
    const token =
      character === '*'
        ? emphasis(source, next)
        : character === '`'
          ? code(source, next)
          : character === '[' && hasLinks
            ? link(source, next)
            : undefined;
    if (!token) return undefined;
    if (next > start) tokens.push(words(source.slice(start, next)));
    put(token, next + token.raw.length);
  }
  if (source.length > start) tokens.push(words(source.slice(start)));
  return tokens;
}

/** Where the first mark stands at `from` or behind; the end where there is none. */
function nextMark(source: string, from: number): number {
  mark.lastIndex = from;
  return mark.exec(source)?.index ?? source.length;
}

function words(text: string): Tokens.Text {
  return { type: 'text', raw: text, text, escaped: false };
}

/** Emphasis of one or two asterisks with nothing but words in it. */
function emphasis(source: string, at: number): Tokens.Em | Tokens.Strong | undefined {
  const width = source[at + 1] === '*' ? 2 : 1;
  const start = at + width;
  if (!(at === 0 || before.includes(source[at - 1] ?? '')) || !letter.test(source[start] ?? ''))
    return undefined;
  const end = nextMark(source, start);
  const close = end + width;
  const isClosed = source.startsWith(width === 1 ? '*' : '**', end) && letter.test(source[end - 1] ?? '');
  if (!isClosed || !(close === source.length || behind.includes(source[close] ?? ''))) return undefined;
  const text = source.slice(start, end);
  const given = { raw: source.slice(at, close), text, tokens: [words(text)] };
  return width === 1 ? { type: 'em', ...given } : { type: 'strong', ...given };
}

/** Code between single backticks. */
function code(source: string, at: number): Tokens.Codespan | undefined {
  const end = source.indexOf('`', at + 1);
  if (end <= at + 1 || source[end + 1] === '`') return undefined;
  const text = source.slice(at + 1, end).replaceAll('\n', ' ');
  const isPadded = text.startsWith(' ') && text.endsWith(' ') && /[^ ]/.test(text);
  return { type: 'codespan', raw: source.slice(at, end + 1), text: isPadded ? text.slice(1, -1) : text };
}

/** A link with nothing but words in it. */
function link(source: string, at: number): Tokens.Link | undefined {
  const end = source.indexOf(']', at);
  if (end <= at + 1 || nextMark(source, at + 1) < end) return undefined;
  destination.lastIndex = end;
  const [whole, href = '', title = null] = destination.exec(source) ?? [];
  if (whole === undefined) return undefined;
  const text = source.slice(at + 1, end);
  return {
    type: 'link',
    raw: source.slice(at, end + whole.length),
    href,
    title,
    text,
    tokens: [words(text)],
  };
}
