/** A sample of code: it stays as it is, but for the escapes generators ask for in it. */
export interface Code {
  readonly kind: 'code';
  readonly start: number;
  readonly end: number;
  /** Whether its generator leaves it alone without being asked: it stands in a `raw` block. */
  readonly isRaw: boolean;
  /** Whether it is the content of a tag, so that the generator is known to fill in what stands in it. */
  readonly isTagged: boolean;
}

/** Something that is replaced by `text`. */
export interface Edit {
  readonly kind: 'edit';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What it is, in words, where it has to be told; and where it ends, if that is not `end`. */
  readonly told?: string;
  readonly until?: number;
  /** Whether it is a line of HTML, which an empty line would tear. */
  readonly isHeld?: true;
  /** Whether it is the beginning of an address, which an address behind it takes the place of. */
  readonly isBase?: true;
}

/** A tag that may stand alone or have a mate: what becomes of it is known when the whole body was read. */
export interface Tag {
  readonly kind: 'tag';
  readonly start: number;
  readonly end: number;
  readonly family: 'liquid' | 'hugo' | 'jsx';
  /** Without `end` or `/`. */
  readonly name: string;
  readonly isClosing: boolean;
  /** What stands behind the name. */
  readonly rest: string;
  /** What it is, in words. */
  readonly told: string;
  /** As for `Edit`. */
  readonly isHeld?: true;
  /** What takes its place and its mate's, where that is known; of a closing tag, only that it is. */
  readonly pair?: readonly [opening: string, closing: string];
}

/** A part of a body that is no plain text. */
export type TemplateToken = Code | Edit | Tag;
