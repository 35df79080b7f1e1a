import { escape } from '../text.ts';
import { hrefs, type Href } from '../url.ts';
import { classes, isLong, layout } from './layout.ts';
import { byYear, list, siteMetadata, yearLinks } from './list.ts';
import type { Listed, Site, YearLink } from './site.ts';
import type { Voice, Voices } from '../voice.ts';

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
  const groups = byYear(articles, voices);
  const sections = groups.map(
    ({ year, members }, index) => `<section class="band" aria-labelledby="y${year}">
<h2 class="year" id="y${year}">${escape(voice.year(year))}</h2>
<div>
${list(members, { href, voice, level: 3 }, index === 0)}
</div>
</section>`,
  );
  const nothing = `<div class="band"><p>${voice.say('empty')}</p></div>`;
  return layout({
    site,
    voice,
    url,
    title: site.title,
    heading: site.title,
    ...siteMetadata(site),
    head: `${masthead(site)}${subscribe(site, href, voice)}`,
    main: [...(sections.length > 0 ? sections : [nothing]), yearLinks(years, url, href, voice)]
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

function subscribe({ feeds }: Site, href: Href, voice: Voice): string {
  if (feeds.length === 0) return '';
  const rows = feeds.map(
    ({ label, title, url, mediaType }) =>
      `<a href="${escape(href(url))}" type="${escape(mediaType)}" title="${escape(title)}">${escape(label)}</a>` +
      ` <code dir="ltr">${escape(url)}</code>`,
  );
  return `<section class="band" id="subscribe" aria-labelledby="how">
<h2 id="how">${voice.say('subscribe')}</h2>
<div>
<p>${voice.say('how')}</p>
<ul class="plain feeds">
${rows.map((row) => `<li>${row}</li>`).join('\n')}
</ul>
</div>
</section>
`;
}
