import translations from './translations.json' with { type: 'json' };

/** Feedmill's own strings in one language, as plain text with parts in braces. */
export type Strings = Readonly<typeof translations.en>;

/**
 * The strings by language (BCP 47). If a language would inflect an inserted text after a preposition, its string has a colon
 * instead.
 */
export const stringsByLanguage: ReadonlyMap<string, Strings> = new Map(Object.entries<Strings>(translations));

/**
 * Returns the strings for a page in `language` (BCP 47), and their language: the page's own if the table has it in the same script, else
 * English.
 */
export function stringsFor(language: string): { readonly language: string; readonly words: Strings } {
  const { language: base, script } = new Intl.Locale(language).maximize();
  // Nynorsk readers read Bokmål, which `no` means.
  const norwegian = base === 'no' || base === 'nn';
  for (const tag of norwegian ? ['nb'] : [`${base}-${script}`, base]) {
    const words = stringsByLanguage.get(tag);
    if (words && new Intl.Locale(tag).maximize().script === script)
      return { language: base === 'no' ? 'no' : tag, words };
  }
  return { language: 'en', words: translations.en };
}
