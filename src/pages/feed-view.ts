import { direction } from '../base/language.ts';
import { cutAtWord, escape, line } from '../base/text.ts';
import { classes, isLong } from './layout.ts';
import { yearSections } from './list.ts';
import type { ListedArticle } from './site.ts';
import { foreign, type I18n, type I18nCache } from './i18n.ts';
import type { FeedLink } from '../feeds/feed-links.ts';

/** The data of the readable page that browsers show for a feed. Texts are plain text. */
export interface OpenedFeed {
  readonly title: string;
  readonly description: string;
  /** BCP 47. */
  readonly language: string;
  /** Absolute URL of the page the feed belongs to. */
  readonly home: string;
  /** The document itself first, then the same feed in other formats. */
  readonly links: readonly FeedLink[];
  /** Newest first. */
  readonly articles: readonly ListedArticle[];
}

/**
 * Returns an XHTML `div` for an XML feed: the name of the feed, instructions, and its articles, all with absolute URLs. None of its
 * elements has the name of one that readers look for in a feed, except the title: that names the window, and equals the feed's own, for
 * readers that use the last title.
 */
export function feedView(feed: OpenedFeed, i18nCache: I18nCache): string {
  const i18n = i18nCache.of(feed.language);
  const { language } = feed;
  const [title, description] = [line(feed.title), line(feed.description)];
  const about = description && description !== title ? `\n<p class="about">${escape(description)}</p>` : '';
  // Without this, a phone shows a document that is not HTML as wide as on a desktop.
  return `<div xmlns="http://www.w3.org/1999/xhtml" class="opened" lang="${escape(language)}" dir="${direction(language)}">
<title>${escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<header class="mast">
<h1${classes({ long: isLong(title) })}>${escape(title)}</h1>${about}
${homeLink(feed.home)}
</header>
${subscribe(feed, i18n)}
<main>
${yearSections(feed.articles, i18n, i18nCache, (members) => members.map((one) => item(one, i18n)).join('\n'))}
</main>
</div>`;
}

/** Returns a link to the site with its URL as text, which needs no translation. */
function homeLink(home: string): string {
  const { host, pathname } = new URL(home);
  return `<p class="small"><a href="${escape(home)}" dir="ltr">${escape(host + pathname.replace(/\/$/, ''))}</a></p>`;
}

function subscribe({ links }: OpenedFeed, i18n: I18n): string {
  const rows = links.map(({ label, url, mediaType }, index) => {
    const current = index === 0 ? ' aria-current="page"' : '';
    return `<li><a href="${escape(url)}" type="${escape(mediaType)}"${current}>${escape(label)}</a> <code dir="ltr">${escape(url)}</code></li>`;
  });
  return `<section class="band" aria-labelledby="how">
<h2 id="how">${i18n.say('subscribe')}</h2>
<div>
<p>${i18n.say('feed')}</p>
<p>${i18n.say('how')}</p>
<ul class="plain feeds">
${rows.join('\n')}
</ul>
</div>
</section>`;
}

function item({ article, summary, linked }: ListedArticle, i18n: I18n): string {
  const { language, published } = article;
  const title = line(article.title);
  const lang = foreign(language, i18n.language);
  const text = shorten(summary);
  return `<article class="item">
${i18n.date(published, 'day')}
<h3${classes({ long: isLong(title) })}${lang}><a href="${escape(linked)}">${escape(title)}</a></h3>${text && `\n<p class="sum"${lang}>${escape(text)}</p>`}
</article>`;
}

/** The maximum length of a text in UTF-16 code units. The feed item contains the full text. */
const longest = 200;

/** Cuts a text that is too long. */
function shorten(text: string): string {
  const whole = line(text);
  if (whole.length <= longest) return whole;
  return `${cutAtWord(whole, longest - 1).replace(/[\s.,;:–—-]+$/, '')}…`;
}
