/** Starts work as soon as a slot is free, in the order of the calls. */
export type Limiter = <T>(work: () => Promise<T>) => Promise<T>;

/** Creates a limiter with `count` slots. */
export function createLimiter(count: number): Limiter {
  let free = count;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((begin) => queue.push(begin));
    try {
      return await work();
    } finally {
      // The next one in the queue takes over the slot.
      const next = queue.shift();
      if (next) next();
      else free++;
    }
  };
}
