import { readSync } from 'node:fs';
import { withFile } from '../../base/file.ts';

/** Kilobits a second by the bit rate index from 1 on (ISO/IEC 11172-3 §2.4.2.3, ISO/IEC 13818-3 §2.4.2.3). */
const rates = {
  one1: [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  one2: [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  one3: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  two1: [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  two23: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;

const frequencies = [44_100, 48_000, 32_000] as const;

/** The header of an audio frame. */
interface Frame {
  /** Bytes. */
  readonly length: number;
  readonly seconds: number;
  /** The header bits that all frames of a recording share. */
  readonly kind: number;
}

/** The number of bytes to read at a time, because a recording can be larger than the memory. */
const window = 1 << 18;

/**
 * Returns the duration of an MP3 file in seconds, frame by frame: the only method that is right for every bit rate, with or without an
 * index, cut off or not. music-metadata assumes one bit rate after three equal frames, and needs half a minute to count the frames of an
 * hour.
 */
export function mpegDuration(location: string): number {
  return withFile(location, (file, size) => {
    const head = headReader(file);
    let at = tagLength(file);
    let total = 0;
    let kind: number | undefined;
    while (at + 4 <= size) {
      const frame = frameOf(head(at));
      // Two frames in a row, or the end: four bytes alone sometimes look like a frame.
      const fits =
        frame && (kind === frame.kind || (kind === undefined && follows(frame, head(at + frame.length))));
      if (!fits) {
        at++;
        continue;
      }
      ({ kind } = frame);
      total += frame.seconds;
      at += frame.length;
    }
    return total;
  });
}

/** Whether audio starts directly after the tag of the file at `location`. file-type does not detect it after a tag with a footer. */
export function isMpeg(location: string): boolean {
  return withFile(location, (file) => {
    const head = headReader(file);
    const at = tagLength(file);
    const frame = frameOf(head(at));
    return frame !== undefined && follows(frame, head(at + frame.length));
  });
}

function follows(frame: Frame, head: number): boolean {
  return frameOf(head)?.kind === frame.kind;
}

function frameOf(head: number): Frame | undefined {
  const version = (head >>> 19) & 3;
  const layer = 4 - ((head >>> 17) & 3);
  const frequency = frequencies[(head >>> 10) & 3];
  if (head >>> 21 !== 0x7_ff || version === 1 || layer === 4 || frequency === undefined) return undefined;
  const isOne = version === 3;
  const table = isOne
    ? [rates.one1, rates.one2, rates.one3][layer - 1]
    : layer === 1
      ? rates.two1
      : rates.two23;
  const rate = table?.[((head >>> 12) & 15) - 1];
  if (rate === undefined) return undefined;
  // Version 2 halves the frequency, 2.5 quarters it.
  const hertz = frequency / (isOne ? 1 : version === 2 ? 2 : 4);
  const samples = layer === 1 ? 384 : layer === 3 && !isOne ? 576 : 1152;
  const slot = layer === 1 ? 4 : 1;
  const slots = Math.floor((samples / 8 / slot) * ((rate * 1000) / hertz)) + ((head >>> 9) & 1);
  return { length: slots * slot, seconds: samples / hertz, kind: (head & 0x1e_0c_00) >>> 0 };
}

/** Returns the length of the tag before the audio (ID3v2 §3.1), 0 without one. */
function tagLength(file: number): number {
  const head = Buffer.alloc(10);
  if (readSync(file, head, 0, 10, 0) < 10 || head.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (head.readUInt8(at) & 127), 0);
  const footer = (head.readUInt8(5) & 16) === 0 ? 0 : 10;
  return 10 + size + footer;
}

/** Returns a function that reads four bytes anywhere, in ascending order: 0 beyond the end. */
function headReader(file: number): (at: number) => number {
  const buffer = Buffer.alloc(window);
  let [start, length] = [0, 0];
  return (at) => {
    if (at < start || at + 4 > start + length) {
      start = at;
      length = readSync(file, buffer, 0, window, at);
    }
    return at + 4 > start + length ? 0 : buffer.readUInt32BE(at - start);
  };
}
