/** Begins a piece of work as soon as one of the slots is free, in the order of asking. */
export type Limiter = <T>(work: () => Promise<T>) => Promise<T>;

/** So many slots. */
export function createLimiter(count: number): Limiter {
  let free = count;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((begin) => queue.push(begin));
    try {
      return await work();
    } finally {
      // Whoever is next takes the slot over.
      const next = queue.shift();
      if (next) next();
      else free++;
    }
  };
}
