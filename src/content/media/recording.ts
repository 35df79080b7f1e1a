import type { IAudioMetadata } from 'music-metadata';
import { mimeType } from '../../base/mime.ts';
import { defined } from '../../base/json.ts';

/** The properties of an audio or video file. */
export interface Recording {
  /** Seconds. */
  readonly duration?: number;
  /** Pixels, as displayed. */
  readonly width?: number;
  readonly height?: number;
  /** Whether it has a video track. */
  readonly film?: boolean;
}

/** Returns the media type according to the first bytes of the file at `location`; `undefined` if they have none, as in texts. */
export async function contentType(location: string): Promise<string | undefined> {
  // Loaded only if an article has such a file: most sites have none.
  const { fileTypeFromFile } = await import('file-type');
  try {
    const found = await fileTypeFromFile(location);
    return found && mimeType(found.mime);
  } catch {
    return undefined;
  }
}

/** Measures a recording of `type` at `location`, as far as it is readable. */
export async function readRecording(location: string, type: string): Promise<Recording> {
  const [{ fromFile }, { parseFromTokenizer }] = await Promise.all([
    import('strtok3'),
    import('music-metadata'),
  ]);
  try {
    const tokenizer = await fromFile(location);
    try {
      // The library uses the extension of a path; the type from the content is more reliable.
      tokenizer.fileInfo = { size: tokenizer.fileInfo.size ?? 0, mimeType: type };
      // Without `duration`, the library guesses that of raw AAC from its first frames.
      return describe(await parseFromTokenizer(tokenizer, { duration: true, skipCovers: true }));
    } finally {
      await tokenizer.close();
    }
  } catch {
    return {};
  }
}

function describe({ format }: IAudioMetadata): Recording {
  const video = format.trackInfo.map((track) => track.video).find((one) => one !== undefined);
  const [width, height] = [video?.pixelWidth, video?.pixelHeight];
  const size = width !== undefined && height !== undefined ? { width, height } : {};
  return { ...defined({ duration: format.duration, film: format.hasVideo }), ...size };
}
