import type { Article, Image } from '../article/model.ts';
import { escape } from '../text.ts';
import type { Href } from '../url.ts';
import { classes, isLong } from './layout.ts';
import type { Page } from './layout.ts';
import type { Listed, Site, YearLink } from './site.ts';
import { listStyle } from './style.ts';
import { foreign } from '../voice.ts';
import type { Voice, Voices } from '../voice.ts';

/** Where a list of articles stands: the page, its voice, the level of its titles. */
interface Stand {
  readonly href: Href;
  readonly voice: Voice;
  readonly level: 2 | 3;
}

/** What a page with a list of articles says of itself: what the site does. */
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

/** Articles, newest first, under the years they count under. */
export function byYear(
  articles: readonly Listed[],
  voices: Pick<Voices, 'yearOf'>,
): { year: number; members: Listed[] }[] {
  const groups: { year: number; members: Listed[] }[] = [];
  for (const one of articles) {
    const year = voices.yearOf(one.article.published);
    const last = groups.at(-1);
    if (last?.year === year) last.members.push(one);
    else groups.push({ year, members: [one] });
  }
  return groups;
}

/** Articles one under the other. The first of them leads: larger, with its picture across. */
export function list(articles: readonly Listed[], stand: Stand, lead: boolean): string {
  return articles.map((one, index) => item(one, stand, lead && index === 0)).join('\n');
}

function item({ article, summary, linked }: Listed, { href, voice, level }: Stand, lead: boolean): string {
  const { image, title } = article;
  const heading = `h${level}`;
  const size = classes({ long: isLong(title) });
  // Not on the whole item: its date is in the language of the page.
  const lang = foreign(article.language, voice.language);
  const texts = [
    voice.date(article.published, 'day'),
    `<${heading}${size}${lang}><a href="${escape(href(linked))}">${escape(title)}</a></${heading}>`,
    ...(summary ? [`<p class="sum"${lang}>${escape(summary)}</p>`] : []),
    topics(article, lang),
  ].filter(Boolean);
  // The leading one is on the screen at once; the others may wait.
  const wait = lead ? '' : ' loading="lazy" decoding="async"';
  const beside = image ? `\n${picture(image, href, wait + lang)}` : '';
  return `<article${classes({ item: true, lead, pic: image !== undefined })}>
<div>
${texts.join('\n')}
</div>${beside}
</article>`;
}

/** An `img` element with its size where it is known. */
export function picture(image: Image, href: Href, attributes = ''): string {
  const size =
    image.width !== undefined && image.height !== undefined
      ? ` width="${image.width}" height="${image.height}"`
      : '';
  return `<img src="${escape(href(image.url))}" alt="${escape(image.alt ?? '')}"${size}${attributes}>`;
}

/** An article's categories, then its tags, without doubles; empty where it has none. */
export function topics({ categories, tags }: Pick<Article, 'categories' | 'tags'>, attributes = ''): string {
  const all = [...new Set([...categories, ...tags])];
  if (all.length === 0) return '';
  return `<ul class="topics"${attributes}>${all.map((topic) => `<li><bdi>${escape(topic)}</bdi></li>`).join('')}</ul>`;
}

/** The way to the page of each year; empty where there are none. */
export function yearLinks(years: readonly YearLink[], here: string, href: Href, voice: Voice): string {
  if (years.length === 0) return '';
  const links = years.map((one) => {
    const current = one.url === here ? ' aria-current="page"' : '';
    return `<li><a href="${escape(href(one.url))}"${current}>${escape(voice.year(one.year))}</a> (${one.count})</li>`;
  });
  return `<nav class="band" aria-labelledby="years">
<h2 id="years">${voice.say('years')}</h2>
<ul class="plain years">${links.join('')}</ul>
</nav>`;
}
