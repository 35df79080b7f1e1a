import type { Entry } from './entry.ts';

/** Problems of podcasts. */
export const podcasts = {
  'podcast-without-rss': {
    severity: 'error',
    cause: 'setup',
    what: 'The config has `podcast`, but no RSS feed.',
    why: 'Podcast directories and apps support only RSS.',
    fix: 'Set `files.rss` to a file name, or remove `podcast`.',
  },
  'podcast-guid': {
    severity: 'warning',
    cause: 'setup',
    what: 'The podcast has no `guid`. Feedmill uses {guid}, which it derives from the address of the feed.',
    why: 'If the address changes, this `guid` changes too, and apps treat the podcast as a different one.',
    fix: 'Add `guid: {guid}` to `podcast`. If the podcast is already published elsewhere, use the `guid` that it has there.',
  },
  'podcast-image': {
    severity: 'error',
    cause: 'setup',
    what: 'The podcast image {image} is {fault}.',
    why: 'Podcast directories require a square JPEG or PNG in RGB, 1400 to 3000 pixels wide.',
    fix: 'Export it as a square JPEG or PNG in RGB, ideally 3000 pixels wide, with a name that ends in .jpg or .png.',
  },
  'podcast-image-unmeasured': {
    severity: 'warning',
    cause: 'setup',
    what: 'Feedmill cannot check the podcast image {image}, because it is not a file of the site.',
    why: 'Podcast directories require a square JPEG or PNG in RGB, 1400 to 3000 pixels wide.',
    fix: 'Move the image to the content folder, or check its size yourself.',
  },
  'podcast-incomplete': {
    severity: 'error',
    cause: 'content',
    what: 'The episode has no {missing}.',
    why: 'Every episode needs an audio or video file with its length and type. Apps ignore other items.',
    fix: 'Set `audio` or `video` to the file. If the file is on another site, add its `length` and `type`. To omit the article from the feed, set `feed: false`.',
  },
  'podcast-duration': {
    severity: 'warning',
    cause: 'content',
    what: 'The duration of {url} is unknown.',
    why: 'Apps show the duration before they load the episode.',
    fix: 'Add the duration to the front matter, for example `duration: 1:02:03`.',
  },
  'podcast-format': {
    severity: 'warning',
    cause: 'content',
    what: 'Apple Podcasts does not play {url} ({type}).',
    why: 'Many listeners could not play the episode.',
    fix: 'Publish audio as .mp3 or .m4a, and video as .mp4, .m4v or .mov.',
  },
  'podcast-episode-image': {
    severity: 'warning',
    cause: 'content',
    what: 'The episode image {image} is {fault}, so apps show the podcast image instead.',
    why: 'Podcast directories require a square JPEG or PNG, 1400 to 3000 pixels wide.',
    fix: 'Use a square image of that size.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
