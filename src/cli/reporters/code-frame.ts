import type { Place } from '../../problems/problem.ts';
import { characters, visibleText, width } from './width.ts';
import type { Palette } from '../../problems/report.ts';

const indent = '  ';
const tabWidth = 4;

/**
 * Formats the line of `place`, the lines before and after it, and carets below the place. Lines longer than `columns` are cut to
 * the part around the place. Empty if the source has no such line.
 */
export function codeFrame(
  lines: readonly string[],
  place: Place,
  columns: number,
  severity: 'error' | 'warning',
  paint: Palette,
): string[] {
  const number = place.line ?? 0;
  const text = lines[number - 1];
  if (text === undefined) return [];
  const last = lines[number] ? number + 1 : number;
  const gutter = String(last).length;
  const room = Math.max(columns - indent.length - gutter - 5, 12);

  const found: string[] = [];
  for (let at = Math.max(number - 1, 1); at <= last; at++) {
    const here = at === number;
    const excerpt = cut(lines[at - 1] ?? '', here ? place : {}, room);
    const label = `${here ? '>' : ' '} ${String(at).padStart(gutter)}`;
    const bar = paint.quiet('│');
    const shown = here ? excerpt.text : paint.quiet(excerpt.text);
    found.push(`${indent}${here ? paint[severity](label) : paint.quiet(label)} ${bar} ${shown}`.trimEnd());
    if (!here || excerpt.carets === 0) continue;
    const carets = paint[severity]('^'.repeat(excerpt.carets));
    found.push(`${indent}${' '.repeat(gutter + 2)} ${bar} ${' '.repeat(excerpt.before)}${carets}`);
  }
  return found;
}

interface Excerpt {
  /** The part of a line to show. */
  readonly text: string;
  /** The number of columns before the carets and the number of carets; 0 if the place has no column. */
  readonly before: number;
  readonly carets: number;
}

/** A displayed character of the source. */
interface Cell {
  readonly text: string;
  readonly width: number;
  /** Whether it is part of the place. */
  readonly isInPlace: boolean;
}

function cut(line: string, { column, length = 1 }: Place, room: number): Excerpt {
  const from = column === undefined ? 0 : Math.min(column - 1, line.length);
  const to = from + Math.max(length, 1);
  // A line can contain a whole article, and counting its characters takes time, so this reads only the part around the place.
  const start = Math.max(from - 2 * room, 0);
  const end = Math.min(from + 2 * room, line.length);
  const cells = cellsOf(line.slice(start, end), from - start, to - start);

  const skip = start === 0 && end === line.length && sum(cells) <= room ? 0 : skipBefore(cells, room);
  const head = start > 0 || skip > 0 ? '…' : '';
  const rest = cells.slice(skip);
  const limit = room - head.length;
  const complete = end === line.length && sum(rest) <= limit;
  const kept = complete ? rest : fitting(rest, limit - 1);

  const text = head + kept.map((cell) => cell.text).join('') + (complete ? '' : '…');
  if (column === undefined) return { text, before: 0, carets: 0 };
  const first = kept.findIndex((cell) => cell.isInPlace);
  const before = head.length + sum(first === -1 ? kept : kept.slice(0, first));
  return { text, before, carets: Math.max(sum(kept.filter((cell) => cell.isInPlace)), 1) };
}

/**
 * Returns the number of cells to omit, so that the place is in the first two thirds of the line or the end of the line is
 * visible.
 */
function skipBefore(cells: readonly Cell[], room: number): number {
  const start = cells.findIndex((cell) => cell.isInPlace);
  const first = start === -1 ? cells.length : start;
  let before = sum(cells.slice(0, first));
  let all = sum(cells);
  let skip = 0;
  for (; skip < first && before > (2 * room) / 3 && all > room - 1; skip++) {
    const gone = cells[skip]?.width ?? 0;
    before -= gone;
    all -= gone;
  }
  return skip;
}

function fitting(cells: readonly Cell[], room: number): Cell[] {
  const kept: Cell[] = [];
  let used = 0;
  for (const cell of cells) {
    used += cell.width;
    if (used > room) break;
    kept.push(cell);
  }
  return kept;
}

function cellsOf(text: string, from: number, to: number): Cell[] {
  const cells: Cell[] = [];
  let used = 0;
  for (const { segment, index } of characters(text)) {
    const shown = segment === '\t' ? ' '.repeat(tabWidth - (used % tabWidth)) : visibleText(segment);
    const cell = { text: shown, width: width(shown), isInPlace: index + segment.length > from && index < to };
    cells.push(cell);
    used += cell.width;
  }
  return cells;
}

function sum(cells: readonly Cell[]): number {
  return cells.reduce((total, cell) => total + cell.width, 0);
}
