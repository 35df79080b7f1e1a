import type { Article } from '../content/article/model.ts';
import { checkArtwork, isArtwork, type Measured } from '../content/podcast/artwork.ts';
import type { Podcast } from '../content/podcast/model.ts';
import { recordingOf } from '../content/article/recording.ts';
import { problem, type Problem } from '../problems/problem.ts';
import type { FeedPlan } from './select.ts';

/** What is wrong with a feed that is to be a podcast; `measure` tells of a picture of the site's own by its URL. */
export function checkPodcast(plan: FeedPlan, measure: (url: string) => Measured | undefined): Problem[] {
  const { podcast, documents, articles } = plan;
  if (!podcast) return [];
  const { section } = podcast.places;
  return [
    ...(documents.rss ? [] : [problem('podcast-without-rss', section)]),
    ...(podcast.minted ? [problem('podcast-guid', section, { guid: podcast.guid })] : []),
    ...coverFaults(podcast, measure),
    ...articles.flatMap(episodeFaults),
  ];
}

function coverFaults({ image, places }: Podcast, measure: (url: string) => Measured | undefined): Problem[] {
  const measured = measure(image);
  if (!measured) return [problem('podcast-image-unmeasured', places.image, { image })];
  const fault = checkArtwork(measured) ?? endingFault(image, measured.type);
  return fault === undefined ? [] : [problem('podcast-image', places.image, { image, fault })];
}

/** Apps tell the type of a picture by its name (PSP-1). */
function endingFault(url: string, type: string | undefined): string | undefined {
  const ending = type === 'image/png' ? /\.png$/i : /\.jpe?g$/i;
  return ending.test(url)
    ? undefined
    : `of type ${type}, but its name does not end in ${type === 'image/png' ? '.png' : '.jpg'}`;
}

/** What PSP-1 and Apple require of an episode, and what they advise. */
function episodeFaults(article: Article): Problem[] {
  const { file, attachments, image } = article;
  const found = recordingOf(article);
  const [first] = attachments;
  if (!found) {
    const missing = first
      ? `audio or video file: ${first.url} is of type ${first.type}`
      : 'audio or video file';
    return [problem('podcast-incomplete', { file }, { missing })];
  }
  const problems: Problem[] = [];
  const { url, type, length, duration } = found;
  if (length === 0) problems.push(problem('podcast-incomplete', { file }, { missing: `length for ${url}` }));
  if (!known.test(new URL(url).pathname)) problems.push(problem('podcast-format', { file }, { url, type }));
  if (duration === undefined) problems.push(problem('podcast-duration', { file }, { url }));
  if (image && !isArtwork(image)) {
    const fault = checkArtwork(image) ?? '';
    problems.push(problem('podcast-episode-image', { file }, { image: image.url, fault }));
  }
  return problems;
}

/** The formats Apple plays (PSP-1, `enclosure`). */
const known = /\.(?:mp3|m4a|mov|mp4|m4v)$/i;
