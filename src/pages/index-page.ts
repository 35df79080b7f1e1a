import { escape } from '../base/text.ts';
import { hrefs } from '../base/url.ts';
import { classes, isLong, layout } from './layout.ts';
import { list, siteMetadata, subscribe, yearLinks, yearSections } from './list.ts';
import { topicLinks } from './topic-list.ts';
import type { ListedArticle, Site, YearLink } from './site.ts';
import type { I18nCache } from './i18n.ts';

/**
 * Returns the front page: a description of the site, how to subscribe, and `articles` newest first by year. It links to `years` if it
 * does not show all articles.
 */
export function indexPage(
  site: Site,
  i18nCache: I18nCache,
  articles: readonly ListedArticle[],
  years: readonly YearLink[],
): string {
  const i18n = i18nCache.of(site.language);
  const url = site.home;
  const href = hrefs(url, site.url);
  return layout({
    site,
    i18n,
    url,
    title: site.title,
    heading: site.title,
    ...siteMetadata(site),
    head: `${masthead(site)}${subscribe(site.feeds, href, i18n)}`,
    main: [
      yearSections(articles, i18n, i18nCache, (members, index) =>
        list(members, { site, href, i18n, level: 3 }, index === 0),
      ),
      topicLinks(site, href, i18n),
      yearLinks(years, url, href, i18n),
    ]
      .filter(Boolean)
      .join('\n'),
  });
}

function masthead({ title, description }: Site): string {
  const about = description && description !== title ? `<p class="about">${escape(description)}</p>\n` : '';
  return `<header class="mast">
<h1${classes({ long: isLong(title) })}>${escape(title)}</h1>
${about}</header>
`;
}
