import type { Code, Edit, TemplateToken, Tag } from './token.ts';

/** Tags whose content depends on data that only the generator has. */
const conditions = /^(?:if|unless|case|ifchanged|ifAsync)$/;
const loops = /^(?:for|tablerow|each|asyncEach|asyncAll|macro)$/;
const branches = /^(?:else|elsif|elseif|elif|when)$/;

/**
 * Decides about the tags among `pieces` (in text order), after all are read. It removes unknown tags and keeps the content between them.
 * Of alternatives the first stays. A loop is removed completely: its content has no meaning without its data. It reports only the first
 * of the tags that belong together.
 */
export function resolvePairs(pieces: readonly TemplateToken[]): readonly (Code | Edit)[] {
  const mates = findMates(pieces);
  const settled: (Code | Edit)[] = [];
  /** The surrounding conditions, and the beginning of their removed branches. */
  const open: { readonly closing: number; cut?: Tag; seen: boolean }[] = [];
  /** Everything before this place is removed. */
  let removedTo = 0;
  for (const [index, piece] of pieces.entries()) {
    const around = open.at(-1);
    if (piece.kind === 'tag' && around?.closing === index) {
      open.pop();
      if (around.cut && around.cut.start >= removedTo) {
        drop(settled, around.cut.start);
        settled.push(edit(around.cut, piece.end, '', around.cut.told));
        removedTo = piece.end;
        continue;
      }
    }
    if (piece.start < removedTo) continue;
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
      removedTo = other.end;
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

/** Whether this is the first `when` of a `case`, whose branch stays. */
function isFirst(piece: Tag, around: { seen: boolean }): boolean {
  if (around.seen || piece.name !== 'when') return false;
  around.seen = true;
  return true;
}

/** Whether a tag opens a loop: one that only mentions it, in a text about loops, does not. */
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

/** Removes the results from `start` on. */
function drop(settled: (Code | Edit)[], start: number): void {
  while ((settled.at(-1)?.start ?? -1) >= start) settled.pop();
}

/** Pairs the tags that belong together, by their indexes in `pieces`. */
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
