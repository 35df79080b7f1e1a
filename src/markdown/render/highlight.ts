import { createRequire } from 'node:module';
import type { HLJSApi, LanguageFn } from 'highlight.js';
import { grammarsFor } from './languages.ts';

/** Code in a language as HTML with `hljs-…` classes; nothing where the language is not known. */
export type Highlight = (code: string, language: string) => string | undefined;

// Nobody reads more than this in colour, and some grammars take long over it.
const longest = 50_000;

/** A highlighter for the common languages. Loads each grammar with the first code in its language, not before. */
export function createHighlight(): Highlight {
  const require = createRequire(import.meta.url);
  let library: HLJSApi | undefined;
  const known = new Map<string, boolean>();
  /** Loads what a language needs; says whether it is known. */
  const load = (name: string): boolean => {
    const grammars = grammarsFor(name);
    if (grammars.length === 0) return false;
    /* oxlint-disable typescript/no-unsafe-type-assertion -- what the package's own types say */
    library ??= require('highlight.js/lib/core') as HLJSApi;
    for (const grammar of grammars)
      if (!library.getLanguage(grammar))
        library.registerLanguage(grammar, require(`highlight.js/lib/languages/${grammar}`) as LanguageFn);
    /* oxlint-enable typescript/no-unsafe-type-assertion */
    return true;
  };
  return (code, language) => {
    if (code.length > longest) return undefined;
    const isKnown = known.get(language) ?? load(language);
    known.set(language, isKnown);
    return isKnown ? library?.highlight(code, { language, ignoreIllegals: true }).value : undefined;
  };
}
