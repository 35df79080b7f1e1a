/** One line of Markdown. */
export interface Line {
  readonly start: number;
  /** The start of its text, after the markers of quotes and lists and white space. */
  readonly text: number;
  /** Where it ends, before the line feed. */
  readonly end: number;
  readonly kind: 'blank' | 'code' | 'fence' | 'heading' | 'text';
  /** Number of white space characters to remove from here on, so that the text does not become code. */
  readonly surplus: number;
  readonly inside: number;
  /** Whether it continues a paragraph and is indented so far that it can begin nothing else. */
  readonly isDeep: boolean;
  /** Indentation in columns that keeps a line in the same list item, and the number of quotes around it. */
  readonly indent: number;
  readonly quotes: number;
}

/** Reads the blocks of a Markdown text line by line (CommonMark §4 and §5), as far as code needs it. */
export interface Blocks {
  line(start: number): Line;
  /** Returns the end of the fenced code block that starts on `line`. */
  fenceEnd(line: Line): number;
  /** Call this after a line that contained only tags. */
  tagged(): void;
  /** Whether the last line is in HTML, in which Markdown has no meaning. */
  isHtml(): boolean;
  /** Whether the last line follows an empty line, a line of tags, or none. */
  isApart(): boolean;
  /** Returns the place after a fence, if one can begin at `at`. */
  opening(at: number): number | undefined;
}

/** The kind of the previous line, as far as it matters for the next. */
type State = 'blank' | 'paragraph' | 'code' | 'html' | 'tag' | 'other';

const quote = / {0,3}>/y;
const marker = /(?:[-*+]|\d{1,9}[.)])(?=[ \t\n]|$)/y;
const rule = /(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$/my;
const heading = /#{1,6}(?=[ \t\n]|$)/y;
const fence = /`{3,}(?=[^`\n]*$)|~{3,}/my;
const names =
  'address|article|aside|blockquote|center|details|dialog|div|dl|dd|dt|fieldset|figcaption|figure|footer|form|' +
  'h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|script|section|style|summary|table|tbody|td|textarea|tfoot|th|' +
  'thead|tr|ul';
const element = new RegExp(`<(?:!--|/?(?:${names})\\b)`, 'iy');

/** A tag of any other element starts an HTML block if it is alone on its line and does not continue a paragraph. */
const lonely = /<\/?[a-z][\w-]*(?:\s[^<>\n]*)?\/?>[ \t]*$/imy;

/**
 * Returns the pattern of the end of a paragraph: an empty line, or one that begins another block. `quotes`: number of quotes
 * around it.
 */
export function paragraphEnd(quotes: number): string {
  const begins =
    '[-*+](?=[ \\t\\n])|\\d{1,9}[.)](?=[ \\t\\n])|#{1,6}(?=[ \\t\\n])|`{3}|~{3}|[-_*=]{3,}[ \\t]*(?=\\n)';
  const white = quotes > 0 ? '[ \\t>]*' : '[ \\t]*>?[ \\t]*';
  return `\\n${white}(?:\\n|(?<=>)${quotes > 0 ? '(?!)' : ''}|${begins}|<(?:!--|/?(?:${names})\\b))`;
}

/** Maximum depth of lists: rendering rejects deeper ones. */
const deepest = 100;

function at(pattern: RegExp, body: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(body)?.[0];
}

