import type { Article, Translation } from '../../content/article/model.ts';
import type { ItemStyle } from './format.ts';
import { xmlAttribute, element } from './xml.ts';

/** Returns the translations an item links to: none in an archive, since a later translation would change its bytes. */
export function translationsOf(
  { translations }: Article,
  { final = false }: ItemStyle,
): readonly Translation[] {
  return final ? [] : translations;
}

/** Returns the fields of the links to an article in other languages, in RSS and in Atom. */
export function translationFields(article: Article, style: ItemStyle) {
  return translationsOf(article, style).map(({ language, url }) => ({
    language: xmlAttribute(language),
    url: xmlAttribute(url),
  }));
}

/**
 * Returns links to an article in other languages. `name` is the name of the link element in this format. Their relation is `related`,
 * not `alternate`: several readers take the last alternate of an entry for its URL, whatever its language.
 */
export function translationElements(slots: ReturnType<typeof translationFields>, name: string): string[] {
  return slots.map(({ language, url }) =>
    element(name, { rel: 'related', type: 'text/html', hreflang: language, href: url }),
  );
}
