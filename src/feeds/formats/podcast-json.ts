import type { Article } from '../../content/article/model.ts';
import { recordingOf } from '../../content/article/recording.ts';
import type { FeedPlan } from '../select.ts';
import { credits, episodeArt, type Credit } from './podcast.ts';
import { count, list, optional, text } from './json-fragments.ts';

/** What explains the names of the `_podcast` object. */
const about = 'https://podcastindex.org/namespace/1.0';

/** What makes the feed a podcast, under the names its vocabularies have in RSS. */
export function podcastFields({ podcast, authors }: FeedPlan) {
  if (!podcast) return undefined;
  const { locked, medium, newFeedUrl } = podcast;
  return {
    about: text(about),
    guid: text(podcast.guid),
    type: text(podcast.type),
    author: text(podcast.author),
    owner: text(podcast.owner.name),
    categories: podcast.categories.map(({ name, sub }) => ({ name: text(name), subcategory: optional(sub) })),
    explicit: String(podcast.explicit),
    image: text(podcast.image),
    medium: optional(medium),
    locked: locked === undefined ? undefined : String(locked),
    complete: podcast.complete ? 'true' : undefined,
    block: podcast.block ? 'true' : undefined,
    new_feed_url: optional(newFeedUrl),
    funding: list(podcast.funding.map((one) => ({ url: text(one.url), text: text(one.text) }))),
    persons: list(credits(authors).map(creditFields)),
  };
}

/** What an article says as an episode, if anything. */
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
        url: text(one.url),
        type: text(one.type),
        language: optional(one.language),
        rel: one.captions ? text('captions') : undefined,
      })),
    ),
    chapters: chapters && { url: text(chapters.url), type: text(chapters.type) },
    persons: list(credits(authors, contributors).map(creditFields)),
  };
  return Object.values(fields).some((one) => one !== undefined) ? fields : undefined;
}

function creditFields({ name, role, group, img, href }: Credit) {
  return { name: text(name), role: text(role), group: text(group), img: optional(img), href: optional(href) };
}
