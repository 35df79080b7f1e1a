import { characters, visibleText, width } from './width.ts';

/** A piece of text with a style. */
export interface Span {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** A sequence of spans between two spaces. */
type Word = readonly Span[];

/**
 * Breaks `spans` into lines of at most `columns`. All lines except the first start with `indent`. Lines break at spaces, and within
 * a word only if it is longer than a line. Keeps line feeds in the text, and makes other control characters visible.
 */
export function wrap(spans: readonly Span[], columns: number, indent = ''): string[] {
  const lines: string[] = [];
  const room = Math.max(columns, width(indent) + 8);
  let line = '';
  let used = 0;
  let fresh = true;
  const feed = (): void => {
    lines.push(line.trimEnd());
    line = indent;
    used = width(indent);
    fresh = true;
  };
  for (const [at, paragraph] of paragraphs(spans).entries()) {
    if (at > 0) feed();
    for (const word of paragraph) {
      const needed = word.reduce((sum, { text }) => sum + width(text), 0);
      const long = needed > room - width(indent);
      if (!fresh && used + 1 + (long ? 2 : needed) > room) feed();
      else if (!fresh) {
        line += ' ';
        used++;
      }
      const fits = used + needed <= room;
      for (const { text, paint = same } of word) {
        let piece = '';
        for (const { segment } of fits ? [{ segment: text }] : characters(text)) {
          if (!fresh && used + width(segment) > room) {
            line += paint(piece);
            piece = '';
            feed();
          }
          piece += segment;
          used += width(segment);
          fresh = false;
        }
        line += paint(piece);
      }
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

function same(text: string): string {
  return text;
}

function paragraphs(spans: readonly Span[]): Word[][] {
  const found: Span[][][] = [[[]]];
  for (const span of spans) {
    for (const [at, part] of span.text.split(/(\r?\n|[ \t]+)/).entries()) {
      const words = found.at(-1);
      if (at % 2 === 0) {
        if (part !== '') words?.at(-1)?.push({ ...span, text: visibleText(part) });
      } else if (part.endsWith('\n')) found.push([[]]);
      else words?.push([]);
    }
  }
  return found.map((words) => words.filter((word) => word.length > 0));
}
