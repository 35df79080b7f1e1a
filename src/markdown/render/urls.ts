import { clean } from '../../base/text.ts';
import type { Target, Resolve } from '../model.ts';

/** What a reference is used for; decides which schemes it may have. */
export type Kind = Parameters<Resolve>[1];

// Schemes that open a page, a message or a call, and can run nothing.
const linkSchemes = new Set(['http', 'https', 'mailto', 'tel', 'sms', 'geo', 'irc', 'ircs', 'xmpp']);
const fileSchemes = new Set(['http', 'https']);
// Raster images only: SVG is a document, with scripts and links of its own.
const inlineImage = /^data:image\/(?:png|jpe?g|gif|webp|avif)[;,]/i;

/**
 * Where `reference`, as the author wrote it, leads; nothing where it is empty, has a scheme that is not
 * allowed, or `resolve` does not know.
 */
export function target(reference: string, kind: Kind, resolve: Resolve): Target | undefined {
  const href = withoutQuery(reference);
  if (kind === 'image' && inlineImage.test(href)) return { url: href, page: href };
  if (!isAllowed(href, kind) || (href === '' && kind !== 'link')) return undefined;
  const found = resolve(href, kind);
  // What comes back is looked at again, so that nobody's mistake can let a script through.
  return found && isAllowed(withoutQuery(found.url), kind) && isAllowed(withoutQuery(found.page), kind)
    ? found
    : undefined;
}

/** `reference` without what a browser leaves out of a URL before reading it (URL Standard §4.4): that is how `java\tscript:` is hidden. */
export function withoutQuery(reference: string): string {
  if (!/[^!-~]/.test(reference)) return reference;
  return clean(reference).replaceAll(/^[\u0000-\u0020]+|[\u0000-\u0020]+$|[\t\n\r]/g, '');
}

function isAllowed(href: string, kind: Kind): boolean {
  if (href.startsWith('https://') || !href.includes(':')) return true;
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(href)?.[0].toLowerCase();
  return scheme === undefined || (kind === 'link' ? linkSchemes : fileSchemes).has(scheme);
}

/** One image of a `srcset`: its address as written, and `2x` or `800w` or nothing. */
export interface Candidate {
  readonly href: string;
  readonly descriptor: string;
}

/** The images of a `srcset` (HTML §4.8.4.2.1); addresses may hold commas, as data URLs do. */
export function candidates(srcset: string): Candidate[] {
  const found: Candidate[] = [];
  const pattern = /[\s,]*(\S+)/y;
  for (let match = pattern.exec(srcset); match; match = pattern.exec(srcset)) {
    const written = match[1] ?? '';
    const href = written.replace(/,+$/, '');
    let descriptor = '';
    if (href === written) {
      const comma = srcset.indexOf(',', pattern.lastIndex);
      const end = comma < 0 ? srcset.length : comma;
      descriptor = srcset.slice(pattern.lastIndex, end).trim();
      pattern.lastIndex = end;
    }
    if (href !== '' && /^(?:\d+w|\d*\.?\d+x)?$/.test(descriptor)) found.push({ href, descriptor });
  }
  return found;
}

/** A `srcset` of two forms: `[absolute, as a page writes it]`; empty where no image of it can be used. */
export function srcsets(srcset: string, resolve: Resolve): [string, string] {
  const feed: string[] = [];
  const page: string[] = [];
  for (const { href, descriptor } of candidates(srcset)) {
    const found = target(href, 'image', resolve);
    if (!found) continue;
    const tail = descriptor === '' ? '' : ` ${descriptor}`;
    feed.push(listed(found.url) + tail);
    page.push(listed(found.page) + tail);
  }
  return [feed.join(', '), page.join(', ')];
}

// In a list of URLs, white space and a comma at either end would be read as its separators.
function listed(url: string): string {
  return url.replaceAll(/\s/g, '%20').replaceAll(/^,|,$/g, '%2C');
}
