import type { IAudioMetadata } from 'music-metadata';
import type { Recording } from './model.ts';

/** What a recording of `type` at `location` says of itself; as much of it as can be read. */
export async function readRecording(location: string, type: string): Promise<Recording> {
  const [{ fromFile }, { parseFromTokenizer }] = await Promise.all([
    import('strtok3'),
    import('music-metadata'),
  ]);
  try {
    const tokenizer = await fromFile(location);
    try {
      // The library goes by the ending of a path; the content knows better.
      tokenizer.fileInfo = { size: tokenizer.fileInfo.size ?? 0, mimeType: type };
      // Without `duration` that of raw AAC is guessed from its first frames.
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
