/** A file to create. */
export interface NewFile {
  /** An absolute path, or a path relative to the folder of the new files, with `/` as the separator. */
  readonly path: string;
  readonly text: string;
  readonly isProgram?: boolean;
}
