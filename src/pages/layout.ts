import type { Person } from '../content/article/model.ts';
import type { License } from '../content/license.ts';
import { escape } from '../base/text.ts';
import { hrefs, type Href } from '../base/url.ts';
import type { Site } from './site.ts';
import { paper, type StyleSheet } from './style.ts';
import { foreign, type I18n } from './i18n.ts';
import type { FeedLink } from '../feeds/feed-links.ts';

/** The data of one page, except its content. */
export interface Page {
  readonly site: Site;
  readonly i18n: I18n;
  /** Absolute URLs: its own, and the canonical one. */
  readonly url: string;
  readonly canonical?: string;
  /** Feeds of the page's topics, in addition to the main feed, most specific first. */
  readonly feeds?: readonly FeedLink[];
  /** Absolute URLs of the same page in other languages, and their BCP 47 tags. */
  readonly translations?: readonly { readonly language: string; readonly url: string }[];
  /** Plain texts: the window title, the heading, the description. */
  readonly title: string;
  readonly heading: string;
  readonly description: string;
  readonly authors: readonly string[];
  /** Open Graph properties in addition to the common ones (ogp.me). */
  readonly graph: readonly (readonly [property: string, content: string])[];
  /** The terms in the page footer. */
  readonly license?: License;
  readonly style: StyleSheet;
  /** HTML. */
  readonly head?: string;
  readonly main: string;
}

// No id of a heading in an article contains a colon, so this one is unique on every page.
const content = 'page:content';

/** Returns a complete HTML document: the head with all metadata, and the header and footer around the main part. */
export function layout(page: Page): string {
  const { site, i18n, url } = page;
  const index = url === site.home;
  return `<!doctype html>
<html lang="${escape(i18n.language)}" dir="${i18n.direction}">
<head>
<meta charset="utf-8">
<title>${escape(page.title)}</title>
${head(page).join('\n')}
</head>
<body>
<a class="skip" href="#${content}">${i18n.say('skip')}</a>
${index ? '' : `${runningHead(page)}\n`}${page.head ?? ''}<main id="${content}" tabindex="-1">
${page.main}
</main>
${footer(page, !index)}</body>
</html>
`;
}

function meta(name: string, text: string): string {
  return `<meta name="${name}" content="${escape(text)}">`;
}

function property([name, text]: readonly [string, string]): string {
  return `<meta property="${name}" content="${escape(text)}">`;
}

function head(page: Page): string[] {
  const { site, i18n, url, canonical = url, heading, description, authors, graph, style } = page;
  const { feeds = [], translations = [] } = page;
  const hreflang = i18n.language === site.language ? '' : ` hreflang="${escape(site.language)}"`;
  const languages = [{ language: i18n.language, url }, ...translations];
  const href = hrefs(url, site.url);
  return [
    meta('viewport', 'width=device-width, initial-scale=1'),
    `<link rel="stylesheet" href="${escape(href(site.url + style.path) + style.query)}">`,
    ...(description ? [meta('description', description)] : []),
    ...(authors.length > 0 ? [meta('author', authors.join(', '))] : []),
    meta('generator', 'Feedmill'),
    meta('color-scheme', 'light dark'),
    `<meta name="theme-color" content="${paper.light}" media="(prefers-color-scheme: light)">`,
    `<meta name="theme-color" content="${paper.dark}" media="(prefers-color-scheme: dark)">`,
    `<link rel="canonical" href="${escape(canonical)}">`,
    // Absolute, so that a copy of the page on a disk or a mirror still links to the current feed.
    ...feeds.map((feed) => discovered(feed)),
    ...site.feeds.map((feed) => discovered(feed, hreflang)),
    ...(translations.length === 0 ? [] : languages).map(
      (one) => `<link rel="alternate" hreflang="${escape(one.language)}" href="${escape(one.url)}">`,
    ),
    ...(site.icon ? [`<link rel="icon" href="${escape(href(site.icon))}">`] : []),
    property(['og:title', heading]),
    property(['og:url', canonical]),
    property(['og:site_name', site.title]),
    ...(description ? [property(['og:description', description])] : []),
    property(['og:locale', i18n.locale]),
    ...graph.map(property),
  ];
}

/** Returns the link by which browsers and readers discover a feed. */
function discovered({ mediaType, title, label, url }: FeedLink, hreflang = ''): string {
  const name = escape(`${title} (${label})`);
  return `<link rel="alternate" type="${escape(mediaType)}" title="${name}"${hreflang} href="${escape(url)}">`;
}

function runningHead({ site, i18n, url }: Page): string {
  // If URLs are files, this one is too: such a site can be read from a disk, which has no index pages.
  const front = /^[^?#]*\.html?(?:[?#]|$)/.test(url) && site.index !== undefined ? site.index : site.home;
  const href = hrefs(url, site.url);
  const subscribe =
    site.feeds.length > 0
      ? `\n<a class="small" href="${escape(href(`${front}#subscribe`))}">${i18n.say('subscribe')}</a>`
      : '';
  return `<header class="mast run">
<a class="home" href="${escape(href(front))}"${foreign(site.language, i18n.language)}>${escape(site.title)}</a>${subscribe}
</header>`;
}

function footer({ site, i18n, url, license: said }: Page, feeds: boolean): string {
  const href = hrefs(url, site.url);
  const owners = i18n.list(site.authors.map((one) => person(one, href)));
  const terms = said ? license(said, href) : '';
  const links = site.feeds.map(
    (feed) =>
      `<li><a href="${escape(href(feed.url))}" type="${escape(feed.mediaType)}">${escape(feed.label)}</a></li>`,
  );
  const list = feeds && links.length > 0 ? `<ul class="plain">${links.join('')}</ul>` : '';
  const parts = [owners, terms].filter(Boolean).map((html) => `<p>${html}</p>`);
  const inside = [...parts, ...(list ? [list] : [])].join('\n');
  const lang = foreign(site.language, i18n.language);
  return inside ? `<footer${lang}>\n${inside}\n</footer>\n` : '';
}

/** Returns a person's name as HTML, linked to their page if there is one. */
export function person({ name, url }: Person, href: Href): string {
  const text = `<bdi>${escape(name)}</bdi>`;
  return url ? `<a href="${escape(href(url))}" rel="author">${text}</a>` : text;
}

/** Returns the terms of use as HTML, linked to their text if there is one. */
export function license({ text, url }: License, href: Href): string {
  const name = `<bdi>${escape(text)}</bdi>`;
  return url ? `<a href="${escape(href(url))}" rel="license">${name}</a>` : name;
}

/** Returns the class attribute with those names whose value is true. */
export function classes(names: Readonly<Record<string, boolean>>): string {
  const held = Object.keys(names).filter((name) => names[name]);
  return held.length > 0 ? ` class="${held.join(' ')}"` : '';
}

/** Whether a title needs a smaller font. */
export function isLong(title: string): boolean {
  return title.length > 90;
}
