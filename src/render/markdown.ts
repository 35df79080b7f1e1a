import { Lexer, Marked, Parser } from 'marked';
import type { MarkedOptions, Token } from 'marked';
import { footnotes, noNotes, noteList } from './footnotes.ts';
import type { Notes } from './footnotes.ts';
import { isLaborious, nesting, searching } from './limits.ts';
import type { Effort } from './limits.ts';
import { html } from './write.ts';

/** Markdown as GitHub reads it. Each call stands for itself: nothing of one text reaches the next. */
export interface Markdown {
  /** `source` as HTML, nothing of it cleaned yet: addresses stand in it as the author wrote them. */
  html(source: string): string;
  /** The blocks of `source`, without what is in their lines; their `raw` texts in a row are `source` with LF. */
  blocks(source: string): Token[];
}

/** What is known of the text a lexer is reading. */
interface Reading extends Effort {
  /** Absent where the text has no footnotes. */
  readonly notes?: Notes;
}

/**
 * A reader of Markdown. It throws, with a sentence about the text, where that is nested too deep, or
 * written so that reading it would take minutes.
 */
export function createMarkdown(): Markdown {
  const readings = new WeakMap<object, Reading>();
  const reading = (lexer: object) => readings.get(lexer);
  const plain = new Marked({ gfm: true }, html, nesting(reading)).defaults;
  const notes = footnotes((lexer) => readings.get(lexer)?.notes);
  // What few texts need and each would pay for.
  const careful = new Marked({ gfm: true }, html, nesting(reading), searching(reading), notes).defaults;

  function open(source: string): { lexer: Lexer; options: MarkedOptions; notes: Notes | undefined } {
    const hasNotes = /^ {0,3}\[\^[^\]\s]+\]:/m.test(source);
    const options = hasNotes || isLaborious(source) ? careful : plain;
    const lexer = new Lexer(options);
    const found = hasNotes ? noNotes() : undefined;
    readings.set(lexer, { depth: 0, searched: 0, ...(found && { notes: found }) });
    return { lexer, options, notes: found };
  }

  return {
    html(source) {
      return bounded(() => {
        const { lexer, options, notes: found } = open(source);
        const parser = new Parser(options);
        const body = parser.parse(lexer.lex(source));
        return found ? body + noteList(found, (tokens) => parser.parse(tokens)) : body;
      });
    },
    blocks(source) {
      return bounded(() => open(source).lexer.blockTokens(source.replaceAll(/\r\n?/g, '\n'), []));
    },
  };
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
