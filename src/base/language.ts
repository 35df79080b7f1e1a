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

/** Codes of languages that are words, too: a folder of that name may be about computers, or be for subscribers. */
const words = new Set('am an as be do go he hi id in io is it la me my no of or pa so to us'.split(' '));

/**
 * The top folders of `paths` that are languages by their names (`de/first.md`, `pt-BR/first.md`), with their tags. A code
 * that is a word as well counts only beside another language.
 */
export function languageFolders(paths: readonly string[]): ReadonlyMap<string, string> {
  // Made only for a folder that may be one.
  let names: Intl.DisplayNames | undefined;
  const isKnown = (tag: string) => {
    names ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
    return names.of(tag) !== undefined;
  };
  const folders = new Set<string>();
  for (const path of paths) {
    const end = path.indexOf('/');
    if (end >= 0) folders.add(path.slice(0, end));
  }
  const found = [...folders].flatMap((folder): [string, string][] => {
    const tag = /^[a-z]{2}(?:[-_][a-z0-9]+)*$/.test(folder.replace(/[-_].*/s, (rest) => rest.toLowerCase()))
      ? languageTag(folder)
      : undefined;
    return tag !== undefined && isKnown(tag) ? [[folder, tag]] : [];
  });
  const isCertain = found.some(([folder]) => !words.has(folder));
  return new Map(found.filter(([folder]) => isCertain || !words.has(folder)));
}

/** What a language calls itself. */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames([tag, 'en'], { type: 'language' }).of(tag) ?? tag;
  const [first = '', ...rest] = name;
  return first.toLocaleUpperCase(tag) + rest.join('');
}
