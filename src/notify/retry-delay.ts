/** Returns the milliseconds to wait after try number `tries`, counted from 1: longer each time, up to a short maximum. */
export function pause(tries: number): number {
  return Math.min(1000 * 2 ** (tries - 1), 30_000);
}

/**
 * Returns for how many milliseconds from `now` (since 1970) a response asks to wait, 0 if it does not: in seconds, or until a date (RFC
 * 9110 §10.2.3).
 */
export function retryAfter({ headers }: Response, now: number): number {
  const value = headers.get('retry-after')?.trim() ?? '';
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : 0;
}
