import type { Article } from '../../content/article/model.ts';
import { recordingOf } from '../../content/article/recording.ts';
import type { FeedPlan } from '../select.ts';
import { credits, episodeArt, type Credit } from './podcast.ts';
import { line } from '../../base/text.ts';
import { count, list, optional } from './json-values.ts';

/** The page that explains the names in the `_podcast` object. */
const about = 'https://podcastindex.org/namespace/1.0';

/** Returns the podcast fields of a feed, under the names they have in RSS. */
export function podcastFields({ podcast, authors }: FeedPlan) {
  if (!podcast) return undefined;
  const { locked, medium, newFeedUrl } = podcast;
  return {
    about,
    guid: podcast.guid,
    type: podcast.type,
    author: line(podcast.author),
    owner: line(podcast.owner.name),
    categories: podcast.categories.map(({ name, sub }) => ({
      name: line(name),
      subcategory: optional(sub),
    })),
    explicit: podcast.explicit,
    image: line(podcast.image),
    medium: optional(medium),
    locked,
    complete: podcast.complete || undefined,
    block: podcast.block || undefined,
    new_feed_url: optional(newFeedUrl),
    funding: list(podcast.funding.map((one) => ({ url: line(one.url), text: line(one.text) }))),
    persons: list(credits(authors).map(creditFields)),
  };
}

/** Returns the episode fields of an article, if any. */
export function episodeFields(article: Article) {
  const { episode, authors, contributors } = article;
  const { season, episode: number, type, explicit, block, transcripts = [], chapters } = episode ?? {};
  const fields = {
    duration: count(recordingOf(article)?.duration),
    season: count(season),
    episode: count(number),
    episode_type: optional(type),
    explicit,
    image: optional(episodeArt(article)),
    block: block || undefined,
    transcripts: list(
      transcripts.map((one) => ({
        url: line(one.url),
        type: line(one.type),
        language: optional(one.language),
        rel: one.captions ? 'captions' : undefined,
      })),
    ),
    chapters: chapters && { url: line(chapters.url), type: line(chapters.type) },
    persons: list(credits(authors, contributors).map(creditFields)),
  };
  return Object.values(fields).some((one) => one !== undefined) ? fields : undefined;
}

function creditFields({ name, role, group, img, href }: Credit) {
  return {
    name: line(name),
    role: line(role),
    group: line(group),
    img: optional(img),
    href: optional(href),
  };
}
