import { escape } from '../base/text.ts';
import { hrefs } from '../base/url.ts';
import { classes, isLong, layout } from './layout.ts';
import { list, siteMetadata, subscribe, yearSections } from './list.ts';
import type { ListedArticle, Site, TopicLink } from './site.ts';
import type { I18nCache } from './i18n.ts';

/** Returns the page of one topic: its name, how to subscribe to it, and its articles, newest first by year. */
export function topicPage(
  site: Site,
  i18nCache: I18nCache,
  topic: TopicLink,
  articles: readonly ListedArticle[],
): string {
  const i18n = i18nCache.of(topic.language ?? site.language);
  const { url, label, feeds } = topic;
  const href = hrefs(url, site.url);
  return layout({
    site,
    i18n,
    url,
    feeds,
    title: `${label} — ${site.title}`,
    heading: `${label} — ${site.title}`,
    ...siteMetadata(site),
    head: `<header class="topic">
<h1${classes({ long: isLong(label) })}><bdi>${escape(label)}</bdi></h1>
</header>
${subscribe(feeds, href, i18n)}`,
    main: yearSections(articles, i18n, i18nCache, (members) =>
      list(members, { site, href, i18n, level: 3 }, false),
    ),
  });
}
