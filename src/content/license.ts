import { createRequire } from 'node:module';
import { isWebUrl, absoluteUrl } from '../base/url.ts';

/** The licence of an article. */
export interface License {
  /** Plain text to show: an SPDX identifier, a name, or a sentence such as `© 2026 AFP`. */
  readonly text: string;
  /** Absolute URL of the licence's text. */
  readonly url?: string;
}

const creativeCommons = /^CC-(BY(?:-NC)?(?:-ND|-SA)?)-(\d\.\d)$/;

/** Whether `url` is that of a Creative Commons license or public domain dedication. */
export function isCreativeCommons(url: string): boolean {
  return /^https?:\/\/(?:www\.)?creativecommons\.org\//.test(url);
}

/**
 * Reads a license: an SPDX identifier (in any case), to which it adds the URL of its text, a web address, or any other text, which it
 * keeps as it is. See https://spdx.org/licenses/.
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
  // The list is read only if an article names a license; JSON has no lazy import.
  const ids: readonly string[] = require('spdx-license-ids');
  const lower = text.toLowerCase();
  return ids.find((id) => id.length === text.length && id.toLowerCase() === lower);
}
