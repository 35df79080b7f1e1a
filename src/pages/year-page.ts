import { hrefs } from '../base/url.ts';
import { escape } from '../base/text.ts';
import { layout } from './layout.ts';
import { list, siteMetadata, yearLinks } from './list.ts';
import type { ListedArticle, Site, YearLink } from './site.ts';
import type { I18nCache } from './i18n.ts';

/** Returns the page of one year at `url` (absolute): its articles, newest first, and links to the other years. */
export function yearPage(
  site: Site,
  i18nCache: I18nCache,
  here: { readonly year: number; readonly url: string },
  articles: readonly ListedArticle[],
  years: readonly YearLink[],
): string {
  const i18n = i18nCache.of(site.language);
  const { url } = here;
  const href = hrefs(url, site.url);
  const heading = i18n.year(here.year);
  const items = list(articles, { site, href, i18n, level: 2 }, false);
  const rest = yearLinks(years, url, href, i18n);
  return layout({
    site,
    i18n,
    url,
    title: `${heading} — ${site.title}`,
    heading: `${heading} — ${site.title}`,
    ...siteMetadata(site),
    main: `<div class="band">
<h1 class="year">${escape(heading)}</h1>
<div>
${items}
</div>
</div>${rest && `\n${rest}`}`,
  });
}
