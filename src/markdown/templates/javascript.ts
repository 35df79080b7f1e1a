/** JavaScript in a text, as far as knowing where it ends. */
export interface JavaScript {
  /** The place behind the bracket that closes the one at `start`; nothing where none does. */
  balanced(start: number): number | undefined;
  /** The end of the statement that begins at `start`, before the line feed. */
  statement(start: number): number;
}

export function createJavaScript(body: string): JavaScript {
  /** Brackets that are known to be closed nowhere. */
  const unclosed = new Set<number>();
  let lastTick: number | undefined;
  /** The end of a comment found last. */
  let comment = -1;

  /** Past a string or a comment at `at`; `at` where there is none. */
  function past(at: number): number {
    const character = body[at];
    if (character === '/' && body[at + 1] === '*') {
      if (comment < at + 2) comment = body.indexOf('*/', at + 2);
      if (comment < 0) comment = body.length;
      return Math.min(comment + 2, body.length);
    }
    if (character === '/' && body[at + 1] === '/' && body[at - 1] !== ':') return lineEnd(at);
    if (character === '`') {
      lastTick ??= body.lastIndexOf('`');
      for (let end = at + 1; end <= lastTick; end++) {
        if (body[end] === '\\') end++;
        else if (body[end] === '`') return end + 1;
      }
    }
    if (character === '"' || character === "'") {
      // An apostrophe in text has no mate on its line.
      for (let end = at + 1; end < body.length && body[end] !== '\n'; end++) {
        if (body[end] === '\\') end++;
        else if (body[end] === character) return end + 1;
      }
    }
    return at;
  }

  function lineEnd(at: number): number {
    const end = body.indexOf('\n', at);
    return end < 0 ? body.length : end;
  }

  return {
    balanced(start) {
      if (unclosed.has(start)) return undefined;
      const open = [start];
      for (let at = start + 1; at < body.length;) {
        const next = past(at);
        if (next > at) {
          at = next;
          continue;
        }
        const character = body[at];
        if (character === '{') open.push(at);
        else if (character === '}') {
          open.pop();
          if (open.length === 0) return at + 1;
        }
        at++;
      }
      for (const one of open) unclosed.add(one);
      return undefined;
    },
    statement(start) {
      let depth = 0;
      for (let at = start; at < body.length;) {
        const next = past(at);
        if (next > at) {
          at = next;
          continue;
        }
        const character = body[at] ?? '';
        if ('([{'.includes(character)) depth++;
        else if (')]}'.includes(character)) depth--;
        else if (
          character === '\n' &&
          depth <= 0 &&
          !/[=,(+.?:&|]$/.test(body.slice(Math.max(start, at - 80), at).trimEnd())
        )
          return at;
        at++;
      }
      // Something is not closed: what is sure to belong to it.
      const gap = body.indexOf('\n\n', start);
      return depth > 0 && gap >= 0 ? gap : body.length;
    },
  };
}

/** The value of a literal: a text, a number, a template without anything to fill in; nothing of other expressions. */
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

/** Whether `source` is nothing but comments. */
export function isComment(source: string): boolean {
  let rest = source.trim();
  while (rest.startsWith('/*')) {
    const end = rest.indexOf('*/', 2);
    if (end < 0) return false;
    rest = rest.slice(end + 2).trimStart();
  }
  return rest === '' || (rest.startsWith('//') && !rest.includes('\n'));
}
