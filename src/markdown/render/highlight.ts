import { createRequire } from 'node:module';
import type { HLJSApi, LanguageFn } from 'highlight.js';
import { grammarsFor } from './languages.ts';

/** Returns code as HTML with `hljs-…` classes, or nothing if the language is not supported. */
export type Highlight = (code: string, language: string) => string | undefined;

// Some grammars are slow for longer code.
const longest = 50_000;

/** Creates a highlighter for the common languages. It loads a grammar when it first meets code in that language. */
export function createHighlight(): Highlight {
  const require = createRequire(import.meta.url);
  let library: HLJSApi | undefined;
  const supported = new Map<string, boolean>();
  /** Loads the grammars of a language. Returns whether there are any. */
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
    const isSupported = supported.get(language) ?? load(language);
    supported.set(language, isSupported);
    return isSupported ? library?.highlight(code, { language, ignoreIllegals: true }).value : undefined;
  };
}
