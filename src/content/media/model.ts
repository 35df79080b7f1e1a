/** What sound and film say of themselves. */
export interface Recording {
  /** Seconds. */
  readonly duration?: number;
  /** Pixels, as they are shown. */
  readonly width?: number;
  readonly height?: number;
  /** Whether there is anything to see in it. */
  readonly film?: boolean;
}
