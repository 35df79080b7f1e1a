/** Returns the position after the code span that starts at `at`, in a paragraph that ends at `paragraph`. */
export type SpanEnd = (at: number, paragraph: () => number) => number | undefined;

/**
 * Finds code spans: from a run of backticks to the next of the same length, in the same paragraph (CommonMark §6.1). It searches each
 * paragraph once, at its first run.
 */
export function createSpans(body: string): SpanEnd {
  let known: { readonly end: number; readonly mates: ReadonlyMap<number, number> } | undefined;
  return (at, paragraph) => {
    if (!known || at >= known.end) {
      const end = paragraph();
      known = { end, mates: findMates(body, at, end) };
    }
    return known.mates.get(at);
  };
}

/** Returns the backtick sequences between `start` and `end` that start a code span, and the positions after the spans. */
function findMates(body: string, start: number, end: number): ReadonlyMap<number, number> {
  const mates = new Map<number, number>();
  const next = new Map<number, number>();
  for (const { index, 0: run } of [...body.slice(start, end).matchAll(/`+/g)].toReversed()) {
    const mate = next.get(run.length);
    if (mate !== undefined) mates.set(start + index, mate);
    next.set(run.length, start + index + run.length);
  }
  return mates;
}
