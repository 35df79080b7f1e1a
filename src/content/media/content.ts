import { mimeType } from '../../base/mime.ts';

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
