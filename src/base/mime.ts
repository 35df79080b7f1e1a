import { createRequire } from 'node:module';
import type * as library from 'mrmime';

/** The kind of a file (Media RSS 1.5.1 `medium`). */
export type Medium = 'audio' | 'video' | 'image' | 'document';

/**
 * The preferred name of types with several names, by the others: the one in the lists of podcast apps (Apple accepts MP4 audio only as
 * `audio/x-m4a`), else the registered one, else the one browsers support.
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

/** File extensions that are missing in `mrmime`. */
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

/** Returns `text` as a media type (RFC 2045) in its preferred spelling, without parameters; `undefined` if it is not one. */
export function mimeType(text: string): string | undefined {
  const type = text.replace(/;.*$/s, '').trim().toLowerCase();
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? (spellings[type] ?? type) : undefined;
}

/** Returns the media type for the extension of `path`, or for an extension alone. */
export function typeOf(path: string): string | undefined {
  const ending = /(?:^|\.)([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const type = Object.hasOwn(endings, ending) ? endings[ending] : loadLibrary().lookup(ending);
  return type === undefined ? undefined : mimeType(type);
}

// Loaded on demand, only if an article has an attachment.
const require = createRequire(import.meta.url);

function loadLibrary(): typeof library {
  return require('mrmime');
}

/** Returns the kind of a file of `type`. */
export function mediumOf(type: string): Medium {
  const [kind] = type.split('/');
  return kind === 'audio' || kind === 'video' || kind === 'image' ? kind : 'document';
}
