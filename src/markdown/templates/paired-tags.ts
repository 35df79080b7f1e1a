import type { Code, Edit, TemplateToken, Tag } from './token.ts';

/** Tags whose content depends on data that only the generator has. */
const conditions = /^(?:if|unless|case|ifchanged|ifAsync)$/;
const loops = /^(?:for|tablerow|each|asyncEach|asyncAll|macro)$/;
const branches = /^(?:else|elsif|elseif|elif|when)$/;

/**
 * Decides what becomes of the tags among `pieces` (in the order of the text), now that all are known. Unknown tags
 * go and what is between them stays. Of alternatives the first stands. A loop goes as a whole: what is in it says
 * nothing without its data. Only the first tag of what belongs together is told.
 */
export function resolvePairs(pieces: readonly TemplateToken[]): readonly (Code | Edit)[] {
  const mates = findMates(pieces);
  const settled: (Code | Edit)[] = [];
  /** The conditions around, with the beginning of the branches that go. */
  const open: { readonly closing: number; cut?: Tag; seen: boolean }[] = [];
  /** Nothing before this place comes out. */
  let gone = 0;
  for (const [index, piece] of pieces.entries()) {
    const around = open.at(-1);
    if (piece.kind === 'tag' && around?.closing === index) {
      open.pop();
      if (around.cut && around.cut.start >= gone) {
        drop(settled, around.cut.start);
        settled.push(edit(around.cut, piece.end, '', around.cut.told));
        gone = piece.end;
        continue;
      }
    }
    if (piece.start < gone) continue;
    if (piece.kind !== 'tag') {
      settled.push(piece);
      continue;
    }
    const mate = mates.get(index);
    const other = mate === undefined ? undefined : pieces[mate];
    if (piece.isClosing) {
      const text = other?.kind === 'tag' ? (other.pair?.[1] ?? '') : '';
      settled.push(edit(piece, piece.end, text, other ? undefined : piece.told));
    } else if (piece.family === 'liquid' && other && isLoop(piece)) {
      settled.push(edit(piece, other.end, '', piece.told));
      gone = other.end;
    } else if (piece.family === 'liquid' && branches.test(piece.name) && around && !isFirst(piece, around)) {
      around.cut ??= piece;
      settled.push(edit(piece, piece.end, ''));
    } else {
      if (piece.family === 'liquid' && mate !== undefined && conditions.test(piece.name))
        open.push({ closing: mate, seen: piece.name !== 'case' });
      const isKnown = piece.pair !== undefined && other !== undefined;
      const isBranch = around !== undefined && piece.family === 'liquid' && branches.test(piece.name);
      settled.push(
        edit(
          piece,
          piece.end,
          isKnown ? (piece.pair?.[0] ?? '') : '',
          isKnown || isBranch ? undefined : piece.told,
        ),
      );
    }
  }
  return settled;
}

/** The first `when` of a `case` opens what stands. */
function isFirst(piece: Tag, around: { seen: boolean }): boolean {
  if (around.seen || piece.name !== 'when') return false;
  around.seen = true;
  return true;
}

/** A tag that only names a loop, in a text about loops, opens none. */
function isLoop({ name, rest }: Tag): boolean {
  return loops.test(name) && (name === 'macro' || /\sin\s/.test(rest));
}

function edit({ start, end: until, isHeld }: Tag, end: number, text: string, told?: string): Edit {
  return {
    kind: 'edit',
    start,
    end,
    text,
    ...(told !== undefined && { told, until }),
    ...(isHeld && { isHeld }),
  };
}

/** Takes back what was settled from `start` on. */
function drop(settled: (Code | Edit)[], start: number): void {
  while ((settled.at(-1)?.start ?? -1) >= start) settled.pop();
}

/** The tags that belong together, by their places in `pieces`. */
function findMates(pieces: readonly TemplateToken[]): ReadonlyMap<number, number> {
  const mates = new Map<number, number>();
  const open = new Map<string, number[]>();
  const calls: number[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind !== 'tag') continue;
    const key = `${piece.family} ${piece.name}`;
    if (!piece.isClosing) {
      const same = open.get(key);
      if (same) same.push(index);
      else open.set(key, [index]);
      if (piece.rest.startsWith('(')) calls.push(index);
      continue;
    }
    // Zola closes all with `end`, and opens with a call.
    const mate = piece.name === '' && piece.family === 'liquid' ? calls.pop() : open.get(key)?.pop();
    if (mate === undefined) continue;
    mates.set(mate, index);
    mates.set(index, mate);
  }
  return mates;
}
