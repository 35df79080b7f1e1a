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

/** Whether `url` is that of a licence of Creative Commons, or of its public domain. */
export function isCreativeCommons(url: string): boolean {
  return /^https?:\/\/(?:www\.)?creativecommons\.org\//.test(url);
}

/**
 * The licence `text` stands for: an SPDX identifier (in any case) with the address of its text, a web address,
 * or, where it is neither, only its words. See https://spdx.org/licenses/.
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
  // The list is read only where somebody names a licence; JSON has no lazy import.
  const ids: readonly string[] = require('spdx-license-ids');
  const lower = text.toLowerCase();
  return ids.find((id) => id.length === text.length && id.toLowerCase() === lower);
}
