import type { Given } from './allowed-attributes.ts';
import { imageCandidates, strippedUrl } from './urls.ts';

/** The link that replaces an embedded page or file. */
export interface EmbeddedLink {
  /** Absolute for the video services listed below, else as the author wrote it. */
  readonly href: string;
  /** Plain text: the author's title, else the address. */
  readonly label: string;
}

/** Returns the link for an `iframe`, `frame`, `embed` or `object`, or nothing if it embeds no page or file. */
export function embeddedLink(given: Given): EmbeddedLink | undefined {
  const source = [given['src'], given['data-src'], given['data-lazy-src'], given['data']].find(
    (one) => one !== undefined && one !== '' && !/^(?:about|data|javascript):/i.test(strippedUrl(one)),
  );
  if (source === undefined) return undefined;
  const href = pageUrl(strippedUrl(source));
  const title = (given['title'] ?? '').trim();
  return { href, label: title === '' ? href.replace(/^(?:https?:)?\/\//, '') : title };
}

const video = /^[\w-]{1,64}$/;

// The URL of a player shows a bare player or refuses to open alone. This is the URL of the page about the video.
function pageUrl(source: string): string {
  const url = parse(source);
  if (!url) return source;
  const [kind = '', id = ''] = url.pathname.split('/').filter((part) => part !== '');
  const host = url.hostname.replace(/^www\./, '');
  if ((host === 'youtube.com' || host === 'youtube-nocookie.com') && kind === 'embed' && video.test(id)) {
    const list = url.searchParams.get('list') ?? '';
    if (id === 'videoseries' && video.test(list)) return `https://www.youtube.com/playlist?list=${list}`;
    return `https://www.youtube.com/watch?v=${id}`;
  }
  if (host === 'player.vimeo.com' && kind === 'video' && video.test(id)) return `https://vimeo.com/${id}`;
  return source.startsWith('//') ? `https:${source}` : source;
}

function parse(source: string): URL | undefined {
  try {
    return new URL(source, 'https://invalid/');
  } catch {
    return undefined;
  }
}

const placeholder =
  /(?:^|[/_.-])(?:1x1|blank|grey|gray|lazy|loading|pixel|placeholder|spacer|transparent)\b[^/]*$/i;

/** The attributes of an `img` or `source` after a script for lazy images has loaded it. */
export interface LoadedPicture {
  readonly given: Given;
  /** Whether a script would have loaded it. A `noscript` after it then shows the same picture. */
  readonly isLazy: boolean;
}

/** Loads a lazy picture: if `src` names nothing or a placeholder, `data-src` and its like name the picture. */
export function loadedPicture(tag: 'img' | 'source', given: Given): LoadedPicture {
  const later = given['data-src'] ?? given['data-lazy-src'] ?? given['data-original'] ?? given['data-lazy'];
  const laterSet = given['data-srcset'] ?? given['data-lazy-srcset'];
  const src = strippedUrl(given['src'] ?? '');
  const empty = src === '' || /^data:image\/(?:gif|svg)/i.test(src) || placeholder.test(src);
  const result: Record<string, string> = { ...given };
  if (empty && later !== undefined) result['src'] = later;
  // An image of a few bytes is a placeholder.
  else if (/^data:image\/gif/i.test(src) && src.length < 200) delete result['src'];
  const isSetEmpty = given['srcset'] === undefined || given['srcset'].startsWith('data:');
  if (isSetEmpty && laterSet !== undefined) result['srcset'] = laterSet;
  // Many feed readers know `src` only.
  const [first] = tag === 'img' ? imageCandidates(result['srcset'] ?? '') : [];
  if (first && empty && later === undefined) result['src'] = first.href;
  return { given: result, isLazy: result['src'] !== given['src'] || result['srcset'] !== given['srcset'] };
}
