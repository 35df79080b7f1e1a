import type { Dated, Selection, Undated } from '../select.ts';

/**
 * What is published with what each of it is in other languages: of the same translation key, one for each language, the
 * newest where there are several. By language.
 */
export function linkTranslations(selection: Selection): Selection {
  const groups = new Map<string, Map<string, string>>();
  for (const { translation, url, article } of [...selection.articles, ...selection.pages]) {
    const group = groups.get(translation) ?? new Map<string, string>();
    groups.set(translation, group);
    if (!group.has(article.language)) group.set(article.language, url);
  }
  const link = <One extends Dated | Undated>(reading: One): One => {
    const { language } = reading.article;
    const group = groups.get(reading.translation) ?? new Map<string, string>();
    const others = [...group].filter(([other]) => other !== language);
    // A second one in its language is not what the others are translations of.
    if (others.length === 0 || group.get(language) !== reading.url) return reading;
    const translations = others
      .map(([other, url]) => ({ language: other, url }))
      .toSorted((a, b) => (a.language < b.language ? -1 : 1));
    return { ...reading, article: { ...reading.article, translations } };
  };
  return { ...selection, articles: selection.articles.map(link), pages: selection.pages.map(link) };
}
