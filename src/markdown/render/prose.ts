import type { Lexer, MarkedExtension, Tokens } from 'marked';

/**
 * Paragraphs and lists that are written as most are, for `marked`: it finds out what a block is by trying one regular
 * expression after the other, paragraphs last, and looks at each line of a list a dozen times. What a block looks like that
 * can be nothing else is read here, into the same tokens; for everything else it is asked.
 */
export const prose: MarkedExtension = {
  extensions: [
    {
      name: 'prose',
      level: 'block',
      tokenizer(source, tokens) {
        const { lexer } = this;
        const last = tokens.at(-1)?.type;
        // Behind an open paragraph it matters more what came before.
        if (!lexer.state.top || last === 'paragraph' || last === 'text') return undefined;
        return isWord(source, 0) ? paragraph(source, lexer) : list(source, lexer);
      },
    },
  ],
};

/** A paragraph: each of its lines begins with a word, and an empty line or the end follows. */
function paragraph(source: string, lexer: Lexer): Tokens.Paragraph | undefined {
  let end = lineEnd(source, 0);
  while (end + 1 < source.length && source[end + 1] !== '\n') {
    if (!isWord(source, end + 1)) return undefined;
    end = lineEnd(source, end + 1);
  }
  const text = source.slice(0, end);
  return { type: 'paragraph', raw: text, text, tokens: lexer.inline(text) };
}

/** The beginning of a list item: its length, what all items of a list share, and its number. */
interface Marker {
  readonly width: number;
  readonly kind: string;
  readonly number: number | undefined;
}

const marker = /(?:([-*+])|(\d{1,9})([.)])) {1,4}/y;

function markerAt(source: string, at: number): Marker | undefined {
  marker.lastIndex = at;
  const [whole = '', bullet, number, stop = ''] = marker.exec(source) ?? [];
  if (whole === '') return undefined;
  return {
    width: whole.length,
    kind: bullet ?? stop,
    number: number === undefined ? undefined : Number(number),
  };
}

/** A list: each item is a line that begins with a word; an empty line follows, and no further item, or the end. */
function list(source: string, lexer: Lexer): Tokens.List | undefined {
  const items: Tokens.ListItem[] = [];
  const first = markerAt(source, 0);
  if (!first) return undefined;
  let at = 0;
  for (
    let found: Marker | undefined = first;
    at < source.length && source[at] !== '\n';
    found = markerAt(source, at)
  ) {
    if (found?.kind !== first.kind || !isWord(source, at + found.width)) return undefined;
    const end = lineEnd(source, at);
    if (/\s/.test(source[end - 1] ?? '')) return undefined;
    const text = source.slice(at + found.width, end);
    const isLast = end + 1 >= source.length || source[end + 1] === '\n';
    const raw = source.slice(at, isLast ? end : end + 1);
    items.push({ type: 'list_item', raw, task: false, loose: false, text, tokens: [] });
    at = end + 1;
  }
  let behind = at;
  while (source[behind] === '\n') behind++;
  if (mayContinue(source[behind], first)) return undefined;
  for (const item of items) {
    const { text } = item;
    const tokens = lexer.inline(text);
    item.tokens.push({ type: 'text', raw: text, text, tokens });
  }
  return {
    type: 'list',
    raw: source.slice(0, at - 1),
    ordered: first.number !== undefined,
    start: first.number ?? '',
    loose: false,
    items,
  };
}

/** Whether what begins with `character`, behind an empty line, could belong to a list that began with `first`. */
function mayContinue(character: string | undefined, { kind, number }: Marker): boolean {
  if (character === undefined) return false;
  // A line of blanks alone, whichever, is empty too.
  return /\s/.test(character) || (number === undefined ? character === kind : /\d/.test(character));
}

// The label of a link, not that of a definition.
const label = /\[[^\][\\\n]+\]\(/y;
const number = /\d{1,9}[.)]/y;

/** Whether a line that begins at `at` can be nothing but text: no mark of a block, and no blank. */
function isWord(source: string, at: number): boolean {
  const character = source[at] ?? '';
  if (
    /[A-Za-z"'(\u00A1-\u167F\u1681-\u1FFF\u2010-\u2027\u2030-\u205E\u2070-\u2FFF\u3001-\uDFFF]/.test(
      character,
    )
  )
    return true;
  if (character === '*') return /[A-Za-z]/.test(source[source[at + 1] === '*' ? at + 2 : at + 1] ?? '');
  if (character === '`') return source[at + 1] !== '`';
  if (character === '[') return isAt(label, source, at);
  return /\d/.test(character) && !isAt(number, source, at);
}

function isAt(sticky: RegExp, source: string, at: number): boolean {
  sticky.lastIndex = at;
  return sticky.test(source);
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}
