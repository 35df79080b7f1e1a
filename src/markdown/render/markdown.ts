import { Lexer, Marked, Parser, type MarkedExtension, type Token } from 'marked';
import { footnotes, hasFootnotes, noNotes, noteList, type Notes } from './footnotes.ts';
import { limits, type Effort } from './limits.ts';
import { htmlRenderer } from './marked-renderer.ts';

/** Parses Markdown like GitHub. Keeps no state between calls. */
export interface Markdown {
  /** Returns `source` as HTML that is not sanitized. Addresses are as the author wrote them. */
  html(source: string): string;
  /**
   * Returns the blocks of `source`, which has LF line ends, without what is in their lines. Their `raw` texts in a row are
   * `source`.
   */
  blocks(source: string): Token[];
}

/** What is known about a text while a lexer reads it. */
interface TextState extends Effort {
  /** Absent if the text has no footnotes. */
  readonly notes: Notes | undefined;
}

/** An extension of `marked`. */
export type Extension = MarkedExtension;

/**
 * Creates a reader of Markdown with `extensions`. It throws an error with a sentence about the text if that is nested too
 * deep, if reading it would take minutes, or if an extension fails.
 */
export function createMarkdown(extensions: readonly Extension[] = []): Markdown {
  const plain = createReader([]);
  if (extensions.length === 0) return plain;
  const extended = createReader(extensions);
  return {
    html: blameExtensions(extended.html, plain.html),
    blocks: blameExtensions(extended.blocks, plain.blocks),
  };
}

/** Wraps `read`: if it fails where reading without extensions works, the error says that an extension failed. */
function blameExtensions<T>(
  read: (source: string) => T,
  readWithout: (source: string) => unknown,
): (source: string) => T {
  return (source) => {
    try {
      return read(source);
    } catch (error) {
      readWithout(source);
      const message = error instanceof Error ? error.message : String(error);
      const [first = ''] = message.split('\n');
      throw new Error(`An extension of marked failed: ${first.trim()}`, { cause: error });
    }
  };
}

function createReader(extensions: readonly Extension[]): Markdown {
  const states = new WeakMap<object, TextState>();
  const stateOf = (lexer: object) => states.get(lexer);
  const notesOf = (lexer: object) => stateOf(lexer)?.notes;
  const marked = new Marked({ gfm: true }, htmlRenderer, limits(stateOf), footnotes(notesOf), ...extensions);
  const { defaults } = marked;
  const { hooks, walkTokens } = defaults;

  function createLexer(source: string): Lexer {
    const lexer = new Lexer(defaults);
    states.set(lexer, { depth: 0, searched: 0, notes: hasFootnotes(source) ? noNotes() : undefined });
    return lexer;
  }

  function html(source: string): string {
    const text = hooks ? hooks.preprocess(source) : source;
    const lexer = createLexer(text);
    const read = lexer.lex(text);
    const tokens = hooks ? hooks.processAllTokens(read) : read;
    if (walkTokens) void marked.walkTokens(tokens, walkTokens);
    const parser = new Parser(defaults);
    const body = parser.parse(tokens) + noteList(notesOf(lexer), parser);
    return hooks ? hooks.postprocess(body) : body;
  }

  return {
    html: (source) => withStackLimit(() => html(source)),
    blocks: (source) => withStackLimit(() => createLexer(source).blockTokens(source, [])),
  };
}

/** Throws an error about the text if `work` runs out of stack, which happens for some deeply nested texts. */
function withStackLimit<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Error('The Markdown is nested too deep.', { cause: error });
  }
}
