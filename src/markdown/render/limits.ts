import { Tokenizer, type MarkedExtension } from 'marked';

/** The work that reading a text has taken so far. */
export interface Effort {
  /** How many quotes, lists and emphases are open. */
  depth: number;
  /** How many characters were searched in vain for the end of an emphasis. */
  searched: number;
}

/** The maximum nesting of quotes and lists, which is the limit of cmark and therefore of GitHub. */
const maxDepth = 100;
/** The maximum effort, which corresponds to a few seconds. The text of a whole book needs much less. */
const maxSearched = 40_000_000;
const ornament = /^(?:\*{50,}|_{50,}|~{50,})/;

/**
 * A `marked` extension that stops parsing a text before `marked` runs out of stack or time: if quotes, lists or
 * emphasis are nested too deeply, or if emphasis is opened repeatedly and never closed. `effortOf` returns
 * the effort for the text of a lexer.
 */
export function limits(effortOf: (lexer: object) => Effort | undefined): MarkedExtension {
  function nested<T>(lexer: object, what: string, read: () => T): T {
    const effort = effortOf(lexer);
    if (!effort) return read();
    if (effort.depth >= maxDepth) throw new Error(`${what} nested more than ${maxDepth} deep.`);
    effort.depth++;
    const token = read();
    effort.depth--;
    return token;
  }

  const { blockquote, list, emStrong } = Tokenizer.prototype;
  return {
    tokenizer: {
      blockquote(src) {
        return nested(this.lexer, 'Quotes and lists are', () => blockquote.call(this, src));
      },
      list(src) {
        return nested(this.lexer, 'Quotes and lists are', () => list.call(this, src));
      },
      emStrong(src, masked, previous) {
        if (!/^[*_]/.test(src)) return undefined;
        const token = nested(this.lexer, 'Emphasis is', () => emStrong.call(this, src, masked, previous));
        const effort = effortOf(this.lexer);
        // For each `*` without an end, `marked` searches the rest of the paragraph: the square of its length.
        if (effort && !token && (effort.searched += src.length) > maxSearched)
          throw new Error(
            'A paragraph holds too many asterisks or underscores that open emphasis and never close it.',
          );
        return token;
      },
    },
    extensions: [
      {
        // Read as emphasis in emphasis in emphasis, a long run of marks would exhaust the stack.
        name: 'ornament',
        level: 'inline',
        tokenizer(src) {
          const run = ornament.exec(src)?.[0];
          return run === undefined ? undefined : { type: 'text', raw: run, text: run };
        },
      },
    ],
  };
}
