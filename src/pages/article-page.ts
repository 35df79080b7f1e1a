import type { Article, Image, Page, Person } from '../article/model.ts';
import { languageName } from '../language.ts';
import { escape } from '../text.ts';
import { absoluteUrl, hrefs, type Href } from '../url.ts';
import { files } from './files.ts';
import { classes, isLong, layout, license, person } from './layout.ts';
import { picture, topics } from './list.ts';
import type { FeedLink, Neighbours, Site } from './site.ts';
import { articleStyle } from './style.ts';
import { foreign, timestamp } from '../voice.ts';
import type { Voice, Voices } from '../voice.ts';

/**
 * The page of one article. `html` is its sanitised content, put in as it is; `summary` is plain text and may be
 * empty. The page is in the article's own language.
 */
export function articlePage(
  site: Site,
  voices: Voices,
  article: Page,
  html: string,
  summary: string,
  neighbours: Neighbours,
): string {
  const voice = voices.of(article.language);
  const { url, image, title } = article;
  const href = hrefs(url, site.url);
  const shown = image !== undefined && firstImage(html, url) === image.url;
  const parts = [
    header(article),
    meta(article, site, href, voice),
    ...(image && !shown ? [hero(image, href)] : []),
    `<div class="text">\n${html.trim()}\n</div>`,
    files(article.attachments, html, href, voice),
    colophon(article, href, voice, shown),
  ];
  const way = turn(neighbours, href, voice);
  return layout({
    site,
    voice,
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

function meta(article: Page, site: Site, href: Href, voice: Voice): string {
  const people = voice.list(article.authors.map((one) => person(withPage(one, site), href)));
  const { published, updated } = article;
  const date = published && voice.date(published, 'date');
  const lines = [
    ...(people ? [`<p class="who">${people}</p>`] : []),
    ...(date ? [`<p>${date}</p>`] : []),
    ...(updated && isChanged(article)
      ? [`<p>${voice.say('updated', { date: voice.change(updated, published) })}</p>`]
      : []),
    languages(article, href, voice),
    topics(article, { site, href }),
  ];
  const inside = lines.filter(Boolean).join('\n');
  return inside && `<div class="meta small">\n${inside}\n</div>`;
}

/** Somebody without a page of their own is known by that of their articles. */
function withPage(one: Person, { topicOf }: Site): Person {
  const url = one.url ?? topicOf('author', one.name)?.url;
  return url === undefined ? one : { ...one, url };
}

/** The way to the same article in other languages. */
function languages({ translations }: Page, href: Href, voice: Voice): string {
  if (translations.length === 0) return '';
  const links = translations.map(({ language, url }) => {
    const lang = foreign(language, voice.language);
    return `<a href="${escape(href(url))}" hreflang="${escape(language)}"${lang}>${escape(languageName(language))}</a>`;
  });
  return `<p>${voice.say('translations', { languages: voice.list(links) })}</p>`;
}

/** The feeds of what the article is about, each in the format most readers know. */
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
  const { caption, credit } = image;
  const words = [caption, credit].filter((text) => text !== undefined && text !== '');
  const under = words.map((text) => `<bdi>${escape(text ?? '')}</bdi>`).join(' · ');
  return `<figure class="hero">
${picture(image, href)}${under && `\n<figcaption>${under}</figcaption>`}
</figure>`;
}

/** What stands at the end: where the article comes from, whose picture it shows, on what terms. */
function colophon(article: Page, href: Href, voice: Voice, shown: boolean): string {
  const { url, source, canonical, image } = article;
  const original = canonical === url ? undefined : canonical;
  const link = original ?? source?.url;
  const name = source?.title ?? (original && new URL(original).host);
  const text = name && `<bdi>${escape(name)}</bdi>`;
  const cited = text && link ? `<a href="${escape(href(link))}">${text}</a>` : text;
  const lines = [
    cited && voice.say('origin', { source: cited }),
    // A picture that stands in the text has no caption of ours there; its maker is named all the same.
    shown && image?.credit && `<bdi>${escape(image.credit)}</bdi>`,
    article.license && license(article.license, href),
  ].filter(Boolean);
  return `<div class="end small">\n${lines.map((line) => `<p>${line}</p>\n`).join('')}</div>`;
}

function turn({ older, newer }: Neighbours, href: Href, voice: Voice): string {
  const link = (word: 'older' | 'newer', to?: Article) =>
    to
      ? `<p class="small">${voice.say(word)} <a href="${escape(href(to.url))}" rel="${word === 'older' ? 'prev' : 'next'}"` +
        `${foreign(to.language, voice.language)}>${escape(to.title)}</a></p>\n`
      : '';
  const links = link('older', older) + link('newer', newer);
  return links && `<nav class="band">\n<div class="turn">\n${links}</div>\n</nav>`;
}

function graph(article: Page): (readonly [string, string])[] {
  const { image, published, updated } = article;
  return [
    ['og:type', published ? 'article' : 'website'],
    ...(published ? ([['article:published_time', timestamp(published)]] as const) : []),
    ...(updated && isChanged(article) ? ([['article:modified_time', timestamp(updated)]] as const) : []),
    ...(image ? ([['og:image', image.url]] as const) : []),
    ...(image?.alt ? ([['og:image:alt', image.alt]] as const) : []),
  ];
}

const firstImageTag = /<img((?:\s+[^\s=>]+(?:="[^"]*"|='[^']*')?)*)/i;
const sourceAttribute = /\ssrc=(?:"([^"]*)"|'([^']*)')/i;

/** The absolute URL of the first picture in sanitised HTML, where attributes are always quoted. */
function firstImage(html: string, base: string): string | undefined {
  const source = sourceAttribute.exec(firstImageTag.exec(html)?.[1] ?? '');
  const href = source?.[1] ?? source?.[2];
  return href === undefined
    ? undefined
    : absoluteUrl(href.replaceAll('&#39;', "'").replaceAll('&amp;', '&'), base);
}
