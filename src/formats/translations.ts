import type { Article } from '../article/model.ts';
import { attribute, element } from './xml.ts';

/** What fills the links to an article in other languages, in RSS as in Atom. */
export function translationFields({ translations }: Article) {
  return translations.map(({ language, url }) => ({ language: attribute(language), url: attribute(url) }));
}

/**
 * Links to an article in other languages; `name` is what a link is called there. They are related, and not alternates:
 * several readers take the last alternate of an entry for its address, whatever its language.
 */
export function translationElements(slots: ReturnType<typeof translationFields>, name: string): string[] {
  return slots.map(({ language, url }) =>
    element(name, { rel: 'related', type: 'text/html', hreflang: language, href: url }),
  );
}
