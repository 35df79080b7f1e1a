import { Lexer, Marked, Parser } from 'marked';
import type { MarkedExtension, Token } from 'marked';
import { footnotes, noNotes, noteList } from './footnotes.ts';
import type { Notes } from './footnotes.ts';
import { isLaborious, nesting, searching } from './limits.ts';
import type { Effort } from './limits.ts';
import { html as writing } from './marked-renderer.ts';

/** Markdown as GitHub reads it. Each call stands for itself: nothing of one text reaches the next. */
export interface Markdown {
  /** `source` as HTML, nothing of it cleaned yet: addresses stand in it as the author wrote them. */
  html(source: string): string;
  /** The blocks of `source`, without what is in their lines; their `raw` texts in a row are `source` with LF. */
  blocks(source: string): Token[];
  /** All that `source`, with LF, is made of, and the HTML of each token of it by itself, not cleaned. */
  lex(source: string): { tokens: Token[]; html: (token: Token, isInline: boolean) => string };
}

/** What is known of the text a lexer is reading. */
interface Reading extends Effort {
  /** Absent where the text has no footnotes. */
  readonly notes?: Notes;
}

/** An extension of `marked`. */
export type Extension = MarkedExtension;

/**
 * A reader of Markdown with `extensions`. It throws, with a sentence about the text, where that is nested too deep, or
 * written so that reading it would take minutes, or where an extension fails.
 */
export function createMarkdown(extensions: readonly Extension[] = []): Markdown {
  const own = reader([]);
  if (extensions.length === 0) return own;
  const extended = reader(extensions);
  return {
    html: blaming(extended.html, own.html),
    blocks: blaming(extended.blocks, own.blocks),
    lex: extended.lex,
  };
}

/** Reads, and says of what goes well `without` extensions that it failed because of one. */
function blaming<T>(
  read: (source: string) => T,
  without: (source: string) => unknown,
): (source: string) => T {
  return (source) => {
    try {
      return read(source);
    } catch (error) {
      without(source);
      const message = error instanceof Error ? error.message : String(error);
      const [first = ''] = message.split('\n');
      throw new Error(`An extension of marked failed: ${first.trim()}`, { cause: error });
    }
  };
}

function reader(extensions: readonly Extension[]): Markdown {
  const parsedArticles = new WeakMap<object, Reading>();
  const parsed = (lexer: object) => parsedArticles.get(lexer);
  const plain = new Marked({ gfm: true }, writing, nesting(parsed), ...extensions);
  const notes = footnotes((lexer) => parsedArticles.get(lexer)?.notes);
  // What few texts need and each would pay for.
  const careful = new Marked(
    { gfm: true },
    writing,
    nesting(parsed),
    searching(parsed),
    notes,
    ...extensions,
  );

  function open(source: string): { lexer: Lexer; marked: Marked; notes: Notes | undefined } {
    const hasNotes = source.includes('[^') && /^ {0,3}\[\^[^\]\s]+\]:/m.test(source);
    const marked = hasNotes || isLaborious(source) ? careful : plain;
    const lexer = new Lexer(marked.defaults);
    const found = hasNotes ? noNotes() : undefined;
    parsedArticles.set(lexer, { depth: 0, searched: 0, ...(found && { notes: found }) });
    return { lexer, marked, notes: found };
  }

  function html(source: string): string {
    const { hooks } = plain.defaults;
    const text = hooks ? hooks.preprocess(source) : source;
    const { lexer, marked, notes: found } = open(text);
    const read = lexer.lex(text);
    const tokens = hooks ? hooks.processAllTokens(read) : read;
    const { walkTokens } = marked.defaults;
    if (walkTokens)
      for (const some of [tokens, ...noteTokens(found)]) void marked.walkTokens(some, walkTokens);
    const written = write(tokens, marked, found);
    return hooks ? hooks.postprocess(written) : written;
  }

  return {
    html: (source) => bounded(() => html(source)),
    blocks(source) {
      return bounded(() => open(source).lexer.blockTokens(source.replaceAll(/\r\n?/g, '\n'), []));
    },
    lex(source) {
      return bounded(() => {
        const { lexer, marked } = open(source);
        const parser = new Parser(marked.defaults);
        return {
          tokens: lexer.lex(source),
          html: (token, isInline) => (isInline ? parser.parseInline([token]) : parser.parse([token])),
        };
      });
    },
  };
}

function write(tokens: Token[], marked: Marked, notes: Notes | undefined): string {
  const parser = new Parser(marked.defaults);
  const body = parser.parse(tokens);
  return notes ? body + noteList(notes, (some) => parser.parse(some)) : body;
}

function noteTokens(notes: Notes | undefined): Token[][] {
  return notes ? [...notes.defined.values()].map(({ tokens }) => tokens) : [];
}

// Emphasis in emphasis in emphasis … ends the stack before anything else does.
function bounded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Error('The Markdown is nested too deep.', { cause: error });
  }
}
