import type { Article, Translation } from '../../content/article/model.ts';
import type { ItemStyle } from './format.ts';
import { xmlAttribute, element } from './xml.ts';

/** What an item tells of other languages: in an archive nothing, since a later translation would change it. */
export function translationsOf(
  { translations }: Article,
  { final = false }: ItemStyle,
): readonly Translation[] {
  return final ? [] : translations;
}

/** What fills the links to an article in other languages, in RSS as in Atom. */
export function translationFields(article: Article, style: ItemStyle) {
  return translationsOf(article, style).map(({ language, url }) => ({
    language: xmlAttribute(language),
    url: xmlAttribute(url),
  }));
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
