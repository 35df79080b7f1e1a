import type { Image, Page, Person } from '../content/article/model.ts';
import {
  caption,
  contributorLine,
  correctionLabel,
  correctionLines,
  originLine,
  showsImage,
  termsLine,
} from './credits.ts';
import { rfc3339 } from '../base/date.ts';
import { languageName } from '../base/language.ts';
import { escape } from '../base/text.ts';
import { hrefs, type Href } from '../base/url.ts';
import { attachedFiles } from './attached-files.ts';
import { classes, isLong, layout, person } from './layout.ts';
import { picture, topics } from './list.ts';
import type { Neighbour, Neighbours, Site } from './site.ts';
import { articleStyle } from './style.ts';
import { foreign, type I18n, type I18nCache } from './i18n.ts';
import type { FeedLink } from '../feeds/feed-links.ts';

/**
 * Returns the page of one article. `html` is its sanitized content, inserted unchanged; `summary` is plain text and may be empty. The
 * page is in the article's own language.
 */
export function articlePage(
  site: Site,
  i18nCache: I18nCache,
  article: Page,
  html: string,
  summary: string,
  neighbours: Neighbours,
): string {
  const i18n = i18nCache.of(article.language);
  const { url, image, title } = article;
  const href = hrefs(url, site.url);
  const shown = image !== undefined && showsImage(html, image.url, url);
  const parts = [
    header(article),
    meta(article, site, href, i18n),
    ...(image && !shown ? [hero(image, href)] : []),
    `<div class="text">\n${html.trim()}\n</div>`,
    errata(article, i18n),
    attachedFiles(article.attachments, html, href, i18n),
    colophon(article, href, i18n, shown),
  ];
  const way = turn(neighbours, href, i18n);
  return layout({
    site,
    i18n,
    url,
    canonical: article.canonical ?? url,
    feeds: feedsOf(article, site),
    translations: article.translations,
    title: title === site.title ? title : `${title} — ${site.title}`,
    heading: title,
    description: summary,
    authors: article.authors.map((one) => one.name),
    graph: graph(article),
    style: articleStyle,
    main: `<article class="article">
${parts.filter(Boolean).join('\n')}
</article>${way && `\n${way}`}`,
  });
}

function header({ title, summary }: Page): string {
  return `<header>
<h1${classes({ long: isLong(title) })}>${escape(title)}</h1>${summary ? `\n<p class="stand">${escape(summary)}</p>` : ''}
</header>`;
}

function meta(article: Page, site: Site, href: Href, i18n: I18n): string {
  const people = i18n.list(article.authors.map((one) => person(withPage(one, site), href)));
  const others = contributorLine(article, i18n, href);
  const { published, updated, corrections } = article;
  const last = corrections.at(-1);
  const date = published && i18n.date(published, 'date');
  // If the last change is the correction, the page shows it as a correction.
  const isTold = last?.date.instant === updated?.instant;
  const lines = [
    ...(people ? [`<p class="who">${people}</p>`] : []),
    ...(others ? [`<p>${others}</p>`] : []),
    ...(date ? [`<p>${date}</p>`] : []),
    ...(updated && isChanged(article) && !isTold
      ? [`<p>${i18n.say('updated', { date: i18n.change(updated, published) })}</p>`]
      : []),
    ...(last ? [`<p><a href="#${erratum}">${correctionLabel(last, article, i18n)}</a></p>`] : []),
    languages(article, href, i18n),
    topics(article, { site, href }),
  ];
  const inside = lines.filter(Boolean).join('\n');
  return inside && `<div class="meta small">\n${inside}\n</div>`;
}

/** Returns a person, with the page of their articles as URL if they have none of their own. */
function withPage(one: Person, { topicOf }: Site): Person {
  const url = one.url ?? topicOf('author', one.name)?.url;
  return url === undefined ? one : { ...one, url };
}

/** Returns links to the same article in other languages. */
function languages({ translations }: Page, href: Href, i18n: I18n): string {
  if (translations.length === 0) return '';
  const links = translations.map(({ language, url }) => {
    const lang = foreign(language, i18n.language);
    return `<a href="${escape(href(url))}" hreflang="${escape(language)}"${lang}>${escape(languageName(language))}</a>`;
  });
  return `<p>${i18n.say('translations', { languages: i18n.list(links) })}</p>`;
}

/** Returns the feeds of the article's topics, each in the format that most readers support. */
function feedsOf({ authors, categories, language, section, tags }: Page, { topicOf }: Site): FeedLink[] {
  const found = [
    topicOf('language', language),
    topicOf('section', section),
    ...categories.map((one) => topicOf('category', one)),
    ...tags.map((one) => topicOf('tag', one)),
    ...authors.map(({ name }) => topicOf('author', name)),
  ];
  return [...new Set(found)].flatMap((topic) => topic?.feeds[0] ?? []);
}

function isChanged({ published, updated }: Page): boolean {
  return updated?.instant !== published?.instant;
}

function hero(image: Image, href: Href): string {
  const under = caption(image);
  return `<figure class="hero">
${picture(image, href)}${under && `\n<figcaption>${under}</figcaption>`}
</figure>`;
}

// Like the id of the content, unique on every page.
const erratum = 'page:corrections';

/** Returns the corrections, separate from the text. */
function errata(article: Page, i18n: I18n): string {
  const lines = correctionLines(article, i18n).map((line) => `<p>${line}</p>\n`);
  return lines.length > 0
    ? `<section class="errata" id="${erratum}" role="doc-errata">\n${lines.join('')}</section>`
    : '';
}

/** Returns the notes at the end: the origin of the article, the credit of its picture, its terms. */
function colophon(article: Page, href: Href, i18n: I18n, shown: boolean): string {
  const { image, license } = article;
  const lines = [
    originLine(article, i18n, href),
    // A picture in the text has no caption of ours there, so its credit is here.
    shown && image?.credit && `<bdi>${escape(image.credit)}</bdi>`,
    termsLine(license, i18n, href),
  ].filter(Boolean);
  return `<div class="end small">\n${lines.map((line) => `<p>${line}</p>\n`).join('')}</div>`;
}

function turn({ older, newer }: Neighbours, href: Href, i18n: I18n): string {
  const link = (word: 'older' | 'newer', to?: Neighbour) =>
    to
      ? `<p class="small">${i18n.say(word)} <a href="${escape(href(to.url))}" rel="${word === 'older' ? 'prev' : 'next'}"` +
        `${foreign(to.language, i18n.language)}>${escape(to.title)}</a></p>\n`
      : '';
  const links = link('older', older) + link('newer', newer);
  return links && `<nav class="band">\n<div class="turn">\n${links}</div>\n</nav>`;
}

function graph(article: Page): (readonly [string, string])[] {
  const { image, published, updated } = article;
  return [
    ['og:type', published ? 'article' : 'website'],
    ...(published ? ([['article:published_time', rfc3339(published.instant)]] as const) : []),
    ...(updated && isChanged(article)
      ? ([['article:modified_time', rfc3339(updated.instant)]] as const)
      : []),
    ...(image ? ([['og:image', image.url]] as const) : []),
    ...(image?.alt ? ([['og:image:alt', image.alt]] as const) : []),
  ];
}
