import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as library from 'image-size';
import type { Attachment, Image } from './article/model.ts';
import { colourSpace } from './media/colours.ts';
import { readMp4 } from './media/mp4.ts';
import { isMpeg, mpegDuration } from './media/mpeg.ts';
import { contentType, readRecording, type Recording } from './media/recording.ts';
import { mediumOf } from '../base/mime.ts';
import { fill, withFile } from '../base/file.ts';
import { defined } from '../base/json.ts';

/** Bytes that hold the dimensions of a picture, even after a large embedded profile or thumbnail. */
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

/** Measures the file at `location`: bytes, pixels and MIME type; only bytes if it is not a picture. */
export function measureImage(location: string): Pick<Image, 'type' | 'width' | 'height' | 'length'> {
  const found = begin(location);
  return found ? { length: found.length, ...dimensions(found.buffer) } : {};
}

/** Measures a picture for use as cover art, with its color space. */
export function measureArtwork(location: string): ReturnType<typeof measureImage> & { colours?: string } {
  const found = begin(location);
  return { ...measureImage(location), ...defined({ colours: found && colourSpace(found.buffer) }) };
}

/** Returns the size of a file, and enough of it to measure a picture; `undefined` if it is unreadable: copying it reports the problem. */
function begin(location: string): { length: number; buffer: Uint8Array } | undefined {
  try {
    return withFile(location, (file, length) => {
      const buffer = new Uint8Array(Math.min(length, head));
      return { length, buffer: buffer.subarray(0, fill(file, buffer)) };
    });
  } catch {
    return undefined;
  }
}

function dimensions(buffer: Uint8Array): Pick<Image, 'type' | 'width' | 'height'> {
  try {
    const { width, height, type = '', orientation = 1 } = loadLibrary().imageSize(buffer);
    const known = types[type];
    // EXIF orientations from 5 on are rotated by 90 degrees, and readers rotate them back.
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

/** Measures the file at `location`: bytes and, as far as its content has them, type, pixels and duration. */
export async function measureFile(
  location: string,
): Promise<Partial<Pick<Attachment, 'type' | 'length' | 'width' | 'height' | 'duration'>>> {
  const length = statSync(location, { throwIfNoEntry: false })?.size ?? 0;
  const type = (await contentType(location)) ?? (length > 0 && isMpeg(location) ? 'audio/mpeg' : undefined);
  if (type === undefined) return { length };
  const medium = mediumOf(type);
  if (medium === 'document') return { type, length };
  if (medium === 'image') return { type, ...measureImage(location) };
  const { film, duration = 0, width, height } = await record(location, type);
  return {
    type: film === false ? soundOnly(type) : type,
    length,
    // Feeds have whole seconds; any positive duration is at least one.
    ...(duration > 0 && Number.isFinite(duration) && { duration: Math.max(1, Math.round(duration)) }),
    ...(medium === 'video' && film !== false && width && height && { width, height }),
  };
}

/** Measures MP4 and MP3, nearly all files, with our own code, and others with music-metadata. */
async function record(location: string, type: string): Promise<Recording> {
  if (type === 'audio/mpeg') return { duration: mpegDuration(location) };
  const contents = /mp4|m4|quicktime|3gpp/.test(type) ? readMp4(location) : {};
  return contents.duration ? contents : { ...contents, ...(await readRecording(location, type)) };
}

/** Voice recorders and browsers write audio into video containers: apps would show a black picture. */
function soundOnly(type: string): string {
  if (type === 'video/mp4') return 'audio/x-m4a';
  return type.replace(/^video(?=\/(?:webm|x-matroska|3gpp)$)/, 'audio');
}
