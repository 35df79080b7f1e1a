import { readSync } from 'node:fs';
import { withFile } from '../../base/file.ts';
import type { Recording } from './recording.ts';

/** The maximum size of a table of contents. A larger one is invalid. */
const longest = 64 * 1024 * 1024;

/** A box (ISO/IEC 14496-12 §4.2) in a buffer: the beginning and end of its content. */
interface Box {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Measures an MP4 or QuickTime file (ISO/IEC 14496-12 §8.2, §8.3), for which music-metadata reports only the audio. It reads only the
 * headers of the boxes and the table of contents, wherever that is.
 */
export function readMp4(location: string): Recording {
  try {
    return withFile(location, (file, size) => {
      for (let at = 0; at + 8 <= size;) {
        const head = bytes(file, at, 16);
        const box = boxAt(head, 0, size - at);
        if (!box) return {};
        const length = box.end - box.start;
        if (box.name === 'moov') return length > longest ? {} : describe(bytes(file, at + box.start, length));
        at += box.end;
      }
      return {};
    });
  } catch {
    return {};
  }
}

function describe(contents: Buffer): Recording {
  const movie = boxes(contents).find(({ name }) => name === 'mvhd');
  const tracks = boxes(contents)
    .filter(({ name }) => name === 'trak')
    .map((track) => contents.subarray(track.start, track.end));
  const film = tracks.find((track) => handler(track) === 'vide');
  const duration = movie && seconds(contents.subarray(movie.start, movie.end));
  return { film: film !== undefined, ...(duration && { duration }), ...(film && pixels(film)) };
}

/** Returns the duration of a movie header; 0 if it is not known yet, as in fragmented files. */
function seconds(header: Buffer): number {
  const isLong = header.readUInt8(0) === 1;
  const scale = header.readUInt32BE(isLong ? 20 : 12);
  const length = isLong ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  const isUnknown = scale === 0 || length === 0xff_ff_ff_ff || length > Number.MAX_SAFE_INTEGER;
  return isUnknown ? 0 : length / scale;
}

function pixels(track: Buffer): Pick<Recording, 'width' | 'height'> {
  const header = boxes(track).find(({ name }) => name === 'tkhd');
  if (!header) return {};
  const text = track.subarray(header.start, header.end);
  // Both are 16.16 fixed-point, after a matrix of nine numbers.
  const at = text.readUInt8(0) === 1 ? 88 : 76;
  const [width, height] = [text.readUInt16BE(at), text.readUInt16BE(at + 4)];
  if (width === 0 || height === 0) return {};
  // Phones record rotated video and note it in the matrix: its first number is 0 for a quarter turn.
  const isTurned = text.readInt32BE(at - 36) === 0;
  return isTurned ? { width: height, height: width } : { width, height };
}

/** Returns the kind of a track: `vide`, `soun`, … */
function handler(track: Buffer): string {
  const media = boxes(track).find(({ name }) => name === 'mdia');
  const inside = media && track.subarray(media.start, media.end);
  const box = inside && boxes(inside).find(({ name }) => name === 'hdlr');
  return inside && box ? inside.toString('latin1', box.start + 8, box.start + 12) : '';
}

function boxes(buffer: Buffer): Box[] {
  const found: Box[] = [];
  for (let at = 0; at + 8 <= buffer.length;) {
    const box = boxAt(buffer, at, buffer.length - at);
    if (!box) break;
    found.push({ ...box, start: at + box.start, end: at + box.end });
    at += box.end;
  }
  return found;
}

/** Returns the box whose header is at `at`, with positions from there; `undefined` if it does not fit. */
function boxAt(buffer: Buffer, at: number, room: number): Box | undefined {
  const name = buffer.toString('latin1', at + 4, at + 8);
  const short = buffer.readUInt32BE(at);
  // 1: a length of 64 bits follows; 0: to the end of the file.
  const start = short === 1 ? 16 : 8;
  const end = short === 1 ? Number(buffer.readBigUInt64BE(at + 8)) : short === 0 ? room : short;
  return end < start || end > room ? undefined : { name, start, end };
}

function bytes(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, position));
}
