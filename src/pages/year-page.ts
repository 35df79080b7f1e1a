import { hrefs } from '../base/url.ts';
import { escape } from '../base/text.ts';
import { layout } from './layout.ts';
import { list, siteMetadata, yearLinks } from './list.ts';
import type { Listed, Site, YearLink } from './site.ts';
import type { Voices } from './i18n.ts';

/** The page of one year at `url` (absolute): its articles, newest first, and the way to the other years. */
export function yearPage(
  site: Site,
  voices: Voices,
  here: { readonly year: number; readonly url: string },
  articles: readonly Listed[],
  years: readonly YearLink[],
): string {
  const voice = voices.of(site.language);
  const { url } = here;
  const href = hrefs(url, site.url);
  const heading = voice.year(here.year);
  const items = list(articles, { site, href, voice, level: 2 }, false);
  const rest = yearLinks(years, url, href, voice);
  return layout({
    site,
    voice,
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
