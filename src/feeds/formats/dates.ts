/** `instant` (milliseconds since 1970) as RFC 822 with a four-digit year (RSS 2.0). */
export function rfc822(instant: number): string {
  return new Date(instant).toUTCString();
}

/** `instant` (milliseconds since 1970, years 0 to 9999) as RFC 3339, in UTC. */
export function rfc3339(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** Returns a date that `feed` writes as `text`, in whichever notation it asks for. */
export function dateOf(text: string): Date {
  return Object.assign(new Date(0), { toISOString: () => text, toUTCString: () => text });
}
