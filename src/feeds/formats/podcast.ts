import type { Article, Person } from '../../content/article/model.ts';
import { isArtwork } from '../../content/podcast/artwork.ts';
import { recordingOf } from '../../content/article/recording.ts';
import { taxonomy } from '../../content/podcast/taxonomy.ts';
import type { FeedPlan } from '../select.ts';
import { line } from '../../base/text.ts';
import { named, some } from './content.ts';
import { xmlAttribute, element, xmlText } from './xml.ts';

/** The namespace declarations of the podcast vocabularies, for the root of a feed that uses them. */
export const itunesDeclaration = ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';
export const podcastDeclaration = ' xmlns:podcast="https://podcastindex.org/namespace/1.0"';

/** A person of a podcast, as in `podcast:person`. */
export interface Credit {
  readonly name: string;
  readonly role: string;
  readonly group: string;
  readonly img?: string;
  readonly href?: string;
}

/** Returns the people of a podcast or an episode: authors are hosts, contributors have the role they name. */
export function credits(authors: readonly Person[], contributors: readonly Person[] = []): Credit[] {
  return [...named(authors).map((person) => ({ role: 'host', ...person })), ...named(contributors)].flatMap(
    ({ name, role = '', url, avatar }) =>
      // Apps would take a person without a role for a host.
      line(role) === ''
        ? []
        : [
            {
              name: line(name),
              ...taxonomy(line(role)),
              ...(avatar !== undefined && { img: avatar }),
              ...(url !== undefined && { href: url }),
            },
          ],
  );
}

/** Returns the URL of an episode's picture, if it has one that apps accept. */
export function episodeArt({ image }: Article): string | undefined {
  return image && isArtwork(image) ? image.url : undefined;
}

/** Returns the fields of a podcast's channel elements, or `undefined` if the feed is not a podcast. */
export function podcastFields({ podcast, authors }: FeedPlan) {
  if (!podcast) return undefined;
  const { owner, locked, medium, newFeedUrl } = podcast;
  return {
    author: xmlText(podcast.author),
    categories: podcast.categories.map(({ name, sub }) => ({
      name: xmlAttribute(name),
      sub: xmlAttribute(sub),
    })),
    explicit: String(podcast.explicit),
    image: xmlAttribute(podcast.image),
    owner: { name: xmlText(owner.name), email: xmlText(owner.email), address: xmlAttribute(owner.email) },
    type: podcast.type,
    newFeedUrl: xmlText(newFeedUrl),
    complete: podcast.complete ? 'yes' : undefined,
    block: podcast.block ? 'yes' : undefined,
    guid: podcast.guid,
    locked: locked === undefined ? undefined : locked ? 'yes' : 'no',
    medium,
    funding: podcast.funding.map((one) => ({ url: xmlAttribute(one.url), text: xmlText(one.text) })),
    people: credits(authors).map(creditFields),
  };
}

type PodcastSlots = NonNullable<ReturnType<typeof podcastFields>>;

/** Returns Apple's elements of a podcast's channel. */
export function itunesElements(slots: PodcastSlots): string[] {
  const { owner } = slots;
  return [
    element('itunes:author', {}, slots.author),
    ...slots.categories.map(({ name, sub }) =>
      element('itunes:category', { text: name }, sub && `\n  ${element('itunes:category', { text: sub })}\n`),
    ),
    element('itunes:explicit', {}, slots.explicit),
    element('itunes:image', { href: slots.image }),
    element(
      'itunes:owner',
      {},
      `\n  ${element('itunes:name', {}, owner.name)}\n  ${element('itunes:email', {}, owner.email)}\n`,
    ),
    element('itunes:type', {}, slots.type),
    ...optional('itunes:new-feed-url', slots.newFeedUrl),
    ...optional('itunes:complete', slots.complete),
    ...optional('itunes:block', slots.block),
  ];
}

/** Returns the podcast namespace's elements of a podcast's channel. */
export function podcastElements(slots: PodcastSlots): string[] {
  const { locked, owner } = slots;
  return [
    element('podcast:guid', {}, slots.guid),
    ...(locked ? [element('podcast:locked', { owner: owner.address }, locked)] : []),
    ...optional('podcast:medium', slots.medium),
    ...slots.funding.map((one) => element('podcast:funding', { url: one.url }, one.text)),
    ...slots.people.map(creditElement),
  ];
}

/** Returns the fields of an episode's elements. */
export function episodeFields(article: Article) {
  const { episode, authors, contributors } = article;
  const { season, episode: number, type, explicit, block, transcripts = [], chapters } = episode ?? {};
  const seconds = recordingOf(article)?.duration;
  const art = episodeArt(article);
  return {
    duration: seconds ? String(seconds) : undefined,
    season: season === undefined ? undefined : String(season),
    episode: number === undefined ? undefined : String(number),
    type,
    explicit: explicit === undefined ? undefined : String(explicit),
    image: xmlAttribute(art),
    block: block ? 'yes' : undefined,
    transcripts: transcripts.map((one) => ({
      url: xmlAttribute(one.url),
      type: xmlAttribute(one.type),
      language: xmlAttribute(one.language),
      rel: one.captions ? 'captions' : undefined,
    })),
    chapters: chapters && { url: xmlAttribute(chapters.url), type: xmlAttribute(chapters.type) },
    people: credits(authors, contributors).map(creditFields),
  };
}

type EpisodeSlots = ReturnType<typeof episodeFields>;

/** Returns Apple's elements of an episode. */
export function itunesEpisode(slots: EpisodeSlots): string[] {
  return [
    ...optional('itunes:duration', slots.duration),
    ...optional('itunes:season', slots.season),
    ...optional('itunes:episode', slots.episode),
    ...optional('itunes:episodeType', slots.type),
    ...optional('itunes:explicit', slots.explicit),
    ...(slots.image ? [element('itunes:image', { href: slots.image })] : []),
    ...optional('itunes:block', slots.block),
  ];
}

/** Returns the podcast namespace's elements of an episode. */
export function podcastEpisode(slots: EpisodeSlots): string[] {
  return [
    ...optional('podcast:season', slots.season),
    ...optional('podcast:episode', slots.episode),
    ...slots.transcripts.map((one) => element('podcast:transcript', one)),
    ...(slots.chapters ? [element('podcast:chapters', slots.chapters)] : []),
    ...slots.people.map(creditElement),
  ];
}

function creditFields({ name, role, group, img, href }: Credit) {
  return {
    name: xmlText(name),
    role: xmlAttribute(role),
    group: xmlAttribute(group),
    img: some(xmlAttribute(img)),
    href: some(xmlAttribute(href)),
  };
}

function creditElement({ name, ...attributes }: ReturnType<typeof creditFields>): string {
  return element('podcast:person', attributes, name);
}

function optional(name: string, inside: string | undefined): string[] {
  return inside ? [element(name, {}, inside)] : [];
}
