/** The properties of an audio or video file. */
export interface Recording {
  /** Seconds. */
  readonly duration?: number;
  /** Pixels, as displayed. */
  readonly width?: number;
  readonly height?: number;
  /** Whether it has a video track. */
  readonly film?: boolean;
}
