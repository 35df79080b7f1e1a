import { createRequire } from 'node:module';
import { isWebUrl, absoluteUrl } from '../base/url.ts';

/** The licence of an article. */
export interface License {
  /** Plain text to display: an SPDX identifier, a name, or a sentence such as `© 2026 AFP`. */
  readonly text: string;
  /** Absolute URL of the licence's text. */
  readonly url?: string;
}

const creativeCommons = /^CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)$/;

/** Whether `url` is the URL of a Creative Commons licence or public domain dedication. */
export function isCreativeCommons(url: string): boolean {
  return /^https?:\/\/(?:www\.)?creativecommons\.org\//.test(url);
}

/**
 * Reads a licence from an SPDX identifier (in any case), a web address or any other text. For an SPDX identifier, adds the URL of the
 * licence's text. Keeps other text unchanged. See https://spdx.org/licenses/.
 */
export function readLicense(text: string): License {
  if (isWebUrl(text)) {
    const url = absoluteUrl(text);
    return url === undefined ? { text } : { text, url };
  }
  const id = spdxIdentifier(text);
  if (id === undefined) return { text };
  const cc = creativeCommons.exec(id);
  if (cc) return { text: id, url: `https://creativecommons.org/licenses/${cc[1]?.toLowerCase()}/${cc[2]}/` };
  if (id === 'CC0-1.0') return { text: id, url: 'https://creativecommons.org/publicdomain/zero/1.0/' };
  return { text: id, url: `https://spdx.org/licenses/${id}.html` };
}

const require = createRequire(import.meta.url);

function spdxIdentifier(text: string): string | undefined {
  if (!/^[\w.+-]+$/.test(text)) return undefined;
  // Loads the list only if an article has a licence. JSON modules cannot be imported lazily.
  const ids: readonly string[] = require('spdx-license-ids');
  const lower = text.toLowerCase();
  return ids.find((id) => id.length === text.length && id.toLowerCase() === lower);
}
