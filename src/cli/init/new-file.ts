/** A file that is to be written where none is. */
export interface NewFile {
  /** Absolute, or below the folder it is for, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly isProgram?: boolean;
}
