import { parseUrl } from '../../base/url.ts';
import type { Given } from './allowed-attributes.ts';
import { strippedUrl } from './urls.ts';

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
  const url = parseUrl(source, 'https://invalid/');
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
