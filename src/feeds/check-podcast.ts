import type { Article } from '../content/article/model.ts';
import { checkArtwork, isArtwork, type Measured } from '../content/podcast/artwork.ts';
import type { Podcast } from '../content/podcast/model.ts';
import { recordingOf } from '../content/article/recording.ts';
import { problem, type Problem } from '../problems/problem.ts';
import type { FeedPlan } from './select.ts';

/** Checks a feed that the config makes a podcast. `measure` returns the measured picture of a URL of the site. */
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

/** Checks the extension of a picture: apps take its type from its name (PSP-1). */
function endingFault(url: string, type: string | undefined): string | undefined {
  const ending = type === 'image/png' ? /\.png$/i : /\.jpe?g$/i;
  return ending.test(url)
    ? undefined
    : `of type ${type}, but its name does not end in ${type === 'image/png' ? '.png' : '.jpg'}`;
}

/** Checks an episode against the requirements and advice of PSP-1 and Apple. */
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
