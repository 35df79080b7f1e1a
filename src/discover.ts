/** A file below a content folder. */
export interface SourceFile {
  /** Path below the site's root, with `/`: the name used in messages. */
  readonly file: string;
  /** Absolute path on this machine, to read it by. Never shown. */
  readonly location: string;
  /** Path below its content folder, with `/`, in NFC. */
  readonly path: string;
}
