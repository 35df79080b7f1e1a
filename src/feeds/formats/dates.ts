/** `instant` (milliseconds since 1970) as RFC 822 with a four-digit year (RSS 2.0). */
export function rfc822(instant: number): string {
  return new Date(instant).toUTCString();
}

/** Returns a date that `feed` writes as `text`, in whichever notation it asks for. */
export function dateOf(text: string): Date {
  return Object.assign(new Date(0), { toISOString: () => text, toUTCString: () => text });
}
