import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as library from 'image-size';
import type { Attachment, Image } from './article/model.ts';
import { colourSpace } from './media/colours.ts';
import { contentType } from './media/content.ts';
import { readMp4 } from './media/mp4.ts';
import { mpegDuration } from './media/mpeg.ts';
import { readRecording } from './media/recording.ts';
import { mediumOf } from '../base/mime.ts';
import type { Recording } from './media/model.ts';

/** Enough of a picture to hold its dimensions, even behind a large embedded profile or thumbnail. */
const head = 512 * 1024;

const types: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  gif: 'image/gif',
  heic: 'image/heic',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  jxl: 'image/jxl',
  png: 'image/png',
  svg: 'image/svg+xml',
  tiff: 'image/tiff',
  webp: 'image/webp',
};

/** What the file at `location` says of itself: bytes, pixels and MIME type; only the bytes where it is no picture. */
export function measureImage(location: string): Pick<Image, 'type' | 'width' | 'height' | 'length'> {
  const found = begin(location);
  return found ? { length: found.length, ...dimensions(found.buffer) } : {};
}

/** The same of a picture that is to be cover art, with its colour space. */
export function measureArtwork(location: string): ReturnType<typeof measureImage> & { colours?: string } {
  const found = begin(location);
  const colours = found && colourSpace(found.buffer);
  return { ...measureImage(location), ...(colours !== undefined && { colours }) };
}

/** The size of a file, and enough of it to measure a picture; nothing where it cannot be read. */
function begin(location: string): { length: number; buffer: Uint8Array } | undefined {
  const descriptor = open(location);
  if (descriptor === undefined) return undefined;
  try {
    const length = fstatSync(descriptor).size;
    const buffer = Buffer.alloc(Math.min(length, head));
    readSync(descriptor, buffer, 0, buffer.length, 0);
    return { length, buffer };
  } finally {
    closeSync(descriptor);
  }
}

/** Nothing where the file cannot be read: who copies it tells so. */
function open(location: string): number | undefined {
  try {
    return openSync(location, 'r');
  } catch {
    return undefined;
  }
}

function dimensions(buffer: Uint8Array): Pick<Image, 'type' | 'width' | 'height'> {
  try {
    const { width, height, type = '', orientation = 1 } = loadLibrary().imageSize(buffer);
    const known = types[type];
    // EXIF orientations from 5 on lie on their side: readers show them turned.
    const [across, down] = orientation >= 5 ? [height, width] : [width, height];
    return {
      ...(known !== undefined && { type: known }),
      width: Math.round(across),
      height: Math.round(down),
    };
  } catch {
    return {};
  }
}

// Many sites have no pictures of their own.
const require = createRequire(import.meta.url);

function loadLibrary(): typeof library {
  return require('image-size');
}

/** What the file at `location` says of itself: bytes, and as far as its content tells, type, pixels and duration. */
export async function measureFile(
  location: string,
): Promise<Partial<Pick<Attachment, 'type' | 'length' | 'width' | 'height' | 'duration'>>> {
  const length = statSync(location, { throwIfNoEntry: false })?.size ?? 0;
  const type = await contentType(location);
  if (type === undefined) return { length };
  const medium = mediumOf(type);
  if (medium === 'document') return { type, length };
  if (medium === 'image') return { type, ...measureImage(location) };
  const { film, duration = 0, width, height } = await record(location, type);
  return {
    type: film === false ? soundOnly(type) : type,
    length,
    // Feeds count whole seconds; what lasts at all lasts one.
    ...(duration > 0 && Number.isFinite(duration) && { duration: Math.max(1, Math.round(duration)) }),
    ...(medium === 'video' && film !== false && width && height && { width, height }),
  };
}

/** What we can tell ourselves of MP4 and MP3, nearly all there is; what music-metadata tells of the rest. */
async function record(location: string, type: string): Promise<Recording> {
  if (type === 'audio/mpeg') return { duration: mpegDuration(location) };
  const contents = /mp4|m4|quicktime|3gpp/.test(type) ? readMp4(location) : {};
  return contents.duration ? contents : { ...contents, ...(await readRecording(location, type)) };
}

/** Voice recorders and browsers write sound into containers of films: apps would show a black picture. */
function soundOnly(type: string): string {
  if (type === 'video/mp4') return 'audio/x-m4a';
  return type.replace(/^video(?=\/(?:webm|x-matroska|3gpp)$)/, 'audio');
}
