import { edit } from './reading.ts';
import { addCode, createScanState, type ScanOptions, type ScanState } from './scan-state.ts';
import { readSyntax } from './scan-syntax.ts';
import type { TemplateToken } from './token.ts';

/** Finds all code and template syntax in a body, in text order. */
export function scan(body: string, options: ScanOptions): readonly TemplateToken[] {
  const state = createScanState(body, options);
  for (let at = 0; at < body.length;) {
    if (at > 0) state.line = state.blocks.line(at);
    at = readLine(state);
  }
  return state.parsed.pieces.toSorted((a, b) => a.start - b.start);
}

/** Reads the line of `state` and the syntax that starts on it. Returns the start of the next line. */
function readLine(state: ScanState): number {
  const { parsed, blocks, line, mdx } = state;
  if (line.kind === 'blank') return line.end + 1;
  if (line.kind === 'code') {
    addCode(state, line.start, line.end);
    return line.end + 1;
  }
  if (line.surplus > 0) edit(parsed, line.inside, line.inside + line.surplus, '');
  if (line.kind === 'fence') return readFence(state);
  const mayBeModule = line.text === line.start && (blocks.isApart() || state.isAfterModule);
  const end = mayBeModule ? mdx?.module(line.start) : undefined;
  state.isAfterModule = end !== undefined;
  return end ?? readInline(state, line.text);
}

function readFence(state: ScanState): number {
  const { blocks, line } = state;
  const end = blocks.fenceEnd(line);
  if (line.surplus > 0) readIndentedFence(state, end);
  else addCode(state, line.text, end);
  return readInline(state, end);
}

/** Reads fenced code that is indented together with the text around it, and removes that indentation. */
function readIndentedFence({ parsed, line, raw }: ScanState, end: number): void {
  const { body, pieces } = parsed;
  const isRaw = raw !== undefined;
  let start = line.text;
  for (let next = body.indexOf('\n', start); next >= 0 && next < end; next = body.indexOf('\n', next + 1)) {
    const white = /^[ \t]*/.exec(body.slice(next + 1, next + 1 + line.surplus))?.[0].length ?? 0;
    pieces.push({ kind: 'code', start, end: next + 1, isRaw, isTagged: false });
    start = edit(parsed, next + 1, next + 1 + white, '');
  }
  pieces.push({ kind: 'code', start, end, isRaw, isTagged: false });
}

const special = /[`\\<{[!$\n]/g;

/** Reads from `start` to the end of its line, or of the line where something that began on it ends. */
function readInline(state: ScanState, start: number): number {
  const { parsed, blocks } = state;
  const { body } = parsed;
  state.isTagged = start === state.line.text;
  state.tagged = start;
  for (let at = start; ;) {
    special.lastIndex = at;
    const index = special.exec(body)?.index ?? body.length;
    if (index === body.length || body[index] === '\n') {
      state.isTagged &&= state.tagged > start && body.slice(state.tagged, index).trim() === '';
      if (state.isTagged) blocks.tagged();
      return index + 1;
    }
    if (state.raw && index >= state.raw.start) {
      at = closeRaw(state, state.raw, at);
      continue;
    }
    const count = parsed.pieces.length;
    const end = readSyntax(state, index);
    if (parsed.pieces.length > count) {
      noteTags(state, index, end);
      if (end !== undefined && isFenceAfterTags(state, end)) return readFence(state);
    }
    at = end ?? index + 1;
  }
}

/** Removes the end tag of a `raw` block. A code block that began in the block may extend past it. */
function closeRaw(state: ScanState, { start, end }: NonNullable<ScanState['raw']>, at: number): number {
  state.raw = undefined;
  state.tagged = start < at ? at : edit(state.parsed, start, end, '');
  return state.tagged;
}

/** Notes, after reading `start` to `end`, whether the line still has only tags. */
function noteTags(state: ScanState, start: number, end: number | undefined): void {
  const { parsed, blocks, pairs, tagged } = state;
  const { body, pieces } = parsed;
  const last = pieces.at(-1);
  if (last && last.kind !== 'code' && blocks.isHtml()) {
    const { isFirst, isLast } = parsed.standing(last.start, last.end);
    if (isFirst && isLast) pieces[pieces.length - 1] = { ...last, isHeld: true };
  }
  const isInvisible =
    (last?.kind === 'tag' && !pairs.isReplaced(last)) || (last?.kind === 'edit' && last.text === '');
  state.isTagged &&= isInvisible && body.slice(tagged, start).trim() === '';
  state.tagged = end ?? start;
}

/** Whether the line has only tags before `end`, and then a fence; `state.line` then begins with the fence. */
function isFenceAfterTags(state: ScanState, end: number): boolean {
  const { parsed, blocks, line } = state;
  if (!state.isTagged || line.isDeep) return false;
  const text = end + (/^[ \t]*/.exec(parsed.body.slice(end, end + 20))?.[0].length ?? 0);
  if (blocks.opening(text) === undefined) return false;
  state.line = { ...line, text, surplus: 0 };
  return true;
}
