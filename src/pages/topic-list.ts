import { topicWords } from '../content/topic-filter.ts';
import { escape } from '../base/text.ts';
import type { Href } from '../base/url.ts';
import { foreign, type I18n } from './i18n.ts';
import type { Site, TopicLink } from './site.ts';
import type { FeedLink } from '../feeds/feed-links.ts';

/** Returns links to each topic with a feed of its own, by kind, and to the custom feeds; empty without any. */
export function topicLinks(
  { topics: all, others }: Pick<Site, 'topics' | 'others'>,
  href: Href,
  i18n: I18n,
): string {
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  const navs = kinds.map((kind) => {
    const links = all.filter((one) => one.kind === kind).map((one) => topicLink(one, href, i18n));
    return nav(`all-${kind}`, i18n.say(topicWords[kind]), links);
  });
  const made = others.flatMap(([first, ...rest]) =>
    first
      ? [
          `<li><a href="${escape(href(first.url))}"${typed(first)}><bdi>${escape(first.title)}</bdi></a>${inFormats(rest, href)}</li>`,
        ]
      : [],
  );
  return [...navs, ...(made.length > 0 ? [nav('all-feeds', i18n.say('feeds'), made)] : [])].join('\n');
}

function nav(id: string, heading: string, items: readonly string[]): string {
  return `<nav class="band" aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
<ul class="plain years">${items.join('')}</ul>
</nav>`;
}

/** For a topic without a page, links to its feed and, beside it, to the other formats. */
function topicLink({ label, url, count, feeds, language }: TopicLink, href: Href, i18n: I18n): string {
  const name = `<bdi${language === undefined ? '' : foreign(language, i18n.language)}>${escape(label)}</bdi>`;
  const [first, ...rest] = feeds;
  const isFeed = first?.url === url;
  const link = `<a href="${escape(href(url))}"${isFeed ? typed(first) : ''}>${name}</a>`;
  return `<li>${link} (${count})${isFeed ? inFormats(rest, href) : ''}</li>`;
}

function typed({ mediaType }: FeedLink): string {
  return ` type="${escape(mediaType)}"`;
}

function inFormats(feeds: readonly FeedLink[], href: Href): string {
  return feeds
    .map(
      (feed) => ` <a class="small" href="${escape(href(feed.url))}"${typed(feed)}>${escape(feed.label)}</a>`,
    )
    .join('');
}
