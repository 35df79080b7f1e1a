import { mimeType } from '../../base/mime.ts';

/** The media type that the first bytes of the file at `location` say; nothing where they say none, as those of texts. */
export async function contentType(location: string): Promise<string | undefined> {
  // Loaded only where an article has a file with it: most sites have none.
  const { fileTypeFromFile } = await import('file-type');
  try {
    const found = await fileTypeFromFile(location);
    return found && mimeType(found.mime);
  } catch {
    return undefined;
  }
}
