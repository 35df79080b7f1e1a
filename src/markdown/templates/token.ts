/** A code block, unchanged except for escapes that generators need in it. */
export interface Code {
  readonly kind: 'code';
  readonly start: number;
  readonly end: number;
  /** Whether it is in a `raw` block, so its generator does not process it. */
  readonly isRaw: boolean;
  /** Whether it is the content of a tag, so the generator certainly processes it. */
  readonly isTagged: boolean;
}

/** A part that `text` replaces. */
export interface Edit {
  readonly kind: 'edit';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Its description if it must be reported, and its end if that is not `end`. */
  readonly told?: string;
  readonly until?: number;
  /** Whether it is a line of HTML, which an empty line would split. */
  readonly isHeld?: true;
  /** Whether it is the beginning of a URL, dropped before a whole URL. */
  readonly isBase?: true;
}

/** A tag that can be single or paired, which is known only after the whole body is read. */
export interface Tag {
  readonly kind: 'tag';
  readonly start: number;
  readonly end: number;
  readonly family: 'liquid' | 'hugo' | 'jsx';
  /** Without `end` or `/`. */
  readonly name: string;
  readonly isClosing: boolean;
  /** The text after the name. */
  readonly rest: string;
  /** Its description. */
  readonly told: string;
  /** As in `Edit`. */
  readonly isHeld?: true;
  /** The replacements of the tag and of its closing tag, if known; for a closing tag, only that they exist. */
  readonly pair?: readonly [opening: string, closing: string];
}

/** A part of a body other than plain text. */
export type TemplateToken = Code | Edit | Tag;
