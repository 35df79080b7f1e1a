/** A text that was taken out of another, and where each of its characters stands there. */
export interface View {
  readonly text: string;
  /** Where in the whole text the character at `offset` stands; nothing where that was not kept. */
  readonly at: (offset: number) => number | undefined;
}

/** The whole text. */
export function whole(text: string): View {
  return { text, at: (offset) => offset };
}

/** A piece of `view`. */
export function part(view: View, start: number, length: number): View {
  return { text: view.text.slice(start, start + length), at: (offset) => view.at(start + offset) };
}

/** The piece `text` of `view`, from `start` on; lost where it does not stand there. */
export function found(view: View, text: string, start: number): View {
  const at = view.text.indexOf(text, start);
  return at < 0 ? lose() : part(view, at, text.length);
}

/**
 * `text` as it was read from `view` at `start` on, where a backslash before the characters of `escaped` was left out. `end`
 * is where it ends in `view`.
 */
export function unescaped(view: View, start: number, text: string, escaped: string): View & { end: number } {
  const offsets: number[] = [];
  let at = start;
  for (const character of text.split('')) {
    if (view.text[at] === '\\' && escaped.includes(character) && view.text[at + 1] === character) at++;
    if (view.text[at] !== character) lose();
    offsets.push(at++);
  }
  offsets.push(at);
  return { text, end: at, at: (offset) => view.at(offsets[offset] ?? lose()) };
}

/**
 * The inside of a quote, an item of a list or a note: `text` is what was read from `view`, each line without what marks it as
 * inside. Lines are told apart by their order; how far they are indented is not kept.
 */
export function inside(view: View, text: string): View {
  const outer = view.text.split('\n');
  const starts = lineStarts(outer);
  const lines: { start: number; lead: number; length: number; from: number }[] = [];
  let next = 0;
  let start = 0;
  for (const line of text.split('\n')) {
    const content = line.trim();
    const lead = line.length - line.trimStart().length;
    if (content !== '') {
      while (next < outer.length && !(outer[next] ?? '').trimEnd().endsWith(content))
        if (!isMark(outer[next++] ?? '')) lose();
      const end = (outer[next] ?? lose()).trimEnd().length;
      const from = (starts[next] ?? 0) + end - content.length;
      lines.push({ start, lead, length: content.length, from });
      next++;
    }
    start += line.length + 1;
  }
  return {
    text,
    at(offset) {
      const line = lines.find((one) => offset <= one.start + one.lead + one.length);
      if (!line || offset < line.start + line.lead) return undefined;
      return view.at(line.from + offset - line.start - line.lead);
    },
  };
}

function lineStarts(lines: readonly string[]): number[] {
  let start = 0;
  return lines.map((line) => {
    const here = start;
    start += line.length + 1;
    return here;
  });
}

/** Whether a line holds only what marks quotes and lists. */
function isMark(line: string): boolean {
  return /^[\s>*+.)\d-]*$/.test(line);
}

/** Gives up: where something stands cannot be told. */
export function lose(): never {
  throw new Error('The place of a piece of the text cannot be told.');
}
