const rightToLeftScripts = new Set('Adlm Arab Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa'.split(' '));

/** Returns the canonical form of a BCP 47 language tag (`en_us` gives `en-US`), or `undefined` if it is not one. */
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

/** Returns the writing direction of `language` (a BCP 47 tag), for HTML's `dir`. */
export function direction(language: string): 'ltr' | 'rtl' {
  const script = new Intl.Locale(language).maximize().script ?? '';
  return rightToLeftScripts.has(script) ? 'rtl' : 'ltr';
}

/** Language codes that are also words. For example, a folder `it` can be about computers. */
const words = new Set('am an as be do go he hi id in io is it la me my no of or pa so to us'.split(' '));

/**
 * Returns the top-level folders of `paths` that are languages by name (`de/first.md`, `pt-BR/first.md`), with their tags. A code that is
 * also a word counts only if there is another language folder.
 */
export function languageFolders(paths: readonly string[]): ReadonlyMap<string, string> {
  const folders = new Set(paths.flatMap((path) => /^[^/]+(?=\/)/.exec(path)?.[0] ?? []));
  // Created on demand, only for a folder that can be a language.
  let names: Intl.DisplayNames | undefined;
  const isKnown = (tag: string) => {
    names ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
    return names.of(tag) !== undefined;
  };
  const found = [...folders].flatMap((folder): [string, string][] => {
    const tag = /^[a-z]{2}(?:[-_][a-z0-9]+)*$/.test(folder.replace(/[-_].*/s, (rest) => rest.toLowerCase()))
      ? languageTag(folder)
      : undefined;
    return tag !== undefined && isKnown(tag) ? [[folder, tag]] : [];
  });
  const isCertain = found.some(([folder]) => !words.has(folder));
  return new Map(found.filter(([folder]) => isCertain || !words.has(folder)));
}

/** Returns the name of a language in that language. */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames([tag, 'en'], { type: 'language' }).of(tag) ?? tag;
  const [first = '', ...rest] = name;
  return first.toLocaleUpperCase(tag) + rest.join('');
}
