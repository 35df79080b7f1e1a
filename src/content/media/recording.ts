import type { IAudioMetadata } from 'music-metadata';
import type { Recording } from './model.ts';

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
  return {
    ...(format.duration !== undefined && { duration: format.duration }),
    ...(format.hasVideo !== undefined && { film: format.hasVideo }),
    ...(width !== undefined && height !== undefined && { width, height }),
  };
}
