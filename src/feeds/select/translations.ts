import type { Dated, Selection, Undated } from '../select.ts';

/**
 * What is published with what each of it is in other languages: of the same translation key, one for each language, the
 * newest where there are several. By language.
 */
export function linkTranslations(selection: Selection): Selection {
  if (isInOneLanguage(selection)) return selection;
  const groups = new Map<string, Map<string, string>>();
  // What lies in the folder of its language stands for that language first.
  const all = [...selection.articles, ...selection.pages].filter(isOwn);
  // Most of what is published has its key to itself.
  const shared = keysOfSeveral(all);
  for (const { translation, url, article } of [...all.filter(isHome), ...all]) {
    if (!shared.has(translation)) continue;
    const group = groups.get(translation) ?? new Map<string, string>();
    groups.set(translation, group);
    if (!group.has(article.language)) group.set(article.language, url);
  }
  const link = <One extends Dated | Undated>(parsed: One): One => {
    const { language } = parsed.article;
    const group = groups.get(parsed.translation);
    if (!group) return parsed;
    const others = [...group].filter(([other]) => other !== language);
    // A second one in its language is not what the others are translations of.
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

function keysOfSeveral(parsedArticles: readonly (Dated | Undated)[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const { translation } of parsedArticles) {
    if (seen.has(translation)) several.add(translation);
    else seen.add(translation);
  }
  return several;
}

/** Whether this is where the article is at home: a page of the site, and no copy of another. */
function isOwn({ article: { page, canonical, url } }: Dated | Undated): boolean {
  return page !== undefined && (canonical ?? url) === url;
}

/** Whether an article lies in the folder of its language. */
function isHome({ source, article }: Dated | Undated): boolean {
  return source.path.toLowerCase().startsWith(`${article.language.toLowerCase()}/`);
}
