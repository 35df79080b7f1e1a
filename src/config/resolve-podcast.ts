import type { Person } from '../content/article/model.ts';
import { readCategory } from '../content/podcast/categories.ts';
import { createGuid } from '../content/podcast/guid.ts';
import type { Category, Podcast } from '../content/podcast/model.ts';
import { line } from '../base/text.ts';
import { absoluteUrl, isWebUrl } from '../base/url.ts';
import type { ConfigReporter } from './config-reporter.ts';
import { pathName, type Path } from './schema-lookup.ts';
import { describeValue } from './describe-value.ts';
import type { PodcastShape } from './schema/podcast-keys.ts';

/** The values of the site and the feed that a podcast uses. */
export interface PodcastFeed {
  /** Absolute URL of the site. It ends with `/`. */
  readonly url: string;
  /** Plain text: the description of the feed. */
  readonly title: string;
  readonly authors: readonly Person[];
  /** Absolute URL of the RSS feed. */
  readonly address: string;
}

/** Resolves the `podcast` section at `path`. Do not use the result if the reporter has collected any problems. */
export function resolvePodcast(
  shape: PodcastShape,
  path: Path,
  feed: PodcastFeed,
  reporter: ConfigReporter,
): Podcast {
  const address = (inside: Path, value: string) => {
    const isBelow = inside[0] === 'image';
    const url = isWebUrl(value) || isBelow ? absoluteUrl(value.replace(/^\/+/, ''), feed.url) : undefined;
    if (url !== undefined && isWebUrl(url)) return url;
    reporter.invalid([...path, ...inside], value);
    return feed.url;
  };
  const names = typeof shape.category === 'string' ? [shape.category] : shape.category;
  const categories = names.flatMap((name, index): Category[] => {
    const found = readCategory(name);
    if ('name' in found) return [found];
    const at = [...path, 'category', ...(typeof shape.category === 'string' ? [] : [index])];
    const suggestion = found.suggestion === undefined ? '' : ` Did you mean \`${found.suggestion}\`?`;
    const known = found.known.join(', ');
    reporter.report('config-podcast-category', at, {
      key: pathName(at),
      received: describeValue(name),
      suggestion,
      known,
    });
    return [];
  });
  return {
    categories: categories.filter(
      (one, index) => index === categories.findIndex((other) => isSame(one, other)),
    ),
    explicit: shape.explicit,
    image: address(['image'], shape.image),
    owner: { name: line(shape.owner.name), email: shape.owner.email },
    type: shape.type,
    author: shape.author === undefined ? authorNames(feed) : line(shape.author),
    guid: shape.guid?.toLowerCase() ?? createGuid(feed.address),
    minted: shape.guid === undefined,
    ...(shape.locked !== undefined && { locked: shape.locked }),
    funding: shape.funding.map(({ url, text }, index) => ({
      url: address(['funding', index, 'url'], url),
      text: line(text),
    })),
    ...(shape.medium !== undefined && { medium: shape.medium }),
    complete: shape.complete,
    block: shape.block,
    ...(shape.newFeedUrl !== undefined && { newFeedUrl: address(['newFeedUrl'], shape.newFeedUrl) }),
    places: { section: reporter.keyPlace(path), image: reporter.place([...path, 'image']) },
  };
}

/** Returns the names of the site’s authors, up to the length that Apple allows. */
function authorNames({ authors, title }: PodcastFeed): string {
  const names = authors.map(({ name }) => name);
  while (names.join(', ').length > 255) names.pop();
  return names.join(', ') || title.slice(0, 255);
}

function isSame(one: Category, other: Category): boolean {
  return one.name === other.name && one.sub === other.sub;
}
