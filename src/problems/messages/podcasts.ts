import type { Entry } from './entry.ts';

/** Problems of podcasts. */
export const podcasts = {
  'podcast-without-rss': {
    severity: 'error',
    cause: 'setup',
    what: 'The config has a `podcast`, but no RSS feed.',
    why: 'Directories and podcast apps read only RSS.',
    fix: 'Give the RSS feed a name in `files`, or remove `podcast`.',
  },
  'podcast-guid': {
    severity: 'warning',
    cause: 'setup',
    what: 'The podcast has no `guid`, so Feedmill derives {guid} from the address of the feed.',
    why: 'If the address changes, so does this `guid`, and apps take the podcast for another one.',
    fix: 'Add `guid: {guid}` to `podcast`. If the podcast was published elsewhere, use the `guid` it has there.',
  },
  'podcast-image': {
    severity: 'error',
    cause: 'setup',
    what: 'The podcast’s image {image} is {fault}.',
    why: 'Directories accept only cover art that is a square JPEG or PNG in RGB, 1400 to 3000 pixels wide.',
    fix: 'Export it as a square JPEG or PNG in RGB, ideally 3000 pixels wide, with a name that ends in .jpg or .png.',
  },
  'podcast-image-unmeasured': {
    severity: 'warning',
    cause: 'setup',
    what: 'The podcast’s image {image} is not a file of the site, so Feedmill cannot measure it.',
    why: 'Directories accept only cover art that is a square JPEG or PNG in RGB, 1400 to 3000 pixels wide.',
    fix: 'Put the image into the content folder, or measure it yourself.',
  },
  'podcast-incomplete': {
    severity: 'error',
    cause: 'content',
    what: 'The episode has no {missing}.',
    why: 'Every episode of a podcast needs an audio or video file with its length and type. Apps ignore other items.',
    fix: 'Name the file in `audio` or `video`. If it is on another site, add its `length` and `type`. To leave the article out of the feed, set `feed: false`.',
  },
  'podcast-duration': {
    severity: 'warning',
    cause: 'content',
    what: 'The duration of {url} is unknown.',
    why: 'Apps show the duration of an episode before they load it.',
    fix: 'Add it to the front matter, for example `duration: 1:02:03`.',
  },
  'podcast-format': {
    severity: 'warning',
    cause: 'content',
    what: 'Apple Podcasts does not play {url} ({type}).',
    why: 'Many listeners could not hear the episode.',
    fix: 'Publish audio as .mp3 or .m4a, and video as .mp4, .m4v or .mov.',
  },
  'podcast-episode-image': {
    severity: 'warning',
    cause: 'content',
    what: 'The episode’s image {image} is {fault}, so apps show the podcast’s image instead.',
    why: 'Directories accept only episode art that is a square JPEG or PNG, 1400 to 3000 pixels wide.',
    fix: 'Use a square image of that size.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
