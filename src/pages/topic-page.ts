import { escape } from '../base/text.ts';
import { hrefs } from '../base/url.ts';
import { classes, isLong, layout } from './layout.ts';
import { siteMetadata, subscribe, yearSections } from './list.ts';
import type { Listed, Site, TopicLink } from './site.ts';
import type { Voices } from './i18n.ts';

/** The page of one topic: its name, how to subscribe to it alone, and its articles, newest first under their years. */
export function topicPage(site: Site, voices: Voices, topic: TopicLink, articles: readonly Listed[]): string {
  const voice = voices.of(topic.language ?? site.language);
  const { url, label, feeds } = topic;
  const href = hrefs(url, site.url);
  return layout({
    site,
    voice,
    url,
    feeds,
    title: `${label} — ${site.title}`,
    heading: `${label} — ${site.title}`,
    ...siteMetadata(site),
    head: `<header class="topic">
<h1${classes({ long: isLong(label) })}><bdi>${escape(label)}</bdi></h1>
</header>
${subscribe(feeds, href, voice)}`,
    main: yearSections(articles, { site, href, voice }, voices, false),
  });
}
