/** A file to create. */
export interface NewFile {
  /** Absolute, or below the folder it is for, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly isProgram?: boolean;
}
