const rightToLeftScripts = new Set([
  'Adlm',
  'Arab',
  'Hebr',
  'Mand',
  'Mend',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
]);

/** The canonical form of a BCP 47 language tag (`en_us` gives `en-US`), or nothing where it is none. */
export function languageTag(text: string): string | undefined {
  const tag = text.trim().replaceAll('_', '-');
  // Longer ones are reserved (RFC 5646 §2.2.1): `english` is a mistake.
  if (!/^[a-z]{2,3}(?:-|$)/i.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** The direction `language` (a BCP 47 tag) is written in, for HTML's `dir`. */
export function direction(language: string): 'ltr' | 'rtl' {
  const script = new Intl.Locale(language).maximize().script ?? '';
  return rightToLeftScripts.has(script) ? 'rtl' : 'ltr';
}
