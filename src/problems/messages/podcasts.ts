import type { Entry } from './entry.ts';

/** Podcasts. */
export const podcasts = {
  'podcast-without-rss': {
    severity: 'error',
    cause: 'setup',
    what: 'There is a `podcast`, but no RSS feed.',
    why: 'Directories and podcast apps read RSS only.',
    fix: 'Give the RSS feed a name under `files`, or remove `podcast`.',
  },
  'podcast-guid': {
    severity: 'warning',
    cause: 'setup',
    what: 'The podcast has no `guid` yet; made of the feed’s address it is {guid}.',
    why: 'It is to stay for life, and would change with the feed’s address: apps would take it for another podcast.',
    fix: 'Write it down: `guid: {guid}`. A podcast that was published elsewhere keeps the one it has there.',
  },
  'podcast-image': {
    severity: 'error',
    cause: 'setup',
    what: 'The podcast’s image {image} is {fault}.',
    why: 'Directories refuse cover art that is not a square JPEG or PNG in RGB, 1400 to 3000 pixels wide.',
    fix: 'Export it as a square JPEG or PNG in RGB, best 3000 pixels wide, named .jpg or .png.',
  },
  'podcast-image-unmeasured': {
    severity: 'warning',
    cause: 'setup',
    what: 'The podcast’s image {image} is none of the site’s files, so it cannot be measured.',
    why: 'Directories refuse cover art that is not a square JPEG or PNG in RGB, 1400 to 3000 pixels wide.',
    fix: 'Put the picture into the content folder, or make sure that it is right.',
  },
  'podcast-incomplete': {
    severity: 'error',
    cause: 'content',
    what: 'The episode has no {missing}.',
    why: 'Every item of a podcast needs a file of sound or film with its length and type; apps show no other.',
    fix: 'Name the file with `audio:` or `video:`, with `length:` and `type:` where it lies elsewhere; or leave the article out of the feed with `feed: false`.',
  },
  'podcast-duration': {
    severity: 'warning',
    cause: 'content',
    what: 'Nobody knows how long {url} plays.',
    why: 'Apps show an episode’s duration before it is loaded.',
    fix: 'Add it to the front matter: `duration: 1:02:03`.',
  },
  'podcast-format': {
    severity: 'warning',
    cause: 'content',
    what: 'The file {url} ({type}) is none that Apple Podcasts plays.',
    why: 'Many listeners could not hear the episode.',
    fix: 'Publish it as .mp3 or .m4a, a film as .mp4, .m4v or .mov.',
  },
  'podcast-episode-image': {
    severity: 'warning',
    cause: 'content',
    what: 'The episode’s image {image} is {fault}: apps are shown the podcast’s instead.',
    why: 'Directories refuse episode art that is not a square JPEG or PNG, 1400 to 3000 pixels wide.',
    fix: 'Give the episode a square picture of that size.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
