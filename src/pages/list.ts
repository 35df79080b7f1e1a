import type { Article, Image } from '../content/article/model.ts';
import { distinctBy, escape, spellingKey } from '../base/text.ts';
import type { Href } from '../base/url.ts';
import { classes, isLong, type Page } from './layout.ts';
import type { ListedArticle, Site, YearLink } from './site.ts';
import { listStyle } from './style.ts';
import { foreign, type I18n, type I18nCache } from './i18n.ts';
import type { FeedLink } from '../feeds/feed-links.ts';

/** The context of a list of articles: the page, its strings, the level of its titles. */
interface Stand {
  readonly site: Pick<Site, 'topicOf'>;
  readonly href: Href;
  readonly i18n: I18n;
  readonly level: 2 | 3;
}

/** Returns the metadata of a page with a list of articles: those of the site. */
export function siteMetadata({
  description,
  authors,
  icon,
  license,
}: Site): Pick<Page, 'description' | 'authors' | 'graph' | 'license' | 'style'> {
  return {
    description,
    authors: authors.map(({ name }) => name),
    graph: [['og:type', 'website'], ...(icon === undefined ? [] : ([['og:image', icon]] as const))],
    ...(license && { license }),
    style: listStyle,
  };
}

/** Groups articles, newest first, by year. */
export function byYear<One extends { readonly article: Article }>(
  articles: readonly One[],
  i18nCache: Pick<I18nCache, 'yearOf'>,
): { year: number; members: One[] }[] {
  const groups: { year: number; members: One[] }[] = [];
  for (const one of articles) {
    const year = i18nCache.yearOf(one.article.published);
    const last = groups.at(-1);
    if (last?.year === year) last.members.push(one);
    else groups.push({ year, members: [one] });
  }
  return groups;
}

/** Returns a list of articles. The first article is larger and has a full-width image. */
export function list(articles: readonly ListedArticle[], stand: Stand, lead: boolean): string {
  return articles.map((one, index) => item(one, stand, lead && index === 0)).join('\n');
}

function item({ article, summary, linked }: ListedArticle, stand: Stand, lead: boolean): string {
  const { href, i18n, level } = stand;
  const { image, title } = article;
  const heading = `h${level}`;
  const size = classes({ long: isLong(title) });
  // Not on the whole item, because its date is in the language of the page.
  const lang = foreign(article.language, i18n.language);
  const texts = [
    i18n.date(article.published, 'day'),
    `<${heading}${size}${lang}><a href="${escape(href(linked))}">${escape(title)}</a></${heading}>`,
    ...(summary ? [`<p class="sum"${lang}>${escape(summary)}</p>`] : []),
    topics(article, stand, lang),
  ].filter(Boolean);
  // The first image is visible immediately. The others can load later.
  const wait = lead ? '' : ' loading="lazy" decoding="async"';
  const beside = image ? `\n${picture(image, href, wait + lang)}` : '';
  return `<article${classes({ item: true, lead, pic: image !== undefined })}>
<div>
${texts.join('\n')}
</div>${beside}
</article>`;
}

/** Returns an `img` element, with its size if known. */
export function picture(image: Image, href: Href, attributes = ''): string {
  const size =
    image.width !== undefined && image.height !== undefined
      ? ` width="${image.width}" height="${image.height}"`
      : '';
  return `<img src="${escape(href(image.url))}" alt="${escape(image.alt ?? '')}"${size}${attributes}>`;
}

/** Returns an article's categories, then its tags, without duplicates, linked to their pages; empty if it has none. */
export function topics(
  { categories, tags }: Pick<Article, 'categories' | 'tags'>,
  { site, href }: Pick<Stand, 'site' | 'href'>,
  attributes = '',
): string {
  const both = [
    ...categories.map((value) => ({ kind: 'category' as const, value })),
    ...tags.map((value) => ({ kind: 'tag' as const, value })),
  ];
  const pieces = distinctBy(both, ({ value }) => spellingKey(value)).map(({ kind, value }) => {
    const name = `<bdi>${escape(value)}</bdi>`;
    const to = site.topicOf(kind, value);
    return `<li>${to ? `<a href="${escape(href(to.url))}">${name}</a>` : name}</li>`;
  });
  return pieces.length === 0 ? '' : `<ul class="topics"${attributes}>${pieces.join('')}</ul>`;
}

/**
 * Returns articles, newest first, in a section for each year; a message if there are none. `write` writes the articles of the year with
 * that index.
 */
export function yearSections(
  articles: readonly ListedArticle[],
  i18n: I18n,
  i18nCache: I18nCache,
  write: (members: readonly ListedArticle[], index: number) => string,
): string {
  const sections = byYear(articles, i18nCache).map(
    ({ year, members }, index) => `<section class="band" aria-labelledby="y${year}">
<h2 class="year" id="y${year}">${escape(i18n.year(year))}</h2>
<div>
${write(members, index)}
</div>
</section>`,
  );
  return sections.length > 0 ? sections.join('\n') : `<div class="band"><p>${i18n.say('empty')}</p></div>`;
}

/** Returns how to subscribe: the URL of each of `feeds`, to copy; empty without any. */
export function subscribe(feeds: readonly FeedLink[], href: Href, i18n: I18n): string {
  if (feeds.length === 0) return '';
  const rows = feeds.map(
    ({ label, title, url, mediaType }) =>
      `<a href="${escape(href(url))}" type="${escape(mediaType)}" title="${escape(title)}">${escape(label)}</a>` +
      ` <code dir="ltr">${escape(url)}</code>`,
  );
  return `<section class="band" id="subscribe" aria-labelledby="how">
<h2 id="how">${i18n.say('subscribe')}</h2>
<div>
<p>${i18n.say('how')}</p>
<ul class="plain feeds">
${rows.map((row) => `<li>${row}</li>`).join('\n')}
</ul>
</div>
</section>
`;
}

/**
 * Returns links to the page of each year; empty if there are none. Only the front page shows how many articles a year has: otherwise
 * each new article would change the pages of all years.
 */
export function yearLinks(years: readonly YearLink[], here: string, href: Href, i18n: I18n): string {
  if (years.length === 0) return '';
  const isFront = years.every(({ url }) => url !== here);
  const links = years.map((one) => {
    const current = one.url === here ? ' aria-current="page"' : '';
    return `<li><a href="${escape(href(one.url))}"${current}>${escape(i18n.year(one.year))}</a>${isFront ? ` (${one.count})` : ''}</li>`;
  });
  return `<nav class="band" aria-labelledby="years">
<h2 id="years">${i18n.say('years')}</h2>
<ul class="plain years">${links.join('')}</ul>
</nav>`;
}
