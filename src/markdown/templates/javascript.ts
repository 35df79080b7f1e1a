/** Finds the ends of JavaScript in a text. */
export interface JavaScript {
  /** Returns the place after the bracket that closes the one at `start`, if one does. */
  balanced(start: number): number | undefined;
  /** Returns the end of the statement that begins at `start`, before the line feed. */
  statement(start: number): number;
}

// An apostrophe in text has no closing quote on its line.
const quoted = /"[^"\\\n]*(?:\\[^][^"\\\n]*)*"|'[^'\\\n]*(?:\\[^][^'\\\n]*)*'/y;
const template = /`[^`\\]*(?:\\[^][^`\\]*)*`/y;

/** Finds the ends of JavaScript in `body`. */
export function createJavaScript(body: string): JavaScript {
  /** Brackets that are never closed. */
  const unclosed = new Set<number>();
  let lastTick: number | undefined;
  /** The end of the last comment. */
  let comment = -1;

  /** Skips a string or a comment at `at`; returns `at` if there is none. */
  function past(at: number): number {
    const character = body[at];
    if (character === '/' && body[at + 1] === '*') {
      if (comment < at + 2) comment = body.indexOf('*/', at + 2);
      if (comment < 0) comment = body.length;
      return Math.min(comment + 2, body.length);
    }
    if (character === '/' && body[at + 1] === '/' && body[at - 1] !== ':') {
      const end = body.indexOf('\n', at);
      return end < 0 ? body.length : end;
    }
    const isTemplate = character === '`' && at < (lastTick ??= body.lastIndexOf('`'));
    if (!isTemplate && character !== '"' && character !== "'") return at;
    const pattern = isTemplate ? template : quoted;
    pattern.lastIndex = at;
    return pattern.test(body) ? pattern.lastIndex : at;
  }

  /** Yields the places from `start` on that are not in a string or a comment. */
  function* code(start: number): Generator<number> {
    for (let at = start; at < body.length;) {
      const next = past(at);
      if (next > at) at = next;
      else yield at++;
    }
  }

  return {
    balanced(start) {
      if (unclosed.has(start)) return undefined;
      const open = [start];
      for (const at of code(start + 1)) {
        if (body[at] === '{') open.push(at);
        else if (body[at] === '}') {
          open.pop();
          if (open.length === 0) return at + 1;
        }
      }
      for (const one of open) unclosed.add(one);
      return undefined;
    },
    statement(start) {
      let depth = 0;
      for (const at of code(start)) {
        const character = body[at] ?? '';
        if ('([{'.includes(character)) depth++;
        else if (')]}'.includes(character)) depth--;
        else if (
          character === '\n' &&
          depth <= 0 &&
          !/[=,(+.?:&|]$/.test(body.slice(Math.max(start, at - 80), at).trimEnd())
        )
          return at;
      }
      // Something is not closed: returns the part that certainly belongs to it.
      const gap = body.indexOf('\n\n', start);
      return depth > 0 && gap >= 0 ? gap : body.length;
    },
  };
}

/** Returns the value of a literal: a text, a number, a template without expressions; `undefined` for other expressions. */
export function literalValue(source: string): string | undefined {
  const text = source.trim();
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  const mark = text[0];
  if (text.length < 2 || text.at(-1) !== mark || (mark !== '"' && mark !== "'" && mark !== '`'))
    return undefined;
  const inner = text.slice(1, -1);
  const bare = inner.replaceAll(/\\[^]/g, '');
  if (bare.includes(mark) || bare.endsWith('\\') || (mark === '`' && bare.includes('${'))) return undefined;
  return inner.replaceAll(
    /\\(?:u([\dA-Fa-f]{4})|([^]))/g,
    (_, code: string | undefined, character: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return { n: '\n', t: '\t', r: '', '\n': '' }[character ?? ''] ?? character ?? '';
    },
  );
}

/** Whether `source` consists only of comments. */
export function isComment(source: string): boolean {
  let rest = source.trim();
  while (rest.startsWith('/*')) {
    const end = rest.indexOf('*/', 2);
    if (end < 0) return false;
    rest = rest.slice(end + 2).trimStart();
  }
  return rest === '' || (rest.startsWith('//') && !rest.includes('\n'));
}
