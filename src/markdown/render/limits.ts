import { Tokenizer } from 'marked';
import type { MarkedExtension } from 'marked';

/** How far the reading of a text has gone. */
export interface Effort {
  /** How many quotes and lists, or emphases, are open. */
  depth: number;
  /** How many characters were searched in vain for the end of an emphasis. */
  searched: number;
}

/** cmark, which GitHub uses, stops there too. */
const deepest = 100;
/** Some seconds' work; a book of ordinary text stays far below. */
const mostSearched = 40_000_000;
const runs = ['*', '_', '~'].map((character) => character.repeat(50));
const longRun = /^(?:\*{50,}|_{50,}|~{50,})/;

/** Whether `source` could be of the kind that `searching` is for. */
export function isLaborious(source: string): boolean {
  if (runs.some((run) => source.includes(run))) return true;
  // No text has more emphasis than characters.
  if (source.length ** 2 < mostSearched) return false;
  return (source.match(/[*_]/g)?.length ?? 0) * source.length > mostSearched;
}

/** Finds the effort of the text a lexer is reading. */
type EffortOf = (lexer: object) => Effort | undefined;

function deeper<T>(effort: Effort | undefined, what: string, read: () => T): T {
  if (!effort) return read();
  if (effort.depth >= deepest) throw new Error(`${what} nested more than ${deepest} deep.`);
  effort.depth++;
  const token = read();
  effort.depth--;
  return token;
}

/** Stops quotes and lists that are nested too deep before `marked` runs out of stack or time. */
export function nesting(effortOf: EffortOf): MarkedExtension {
  const what = 'Quotes and lists are';
  return {
    tokenizer: {
      blockquote(src) {
        return deeper(effortOf(this.lexer), what, () => Tokenizer.prototype.blockquote.call(this, src));
      },
      list(src) {
        return deeper(effortOf(this.lexer), what, () => Tokenizer.prototype.list.call(this, src));
      },
    },
  };
}

/**
 * Stops emphasis that would take `marked` minutes: nested too deep, or opened again and again and never closed.
 * Slows every text a little, hence `isLaborious`.
 */
export function searching(effortOf: EffortOf): MarkedExtension {
  return {
    tokenizer: {
      emStrong(src, masked, previous) {
        const effort = /^[*_]/.test(src) ? effortOf(this.lexer) : undefined;
        const token = deeper(effort, 'Emphasis is', () =>
          Tokenizer.prototype.emStrong.call(this, src, masked, previous),
        );
        // Each `*` without an end makes it search the rest of the paragraph: the square of its length.
        if (effort && !token && (effort.searched += src.length) > mostSearched)
          throw new Error(
            'A paragraph holds too many asterisks or underscores that open emphasis and never close it.',
          );
        return token;
      },
    },
    extensions: [
      {
        // An ornament. Read as emphasis in emphasis in emphasis it would end the stack.
        name: 'longRun',
        level: 'inline',
        tokenizer(src) {
          const run = longRun.exec(src)?.[0];
          return run === undefined ? undefined : { type: 'text', raw: run, text: run };
        },
      },
    ],
  };
}
