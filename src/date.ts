/** A point in time, and the calendar day its author wrote. */
export interface DateTime {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly instant: number;
  /** The day as written, in the zone it was written in: what `{year}` of a permalink means. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
