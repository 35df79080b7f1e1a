import { clean } from '../../base/text.ts';
import type { FeedAndPage, ReferenceKind, Resolve, Target } from '../model.ts';

// Schemes that open a page, a message or a call, and cannot run code.
const linkSchemes = new Set(['http', 'https', 'mailto', 'tel', 'sms', 'geo', 'irc', 'ircs', 'xmpp']);
const fileSchemes = new Set(['http', 'https']);
// Raster images only: an SVG is a document, which can have scripts and links.
const inlineImage = /^data:image\/(?:png|jpe?g|gif|webp|avif)[;,]/i;

/**
 * Returns the target of `reference`, which is as the author wrote it. Returns nothing if it is empty, if its scheme is not
 * allowed for this `kind`, or if `resolve` finds no target.
 */
export function resolveReference(
  reference: string,
  kind: ReferenceKind,
  resolve: Resolve,
): Target | undefined {
  const href = strippedUrl(reference);
  if (kind === 'image' && inlineImage.test(href)) return { url: href, page: href };
  if (!isAllowed(href, kind) || (href === '' && kind !== 'link')) return undefined;
  const found = resolve(href, kind);
  // Checks the result again, so that a bug in `resolve` cannot allow a script.
  return found && isAllowed(strippedUrl(found.url), kind) && isAllowed(strippedUrl(found.page), kind)
    ? found
    : undefined;
}

/**
 * `reference` without the characters that a browser removes before it parses a URL (URL Standard §4.4). They can hide
 * `java\tscript:`.
 */
export function strippedUrl(reference: string): string {
  if (!/[^!-~]/.test(reference)) return reference;
  return clean(reference).replaceAll(/^[\u0000-\u0020]+|[\u0000-\u0020]+$|[\t\n\r]/g, '');
}

function isAllowed(href: string, kind: ReferenceKind): boolean {
  if (href.startsWith('https://') || !href.includes(':')) return true;
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(href)?.[0].toLowerCase();
  return scheme === undefined || (kind === 'link' ? linkSchemes : fileSchemes).has(scheme);
}

/** One image of a `srcset`: its URL as written, and `2x`, `800w` or `''`. */
export interface ImageCandidate {
  readonly href: string;
  readonly descriptor: string;
}

/** Parses a `srcset` (HTML §4.8.4.2.1). Its URLs can contain commas, like data URLs. */
export function imageCandidates(srcset: string): ImageCandidate[] {
  const found: ImageCandidate[] = [];
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

/** Returns a `srcset` with the usable images, or `''` if there are none. */
export function resolveSrcset(srcset: string, resolve: Resolve): FeedAndPage {
  const images = imageCandidates(srcset).flatMap(({ href, descriptor }) => {
    const target = resolveReference(href, 'image', resolve);
    return target ? [{ ...target, tail: descriptor === '' ? '' : ` ${descriptor}` }] : [];
  });
  return {
    feed: images.map(({ url, tail }) => listed(url) + tail).join(', '),
    page: images.map(({ page, tail }) => listed(page) + tail).join(', '),
  };
}

// White space ends a URL in a `srcset`, and so does a comma at its start or end.
function listed(url: string): string {
  return url.replaceAll(/\s/g, '%20').replaceAll(/^,|,$/g, '%2C');
}