/** Creates a reader of the blocks of `body`. In MDX indentation does not make code, and HTML contains Markdown. */
export function createBlocks(body: string, { mdx, inPair }: { mdx: boolean; inPair: () => boolean }): Blocks {
  /** The columns where the text of the open list items begins, for each depth of quotes. */
  const lists: number[][] = [[]];
  let depth = 0;
  let state: State = 'blank';
  let before: State = 'blank';
  /** Columns removed from lines that were indented together. */
  let base = 0;

  function lineEnd(from: number): number {
    const end = body.indexOf('\n', from);
    return end < 0 ? body.length : end;
  }

  /** Skips white space: returns the next place and its column. */
  function blanks(from: number, column: number): [number, number] {
    let [index, to] = [from, column];
    for (; body[index] === ' ' || body[index] === '\t'; index++) to += body[index] === ' ' ? 1 : 4 - (to % 4);
    return [index, to];
  }

  function quotesAt(start: number, most: number): [number, number] {
    let [index, count] = [start, 0];
    for (
      let mark = at(quote, body, index);
      mark !== undefined && count < most;
      mark = at(quote, body, index)
    ) {
      index += mark.length;
      count++;
    }
    return [count > 0 && body[index] === ' ' ? index + 1 : index, count];
  }

  function startsBlock(index: number): boolean {
    return [marker, rule, heading, fence].some((pattern) => at(pattern, body, index) !== undefined);
  }

  function read(start: number): Line {
    const end = lineEnd(start);
    // No other block can start inside HTML.
    const [inside, quotes] = quotesAt(start, state === 'html' ? depth : deepest);
    if (quotes > depth) lists.length = quotes;
    depth = quotes;
    const open = (lists[quotes] ??= []);
    let [text, indent] = blanks(inside, 0);
    const result = (kind: Line['kind'], surplus = 0): Line => {
      const next = {
        blank: 'blank',
        code: 'code',
        fence: 'other',
        heading: 'other',
        text: 'paragraph',
      } as const;
      state = kind === 'text' && state === 'html' ? 'html' : next[kind];
      return { start, text, end, kind, surplus, inside, isDeep: false, indent: open.at(-1) ?? 0, quotes };
    };
    if (text === end) return result('blank');
    before = state;
    if (base > 0 && indent < base) base = 0;
    if (before !== 'paragraph' || startsBlock(text))
      while (open.length > 0 && indent - base < (open.at(-1) ?? 0)) open.pop();
    const isDeep = () => indent - base - (open.at(-1) ?? 0) >= 4;
    if (isDeep() && open.length === 0 && (mdx || before === 'tag' || (isTag(text) && inPair())))
      base = indent;
    const surplus = base > 0 ? Math.min(text - inside, base) : 0;
    if (isDeep() && !mdx && before !== 'paragraph' && before !== 'html') return result('code');
    indent -= base;
    // A paragraph continues, however far the line is indented.
    if (isDeep() && before === 'paragraph' && !mdx) return { ...result('text'), isDeep: true };
    let isItem = false;
    for (let mark = at(marker, body, text); mark !== undefined; mark = at(marker, body, text)) {
      if (open.length > deepest || at(rule, body, text) !== undefined) break;
      isItem = true;
      const [next, column] = blanks(text + mark.length, indent + mark.length);
      const width = column - indent - mark.length;
      const isLong = next === end || width > 4;
      open.push(indent + mark.length + (isLong ? 1 : width));
      [text, indent] = [next, column];
      if (width > 4 && next < end) return result('code');
    }
    if (isItem || before === 'blank') state = 'other';
    if (at(fence, body, text) !== undefined) return result('fence', surplus);
    const isLonely = before !== 'paragraph' && at(lonely, body, text) !== undefined;
    if (!mdx && (isLonely || at(element, body, text) !== undefined)) state = 'html';
    return result(at(heading, body, text) === undefined ? 'text' : 'heading', surplus);
  }

  function isTag(index: number): boolean {
    return body[index] === '{' && /^\{(?:%|\{[<%])/.test(body.slice(index, index + 3));
  }

  return {
    line: read,
    tagged: () => {
      if (state !== 'html') state = 'tag';
    },
    isHtml: () => state === 'html',
    isApart: () => before === 'blank' || before === 'tag',
    opening(index) {
      const mark = at(fence, body, index);
      return mark === undefined ? undefined : index + mark.length;
    },
    fenceEnd({ text, end, indent, quotes }) {
      const mark = at(fence, body, text) ?? '```';
      const closing = new RegExp(`${mark[0] ?? ''}{${mark.length},}[ \\t]*(?=$|\\{%|\\{\\{[<%])`, 'my');
      for (let start = end + 1; start <= body.length; start = lineEnd(start) + 1) {
        const [inside, count] = quotesAt(start, quotes);
        const [first, column] = blanks(inside, 0);
        if (count < quotes) return start - 1;
        if (first >= lineEnd(start)) continue;
        if (column < indent) return start - 1;
        const found = column - base - indent < 4 || mdx ? at(closing, body, first) : undefined;
        if (found !== undefined) return first + found.trimEnd().length;
      }
      return body.length;
    },
  };
}
