import type { Article } from '../../content/article/model.ts';
import { recordingOf } from '../../content/article/recording.ts';
import type { FeedPlan } from '../select.ts';
import { credits, episodeArt, type Credit } from './podcast.ts';
import { count, list, optional, jsonText } from './json-fragments.ts';

/** The page that explains the names in the `_podcast` object. */
const about = 'https://podcastindex.org/namespace/1.0';

/** Returns the podcast fields of a feed, under the names they have in RSS. */
export function podcastFields({ podcast, authors }: FeedPlan) {
  if (!podcast) return undefined;
  const { locked, medium, newFeedUrl } = podcast;
  return {
    about: jsonText(about),
    guid: jsonText(podcast.guid),
    type: jsonText(podcast.type),
    author: jsonText(podcast.author),
    owner: jsonText(podcast.owner.name),
    categories: podcast.categories.map(({ name, sub }) => ({
      name: jsonText(name),
      subcategory: optional(sub),
    })),
    explicit: String(podcast.explicit),
    image: jsonText(podcast.image),
    medium: optional(medium),
    locked: locked === undefined ? undefined : String(locked),
    complete: podcast.complete ? 'true' : undefined,
    block: podcast.block ? 'true' : undefined,
    new_feed_url: optional(newFeedUrl),
    funding: list(podcast.funding.map((one) => ({ url: jsonText(one.url), text: jsonText(one.text) }))),
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
    explicit: explicit === undefined ? undefined : String(explicit),
    image: optional(episodeArt(article)),
    block: block ? 'true' : undefined,
    transcripts: list(
      transcripts.map((one) => ({
        url: jsonText(one.url),
        type: jsonText(one.type),
        language: optional(one.language),
        rel: one.captions ? jsonText('captions') : undefined,
      })),
    ),
    chapters: chapters && { url: jsonText(chapters.url), type: jsonText(chapters.type) },
    persons: list(credits(authors, contributors).map(creditFields)),
  };
  return Object.values(fields).some((one) => one !== undefined) ? fields : undefined;
}

function creditFields({ name, role, group, img, href }: Credit) {
  return {
    name: jsonText(name),
    role: jsonText(role),
    group: jsonText(group),
    img: optional(img),
    href: optional(href),
  };
}
