import { createRequire } from 'node:module';
import type { HLJSApi } from 'highlight.js';

/** Code in a language as HTML with `hljs-…` classes; nothing where the language is not known. */
export type Highlight = (code: string, language: string) => string | undefined;

// Nobody reads more than this in colour, and some grammars take long over it.
const longest = 50_000;

/** A highlighter for the common languages. Loads its grammars with the first block of code, not before. */
export function createHighlight(): Highlight {
  const require = createRequire(import.meta.url);
  let library: HLJSApi | undefined;
  return (code, language) => {
    if (code.length > longest) return undefined;
    // eslint-disable-next-line typescript/no-unsafe-type-assertion -- what the package's own types say
    library ??= require('highlight.js/lib/common') as HLJSApi;
    if (!library.getLanguage(language)) return undefined;
    return library.highlight(code, { language, ignoreIllegals: true }).value;
  };
}
