import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { imageSize } from 'image-size';
import type { Image } from './article/model.ts';
import { colourSpace } from './media/colours.ts';

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
  const { length, buffer } = begin(location);
  return { length, ...dimensions(buffer) };
}

/** The same of a picture that is to be cover art, with its colour space. */
export function measureArtwork(location: string): ReturnType<typeof measureImage> & { colours?: string } {
  const { length, buffer } = begin(location);
  const colours = colourSpace(buffer);
  return { length, ...dimensions(buffer), ...(colours !== undefined && { colours }) };
}

/** The size of a file, and enough of it to measure a picture. */
function begin(location: string): { length: number; buffer: Uint8Array } {
  const descriptor = openSync(location, 'r');
  try {
    const length = fstatSync(descriptor).size;
    const buffer = Buffer.alloc(Math.min(length, head));
    readSync(descriptor, buffer, 0, buffer.length, 0);
    return { length, buffer };
  } finally {
    closeSync(descriptor);
  }
}

function dimensions(buffer: Uint8Array): Pick<Image, 'type' | 'width' | 'height'> {
  try {
    const { width, height, type = '', orientation = 1 } = imageSize(buffer);
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
