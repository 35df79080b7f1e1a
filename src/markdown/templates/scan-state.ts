import { createBlocks, type Blocks, type Line } from './blocks.ts';
import { createMdx, type Mdx } from './mdx.ts';
import type { Reading } from './reading.ts';
import type { Span } from '../../base/position.ts';
import { createFind } from './find.ts';
import { createSpans, type SpanEnd } from './spans.ts';
import { createTagPairs, type TagPairs } from './tag-pairs.ts';
import type { TemplateToken } from './token.ts';

/** The state of a scan of one body. */
export interface ScanState {
  readonly parsed: Reading;
  readonly blocks: Blocks;
  readonly pairs: TagPairs;
  readonly spanEnd: SpanEnd;
  /** Present if the body is MDX. */
  readonly mdx: Mdx | undefined;
  line: Line;
  /** The end tag of the current `raw` block. */
  raw: Span | undefined;
  /** Whether the current line has only tags up to `tagged`. */
  isTagged: boolean;
  tagged: number;
  /** Whether the last line of text was an `import` or `export` of MDX. */
  isAfterModule: boolean;
}

/** The inputs of a scan. */
export type ScanOptions = Pick<Reading, 'scope' | 'reference'> & { readonly mdx: boolean };

/** Creates the initial state of a scan. */
export function createScanState(body: string, { mdx: isMdx, scope, reference }: ScanOptions): ScanState {
  const pieces: TemplateToken[] = [];
  const pairs = createTagPairs(body);
  const blocks = createBlocks(body, { mdx: isMdx, inPair: pairs.isInside });
  const isDefined = createDefinitions(body);
  const parsed: Reading = {
    body,
    find: createFind(body),
    scope,
    reference,
    pieces,
    container: () => state.line,
    isDefined,
    standing(start, end) {
      const { line, isTagged, tagged } = state;
      let left = start;
      while (left > line.text && isBlank(body[left - 1])) left--;
      const isFirst = left <= line.text || body[left - 1] === '\n' || (isTagged && left === tagged);
      let right = end;
      while (isBlank(body[right])) right++;
      const isLast = right >= body.length || body[right] === '\n';
      return { isFirst, isLast, isHtml: blocks.isHtml() };
    },
  };
  const state: ScanState = {
    parsed,
    blocks,
    pairs,
    spanEnd: createSpans(body),
    mdx: isMdx ? createMdx(parsed) : undefined,
    line: blocks.line(0),
    raw: undefined,
    isTagged: true,
    tagged: 0,
    isAfterModule: false,
  };
  return state;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** Returns whether a link reference definition has a label. It collects the labels on the first call. */
function createDefinitions(body: string): (label: string) => boolean {
  let labels: Set<string> | undefined;
  return (label) => {
    labels ??= new Set(
      [...body.matchAll(/^[ >]{0,6}\[([^\]\n]+)\]:/gm)].map(([, name = '']) => name.toLowerCase()),
    );
    return labels.has(label.toLowerCase());
  };
}

/** Adds a code block. Lines of indented code are one block, including the empty lines between them. */
export function addCode({ parsed: { body, pieces }, raw }: ScanState, start: number, end: number): void {
  const last = pieces.at(-1);
  const isRaw = raw !== undefined;
  if (last?.kind === 'code' && last.isRaw === isRaw && body.slice(last.end, start).trim() === '')
    pieces[pieces.length - 1] = { ...last, end };
  else pieces.push({ kind: 'code', start, end, isRaw, isTagged: false });
}
