import { escape } from '../base/text.ts';
import { hrefs } from '../base/url.ts';
import { classes, isLong, layout } from './layout.ts';
import { siteMetadata, subscribe, yearLinks, yearSections } from './list.ts';
import { topicLinks } from './topic-list.ts';
import type { Listed, Site, YearLink } from './site.ts';
import type { Voices } from './i18n.ts';

/**
 * The front page: what the site is, how to subscribe, and `articles` newest first under their years. `years` are
 * linked where not all of them stand here.
 */
export function indexPage(
  site: Site,
  voices: Voices,
  articles: readonly Listed[],
  years: readonly YearLink[],
): string {
  const voice = voices.of(site.language);
  const url = site.home;
  const href = hrefs(url, site.url);
  return layout({
    site,
    voice,
    url,
    title: site.title,
    heading: site.title,
    ...siteMetadata(site),
    head: `${masthead(site)}${subscribe(site.feeds, href, voice)}`,
    main: [
      yearSections(articles, { site, href, voice }, voices, true),
      topicLinks(site, href, voice),
      yearLinks(years, url, href, voice),
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
