import type { Dated, Selection, Undated } from '../select.ts';

/**
 * Adds to each published article its translations: the articles with the same translation key, one for each language (the newest if
 * there are several), sorted by language.
 */
export function linkTranslations(selection: Selection): Selection {
  if (isInOneLanguage(selection)) return selection;
  const groups = new Map<string, Map<string, string>>();
  // An article in the folder of its language comes first for that language.
  const all = [...selection.articles, ...selection.pages].filter(isOwn);
  for (const { translation, url, article } of [...all.filter(isHome), ...all]) {
    const group = groups.get(translation) ?? new Map<string, string>();
    groups.set(translation, group);
    if (!group.has(article.language)) group.set(article.language, url);
  }
  const link = <One extends Dated | Undated>(parsed: One): One => {
    const { language } = parsed.article;
    const group = groups.get(parsed.translation);
    if (!group) return parsed;
    const others = [...group].filter(([other]) => other !== language);
    // A second article in the same language has no translations.
    if (others.length === 0 || group.get(language) !== parsed.url) return parsed;
    const translations = others
      .map(([other, url]) => ({ language: other, url }))
      .toSorted((a, b) => (a.language < b.language ? -1 : 1));
    return { ...parsed, article: { ...parsed.article, translations } };
  };
  return { ...selection, articles: selection.articles.map(link), pages: selection.pages.map(link) };
}

function isInOneLanguage({ articles, pages }: Selection): boolean {
  const { language } = (articles[0] ?? pages[0])?.article ?? {};
  const isSame = ({ article }: Dated | Undated) => article.language === language;
  return articles.every(isSame) && pages.every(isSame);
}

/** Whether the site is the article's home: a page of the site, not a copy of another. */
function isOwn({ article: { page, canonical, url } }: Dated | Undated): boolean {
  return page !== undefined && (canonical ?? url) === url;
}

/** Whether an article is in the folder of its language. */
function isHome({ source, article }: Dated | Undated): boolean {
  return source.path.toLowerCase().startsWith(`${article.language.toLowerCase()}/`);
}
