import { createRequire } from 'node:module';
import type * as library from 'mrmime';

/** What a file is to those who open it (Media RSS 1.5.1 `medium`). */
export type Medium = 'audio' | 'video' | 'image' | 'document';

/**
 * Types that have several names, by the name that is not used: the one podcast apps list (Apple takes MP4 sound as
 * `audio/x-m4a` only), else the registered one, else the one browsers know.
 */
const spellings: Readonly<Record<string, string>> = {
  'application/ogg': 'audio/ogg',
  'application/x-pdf': 'application/pdf',
  'audio/m4a': 'audio/x-m4a',
  'audio/mp3': 'audio/mpeg',
  'audio/mp4': 'audio/x-m4a',
  'audio/mpeg3': 'audio/mpeg',
  'audio/mpg': 'audio/mpeg',
  'audio/opus': 'audio/ogg',
  'audio/vnd.wave': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/x-aiff': 'audio/aiff',
  'audio/x-flac': 'audio/flac',
  'audio/x-mp3': 'audio/mpeg',
  'audio/x-mpeg': 'audio/mpeg',
  'audio/x-wav': 'audio/wav',
  'image/jpg': 'image/jpeg',
  'video/m4v': 'video/x-m4v',
  'video/matroska': 'video/x-matroska',
  'video/vnd.avi': 'video/x-msvideo',
};

/** Endings `mrmime` leaves out. */
const endings: Readonly<Record<string, string>> = {
  aif: 'audio/aiff',
  aiff: 'audio/aiff',
  avi: 'video/x-msvideo',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  flac: 'audio/flac',
  m4b: 'audio/x-m4a',
  m4v: 'video/x-m4v',
  mka: 'audio/x-matroska',
  mkv: 'video/x-matroska',
  mobi: 'application/x-mobipocket-ebook',
  odp: 'application/vnd.oasis.opendocument.presentation',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odt: 'application/vnd.oasis.opendocument.text',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  srt: 'application/x-subrip',
  wma: 'audio/x-ms-wma',
  wmv: 'video/x-ms-wmv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** `text` as a media type (RFC 2045) in the one spelling used for it, without parameters; nothing where it is none. */
export function mimeType(text: string): string | undefined {
  const type = text.replace(/;.*$/s, '').trim().toLowerCase();
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? (spellings[type] ?? type) : undefined;
}

/** The media type that the ending of `path`, or an ending alone, stands for. */
export function typeOf(path: string): string | undefined {
  const ending = /(?:^|\.)([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const type = Object.hasOwn(endings, ending) ? endings[ending] : loadLibrary().lookup(ending);
  return type === undefined ? undefined : mimeType(type);
}

// Needed only where an article comes with a file.
const require = createRequire(import.meta.url);

function loadLibrary(): typeof library {
  return require('mrmime');
}

/** What a file of `type` is to those who open it. */
export function mediumOf(type: string): Medium {
  const [kind] = type.split('/');
  return kind === 'audio' || kind === 'video' || kind === 'image' ? kind : 'document';
}
